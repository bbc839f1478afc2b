"""A column of ours that people have called something else: it is appended anew, and what is said of it leads there."""

from __future__ import annotations

from pathlib import Path

from schemas.spec import table
from tests.loading import loaded
from tests.run.made import run, workbook
from tests.run.workbook.test_one_workbook import rows


def test_a_message_about_a_column_that_is_appended_says_where_it_will_be(tmp_path: Path) -> None:
    path = workbook(tmp_path)
    run(path)
    book = loaded(path.read_bytes())
    sheet = book[table("ActionPlan").sheet]
    heads = {cell.value: cell for cell in sheet[1]}
    sheet.cell(2, heads["Status"].column).value = "Cancelled"  # settles nothing without words in What we agreed
    heads["What we agreed"].value = "Our words"
    for column in sheet.tables["ActionPlan"].tableColumns:
        column.name = "Our words" if column.name == "What we agreed" else column.name
    book.save(path)
    assert run(path).status == "written"
    (said,) = [row for row in rows(path, "Checks") if row["Rule"] == "CHK-75"]
    place = loaded(path.read_bytes())[table("ActionPlan").sheet][said["Cell"]]
    assert (said["Column"], place.row) == ("What we agreed", 2)
    assert place.parent.cell(1, place.column).value == "What we agreed"
    assert run(path).status == "unchanged"
