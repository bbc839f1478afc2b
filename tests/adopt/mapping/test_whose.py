"""Whose a column of ratings or roles is stands beside it in the mapping, and people may write another partner."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from pipeline.adopt.mapping.answers import WrittenCode
from pipeline.adopt.mapping.mapping_rows import mapping_lines
from pipeline.adopt.mapping.partner_codes import impossible_code
from schemas.wording.text import text
from tests.adopt.kinds.grids import proposal_of
from tests.adopt.mapping.test_corrections import LINES, MATRIX, corrected
from tests.adopt.registers import Line, Said, adopt, rows_of, saved

BOTH = [
    ("ID", "Risk description", "Likelihood", "Impact"),
    ("R1", "Convoys are attacked", 4, 5),
    ("R2", "The office is burgled", 2, 3),
]

MINE = "columns:\n" + "".join(f"- {{kind: risk_register, header: {header}}}\n" for header in BOTH[0])


def beside(lines: Sequence[Line]) -> dict[object, object]:
    made = mapping_lines(proposal_of(lines), "REDC")["MapColumns"]
    return {line.cells["header"]: line.cells["partner"] for line in made}


def test_ratings_are_the_view_and_other_columns_are_nobodys() -> None:
    assert {**beside(LINES), "(no column)": ""} == {
        "ID": "", "Risk description": "", "Likelihood": "--as", "Impact": "--as", "Owner": "", "Status": "",
        "(no column)": "",
    }  # fmt: skip


def test_the_partner_proposed_for_a_column_of_roles_stands_beside_it() -> None:
    assert beside(MATRIX)["Harbour Relief"] == "HR"


@pytest.mark.parametrize(("given", "partner"), [("loca", "LOCA"), ("", None), ("--as", None), ("REDC", None)])
def test_a_rating_is_given_to_another_partner(given: str, partner: str | None) -> None:
    found = {c.header: c.partner for c in corrected(LINES, "MapColumns", "Impact", "partner", given).used[0].columns}
    assert (found["Impact"], found["Likelihood"]) == (partner, None)


def test_a_rating_to_leave_out_stays_out() -> None:
    proposal = corrected(LINES, "MapColumns", "Impact", "partner", "leave out")
    assert {c.header: c.target for c in proposal.used[0].columns}["Impact"] is None


def test_a_column_of_roles_is_given_to_another_partner_and_asked_no_more() -> None:
    proposal = corrected(MATRIX, "MapColumns", "Harbour Relief", "partner", "LOCA")
    assert {c.header: (c.partner, c.ask) for c in proposal.used[0].columns[1:]} == {
        "Harbour Relief": ("LOCA", False), "Red Crossing": (None, True)
    }  # fmt: skip


def test_what_is_answered_of_the_organisation_counts_more_than_the_proposal_beside_its_column() -> None:
    proposal = corrected(MATRIX, "MapPartners", "Harbour Relief", "partner", "HR", answer="LOCA")
    assert {c.header: c.partner for c in proposal.used[0].columns}["Harbour Relief"] == "LOCA"


def test_a_partner_beside_a_column_of_which_there_is_one_for_all_says_nothing() -> None:
    proposal = corrected(LINES, "MapColumns", "Status", "partner", "LOCA")
    assert {c.header: (c.target, c.partner) for c in proposal.used[0].columns}["Status"] == ("Risks.status", None)


def given_to(old: Path, view: str, mapping: Path) -> Said:
    return adopt(old, "--to", old.with_name("new.xlsx"), "--as", view, "--mapping", mapping, "--accept")


def built_of(old: Path, mapping: Path, view: str = "REDC=Red Crossing") -> list[dict[str, Any]]:
    result = given_to(old, view, mapping)
    assert result.exit_code == 0, result.output
    return rows_of(old.with_name("new.xlsx"), "Risks")


def test_a_rating_of_another_partner_is_carried_into_its_column_and_the_partner_is_a_party(tmp_path: Path) -> None:
    old = saved(tmp_path / "register.xlsx", BOTH)
    mapping = tmp_path / "m.yaml"
    mapping.write_text(
        "columns:\n- {kind: risk_register, header: Impact, becomes: Risks.impact, partner: LOCA}\n"
        "- {kind: risk_register, header: Likelihood, becomes: Risks.likelihood, partner: --as}\n", encoding="utf-8",
    )  # fmt: skip
    rows = built_of(old, mapping)
    assert [(row["Likelihood · REDC"], row["Impact · REDC"], row["Impact · LOCA"]) for row in rows] == [
        (4, None, 5), (2, None, 3),
    ]  # fmt: skip
    partners = {row["Partner"]: (row["Name"], row["Party"]) for row in rows_of(tmp_path / "new.xlsx", "Partners")}
    assert partners == {"LOCA": ("LOCA", "Yes"), "REDC": ("Red Crossing", "Yes")}


def test_the_workbook_that_asks_is_read_back_with_the_partner_that_somebody_typed(tmp_path: Path) -> None:
    old = saved(tmp_path / "register.xlsx", BOTH)
    assert adopt(old, "--to", tmp_path / "new.xlsx", "--as", "REDC=Red Crossing").exit_code == 3
    mapping = tmp_path / "register.mapping.xlsx"
    book = openpyxl.load_workbook(mapping)
    header, *rows = book["Mapping"][book["Mapping"].tables["MapColumns"].ref]
    at = [cell.value for cell in header].index("partner")
    next(row for row in rows if row[0].value == "Impact")[at].value = "LOCA"
    book.save(mapping)
    assert [row["Impact · LOCA"] for row in built_of(old, mapping)] == [5, 3]


def test_an_update_makes_the_partner_a_party_too(tmp_path: Path) -> None:
    old, mapping = saved(tmp_path / "register.xlsx", BOTH), tmp_path / "m.yaml"
    mapping.write_text(MINE, encoding="utf-8")
    built_of(old, mapping)
    saved(tmp_path / "theirs.xlsx", [BOTH[0], ("R7", "The river floods the road", 4, 5)])
    mapping.write_text(MINE.replace("header: Impact", "header: Impact, partner: LOCA"), encoding="utf-8")
    assert [row["Impact · LOCA"] for row in built_of(tmp_path / "theirs.xlsx", mapping)] == [None, None, 5]


def test_a_sister_organisation_uses_the_same_mapping_for_its_own_view(tmp_path: Path) -> None:
    """What the mapping says of ratings is `--as`, not the code of the one who wrote it."""
    old = saved(tmp_path / "register.xlsx", BOTH)
    adopt(old, "--to", tmp_path / "new.xlsx", "--as", "REDC=Red Crossing")
    rows = built_of(old, tmp_path / "register.mapping.xlsx", "LOCA=Green Valley")
    assert [(row["Likelihood · LOCA"], row["Impact · LOCA"]) for row in rows] == [(4, 5), (2, 3)]


@pytest.mark.parametrize(("table", "header", "of"), [
    ("MapColumns", "partner", "Impact"), ("MapPartners", "partner", "Guards"), ("MapPartners", "answer", "Guards"),
])  # fmt: skip
def test_what_cannot_be_a_code_is_refused_with_its_cell_and_what_is_allowed(
    table: str, header: str, of: str, tmp_path: Path
) -> None:
    old, mapping = saved(tmp_path / "register.xlsx", LINES), tmp_path / "register.mapping.xlsx"
    assert adopt(old, "--to", tmp_path / "new.xlsx", "--as", "REDC=Red Crossing").exit_code == 3
    book = openpyxl.load_workbook(mapping)
    headers, *rows = book["Mapping"][book["Mapping"].tables[table].ref]
    at = [cell.value for cell in headers].index(header)
    cell = next(row for row in rows if row[0].value == of)[at]
    cell.value = "Green Valley Trust"
    book.save(mapping)
    where = text("adopt.mapping.cell", sheet="Mapping", cell=cell.coordinate)
    said = {"mapping": mapping.name, "where": where, "found": "Green Valley Trust", "leave_out": "leave out"}
    refused = given_to(old, "REDC=Red Crossing", mapping)
    assert (refused.exit_code, refused.output) == (1, text("adopt.refused.partner_code", **said))


@pytest.mark.parametrize("said", ["green valley", "leave out", "-", "--as", "no", "loca"])
def test_a_name_that_is_known_and_words_that_leave_out_are_codes_enough(said: str) -> None:
    assert impossible_code([WrittenCode(said, "")], {"green valley": "LOCA"}) is None


def test_what_cannot_be_a_code_in_yaml_is_named_by_its_entry(tmp_path: Path) -> None:
    old, mapping = saved(tmp_path / "register.xlsx", BOTH), tmp_path / "m.yaml"
    mapping.write_text(MINE.replace("header: Impact", "header: Impact, partner: 1LOCA"), encoding="utf-8")
    where = text("adopt.mapping.entry", list="columns", number=4, key="partner")
    assert f"m.yaml, {where}: '1LOCA'" in given_to(old, "REDC=Red Crossing", mapping).output


@pytest.mark.parametrize("is_there", [False, True])
def test_a_code_on_the_command_line_has_the_same_form(is_there: bool, tmp_path: Path) -> None:
    """Into a workbook that stands there nothing else would look at it."""
    old, new = saved(tmp_path / "register.xlsx", BOTH), tmp_path / "new.xlsx"
    if is_there:
        assert adopt(old, "--to", new, "--as", "REDC=Red Crossing", "--accept").exit_code == 0
    said = adopt(old, "--to", new, "--as", "LO CA=Green Valley", "--accept")
    assert (said.exit_code, said.output) == (1, f"--as: {text('template.new.no_code', found='LO CA')}")


def test_what_is_no_code_and_name_is_said_with_its_option(tmp_path: Path) -> None:
    old = saved(tmp_path / "register.xlsx", BOTH)
    said = adopt(old, "--to", tmp_path / "new.xlsx", "--as", "Green Valley", "--accept")
    assert said.output == text("run.create.no_partner", option="--as", given="Green Valley")
