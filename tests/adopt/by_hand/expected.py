"""Files of others, written by hand, with the truth beside (*.yaml)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from pipeline.adopt.source.sheet import SourceBook, SourceSheet
from pipeline.xlsx.ooxml.refs import Box
from schemas.yaml_file import parse

FOLDER = Path(__file__).parent


@dataclass(frozen=True)
class Truth:
    """A table that is there: its kind, its records, where its columns go by number, and what its words mean."""

    kind: str
    rows: list[int]
    becomes: Mapping[int, str]
    means: Mapping[int, Mapping[str, str]] = field(default_factory=dict)
    questions: int = 6
    either: Sequence[int] = ()  # columns of which only a person knows: they are to be asked about


@dataclass(frozen=True)
class ByHand:
    """A file as it is read, and the tables that are in it from the top down."""

    name: str
    book: SourceBook
    tables: tuple[Truth, ...]


def cases() -> Iterator[ByHand]:
    """Every file of the folder."""
    for path in sorted(FOLDER.glob("*.yaml")):
        for case in parse(path.read_text(encoding="utf-8"), path.name)["cases"]:
            book = SourceBook(f"{case['name']}.xlsx", "0" * 64, tuple(map(_sheet, case["sheets"])))
            yield ByHand(case["name"], book, tuple(Truth(**table) for table in case["tables"]))


def _sheet(sheet: Mapping[str, Any]) -> SourceSheet:
    width = max(map(len, sheet["lines"]))
    rows = [[*line, *[""] * (width - len(line))] for line in sheet["lines"]]
    return SourceSheet(sheet["name"], rows, tuple(Box(*area) for area in sheet.get("merged", ())))
