"""The numbers that rules compare with, in one sourced place, overridable by a configuration file."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from pathlib import Path
from types import MappingProxyType

from schemas.wording.text import text
from schemas.yaml_file import DataError, file_data, package_data

Thresholds = Mapping[str, float]


@cache
def defaults() -> Thresholds:
    """The thresholds as shipped, by name; units as the rule's text has them."""
    data = package_data("thresholds.yaml")["thresholds"]
    return MappingProxyType({name: entry["value"] for name, entry in data.items()})


def configured(path: Path | None) -> Thresholds:
    """The thresholds in force: the shipped ones with those of the file `path` laid over.

    The file holds `thresholds: {name: number}`. Raises DataError for an unknown name or a value
    that is not a number of 0 or more, naming both and what is allowed.
    """
    if path is None:
        return defaults()
    data = file_data(path)
    if not isinstance(data, dict) or set(data) != {"thresholds"} or not isinstance(data["thresholds"], dict):
        raise DataError(text("schemas.thresholds.one_key", file=path.name))
    for name, value in data["thresholds"].items():
        if name not in defaults():
            raise DataError(text("schemas.thresholds.unknown", file=path.name, name=name, names=", ".join(defaults())))
        if isinstance(value, bool) or not isinstance(value, (int, float)) or not 0 <= value < float("inf"):
            raise DataError(text("schemas.thresholds.no_number", file=path.name, name=name, value=value))
    return MappingProxyType({**defaults(), **data["thresholds"]})
