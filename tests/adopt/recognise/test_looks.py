"""What only the look of cells says: text that is struck out is never carried silently, per cent is no plain number."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import openpyxl
from openpyxl.cell.rich_text import CellRichText, TextBlock
from openpyxl.cell.text import InlineFont
from openpyxl.styles import Font

from pipeline.adopt.mapping.answers import Answers, apply
from pipeline.adopt.mapping.in_words import recognised
from pipeline.adopt.recognise.recognise import recognise
from pipeline.adopt.source.open_source import open_source
from pipeline.adopt.workbook.ids import Ids
from pipeline.adopt.workbook.new_file import harvest
from schemas.wording.text import text
from tests.adopt.kinds.grids import book_of
from tests.adopt.registers import Line, saved

REGISTER: tuple[Line, ...] = (
    ("ID", "Risk description", "Likelihood", "Impact", "Mitigation plan"),
    ("R1", "Convoys are attacked on the road", 4, 5, "Radio checks and guards"),
    ("R2", "The office is burgled at night", 2, 3, "Cameras"),
    ("R3", "The river floods the warehouse", 3, 4, "Sandbags"),
)
STRUCK = {(3, 2): "", (3, 1): "", (3, 3): "", (3, 4): "", (3, 5): "", (2, 5): "guards", (4, 5): ""}
BUDGET: tuple[Line, ...] = (
    ("Item", "Quantity", "Unit price", "Total"),
    ("Guards", 0.5, 300, 150),
    ("Radios", 4, 250, 1000),
    ("Fuel", 9, 2, 18),
)


def carried(answer: str) -> tuple[dict[object, object], dict[str, str]]:
    """The measures by id, and why cells are left, when it is answered whether the struck-out row stays out."""
    book = book_of(REGISTER, struck=STRUCK)
    proposal = recognise(book, {}, "REDC")
    (table,) = proposal.tables
    assert table.doubtful == {3: "The office is burgled at night"}
    apply(proposal, Answers(rows={("Tab", "the office is burgled at night"): answer}), book, {})
    found = harvest(book, proposal, "REDC", Ids())
    measures = {one.values["risk"]: one.values.get("measures") for one in found.records}
    return measures, {one.cell: one.reason for one in found.left}


def test_a_row_that_is_struck_out_is_asked_about_and_stays_out() -> None:
    measures, left = carried("yes")
    assert measures == {"R1": "guards", "R3": None}
    assert left == dict.fromkeys(("A3", "B3", "C3", "D3", "E3", "E4"), text("adopt.left.struck"))


def test_a_row_that_somebody_takes_all_the_same_is_carried_as_it_stands() -> None:
    assert carried("no")[0] == {"R1": "guards", "R2": "Cameras", "R3": None}


def test_an_amount_that_is_shown_as_per_cent_is_asked_about() -> None:
    (table,) = recognise(book_of(BUDGET, units={(2, 2): "%"})).tables
    asked = {column.header: column.why for column in table.columns if column.ask}
    assert asked == {"Quantity": text("adopt.why.per_cent", cell="B2", shown="50 %", number="0.5")}


def test_a_likelihood_that_is_shown_as_per_cent_is_no_step() -> None:
    (table,) = recognise(book_of(REGISTER, units={(row, 3): "%" for row in (2, 3, 4)})).tables
    (likelihood,) = [column for column in table.columns if column.header == "Likelihood"]
    assert (likelihood.target, likelihood.why) == (None, text("adopt.no_rating.share"))


def test_looks_are_read_from_a_workbook(tmp_path: Path) -> None:
    path = saved(tmp_path / "register.xlsx", REGISTER)
    book: Any = openpyxl.load_workbook(path)
    sheet = book["Risks"]
    sheet.row_dimensions[4].hidden = True
    sheet["B3"].font, sheet["C4"].number_format = Font(strike=True), "0%"
    sheet["E2"] = CellRichText(TextBlock(InlineFont(strike=True), "Radio checks and "), "guards")
    sheet["E4"] = CellRichText("Sandbags", TextBlock(InlineFont(vertAlign="superscript"), "1"))
    book.save(path)
    (read,) = open_source(path).sheets
    assert (read.struck, read.units) == ({(3, 2): "", (2, 5): "guards"}, {(4, 3): "%"})
    assert read.hidden_rows == {4}


def test_hidden_rows_are_carried_and_named() -> None:
    proposal = recognise(book_of(REGISTER, hidden_rows=frozenset({3, 4, 9})))
    assert (proposal.tables[0].carried, proposal.tables[0].why) == (
        [2, 3, 4], text("adopt.why.hidden_rows", rows="3-4")
    )  # fmt: skip
    assert f"  {proposal.tables[0].why}" in list(recognised(proposal))
