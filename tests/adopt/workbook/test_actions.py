"""Measures with a responsible and a day become actions of the plan, where a person says so and nowhere else."""

from __future__ import annotations

import json
from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from schemas.wording.text import text
from tests.adopt.registers import VIEW, Line, Said, adopt, answer_open, rows_of, said_by, saved

HEADERS = ("ID", "Risk description", "Likelihood", "Impact", "Mitigation plan", "Risk owner", "Action owner", "Due")
LINES: tuple[Line, ...] = (
    HEADERS,
    ("R7", "Convoys are attacked", 4, 5, "More radios", "REDC", "LOCA", date(2026, 3, 1)),
    ("", "", "", "", "Two cars on each trip", "", "REDC", date(2026, 4, 2)),
    ("R8", "The office is burgled", 3, 5, "Cameras", "REDC", "LOCA", ""),
    ("R9", "Staff are detained", 1, 2, "", "REDC", "REDC", date(2026, 5, 3)),
)
OFFER = "(no column)"


def adopted(old: Path, *words: object) -> Said:
    return adopt(old, "--to", old.with_name("new.xlsx"), "--as", VIEW, "--partner", "LOCA=Green Valley", *words)


def answered(old: Path, said: str) -> Path:
    """The workbook that is built where the offer is answered so, and everything else with yes."""
    assert adopted(old).exit_code == 3

    def says(_: str, cells: Sequence[Any]) -> str:
        is_offer = cells[0] == OFFER and "What we agreed" in str(cells[5])
        return said if is_offer else "yes"

    answer_open(old.with_name("register.mapping.xlsx"), says)
    result = adopted(old)
    assert result.exit_code == 0, result.output
    return old.with_name("new.xlsx")


@pytest.fixture(scope="module")
def old(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return saved(tmp_path_factory.mktemp("actions") / "register.xlsx", LINES)


@pytest.fixture(scope="module")
def new(old: Path) -> Path:
    return answered(old, "yes")


def actions(new: Path) -> list[dict[str, Any]]:
    return rows_of(new, "ActionPlan")


def test_they_are_offered_and_counted(old: Path) -> None:
    fills = json.loads(adopt(old, "--json").output)["tables"][0]["fills"]
    offer = next(fill for fill in fills if fill["target"].startswith("ActionPlan"))
    assert offer == {"target": "ActionPlan.what_we_agreed", "with": "copy of Risks.measures", "ask": True}
    assert text("adopt.why.offer", count=2) in adopted(old, "--dry-run").output


def test_a_yes_makes_an_action_of_each_measure_with_who_does_it_and_when(new: Path) -> None:
    names = ("Action", "What we agreed", "Agreed responsible", "Status", "Notes", "Source")
    assert [tuple(row[name] for name in names) for row in actions(new)] == [
        ("M-1", "More radios", "LOCA", "Proposed", "A measure of R7", "register.xlsx · Risks · row 2"),
        ("M-2", "Two cars on each trip", "REDC", "Proposed", "A measure of R7", "register.xlsx · Risks · row 3"),
    ]
    assert [row["Agreed due"] for row in actions(new)] == [date(2026, 3, 1), date(2026, 4, 2)]


def test_each_value_of_an_action_is_traced_and_the_rest_left_by_name(new: Path) -> None:
    traced = {(row["row"], row["column"]): row["cell"] for row in rows_of(new, "Adopted")}
    assert (traced["M-1", "What we agreed"], traced["M-1", "Agreed due"]) == ("E2", "H2")
    left = {row["cell"]: row["reason"] for row in rows_of(new, "Left")}
    assert left["H5"] == text("adopt.left.no_action")
    assert "H2" not in left


def test_a_run_takes_them_for_actions_of_peoples_own(new: Path) -> None:
    assert said_by("run", new, "--today", "2026-02-01").exit_code in (0, None)
    assert [row["What we agreed"] for row in actions(new)][:2] == ["More radios", "Two cars on each trip"]


def test_a_no_and_accept_make_none(tmp_path: Path) -> None:
    one, other = tmp_path / "one", tmp_path / "other"
    one.mkdir()
    other.mkdir()
    assert actions(answered(saved(one / "register.xlsx", LINES), "no")) == []
    old = saved(other / "register.xlsx", LINES)
    assert adopted(old, "--accept").exit_code == 0
    assert actions(other / "new.xlsx") == []


def test_a_newer_version_changes_only_what_the_source_changed(tmp_path: Path) -> None:
    old = saved(tmp_path / "register.xlsx", LINES)
    new = answered(old, "yes")
    book = openpyxl.load_workbook(new)
    sheet = next(each for each in book.worksheets if "ActionPlan" in each.tables)
    headers, first, *_ = sheet[sheet.tables["ActionPlan"].ref]
    first[[cell.value for cell in headers].index("Status")].value = "Done"
    book.save(new)
    later = [*LINES[:2], ("", "", "", "", "Two cars on each trip", "", "REDC", date(2026, 6, 2)), *LINES[3:]]
    saved(old, [*later, ("R10", "Floods", 3, 3, "Boats", "REDC", "REDC", date(2026, 7, 1))])
    assert adopted(old).exit_code == 0
    found = {row["Action"]: (row["What we agreed"], row["Status"], row["Agreed due"]) for row in actions(new)}
    assert found == {
        "M-1": ("More radios", "Done", date(2026, 3, 1)),
        "M-2": ("Two cars on each trip", "Proposed", date(2026, 6, 2)),
        "M-3": ("Boats", "Proposed", date(2026, 7, 1)),
    }


def test_days_that_nothing_orders_make_no_action(tmp_path: Path) -> None:
    lines = [(*line[:-1], "03/04/2026") for line in LINES[1:3]]
    said = adopt(saved(tmp_path / "a.xlsx", [HEADERS, *lines]), "--json").output
    assert "ActionPlan" not in said
