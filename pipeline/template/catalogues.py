"""Ready-made indicators: the catalogues in schemas/catalogues, or one's own file of the same form."""

from __future__ import annotations

import re
from collections.abc import Sequence
from importlib.resources import files
from pathlib import Path
from typing import Any

from schemas.alike import did_you_mean
from schemas.fields import ID_PATTERN
from schemas.vocabulary import normal, vocabulary
from schemas.wording.text import joined, text, texts
from schemas.yaml_file import DataError, file_data, package_data

IndicatorRow = dict[str, object]

_FILE_KEYS = {"version", "title", "prefix", "source", "indicators"}
_FILE_TEXTS = ("title", "prefix", "source")
_ENTRY_KEYS = {"id", "element", "question", "text", "applies_to", "key", "evidence_needed", "source", "contradicted_by"}
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
                raise DataError(text("template.catalogue.twice", file=file, id=row["indicator"], other=where[key]))
            where[key] = file
            rows.append(row)
    return tuple(rows)


def _load(name: str | Path) -> tuple[str, Any]:
    wanted = str(name)
    shipped = wanted.replace("-", "_")
    if shipped in catalogue_names():
        return f"{shipped}.yaml", shipped_catalogue(shipped)
    path = Path(name)
    if path.suffix.lower() in (".yaml", ".yml"):
        return path.name, file_data(path)
    names = catalogue_names()
    meant = did_you_mean(shipped, names)
    raise DataError(text("template.catalogue.unknown", found=wanted, meant=meant, names=joined(names)))


def shipped_catalogue(name: str) -> dict[str, Any]:
    """A catalogue of ours as one's own file would say it, with the words of the language in force."""
    data, said = package_data(f"catalogues/{name}.yaml"), texts(f"catalogues/{name}")
    indicators = [
        {"id": id, **entry, **said["indicators"][id], "element": said["elements"][entry["element"]]}
        for id, entry in data["indicators"].items()
    ]
    return {**data, "title": said["title"], "source": said["source"], "indicators": indicators}


def _rows(file: str, data: Any) -> list[IndicatorRow]:
    if not isinstance(data, dict) or set(data) - _FILE_KEYS or not {"version", "title", "indicators"} <= set(data):
        raise DataError(text("template.catalogue.keys", file=file))
    if data["version"] != 1:
        raise DataError(text("template.catalogue.version", file=file, version=data["version"]))
    for key in _FILE_TEXTS:
        if not isinstance(data.get(key, ""), str):
            raise DataError(text("template.catalogue.no_text", where=file, key=key))
    if not isinstance(data["indicators"], list) or not data["indicators"]:
        raise DataError(text("template.catalogue.no_indicators", file=file))
    return [_row(file, data, number, entry) for number, entry in enumerate(data["indicators"], start=1)]


def _row(file: str, data: dict[str, Any], number: int, entry: Any) -> IndicatorRow:
    if not isinstance(entry, dict):
        raise DataError(text("template.catalogue.no_entry", file=file, number=number, keys=joined(sorted(_ENTRY_KEYS))))
    name = entry.get("id") or text("template.catalogue.entry", number=number)
    where = text("template.catalogue.where", file=file, entry=name)
    unknown = sorted(map(str, set(entry) - _ENTRY_KEYS))
    if unknown:
        raise DataError(
            text(
                "template.catalogue.unknown_key", where=where, keys=joined(unknown), allowed=joined(sorted(_ENTRY_KEYS))
            )
        )
    for key in _TEXTS:
        if not isinstance(entry.get(key, ""), str):
            raise DataError(text("template.catalogue.no_text", where=where, key=key))
    empty = [key for key in _NEEDED if not str(entry.get(key, "")).strip()]
    if empty:
        raise DataError(text("template.catalogue.empty", where=where, count=len(empty), keys=joined(empty)))
    prefix = f"{data['prefix']}-" if data.get("prefix") else ""
    if not re.fullmatch(ID_PATTERN, entry["id"]) or not entry["id"].startswith(prefix):
        said = text("template.catalogue.no_id", where=where)
        raise DataError(text("template.catalogue.no_id_with", where=where, prefix=prefix) if prefix else said)
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
    given = {True: "yes", False: "no"}.get(value, str(value)) if isinstance(value, bool) else str(value)
    code = vocabulary(words).code(given)
    if code is None:
        allowed = joined(vocabulary(words).codes)
        raise DataError(text("template.catalogue.no_word", where=where, key=key, found=given, allowed=allowed))
    return code


def _evidence(where: str, value: object) -> tuple[str, ...]:
    if not isinstance(value, list):
        raise DataError(text("template.catalogue.no_evidence", where=where))
    return tuple(_code(where, "evidence_needed", "evidence_kind", each) for each in value)
