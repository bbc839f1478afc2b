"""Ids that are numbers of a format are read as people see them."""

from __future__ import annotations

import io

import openpyxl
import pytest

from pipeline.analysis.assessment import Assessment
from pipeline.findings.engine import find
from pipeline.reading.coerce.shown_numbers import shown_as_code, shows_codes
from pipeline.reading.workbook import read
from schemas.spec import table
from tests.run.made import DAY, data


@pytest.mark.parametrize(
    ("number_format", "shown"),
    [
        ("000", "004"), ('"R"0', "R4"), ('"R-"000', "R-004"), ('"R"000;-0;0', "R004"), ("\\R00", "R04"),
        ("_-000_-", "004"), ('"No "0', "No 4"),
        ("0", None), ("0.00", None), ("# ##0", None), ("General", None), ("@", None), ("0%", None),
        ("yyyy-mm-dd", None), ("[<10]000", None),
    ],
)  # fmt: skip
def test_a_format_of_zeros_and_texts_shows_an_id(number_format: str, shown: str | None) -> None:
    assert (shown_as_code(4.0, number_format), shows_codes(number_format)) == (shown, shown is not None)


@pytest.mark.parametrize("number", [4.5, -4.0, True, "4", float("inf"), float("nan"), 1e15])
def test_only_a_whole_number_is_shown_so(number: object) -> None:
    assert shown_as_code(number, "000") is None


def workbook_with_numbers_as_ids() -> bytes:
    """Two risks 1 and 2, shown as 001 and 002, and a budget line that supports 002."""
    line = {"line": "B1", "description": "Radios", "supports": "002", "unit_cost": 10, "funded_amount": 10}
    book = openpyxl.load_workbook(io.BytesIO(data({"Budget": [line]})))
    risks = book[table("Risks").sheet]
    for row in risks.iter_rows(min_row=2, max_col=1):
        for cell in row:
            if isinstance(cell.value, str) and cell.value.startswith("R") and cell.value[1:].isdigit():
                cell.value, cell.number_format = int(cell.value[1:]), "000"
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def test_what_is_named_as_it_is_shown_is_found() -> None:
    reading = read(workbook_with_numbers_as_ids())
    assert [risk.risk for risk in reading.arrangement.risks] == ["001", "002"]
    assert [problem for problem in reading.problems if problem.table == "Risks"] == []
    found = find(Assessment.of(reading.arrangement, DAY)).shown
    assert not any(one.rule == "BUD-02" for one in found)
