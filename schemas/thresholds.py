"""The numbers that rules compare with, in one sourced place, overridable by a configuration file."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from pathlib import Path
from types import MappingProxyType
from typing import Any

from schemas.wording.text import text
from schemas.yaml_file import DataError, file_data, package_data

Thresholds = Mapping[str, float]
LONGEST_KEPT = 36_500  # days


@cache
def defaults() -> Thresholds:
    """The thresholds as shipped, by name; units as the rule's text has them."""
    data = package_data("thresholds.yaml")["thresholds"]
    return MappingProxyType({name: entry["value"] for name, entry in data.items()})


def configured(path: Path | None) -> Thresholds:
    """The thresholds in force: the shipped ones with those of the file `path` laid over.

    The file holds `thresholds: {name: number}`, and may hold `keep_days`. Raises DataError for an unknown name or a
    value that is not a number of 0 or more, naming both and what is allowed.
    """
    if path is None:
        return defaults()
    given = _settings(path).get("thresholds", {})
    for name, value in given.items():
        if name not in defaults():
            raise DataError(text("schemas.thresholds.unknown", file=path.name, name=name, names=", ".join(defaults())))
        if isinstance(value, bool) or not isinstance(value, (int, float)) or not 0 <= value < float("inf"):
            raise DataError(text("schemas.thresholds.no_number", file=path.name, name=name, value=value))
    return MappingProxyType({**defaults(), **given})


def keep_days(path: Path | None = None) -> int:
    """After how many days back-ups and history are removed: as shipped, or as the file says. Raises DataError."""
    value = package_data("thresholds.yaml")["keep_days"] if path is None else _settings(path).get("keep_days")
    if value is None:
        return keep_days()
    if type(value) is not int or not 1 <= value <= LONGEST_KEPT:
        raise DataError(text("schemas.thresholds.no_days", file=path.name if path else "", value=value))
    return value


def _settings(path: Path) -> dict[str, Any]:
    data = file_data(path)
    if not isinstance(data, dict) or not data or not set(data) <= {"thresholds", "keep_days"}:
        raise DataError(text("schemas.thresholds.keys", file=path.name))
    if not isinstance(data.get("thresholds", {}), dict):
        raise DataError(text("schemas.thresholds.keys", file=path.name))
    return data
