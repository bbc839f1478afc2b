"""What a table is called by the texts above its header."""

from __future__ import annotations

import pytest

from pipeline.adopt.recognise.rows.texts_above import title_in


@pytest.mark.parametrize(
    ("rows", "title"),
    [
        ([["Check of the boats"], ["Filled in by", "a porter"], ["Date", "12/05/2025"]], "Check of the boats"),
        ([["Harbour: boats"], ["Place", "North quay"], ["Date", "12/05/2025"]], "North quay"),
        ([["Filled in by", "a porter"], ["Date", "12/05/2025"]], ""),
        ([], ""),
    ],
)
def test_no_day_and_no_name_is_a_title(rows: list[list[str]], title: str) -> None:
    assert title_in(rows) == title
