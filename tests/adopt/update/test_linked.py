"""A check tells of sources that have changed since they were adopted, where the workbook's people wish that."""

from __future__ import annotations

from pathlib import Path

import openpyxl
import pytest

from tests.adopt.registers import VIEW, Line, adopt, rows_of, said_by, saved

HEADERS = ("ID", "Risk description", "Likelihood", "Impact")
FIRST: tuple[Line, ...] = (("R1", "Convoys are attacked", 4, 5), ("R2", "The office is burgled", 3, 2))


@pytest.fixture
def adopted(tmp_path: Path) -> tuple[Path, Path]:
    """A register and the workbook made of it."""
    old, new = saved(tmp_path / "register.xlsx", [HEADERS, *FIRST]), tmp_path / "new.xlsx"
    assert adopt(old, "--to", new, "--as", VIEW, "--accept").exit_code == 0
    return old, new


def link(new: Path, word: str) -> None:
    """Somebody writes a word into the column link of Sources."""
    book = openpyxl.load_workbook(new)
    sheet = book["Adopted"]
    headers, row = sheet[sheet.tables["Sources"].ref]
    row[[cell.value for cell in headers].index("link")].value = word
    book.save(new)


def checked(new: Path) -> str:
    return " ".join(said_by("check", new).output.split())


def test_a_source_that_changed_is_told_of_with_what_is_new(adopted: tuple[Path, Path]) -> None:
    old, new = adopted
    link(new, "tell")
    assert "register.xlsx" not in checked(new)
    saved(old, [HEADERS, ("R1", "Convoys are attacked", 5, 5), FIRST[1], ("R3", "The river floods", 1, 2)])
    before = new.read_bytes()
    assert "rows new: 1, cells changed: 1." in checked(new)
    assert new.read_bytes() == before


def test_nobody_is_told_where_nobody_asked_for_it(adopted: tuple[Path, Path]) -> None:
    old, new = adopted
    saved(old, [HEADERS, *FIRST, ("R3", "The river floods", 1, 2)])
    assert "register.xlsx" not in checked(new)


def test_the_word_stays_when_the_source_is_taken_over(adopted: tuple[Path, Path]) -> None:
    old, new = adopted
    link(new, "tell")
    saved(old, [HEADERS, *FIRST, ("R3", "The river floods", 1, 2)])
    assert adopt(old, "--to", new, "--as", VIEW, "--accept").exit_code == 0
    assert [row["link"] for row in rows_of(new, "Sources")] == ["tell"]


def test_a_path_in_sources_is_not_opened(adopted: tuple[Path, Path]) -> None:
    old, new = adopted
    link(new, "tell")
    book = openpyxl.load_workbook(new)
    sheet = book["Adopted"]
    sheet[sheet.tables["Sources"].ref][1][0].value = f"../{old.parent.name}/register.xlsx"
    book.save(new)
    saved(old, [HEADERS, *FIRST, ("R3", "The river floods", 1, 2)])
    assert "register.xlsx has changed" not in checked(new)
