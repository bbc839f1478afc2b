"""A table grows over the rows that people typed directly below it, where an update says so."""

from __future__ import annotations

from typing import Any

import pytest

from pipeline.domain.table_update import KEEP, OutColumn
from pipeline.xlsx.lint.workbook_lint import lint
from pipeline.xlsx.writer.rewrite import WriteError, rewrite
from tests.xlsx.writer.books import body, cell, fresh, part, update, workbook

TABLE1 = "xl/tables/table1.xml"
BOTH = ((4, ["R1", "high"]), (5, ["R2", "low"]))


def typed(*rows: Any) -> Any:
    """The workbook with rows below its table, each from column B on."""

    def add(_: Any, sheet: Any) -> None:
        for at, row in enumerate(rows):
            sheet.write_row(5 + at, 1, row)

    return workbook(more=add)


def test_a_row_typed_below_becomes_part_of_the_table_as_it_stands() -> None:
    before = typed(["", "mine", "keep", 7])
    after = rewrite(before, [update(*BOTH, (6, ["M-1", KEEP]))])
    assert 'ref="B3:E6"' in part(after, TABLE1)
    assert body(after)[2] == ["M-1", "mine", "keep", 7]
    assert [cell(after, ref) for ref in ("C6", "D6", "E6")] == [cell(before, ref) for ref in ("C6", "D6", "E6")]
    assert lint(after) == []


def test_new_rows_follow_those_that_were_typed() -> None:
    after = rewrite(typed(["M-7", "mine"]), [update(*BOTH, (6, [KEEP, KEEP]), (None, ["R3", "low"]))])
    assert [line[0] for line in body(after)] == ["R1", "R2", "M-7", "R3"]
    assert 'ref="B3:E7"' in part(after, TABLE1)


def test_a_typed_row_that_the_update_does_not_name_is_in_the_way() -> None:
    with pytest.raises(WriteError, match="B6 of the sheet Gaps is not empty"):
        rewrite(typed(["M-7", "mine"]), [update(*BOTH, (None, ["R3", "low"]))])
    with pytest.raises(WriteError, match="B7 of the sheet Gaps is not empty"):
        rewrite(typed(["M-7"], ["M-8"]), [update(*BOTH, (6, [KEEP, KEEP]), (None, ["R3", "low"]))])


def test_a_row_below_the_table_cannot_be_continued_elsewhere() -> None:
    with pytest.raises(ValueError, match="row 7 is not in its body"):
        rewrite(typed(["M-7"], ["M-8"]), [update(*BOTH, (7, [KEEP, KEEP]))])


def test_once_grown_the_table_is_left_alone() -> None:
    once = rewrite(typed(["M-7", "mine"]), [update(*BOTH, (6, [KEEP, KEEP]))])
    assert rewrite(once, [update(*BOTH, (6, [KEEP, KEEP]))]) is once


def test_typed_rows_may_be_given_up_again() -> None:
    once = rewrite(typed(["M-7", "mine"]), [update(*BOTH, (6, [KEEP, KEEP]))])
    assert [line[0] for line in body(rewrite(once, [fresh(["R9", "low"])]))][:1] == ["R9"]


def test_a_column_appended_beside_a_typed_row_must_be_free_there_too() -> None:
    wider = update((4, ["R1", 1]), (5, ["R2", 2]), (6, [KEEP, 3]), columns=("finding", OutColumn("score", "number")))
    with pytest.raises(WriteError, match="F6 of the sheet Gaps is not empty"):
        rewrite(typed(["M-7", "mine", "", "", "beside"]), [wider])
    assert body(rewrite(typed(["M-7", "mine"]), [wider]))[2] == ["M-7", "mine", "", "", 3]
