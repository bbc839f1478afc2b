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
# What adopt was built to cope with, each with the clauses that cases and tests hold (`holds`).
ITEMS = {
    "A1": "the header stands anywhere, below titles, pairs of label and value, legends, and in any first column",
    "A2": "the header takes several rows; a leaf says little without its group",
    "A3": "what stands below the last record: numbered blanks, formulas, notes, legends, totals, another list",
    "A4": "several tables on one sheet, beside each other or below, with legends among them",
    "A5": "the table is not on the first sheet, others look like it, or it is an empty form",
    "B6": "one text column or two, of which the short one is the event",
    "B7": "the same header twice: the group tells them apart, else the order, after asking",
    "B8": "cells that are not what the header says: money, sentences, bands, decimals, products",
    "B9": "columns without a header that hold tasks, codes, categories, items",
    "B10": "two things in one cell",
    "B11": "what has no place: scores, levels, ranks, losses, days when something was raised",
    "C12": "scales of other steps, letters, words of two languages, misspelt or with blanks",
    "C13": "numbers that end below five",
    "C14": "words of a state or a treatment; those that no list has",
    "C15": "letters of roles beyond R A C I, two in a cell, none or several who lead, marks that are no roles",
    "D16": "whose view it is",
    "D17": "organisations, teams, posts and persons as heads and owners",
    "D18": "lists of who does what where",
    "E19": "rows of a budget that are no lines; a sum that is to be met",
    "E20": "quantity times price that is not the total, lots, counts within hours, currencies",
    "E21": "cost over months, or over kinds of cost",
    "F22": "days in texts of several orders, quarters, spans, placeholders",
    "F23": "accents, marks, blanks, letters that look alike, two scripts in one cell",
    "G24": "formats, macros, merged and hidden cells, long lists, files that are not what they are called",
}


@dataclass(frozen=True)
class Truth:
    """A table that is there: its kind, its records, where its columns go by number, and what its words mean."""

    kind: str
    rows: list[int]
    becomes: Mapping[int, str | list[str]]  # two of a column whose cells hold two ratings
    means: Mapping[int, Mapping[str, str]] = field(default_factory=dict)
    questions: int = 6
    either: Sequence[int] = ()  # columns of which only a person knows: they are to be asked about
    asked: bool | None = None  # whether it is asked if it is a table of that kind at all; None where that is no matter


@dataclass(frozen=True)
class ByHand:
    """A file as it is read, and the tables that are in it from the top down."""

    name: str
    book: SourceBook
    tables: tuple[Truth, ...]
    holds: tuple[str, ...] = ()  # which of the ITEMS


def cases() -> Iterator[ByHand]:
    """Every file of the folder."""
    for path in sorted(FOLDER.glob("*.yaml")):
        for case in parse(path.read_text(encoding="utf-8"), path.name)["cases"]:
            book = SourceBook(f"{case['name']}.xlsx", "0" * 64, tuple(map(_sheet, case["sheets"])))
            yield ByHand(
                case["name"], book, tuple(Truth(**table) for table in case["tables"]), tuple(case.get("holds", ()))
            )


def _sheet(sheet: Mapping[str, Any]) -> SourceSheet:
    width = max(map(len, sheet["lines"]))
    rows = [[*line, *[""] * (width - len(line))] for line in sheet["lines"]]
    return SourceSheet(sheet["name"], rows, tuple(Box(*area) for area in sheet.get("merged", ())))
