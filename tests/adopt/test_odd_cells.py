"""Whatever stands in a cell, a file is looked through: numbers without end, digits of other scripts, marks alone."""

from __future__ import annotations

import io
import random
import zipfile
from dataclasses import replace
from hashlib import sha256
from pathlib import Path

import pytest

from pipeline.adopt.questions import questions
from pipeline.adopt.recognise.recognise import recognise
from pipeline.adopt.source.sheet import SourceBook, SourceSheet
from tests.adopt.by_hand.expected import ByHand, cases
from tests.adopt.registers import VIEW, adopt, saved

ODD = (
    10**15, 4915112345678.0, 1e308, -1e308, "9" * 5000, "1e400", "٣" * 10, "²", "½", "①", "-0", "1." + "1." * 50,
    "1-99999999999999", "1–9" * 2000, "(((((", "[[", "- - -", "%", "1/0", "\u202e1", "=" + "a" * 100, "a" * 32767,
)  # fmt: skip
GREATEST = 1e308
PLACES = 8  # in a sheet, so many cells hold it
PART = 80  # of the files, each such one is taken


def taken() -> list[ByHand]:
    """Some of the files that were written by hand, told by their names."""
    return [case for case in cases() if sha256(case.name.encode()).digest()[0] % PART == 0]


def spoilt(sheet: SourceSheet, odd: object, chance: random.Random) -> SourceSheet:
    """The sheet with an odd cell in some places, among them its first rows, where headers stand."""
    rows = [[*row] for row in sheet.rows]
    for number in range(PLACES):
        row = chance.choice(rows[:3] if number % 2 else rows)
        row[chance.randrange(len(row))] = odd
    return replace(sheet, rows=rows)


@pytest.mark.parametrize("odd", ODD, ids=lambda odd: repr(odd)[:20])
def test_a_sheet_with_odd_cells_is_looked_through(odd: object) -> None:
    chance = random.Random(repr(odd))
    for case in taken():
        book = replace(case.book, sheets=tuple(spoilt(sheet, odd, chance) for sheet in case.book.sheets))
        list(questions(recognise(book, {}, "REDC")))


def test_a_sheet_that_is_called_by_marks_alone_is_looked_through() -> None:
    lines = [["---", ""], ["Activity", "Responsible"], ["Boil water", "City"], ["Close the road", "Police"]]
    recognise(SourceBook("---.xlsx", "0" * 64, (SourceSheet("---", lines),)), {}, "REDC")


def test_a_number_without_end_in_a_workbook_is_a_text(tmp_path: Path) -> None:
    headers = ("ID", "Risk description", "Likelihood", "Impact", "Score")
    rows = [("R1", "Convoys are attacked", 4, 5, GREATEST), ("R2", "The office is burgled", 2, 3, 6)]
    path = saved(tmp_path / "register.xlsx", [headers, *rows])
    path.write_bytes(with_infinity(path.read_bytes()))
    result = adopt(path, "--to", tmp_path / "new.xlsx", "--as", VIEW, "--accept")
    assert result.exit_code == 0, result.output


def with_infinity(data: bytes) -> bytes:
    """The workbook with a number that no computer holds, 1E400, instead of the greatest one."""
    found = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(found, "w") as new:
        parts = {name: old.read(name) for name in old.namelist()}
        assert any(b"<v>1e+308</v>" in part for part in parts.values())
        for name, part in parts.items():
            new.writestr(name, part.replace(b"<v>1e+308</v>", b"<v>1e+400</v>"))
    return found.getvalue()
