"""Marks below roles, with those who have them down the rows: each row is an activity of whoever stands there."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.adopt.kinds.grids import proposal_of, table_of, targets
from tests.adopt.registers import Line, built, rows_of, saved

LINES: tuple[Line, ...] = (
    ("Team", "Duty", "R", "A", "S", "C", "I"),
    ("Town council", "Decide on the closing of the intake", "", "✅", "", "", "✅"),
    ("Water board", "Close the intake and flush the pipes", "✅", "✅", "", "✅", ""),
    ("Police / Fire brigade", "Keep people off the bank", "✅", "", "", "✅", ""),
    ("Omar Haddad", "Write the log of the day", "", "", "✅", "✅", ""),
    ("Village radio", "Hear when it is over", "", "", "", "", "✅"),
)


@pytest.fixture(scope="module")
def new(tmp_path_factory: pytest.TempPathFactory) -> Path:
    old = saved(tmp_path_factory.mktemp("marks") / "plan.xlsx", LINES, sheet="Plan")
    partners = ("TOWN=Town council", "WB=Water board", "POL=Police", "FIRE=Fire brigade")
    return built(old, *(word for one in partners for word in ("--partner", one)))


def test_the_table_is_asked_about_and_every_header_is_a_role() -> None:
    table = table_of(LINES)
    assert (table.kind, table.ask) == ("activity_matrix", True)
    assert [(column.header, column.role) for column in table.columns if column.role] == [
        ("R", "P"), ("A", "L"), ("S", "S"), ("C", "S"), ("I", "-"),
    ]  # fmt: skip
    assert targets(table)["Duty"] == "Activities.title"


def test_whoever_stands_in_the_row_has_the_strongest_role_that_is_marked(new: Path) -> None:
    codes = ("TOWN", "WB", "POL", "FIRE")
    found = [[row[f"Role · {code}"] for code in codes] for row in rows_of(new, "Activities")]
    assert found[:3] == [["L", None, None, None], [None, "L", None, None], [None, None, "P", "P"]]
    assert all(roles == [None] * 4 for roles in found[3:])


def test_the_mark_and_the_name_stand_in_the_trace(new: Path) -> None:
    lines = [line for line in rows_of(new, "Adopted") if line["column"] == "Role · TOWN"]
    assert [(line["cell"], line["source value"]) for line in lines] == [("D2", "✅"), ("A2", None)]


def test_every_filled_cell_is_carried_or_left(new: Path) -> None:
    named = {line["cell"] for table in ("Adopted", "Left") for line in rows_of(new, table)}
    filled = {f"{'ABCDEFG'[at]}{row}" for row, line in enumerate(LINES, 1) for at, cell in enumerate(line) if cell}
    assert {cell for cell in filled if not cell.endswith("1")} - named == set()


def test_the_name_of_a_person_is_copied_nowhere(new: Path) -> None:
    cells = [cell for table in ("Adopted", "Left", "Partners") for row in rows_of(new, table) for cell in row.values()]
    assert "Omar Haddad" not in cells


NONE: dict[str, tuple[Line, ...]] = {
    "who may do what": (
        ("Role", "Module", "Read", "Write", "Approve", "Review"),
        ("Finance officer", "Payments of the month", "x", "x", "", ""),
        ("Director", "Contracts of the year", "x", "", "x", "x"),
        ("Auditor", "Ledger of the branch", "x", "", "", "x"),
    ),
    "nobody whose roles they are": (
        ("Duty", "Accountable", "Consulted", "Informed"),
        ("Close the intake and flush the pipes", "x", "", ""),
        ("Keep people off the bank", "", "x", ""),
        ("Write the log of the day", "", "", "x"),
    ),
    "nothing that is to be done": (
        ("Team", "Responsible", "Accountable", "Informed"),
        ("Town council", "", "x", ""), ("Water board", "x", "", ""), ("Police", "x", "", "x"),
    ),
}  # fmt: skip


@pytest.mark.parametrize("lines", NONE.values(), ids=[*NONE])
def test_other_marks_are_no_roles(lines: tuple[Line, ...]) -> None:
    assert [table.kind for table in proposal_of(lines).tables if not table.ask] == []
    assert [table for table in proposal_of(lines).tables if table.who_column] == []
