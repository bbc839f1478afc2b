"""Ratings that are nothing but a colour are not read, and that is said."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import openpyxl
from openpyxl.styles import PatternFill

from tests.adopt.registers import recognised
from tests.xlsx.writer.books import edited

COLOURS = ("FF00B050", "FFFFC000", "FFFF0000")


def coloured(path: Path, columns: tuple[int, ...], colours: tuple[str, ...] = COLOURS) -> dict[str, Any]:
    """The column Impact of a register whose cells in these columns are empty and coloured."""
    book = openpyxl.Workbook()
    sheet: Any = book.active
    sheet.append(("ID", "Risk description", "Likelihood", "Impact", "Mitigation plan"))
    for number in range(1, 7):
        sheet.append(
            (f"R{number}", f"Something happens on road {number}", number % 5 + 1, None, f"Take the other road {number}")
        )
        for column in columns:
            sheet.cell(number + 1, column).fill = PatternFill("solid", fgColor=colours[number % len(colours)])
    book.save(path)
    return impact(path)


def impact(path: Path) -> dict[str, Any]:
    """The column Impact as it is recognised."""
    return next(column for column in recognised(path)["columns"] if column["header"] == "Impact")


def test_a_column_of_colours_is_asked_about_by_its_first_cell(tmp_path: Path) -> None:
    column = coloured(tmp_path / "a.xlsx", (4,))
    assert column["ask"]
    assert column["why"].startswith("6 cells hold a colour and no word (D2 first)")


def test_an_empty_fill_before_it_does_not_hide_a_colour(tmp_path: Path) -> None:
    path = tmp_path / "a.xlsx"
    coloured(path, (4,))
    path.write_bytes(edited(path.read_bytes(), "xl/styles.xml", "<fill><patternFill /></fill>", "<fill />"))
    assert "6 cells hold a colour" in impact(path)["why"]


def test_rows_that_are_coloured_from_end_to_end_say_nothing_of_a_column(tmp_path: Path) -> None:
    assert "colour" not in coloured(tmp_path / "a.xlsx", (3, 4, 5))["why"]


def test_one_colour_alone_is_decoration(tmp_path: Path) -> None:
    assert "colour" not in coloured(tmp_path / "a.xlsx", (4,), COLOURS[:1])["why"]
