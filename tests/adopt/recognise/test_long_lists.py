"""A list of more rows than are weighed: words that stand only further down are asked about all the same."""

from __future__ import annotations

import pytest

from pipeline.adopt.recognise import candidate
from pipeline.adopt.workbook.cell_value import is_month
from tests.adopt.kinds.grids import table_of

HEADERS = ("ID", "Risk description", "Likelihood", "Impact", "Risk owner", "Status")
UPPER = [(f"R{n}", f"Convoy {n} is attacked on the road", 1 + n % 3, 1 + n % 2, "Guards", "Open") for n in range(30)]
LOWER = [("R90", "The river floods the warehouse", 5, 2, "Logistics", "tbd"), ("", "Total", "", 77)]


def test_words_far_below_are_part_of_the_lists(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(candidate, "PROFILED_ROWS", 28)
    table = table_of([HEADERS, *UPPER, *LOWER])
    words = {column.header: column.words for column in table.columns if column.words}
    assert {header: list(one.unmapped) for header, one in words.items() if one} == {
        "Likelihood": [], "Impact": [], "Risk owner": ["Guards", "Logistics"], "Status": ["tbd"],
    }  # fmt: skip
    assert words["Likelihood"].map == {"1": "1", "2": "2", "3": "3", "5": "5"}


@pytest.mark.parametrize(("text", "month"), [("March 2025", True), ("mars 2025", True), ("Radio checks 2025", False)])
def test_a_text_that_ends_with_a_year_is_no_month(text: str, month: bool) -> None:
    assert is_month(text) is month
