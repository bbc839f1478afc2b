"""Tasks of which the cells name who leads and who supports become activities, each partner with its role."""

from __future__ import annotations

from pathlib import Path

import pytest

from pipeline.adopt.questions import table_questions
from tests.adopt.kinds.grids import proposal_of, table_of, targets
from tests.adopt.registers import built, rows_of, saved

LINES = (
    ("Flood plan: lead and support agencies",),
    ("No", "Function", "Lead agency", "Support agencies", "To be informed"),
    ("1", "Transport", "Harbour Relief", "Green Valley Association; Lakeside Trust", "Police"),
    ("2", "Mass care", "Lakeside Trust", "Harbour Relief, Lakeside Trust", "Police"),
    ("3", "Warning", "Green Valley Association", "Mary Smith", ""),
)


@pytest.fixture(scope="module")
def new(tmp_path_factory: pytest.TempPathFactory) -> Path:
    old = saved(tmp_path_factory.mktemp("named") / "plan.xlsx", LINES, sheet="Annex")
    partners = ("HREL=Harbour Relief", "GVA=Green Valley Association", "LKT=Lakeside Trust")
    return built(old, *(word for one in partners for word in ("--partner", one)))


def test_headers_say_in_which_role_those_are_whom_cells_name() -> None:
    table = table_of(LINES)
    assert [(column.header, column.role) for column in table.columns if column.role] == [
        ("Lead agency", "L"), ("Support agencies", "S"), ("To be informed", "-"),
    ]  # fmt: skip
    assert targets(table)["To be informed"] is None


def test_each_name_of_a_cell_is_asked_about_by_itself() -> None:
    (words,) = [column.words for column in table_of(LINES).columns if column.header == "Support agencies"]
    assert words is not None
    assert words.unmapped == ["Green Valley Association", "Lakeside Trust", "Harbour Relief", "Mary Smith"]
    assert [about for about, _ in table_questions(table_of(LINES))] == ["words", "fill", "fill"]


def test_every_partner_has_the_role_of_the_column_that_names_it_and_the_stronger_of_two(new: Path) -> None:
    found = [[row[f"Role · {code}"] for code in ("HREL", "GVA", "LKT")] for row in rows_of(new, "Activities")]
    assert found == [["L", "S", "S"], ["S", None, "L"], [None, "L", None]]


def test_the_name_of_a_person_is_copied_nowhere(new: Path) -> None:
    cells = [cell for table in ("Adopted", "Left", "Partners") for row in rows_of(new, table) for cell in row.values()]
    assert "Mary Smith" not in cells


def test_who_is_responsible_leads_unless_somebody_else_answers_for_it() -> None:
    def roles(*heads: str) -> list[str]:
        lines = [("Task", *heads)] + [
            (f"Task {one} of the plan", *["Harbour Relief", "Lakeside Trust"]) for one in "abc"
        ]
        return [column.role for column in table_of(lines, name="Responsibilities").columns if column.role]

    assert roles("Responsible", "Support") == ["P", "S"]  # and leads, task by task, where it is alone
    assert roles("Lead", "Support") == ["L", "S"]
    assert roles("Responsible", "Accountable") == ["P", "L"]
    assert roles("Lead", "Accountable") == ["P", "L"]


def test_a_list_of_actions_with_owners_is_asked_about_as_it_may_be_a_log() -> None:
    lines = [
        ("Action", "Responsible", "Due date", "Status"),
        ("Renew the licence", "Harbour Relief", "2025-02-28", "Open"),
        ("Brief the guards", "Lakeside Trust", "2025-03-31", "Open"),
        ("Copy the keys", "Harbour Relief", "2025-04-30", "Closed"),
    ]
    assert [table.ask for table in proposal_of(lines).tables] == [True]
