"""Rows given column by column are the rows that they would be one by one."""

from __future__ import annotations

import pytest

from pipeline.domain.table_update import KEEP, Link, OutRow, OutRows

ROWS = (OutRow(None, ("a", 1)), OutRow(7, ("b", None)), OutRow(8, ("c", 3)))


def test_rows_come_out_as_they_were_given() -> None:
    made = OutRows.of(ROWS, 2)
    assert (made.sources, made.values) == ([None, 7, 8], [("a", "b", "c"), (1, None, 3)])
    assert tuple(made) == ROWS
    assert made[-1] == ROWS[-1]
    assert made == ROWS
    assert made[1:] == ROWS[1:]
    assert made != ROWS[1:]


def test_no_rows_have_columns_all_the_same() -> None:
    assert OutRows.of((), 2).values == [(), ()]
    assert list(OutRows([4], [])) == [OutRow(4, ())]


def test_a_row_of_too_many_cells_is_refused() -> None:
    with pytest.raises(ValueError, match="2 != 1"):
        OutRows.of(ROWS, 1)


def test_links_are_their_texts_and_where_they_lead() -> None:
    rows = (OutRow(2, (Link("H7", "'Risks'!H7"), "a")), OutRow(3, (KEEP, "b")), OutRow(4, ("none", None)))
    made = OutRows.of(rows, 2)
    assert made.values == [("H7", KEEP, "none"), ("a", "b", None)]
    assert made.locations == {0: ["'Risks'!H7", None, None]}
    assert tuple(made) == rows
    assert tuple(made[1:]) == rows[1:]
    assert tuple(made.followed_by([OutRow(5, (None, "c"))])) == (*rows, OutRow(5, (None, "c")))
