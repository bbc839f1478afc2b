"""Matrices with roles as headers and names in the cells, and plans of activities, become activities with a trace."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import openpyxl
import pytest

from pipeline.adopt.recognise.matrix.heads.role_heads import role_heads
from pipeline.adopt.recognise.matrix.named.in_cells import all_names, is_nobody, names_in
from pipeline.reading.workbook import read
from tests.adopt.kinds.grids import proposal_of, table_of
from tests.adopt.registers import VIEW, adopt, answer_open, built, recognised, rows_of, saved
from tests.copies.world import in_parts

PLAN = (
    ("Work plan of the access group",),
    ("No", "Activity", "Responsible", "Accountable", "Consulted", "Informed", "Deadline", "Status"),
    ("PREPARATION",),
    (1, "Map the safe routes", "Field team", "HRBR", "GVA / LKT", "All", "2026-03-01", "Planned"),
    (2, "Train the drivers", "GVA, HRBR", "", "Jane Doe", "All", "2026-03-15", "Planned"),
    (3, "Agree the radio channels", "LKT", "TBD", "—", "GVA", "2026-03-20", "Planned"),
    ("RESPONSE",),
    (4, "Run the convoy", "HRBR\nGVA", "LKT", "Jane Doe + Field team", "", "2026-03-25", "Planned"),
)
CODES = ("HRBR", "GVA", "LKT")


@pytest.fixture(scope="module")
def new(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return built(saved(tmp_path_factory.mktemp("plan") / "plan.xlsx", PLAN, sheet="Plan"))


def roles(new: Path, *codes: str) -> list[tuple[Any, ...]]:
    return [tuple(row[f"Role · {code}"] for code in codes) for row in rows_of(new, "Activities")]


def typed_over(mapping: Path, given: dict[tuple[str, str], str]) -> None:
    """Type over cells of the mapping, each told by what stands first in its row and by its header."""
    sheet = openpyxl.load_workbook(mapping)["Mapping"]
    cells = {}
    for table in sheet.tables.values():
        headers, *rows = sheet[table.ref]
        for row in rows:
            for head, cell in zip(headers, row, strict=True):
                for (first, header), value in given.items():
                    if header == head.value and first in (row[0].value, row[1].value):
                        cells[cell.coordinate] = value
    assert len(cells) == len(given)
    mapping.write_bytes(in_parts(mapping.read_bytes(), {"Mapping": cells}))


def test_nothing_in_it_is_to_be_corrected(new: Path) -> None:
    assert read(new.read_bytes()).problems == ()


def test_whoever_is_accountable_leads_and_who_is_responsible_alone_where_nobody_is(new: Path) -> None:
    assert roles(new, "REDC", *CODES) == [
        ("P", "L", "S", "S"), (None, "P", "P", None), (None, None, None, "L"), ("S", "P", "P", "L"),
    ]  # fmt: skip


def test_every_filled_cell_is_carried_or_left(new: Path) -> None:
    named = {row["cell"] for table in ("Adopted", "Left") for row in rows_of(new, table)}
    filled = {f"{'ABCDEFGH'[at]}{row}" for row, line in enumerate(PLAN, 1) for at, cell in enumerate(line) if cell}
    assert {cell for cell in filled - named if cell[1:] != "2"} == set()


def test_who_is_no_partner_is_left_by_the_cell_also_beside_one_who_is(new: Path) -> None:
    left = {row["cell"]: row["value"] for row in rows_of(new, "Left") if row["reason"] == "left out on purpose"}
    assert left == {"E5": None, "D6": "TBD", "E6": "—", "E8": None}


def test_what_may_be_a_persons_name_is_copied_nowhere(new: Path) -> None:
    tables = ("Adopted", "Left", "Partners", "Activities")
    cells = [str(cell) for table in tables for row in rows_of(new, table) for cell in row.values()]
    assert not [cell for cell in cells if "Jane Doe" in cell]


def test_each_name_stands_in_the_values_of_its_column_for_machines(tmp_path: Path) -> None:
    table = recognised(saved(tmp_path / "plan.xlsx", PLAN, sheet="Plan"))
    found = {column["header"]: column for column in table["columns"]}
    assert found["Accountable"]["values"] == {"map": {"TBD": "-"}, "unmapped": ["HRBR", "LKT"], "ask": True}
    assert found["Consulted"]["values"]["unmapped"] == ["GVA", "LKT", "Jane Doe", "Field team"]
    assert [found[header]["target"] for header in ("Responsible", "Informed", "Deadline")] == [
        "Partners.name", None, None,
    ]  # fmt: skip


def test_who_each_is_and_what_a_header_means_may_be_typed_over(tmp_path: Path) -> None:
    old, to = saved(tmp_path / "plan.xlsx", PLAN, sheet="Plan"), tmp_path / "new.xlsx"
    assert adopt(old, "--to", to, "--as", VIEW).exit_code == 3
    mapping = tmp_path / "plan.mapping.xlsx"
    answer_open(mapping, lambda _, cells: "yes")
    typed_over(
        mapping,
        {("Jane Doe", "answer"): "LKT", ("TBD", "partner"): "GVA", ("Consulted", "means"): "P"},
    )
    result = adopt(old, "--to", to, "--as", VIEW)
    assert result.exit_code == 0, result.output
    assert roles(to, "REDC", *CODES) == [
        ("P", "L", "P", "P"), (None, "P", "P", "P"), (None, None, "L", "P"), ("P", "P", "P", "L"),
    ]  # fmt: skip
    assert {row["Partner"]: row["Name"] for row in rows_of(to, "Partners")}["LKT"] == "LKT"


def test_a_column_that_is_answered_with_no_stays_out(tmp_path: Path) -> None:
    old, to = saved(tmp_path / "plan.xlsx", PLAN, sheet="Plan"), tmp_path / "new.xlsx"
    adopt(old, "--to", to, "--as", VIEW)
    answer_open(tmp_path / "plan.mapping.xlsx", lambda _, cells: "yes")
    typed_over(tmp_path / "plan.mapping.xlsx", {("Consulted", "means"): "-"})
    assert adopt(old, "--to", to, "--as", VIEW).exit_code == 0
    assert roles(to, *CODES) == [("L", None, None), ("P", "P", None), (None, None, "L"), ("P", "P", "L")]


def test_a_newer_version_brings_other_roles_and_new_partners(tmp_path: Path) -> None:
    old = saved(tmp_path / "plan.xlsx", PLAN, sheet="Plan")
    to = built(old)
    newer = [
        *PLAN[:3],
        (1, "Map the safe routes", "Field team", "GVA", "UNHCR", "All", "2026-03-01", "Done"),
        *PLAN[4:],
    ]
    saved(old, newer, sheet="Plan")
    result = adopt(old, "--to", to, "--as", VIEW, "--accept")
    assert result.exit_code == 0, result.output
    assert roles(to, "REDC", *CODES, "UNHCR")[0] == ("P", None, "L", None, "S")
    assert read(to.read_bytes()).problems == ()


def test_only_some_rows_ask_only_about_who_is_named_there(tmp_path: Path) -> None:
    old, to = saved(tmp_path / "plan.xlsx", PLAN, sheet="Plan"), tmp_path / "new.xlsx"
    result = adopt(old, "--to", to, "--as", VIEW, "--accept", "--only", "Activity=Agree the radio channels")
    assert result.exit_code == 0, result.output
    assert [row["Title"] for row in rows_of(to, "Activities")] == ["Agree the radio channels"]
    assert {row["Partner"] for row in rows_of(to, "Partners")} == {"REDC", "LKT"}


def test_one_activity_over_several_rows_has_all_who_are_named_in_them() -> None:
    lines = (
        ("Activity", "Lead", "Support"),
        ("Map the safe routes", "HRBR", "GVA"),
        ("", "", "LKT"),
        ("Train the drivers", "GVA", "HRBR"),
        ("", "", "LKT"),
    )
    table = table_of(lines)
    assert (table.carried, table.continued) == ([2, 3, 4, 5], {3, 5})


def test_headers_that_stand_over_two_rows_below_a_group_are_read() -> None:
    lines = (
        ("Plan",),
        ("Activity", "Responsibility", "", "Deadline"),
        ("", "Lead", "Support", ""),
        ("Map the safe routes", "HRBR", "GVA", "2026-03-01"),
        ("Train the drivers", "GVA", "HRBR", "2026-03-15"),
    )
    found = {column.header: column.role for column in table_of(lines).columns}
    assert found == {"Activity": "", "Lead": "L", "Support": "S", "Deadline": ""}


@pytest.mark.parametrize(
    ("heads", "found"),
    [
        (("R", "A", "C", "I"), "PLS-"),
        (("R", "A", "S", "C", "I"), "PLSS-"),
        (("D", "A", "C", "I"), "PLS-"),
        (("Driver", "Approver", "Contributors", "Informed"), "PLS-"),
        (("Recommend", "Agree", "Perform", "Input", "Decide"), "PSPSL"),
        (("Lead agency", "Supporting agencies"), "LS"),
        (("Pilote", "En appui", "Consulté(s)", "Informé(s)"), "LSS-"),
        (("Responsable", "Apoyo", "Consultado", "Informado"), "PSS-"),
        (("Órgão responsável", "Apoio"), "PS"),
        (("الجهة المسؤولة", "الجهات الداعمة"), "PS"),
        (("R - Responsible", "A (Accountable)"), "PL"),
        (("Person(s) responsible", "Partners"), "PP"),
        (("Primary agency", "Secondary agencies"), "LS"),
        (("Acteur principal", "Acteurs associés"), "LP"),
        (("Quem ratifica",), "P"),
        (("Prozessverantwortliche", "Mitwirkend"), "LS"),
        (("Projecttrekker",), "L"),
        (("Lead county organization", "Support"), "LS"),
        (("Entidad municipal responsable",), "P"),
        (("Planned by", "Fixed by", "Wired by"), "PPP"),
        (("Currently done by", "From May done by"), "PP"),
    ],
)
def test_headers_are_roles_in_many_words(heads: tuple[str, ...], found: str) -> None:
    said = role_heads(dict(enumerate(("Activity", *heads))))
    assert "".join(said[at].role for at in range(1, len(heads) + 1)) == found


@pytest.mark.parametrize(
    "heads",
    [
        ("R", "C", "I"), ("Responsible for", "Telephone"), ("Lead time", "Days"), ("Consulted", "Informed"),
        ("Primary", "Secondary", "Backup"), ("Input", "Output"), ("WHO", "Unicef"), ("Partners", "Sector"),
        ("Wie oft", "Wann"), ("من تاريخ", "إلى تاريخ"), ("Who suffers", "Where"),
        ("Written by", "Seen by", "Signed by"),
    ],
)  # fmt: skip
def test_other_headers_are_no_roles(heads: tuple[str, ...]) -> None:
    assert role_heads(dict(enumerate(("Activity", *heads)))) == {}


@pytest.mark.parametrize(
    ("cell", "names"),
    [
        ("UNHCR / IOM", ["UNHCR", "IOM"]),
        ("WFP/FAO", ["WFP", "FAO"]),
        ("AI/ML team", ["AI/ML team"]),
        ("Health and Safety Officer", ["Health and Safety Officer"]),
        ("Ministry of Health and Red Cross", ["Ministry of Health", "Red Cross"]),
        ("1. Asha\n2. Omar", ["Asha", "Omar"]),
        ("Water Board (HQ, field); Town Council", ["Water Board", "Town Council"]),
        ("منظمة الأمل والهلال الأحمر", ["منظمة الأمل والهلال الأحمر"]),
        ("—", []),
    ],
)
def test_a_cell_names_one_or_several(cell: str, names: list[str]) -> None:
    assert all_names([cell]) == names
    assert names_in(cell, names) == names


def test_what_stands_elsewhere_by_itself_tells_where_one_name_ends() -> None:
    assert all_names(["Asha et Omar", "Asha", "Omar"]) == ["Asha", "Omar", "Asha", "Omar"]
    assert all_names(["Empresa de aguas y Junta vecinal", "Junta vecinal"])[:2] == ["Empresa de aguas", "Junta vecinal"]
    assert all_names(["الأمل والنور", "الأمل", "النور"])[:2] == ["الأمل", "النور"]


@pytest.mark.parametrize("said", ["All", "all partners", "Joint", "TBD", "Tous", "tous les partenaires", "الجميع"])
def test_all_of_them_and_nobody_yet_are_no_names(said: str) -> None:
    assert is_nobody(said)


NONE: dict[str, tuple[tuple[str, ...], ...]] = {
    "a definition of roles": (
        ("Role", "Responsible", "Accountable"),
        ("Project manager", "Plans the work and reports", "Meets the deadline"),
        ("Team", "Does the work as agreed", "Keeps the quality of it"),
        ("Sponsor", "Pays for the work done", "Answers for the outcome"),
    ),
    "letters explained": (
        ("R", "Responsible", "Does the work"), ("A", "Accountable", "Answers for it"),
        ("C", "Consulted", "Is asked before"), ("I", "Informed", "Is told afterwards"),
    ),
    "indicators with who reports them": (
        ("Indicator", "Baseline", "Target", "Responsible", "Frequency"),
        ("People reached with water", "0", "1200", "WASH officer", "Monthly"),
        ("Wells that work after a year", "3", "12", "M&E officer", "Yearly"),
    ),
    "a log of issues": (
        ("Issue", "Action", "Responsible", "Due date", "Status"),
        ("Radios are out of order", "Buy new ones", "Logistics", "2026-03-01", "Open"),
        ("The road is closed", "Find another road", "Security", "2026-03-05", "Closed"),
    ),
    "hazards and what is done": (
        ("Hazard", "What we do already", "What further action is necessary", "Action by whom"),
        ("Slips on wet floors", "Signs at the door", "Mats at the entrance", "Office manager"),
        ("Manual handling of boxes", "A trolley is used", "Remind staff not to lift", "Team leaders"),
    ),
    "contacts": (
        ("Name", "Responsible", "Phone", "Email"),
        ("Town office", "Jane Doe", "555 0101", "town@example.org"),
        ("Lake office", "Omar Ali", "555 0102", "lake@example.org"),
    ),
    "a history of versions": (
        ("Version", "Description", "Author", "Approver", "Date"),
        ("1.0", "First draft of the plan", "Jane Doe", "Omar Ali", "2026-03-01"),
        ("1.1", "Comments of partners", "Jane Doe", "Omar Ali", "2026-03-05"),
    ),
    "who is on call": (
        ("Time", "Primary", "Secondary", "Backup"),
        ("Monday to Friday", "Team lead", "Deputy", "Director"),
        ("Weekend and holidays", "Deputy", "Team lead", "Director"),
    ),
}  # fmt: skip


@pytest.mark.parametrize("lines", NONE.values(), ids=[*NONE])
def test_what_only_looks_like_it_is_none(lines: tuple[tuple[str, ...], ...]) -> None:
    assert [table.kind for table in proposal_of(lines).tables if table.kind == "activity_matrix"] == []


def test_a_task_and_who_leads_it_alone_is_asked_about() -> None:
    lines = [("Cluster", "Lead agency"), ("Water and sanitation", "UNICEF"), ("Food security", "WFP / FAO")]
    assert [table.ask for table in proposal_of(lines).tables] == [True]
