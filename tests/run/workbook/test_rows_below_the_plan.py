"""Rows typed directly below the action plan, where the program that saved did not extend the table."""

from __future__ import annotations

import tempfile
from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.xlsx.lint.workbook_lint import lint
from tests.chance import examples
from tests.loading import loaded
from tests.run.made import data, run, workbook
from tests.run.workbook.test_one_workbook import rows

SHEET, HEADER = "Action plan", 1
TEXT = st.text(st.characters(codec="utf-8", categories=["L", "N"]), min_size=1, max_size=9)
TYPED = st.fixed_dictionaries(
    {"What to do": TEXT}, optional={"Notes": TEXT, "Progress": TEXT, "Action": st.just("M-7")}
)


def type_below(path: Path, *texts: dict[str, str], gap: int = 0) -> None:
    """Type rows under the last one of the plan; the table stays as long as it was."""
    book = loaded(path.read_bytes())
    sheet = book[SHEET]
    columns = {str(cell.value): number for number, cell in enumerate(sheet[HEADER], 1)}
    bottom = int(sheet.tables["ActionPlan"].ref.rpartition(":")[2].lstrip("ABCDEFGHIJKLMNOPQRSTUVWXYZ"))
    for at, row in enumerate(texts, bottom + 1 + gap):
        for header, text in row.items():
            sheet.cell(at, columns[header]).value = text
    book.save(path)


def test_a_row_typed_below_gets_its_number_and_becomes_part_of_the_plan(tmp_path: Path) -> None:
    path = workbook(tmp_path)
    run(path)
    before = rows(path, "ActionPlan")
    type_below(path, {"What to do": "Ask the elders", "Notes": "by Friday"})
    outcome = run(path)
    assert outcome.status == "written"
    assert [problem.check for problem in outcome.problems] == ["CHK-43"]
    after = rows(path, "ActionPlan")
    assert [row["Action"] for row in after] == [*(row["Action"] for row in before), "M-1"]
    assert (after[-1]["What to do"], after[-1]["Notes"]) == ("Ask the elders", "by Friday")
    assert lint(path.read_bytes()) == []


def test_what_the_run_has_mended_is_no_message_in_checks(tmp_path: Path) -> None:
    path = workbook(tmp_path)
    run(path)
    type_below(path, {"Action": "M-7", "What to do": "Ask the elders"})
    assert run(path).status == "written"
    assert not any(row["Rule"] for row in rows(path, "Checks"))
    assert run(path).status == "unchanged"


def test_a_plan_never_worked_through_may_be_typed_into_as_well(tmp_path: Path) -> None:
    path = workbook(tmp_path)
    type_below(path, {"What to do": "Ask the elders"})
    assert run(path).status == "written"
    plan = rows(path, "ActionPlan")
    assert [row["Action"] for row in plan][1] == "M-1"
    assert len(plan) > 3


def test_text_after_an_empty_row_is_still_in_the_way(tmp_path: Path) -> None:
    path = workbook(tmp_path)
    type_below(path, {"What to do": "a remark of ours"}, gap=1)
    before = path.read_bytes()
    outcome = run(path)
    assert outcome.status == "refused"
    assert "Action plan!D4" in outcome.reason
    assert path.read_bytes() == before


@settings(max_examples=examples(5))
@given(st.lists(TYPED, min_size=1, max_size=4), st.booleans())
def test_whatever_is_typed_stays_and_a_second_run_changes_no_byte(typed: list[dict[str, str]], worked: bool) -> None:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, "clinic.xlsx")
        path.write_bytes(data())
        if worked:
            run(path)
        type_below(path, *typed)
        assert run(path).status == "written"
        plan = {str(row["What to do"]): row for row in rows(path, "ActionPlan")}
        for row in typed:
            assert row["What to do"] in plan
        ids = [str(row["Action"]) for row in rows(path, "ActionPlan") if row["What to do"]]
        assert all(ids)
        first = path.read_bytes()
        assert run(path).status == "unchanged"
        assert path.read_bytes() == first
