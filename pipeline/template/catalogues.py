"""Ready-made indicators: the catalogues in schemas/catalogues, or one's own file of the same form."""

from __future__ import annotations

import re
from collections.abc import Sequence
from importlib.resources import files
from pathlib import Path
from typing import Any

from schemas.fields import ID_PATTERN
from schemas.vocabulary import normal, vocabulary
from schemas.yaml_file import DataError, file_data, package_data

IndicatorRow = dict[str, object]

_FILE_KEYS = {"version", "title", "prefix", "source", "indicators"}
_FILE_TEXTS = ("title", "prefix", "source")
_ENTRY_KEYS = {"id", "element", "question", "text", "applies_to", "key", "evidence_needed", "source"}
_NEEDED = ("id", "element", "text", "applies_to")
_TEXTS = ("id", "element", "question", "text", "source")


def catalogue_names() -> tuple[str, ...]:
    """The names of the catalogues that are shipped."""
    found = files("schemas").joinpath("catalogues").iterdir()
    return tuple(sorted(each.name.removesuffix(".yaml") for each in found if each.name.endswith(".yaml")))


def catalogue_rows(names: Sequence[str | Path]) -> tuple[IndicatorRow, ...]:
    """The rows for the table Indicators, by column key, of these catalogues one after the other.

    A name is that of a shipped catalogue or the path of a YAML file. Raises DataError, naming file, entry
    and what is allowed, for a file that does not say what it must and for an id that stands twice.
    """
    rows: list[IndicatorRow] = []
    where: dict[str, str] = {}
    for name in names:
        file, data = _load(name)
        for row in _rows(file, data):
            key = normal(str(row["indicator"]))
            if key in where:
                raise DataError(f"{file}: the id {row['indicator']} stands twice; it is also in {where[key]}.")
            where[key] = file
            rows.append(row)
    return tuple(rows)


def _load(name: str | Path) -> tuple[str, Any]:
    wanted = str(name)
    shipped = wanted.replace("-", "_")
    if shipped in catalogue_names():
        return f"{shipped}.yaml", package_data(f"catalogues/{shipped}.yaml")
    path = Path(name)
    if path.suffix.lower() in (".yaml", ".yml"):
        return path.name, file_data(path)
    raise DataError(
        f"There is no catalogue {wanted!r}. The catalogues are: {', '.join(catalogue_names())}; or give a .yaml file."
    )


def _rows(file: str, data: Any) -> list[IndicatorRow]:
    if not isinstance(data, dict) or set(data) - _FILE_KEYS or not {"version", "title", "indicators"} <= set(data):
        raise DataError(f"{file}: must hold version, title and indicators (and may hold prefix and source).")
    if data["version"] != 1:
        raise DataError(f"{file}: version is {data['version']!r}; this program reads version 1.")
    for key in _FILE_TEXTS:
        if not isinstance(data.get(key, ""), str):
            raise DataError(f"{file}: {key} must be a text; put it in quotes.")
    if not isinstance(data["indicators"], list) or not data["indicators"]:
        raise DataError(f"{file}: indicators must be a list with at least one entry.")
    return [_row(file, data, number, entry) for number, entry in enumerate(data["indicators"], start=1)]


def _row(file: str, data: dict[str, Any], number: int, entry: Any) -> IndicatorRow:
    if not isinstance(entry, dict):
        raise DataError(f"{file}, entry {number}: must be keys and values: {', '.join(sorted(_ENTRY_KEYS))}.")
    where = f"{file}, {entry.get('id') or f'entry {number}'}"
    unknown = sorted(map(str, set(entry) - _ENTRY_KEYS))
    if unknown:
        raise DataError(f"{where}: unknown {', '.join(unknown)}. Allowed are: {', '.join(sorted(_ENTRY_KEYS))}.")
    for key in _TEXTS:
        if not isinstance(entry.get(key, ""), str):
            raise DataError(f"{where}: {key} must be a text; put it in quotes.")
    empty = [key for key in _NEEDED if not str(entry.get(key, "")).strip()]
    if empty:
        raise DataError(f"{where}: {', '.join(empty)} must be filled in.")
    prefix = f"{data['prefix']}-" if data.get("prefix") else ""
    if not re.fullmatch(ID_PATTERN, entry["id"]) or not entry["id"].startswith(prefix):
        begins = f" and begin with {prefix}" if prefix else ""
        raise DataError(f"{where}: an id must hold a letter, no comma or semicolon, at most 40 signs{begins}.")
    return {
        "indicator": entry["id"],
        "framework": str(data["title"]),
        "element": entry["element"],
        "question": entry.get("question", ""),
        "text": entry["text"],
        "applies_to": _code(where, "applies_to", "applies_to", entry["applies_to"]),
        "key": _code(where, "key", "key", entry.get("key", "no")),
        "evidence_needed": _evidence(where, entry.get("evidence_needed", [])),
    }


def _code(where: str, key: str, words: str, value: object) -> str:
    # YAML reads an unquoted yes or no as true or false.
    text = {True: "yes", False: "no"}.get(value, str(value)) if isinstance(value, bool) else str(value)
    code = vocabulary(words).code(text)
    if code is None:
        raise DataError(f"{where}: {key} is {text!r}; allowed are: {', '.join(vocabulary(words).codes)}.")
    return code


def _evidence(where: str, value: object) -> tuple[str, ...]:
    if not isinstance(value, list):
        raise DataError(f"{where}: evidence_needed must be a list, for example [documented, confirmed].")
    return tuple(_code(where, "evidence_needed", "evidence_kind", each) for each in value)
