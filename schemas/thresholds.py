"""The numbers that rules compare with, in one sourced place, overridable by a configuration file."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from pathlib import Path
from types import MappingProxyType

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
        raise DataError(f"{path.name}: must hold one key, `thresholds`, with names and numbers below it.")
    for name, value in data["thresholds"].items():
        if name not in defaults():
            raise DataError(f"{path.name}: {name!r} is not a threshold. The names are: {', '.join(defaults())}.")
        if isinstance(value, bool) or not isinstance(value, (int, float)) or not 0 <= value < float("inf"):
            raise DataError(f"{path.name}: {name} is {value!r}; it must be a number, 0 or more.")
    return MappingProxyType({**defaults(), **data["thresholds"]})
