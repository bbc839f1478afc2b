"""Tables on their side, with activities or risks across, are told from those that stand upright."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from schemas.wording.text import text
from tests.adopt.kinds.grids import RACI, table_of
from tests.adopt.registers import VIEW, Line, adopt, built, rows_of, saved

SIDEWAYS: tuple[Line, ...] = (
    ("Who does what",),
    ("Organisation", "Map the roads", "Brief the drivers", "Evacuate staff"),
    ("GVA", "R", "A", "I"),
    ("Harbour Relief", "A", "R", "C"),
    ("Lakeside Trust", "C", "", "R"),
    (),
    ("R", "Responsible"),
)
PARTNERS = ("--partner", "HREL=Harbour Relief", "--partner", "LKT=Lakeside Trust", "--partner", "GVA=GVA")
BARE: tuple[Line, ...] = (
    ("", "Map the roads", "Brief the drivers", "Evacuate staff"),
    ("Project manager", "A", "A", "A"),
    ("Logistics officer", "R", "R", "C"),
    ("Security team", "C", "", "R"),
)
# One role a line at most, and nothing in the corner.
SPARSE: tuple[Line, ...] = (
    ("", "Acordar el calendario", "Operar la radio", "Mapear las rutas", "Informar a los conductores"),
    ("Asociación Valle Verde", "", "x", "", "x"),
    ("Red de Mujeres", "x", "", "", ""),
    ("Ayuda del Puerto", "", "", "x", ""),
)


@pytest.fixture(scope="module")
def old(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return saved(tmp_path_factory.mktemp("sideways") / "roles.xlsx", SIDEWAYS, sheet="RACI")


@pytest.fixture(scope="module")
def new(old: Path) -> Path:
    return built(old, *PARTNERS)


def test_programs_see_its_columns_as_they_stand_on_the_sheet(old: Path) -> None:
    table = json.loads(adopt(old, "--json").output)["tables"][0]
    found = [(column["column"], column["header"], column["target"]) for column in table["columns"]]
    assert (table["orientation"], table["header_rows"], table["first_row"]) == ("columns", [2], 3)
    assert found == [
        ("A", "Organisation", None), ("B", "Map the roads", "Activities.title"),
        ("C", "Brief the drivers", "Activities.title"), ("D", "Evacuate staff", "Activities.title"),
    ]  # fmt: skip
    assert table["rows"]["carried"] == [[3, 5]]
    assert [7, 7] in [each[:2] for each in table["rows"]["left"]]


@pytest.mark.parametrize("lines", [SIDEWAYS, BARE], ids=["headed", "bare"])
def test_one_on_its_side_is_known_with_and_without_a_header_that_says_who(lines: tuple[Line, ...]) -> None:
    assert table_of(lines).orientation == "columns"


def test_one_with_a_single_mark_a_line_and_an_empty_corner_is_known_upright_and_on_its_side() -> None:
    upright = table_of(zip(*SPARSE, strict=True), name="Matriz RACI")
    assert (upright.orientation, upright.columns[0].target) == ("rows", "Activities.title")
    assert table_of(SPARSE, name="Matriz RACI").orientation == "columns"


def test_one_that_stands_upright_stays_so() -> None:
    lines = [("", "Person one", "Person two"), ("Train the security team", "R", "A"), ("Hire drivers", "A", "R"),
             ("Buy radios for the guards", "A", "R")]  # fmt: skip
    assert {table_of(lines).orientation, table_of(RACI).orientation} == {"rows"}


def test_each_column_becomes_an_activity_with_the_roles_of_those_down(new: Path) -> None:
    names = ("Title", "Role · GVA", "Role · HREL", "Role · LKT", "Source")
    assert [tuple(row[name] for name in names) for row in rows_of(new, "Activities")] == [
        ("Map the roads", "P", "L", "S", "roles.xlsx · RACI · column B"),
        ("Brief the drivers", "L", "P", None, "roles.xlsx · RACI · column C"),
        ("Evacuate staff", None, "S", "L", "roles.xlsx · RACI · column D"),
    ]


def test_its_values_are_traced_to_their_cells_and_each_is_carried_or_left_once(new: Path) -> None:
    adopted = {(row["row"], row["column"]): row["cell"] for row in rows_of(new, "Adopted")}
    assert (adopted["1", "Title"], adopted["2", "Role · GVA"]) == ("B2", "C3")
    left = [row["cell"] for row in rows_of(new, "Left")]
    named = {*adopted.values(), *left}
    filled = {f"{'ABCD'[at]}{row}" for row, line in enumerate(SIDEWAYS, 1) for at, cell in enumerate(line) if cell}
    assert filled - named <= {"A2", "A3", "A4", "A5"}  # whose the roles are: the headers here
    assert len(left) == len(set(left))


def test_people_are_told_how_it_lies(old: Path) -> None:
    assert text("adopt.said.on_its_side") in adopt(old).output


@pytest.mark.parametrize(("only", "titles", "roles"), [
    ("Organisation=GVA", ["Map the roads", "Brief the drivers", "Evacuate staff"], {"Role · GVA"}),
    ("GVA=R", ["Map the roads"], {"Role · GVA", "Role · HREL", "Role · LKT"}),
    ("Map the roads=C", ["Map the roads", "Brief the drivers", "Evacuate staff"], {"Role · LKT"}),
    ("Organisation=Brief the drivers", ["Brief the drivers"], {"Role · GVA", "Role · HREL"}),
], ids=["who", "role", "in", "activity"])  # fmt: skip
def test_only_chooses_those_down_its_rows_or_its_activities(
    old: Path, tmp_path: Path, only: str, titles: list[str], roles: set[str]
) -> None:
    path = tmp_path / "new.xlsx"
    result = adopt(old, "--to", path, "--as", VIEW, *PARTNERS, "--accept", "--only", only)
    assert result.exit_code == 0, result.output
    rows = rows_of(path, "Activities")
    assert [row["Title"] for row in rows] == titles
    assert {name for row in rows for name in row if str(name).startswith("Role") and row[name]} == roles
    assert text("adopt.left.not_chosen") in {row["reason"] for row in rows_of(path, "Left")}


@pytest.mark.parametrize("only", ["Town=Lakeside", "Organisation=Nobody"])
def test_only_says_what_is_not_there(old: Path, only: str) -> None:
    header = only.partition("=")[0]
    said = adopt(old, "--only", only).output
    assert header.lower() in said.lower()
    assert text("adopt.said.on_its_side") not in said


ACROSS: tuple[Line, ...] = (
    ("Top risks of the country office",),
    ("", "Risk 1", "Risk 2", "Risk 3"),
    ("Risk description", "The islands cannot be reached", "Fraud in cash distribution", "Fire in the rented office"),
    ("Likelihood (1-5)", 4, 3, 2),
    ("Impact (1-5)", 3, 4, 5),
    ("Risk score", 12, 12, 10),
    ("Existing controls", "Stock on the islands", "Monitoring", "Extinguishers"),
    ("Planned actions", "Second boat", "Biometric lists", "New wiring"),
    ("Risk owner", "GVA", "GVA", "GVA"),
)


@pytest.fixture(scope="module")
def across(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return saved(tmp_path_factory.mktemp("across") / "risks.xlsx", ACROSS, sheet="Risks")


def test_a_register_on_its_side_names_each_column_with_its_risk(across: Path) -> None:
    table = json.loads(adopt(across, "--json").output)["tables"][0]
    found = [(column["column"], column["target"]) for column in table["columns"]]
    assert (table["kind"], table["orientation"]) == ("risk_register", "columns")
    assert found == [("A", None), *((letter, "Risks.description") for letter in "BCD")]
    assert [6, 6, text("adopt.why.computed")] in table["rows"]["left"]


def test_the_risks_of_a_register_on_its_side_become_rows(across: Path) -> None:
    new = built(across, *PARTNERS)
    found = [
        (row["Description"], row["Likelihood · REDC"], row["Impact · REDC"], row["Measures"])
        for row in rows_of(new, "Risks")
    ]
    assert found == [
        ("The islands cannot be reached", 4, 3, "Second boat"), ("Fraud in cash distribution", 3, 4, "Biometric lists"),
        ("Fire in the rented office", 2, 5, "New wiring"),
    ]  # fmt: skip


@pytest.mark.parametrize("step", ["M", "Step ", "Phase ", "Étape "])
def test_numbered_steps_across_are_what_is_to_be_done_and_the_table_is_asked_about(step: str) -> None:
    lines = [("Group", *(f"{step}{at}" for at in (1, 2, 3))), ("Data care", "Lead", "Lead", "Support"),
             ("Quiet design", "—", "Review", "Lead"), ("Source checks", "Support", "—", "Review")]  # fmt: skip
    table = table_of(lines)
    assert (table.orientation, table.ask) == ("columns", True)
    assert [column.target for column in table.columns] == [None, *["Activities.title"] * 3]


def test_numbered_teams_across_stand_upright() -> None:
    lines = [("Task", "Team 1", "Team 2", "Team 3"), ("Map the roads", "Lead", "Support", "Support"),
             ("Brief the drivers", "Support", "Lead", "Review"), ("Move staff", "—", "Support", "Lead")]  # fmt: skip
    assert table_of(lines).orientation == "rows"
