"""The currency of a budget goes into the arrangement, with the cell that says it; amounts in another one stay out."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import openpyxl
import pytest

from schemas.wording.text import text
from tests.adopt.registers import VIEW, Line, adopt, built, recognised, rows_of, said_by, saved

HEADERS = ("Item", "Quantity", "Unit cost", "Total")
ITEMS = ("Radios for the field bases", "Guards for the warehouse", "Training of all drivers")
AMOUNTS = ((4, 1250, 5000), (12, 800, 9600), (2, 1500, 3000))
LINES: tuple[Line, ...] = tuple((item, *amounts) for item, amounts in zip(ITEMS, AMOUNTS, strict=True))


def currency_of(new: Path) -> object:
    return next(row["Value"] for row in rows_of(new, "Arrangement") if row["Field"] == "Currency")


def traced(new: Path) -> dict[str, Any]:
    return next(row for row in rows_of(new, "Adopted") if row["table"] == "Arrangement")


def with_column(path: Path, *codes: str) -> Path:
    """A budget with a column that says the currency of each line."""
    rows = [(*line, code) for line, code in zip(LINES, codes, strict=True)]
    return saved(path / "budget.xlsx", [(*HEADERS, "Currency"), *rows], sheet="Budget")


def with_format(path: Path, number_format: str) -> Path:
    """A budget whose prices show a currency by their number format alone."""
    file = saved(path / "budget.xlsx", [HEADERS, *LINES], sheet="Budget")
    book = openpyxl.load_workbook(file)
    for (cell,) in book["Budget"]["C2:C4"]:
        cell.number_format = number_format
    book.save(file)
    return file


@pytest.mark.parametrize(("lines", "code", "cell"), [
    ([("Item", "Quantity", "Unit cost (USD)", "Total (USD)"), *LINES], "USD", "C1"),
    ([("POSTE", "QUANTITE", "COUT UNITAIRE EN EUROS", "TOTAL"), *LINES], "EUR", "C1"),
    ([("Security budget",), ("Currency:", "KES"), (), HEADERS, *LINES], "KES", "B2"),
    ([("Security budget (all amounts in CHF)",), (), HEADERS, *LINES], "CHF", "A1"),
    ([HEADERS, ("", "", "GBP", "GBP"), *LINES], "GBP", "C2"),
])  # fmt: skip
def test_headers_titles_and_units_say_it(tmp_path: Path, lines: list[Line], code: str, cell: str) -> None:
    new = built(saved(tmp_path / "budget.xlsx", lines, sheet="Budget"))
    assert (currency_of(new), traced(new)["cell"]) == (code, cell)


def test_a_column_of_its_own_says_it(tmp_path: Path) -> None:
    new = built(with_column(tmp_path, "JOD", "JOD", "JOD"))
    assert (currency_of(new), traced(new)["cell"], traced(new)["row"]) == ("JOD", "E2", "Currency")


@pytest.mark.parametrize("number_format", ["[$EUR] #,##0.00", '#,##0.00\\ "€"', "[$€-407]#,##0"])
def test_the_number_format_says_it(tmp_path: Path, number_format: str) -> None:
    assert currency_of(built(with_format(tmp_path, number_format))) == "EUR"


def test_what_says_it_is_not_left_as_well(tmp_path: Path) -> None:
    new = built(with_column(tmp_path, "JOD", "JOD", "JOD"))
    left = {row["cell"]: row["reason"] for row in rows_of(new, "Left")}
    assert ("E2" in left, left["E3"]) == (False, text("adopt.why.says_currency"))


def test_a_sign_that_several_currencies_use_is_asked_about(tmp_path: Path) -> None:
    lines = [("Item", "Quantity", "Unit cost ($)", "Total ($)"), *LINES]
    file = saved(tmp_path / "budget.xlsx", lines, sheet="Budget")
    said = adopt(file, "--to", tmp_path / "new.xlsx", "--as", VIEW)
    assert (said.exit_code, "C1" in said.output) == (3, True)


def test_a_header_without_a_currency_says_none(tmp_path: Path) -> None:
    lines = [("ITEM", "QUANTITY", "UNIT COST FOR ALL", "COSTO REAL TOTAL"), *LINES]
    assert not currency_of(built(saved(tmp_path / "budget.xlsx", lines, sheet="Budget")))


def test_amounts_in_another_currency_are_asked_about_and_stay_out(tmp_path: Path) -> None:
    file = with_column(tmp_path, "JOD", "USD", "JOD")
    assert "C3" in adopt(file, "--to", tmp_path / "asked.xlsx", "--as", VIEW).output
    (tmp_path / "budget.mapping.xlsx").unlink()
    new = built(file)
    assert [row["Unit cost"] for row in rows_of(new, "Budget")] == [1250, None, 1500]
    reasons = [row["reason"] for row in rows_of(new, "Left") if row["cell"] == "C3"]
    assert reasons == [text("adopt.left.other_currency")]


def test_files_in_different_currencies_become_no_workbook(tmp_path: Path) -> None:
    one, other = with_column(tmp_path, "JOD", "JOD", "JOD"), tmp_path / "other.xlsx"
    saved(other, [("Item", "Quantity", "Unit cost (EUR)", "Total (EUR)"), *LINES], sheet="Budget")
    said = adopt(one, other, "--to", tmp_path / "new.xlsx", "--as", VIEW, "--accept")
    assert (said.exit_code, "EUR" in said.output, (tmp_path / "new.xlsx").exists()) == (1, True, False)


def test_a_newer_version_changes_it_and_a_person_who_changed_it_is_told(tmp_path: Path) -> None:
    new = built(with_column(tmp_path, "JOD", "JOD", "JOD"))
    again = ("--to", new, "--as", VIEW, "--accept")
    assert adopt(with_column(tmp_path, "EUR", "EUR", "EUR"), *again).exit_code == 0
    assert (currency_of(new), traced(new)["value"], said_by("check", new).exit_code) == ("EUR", "EUR", 0)
    book = openpyxl.load_workbook(new)
    sheet = next(each for each in book.worksheets if "Arrangement" in each.tables)
    next(row for row in sheet.iter_rows() if row[0].value == "Currency")[1].value = "GBP"
    book.save(new)
    said = adopt(with_column(tmp_path, "USD", "USD", "USD"), *again)
    assert (currency_of(new), "GBP" in said.output, "USD" in said.output) == ("GBP", True, True)


def test_an_amount_below_zero_is_left_by_name_and_misses_in_the_sum(tmp_path: Path) -> None:
    lines = [HEADERS, *LINES, ("Discount of the supplier", 1, "(1,250)", "(1,250)"), ("Total", "", "", 16350)]
    file = saved(tmp_path / "budget.xlsx", lines, sheet="Budget")
    assert "17,600" in adopt(file, "--to", tmp_path / "asked.xlsx", "--as", VIEW).output
    (tmp_path / "budget.mapping.xlsx").unlink()
    new = built(file)
    reasons = [row["reason"] for row in rows_of(new, "Left") if row["cell"] == "C5"]
    assert (reasons, said_by("check", new).exit_code) == ([text("adopt.left.below_zero")], 0)


def test_sums_are_compared_with_the_decimal_mark_of_their_column(tmp_path: Path) -> None:
    lines = [
        ("Radios", 4, "1.250,50", "5.002,00"),
        ("Guards", 12, "800,00", "9.600,00"),
        ("Course", 2, "1.500", "3.000"),
    ]
    file = saved(tmp_path / "budget.xlsx", [HEADERS, *lines, ("Total", "", "", "17.602,00")], sheet="Budget")
    price = next(column for column in recognised(file)["columns"] if column["header"] == "Unit cost")
    assert (price["ask"], [row["Unit cost"] for row in rows_of(built(file), "Budget")]) == (False, [1250.5, 800, 1500])
