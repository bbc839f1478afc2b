"""A header row that another program has switched off although the headers stand there is one, and is switched on."""

from __future__ import annotations

from pipeline.xlsx.lint.workbook_lint import lint
from pipeline.xlsx.writer.rewrite import rewrite
from tests.xlsx.writer.books import body, edited, part, update, workbook

TABLE = "xl/tables/table1.xml"
ROWS = [["R1", "high"], ["R2", "low"]]


def test_a_table_whose_headers_stand_there_is_written_and_has_its_header_row_again() -> None:
    before = edited(workbook(ROWS), TABLE, "<table ", '<table headerRowCount="0" ')
    after = rewrite(before, [update((4, ["R1", "low"]), (5, ["R2", "low"]), (None, ["R3", "new"]))])
    assert [line[:2] for line in body(after)] == [["R1", "low"], ["R2", "low"], ["R3", "new"]]
    assert "headerRowCount" not in part(after, TABLE)
    assert lint(after) == []
