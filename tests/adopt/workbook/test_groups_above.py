"""What stands once above several rows: carried to those below it as filled, and no further."""

from __future__ import annotations

from pipeline.adopt.mapping.accept import accept
from pipeline.adopt.proposal import Proposal
from pipeline.adopt.recognise.recognise import recognise
from pipeline.adopt.source.sheet import SourceBook, SourceSheet
from pipeline.adopt.workbook.ids import Ids
from pipeline.adopt.workbook.new_file import harvest
from pipeline.adopt.workbook.trace import Record
from schemas.wording.text import text

HEADER = ["Category", "Risk", "Likelihood", "Impact", "Controls in place"]
ROWS = [
    ["Finance", "Grant is paid late", 3, 3, "Reserve"],
    ["", "Costs rise above plan", 4, 3, "Review each month"],
    ["", "Fraud by a supplier", 1, 5, "Two quotes"],
    ["People", "Coordinator leaves", 2, 4, "Deputy"],
    ["", "Too few volunteers", 5, 3, "Recruit in spring"],
]


def _read(rows: list[list[object]]) -> tuple[Proposal, list[Record]]:
    book = SourceBook("register.xlsx", "0" * 64, (SourceSheet("Risks", [HEADER, *rows]),))
    proposal = recognise(book, {}, "REDC")
    asked = recognise(book, {}, "REDC")
    accept(asked, "REDC")
    return proposal, harvest(book, asked, "REDC", Ids()).records


def test_empty_cells_have_what_stands_above_them() -> None:
    _, records = _read(ROWS)
    assert [record.values.get("category") for record in records] == ["Finance"] * 3 + ["People"] * 2


def test_the_trace_says_that_they_were_filled_and_from_where() -> None:
    _, records = _read(ROWS)
    how = [(one.how, one.cell) for record in records for one in record.trace if one.key == "category"]
    assert how == [("copied", "A2"), ("filled", "A2"), ("filled", "A2"), ("copied", "A5"), ("filled", "A5")]


def test_it_is_asked() -> None:
    proposal, _ = _read(ROWS)
    column = proposal.tables[0].columns[0]
    assert (column.ask, column.why) == (True, text("adopt.why.group_above"))


def test_a_category_that_is_only_left_out_once_is_not_filled() -> None:
    proposal, records = _read([[f"Kind {number}", *row[1:]] if number else row for number, row in enumerate(ROWS[:4])])
    assert proposal.tables[0].above == {}
    _, records = _read([*ROWS[:1], ["Access", *ROWS[1][1:]], *ROWS[2:4]])
    assert [record.values.get("category") for record in records] == ["Finance", "Access", None, "People"]


def test_one_that_stands_there_again_is_no_group() -> None:
    _, records = _read([*ROWS[:3], ["Finance", *ROWS[3][1:]], ROWS[4]])
    assert [record.values.get("category") for record in records] == ["Finance", None, None, "Finance", None]


def test_a_heading_between_ends_a_group() -> None:
    _, records = _read([*ROWS[:2], ["Second part"], *ROWS[2:]])
    assert [record.values.get("category") for record in records] == ["Finance", "Finance", None, "People", "People"]
