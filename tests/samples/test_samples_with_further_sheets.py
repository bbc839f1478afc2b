"""The samples with sheets that people ask for: what only these show, in a list that fits a meeting."""

from __future__ import annotations

import pytest

from pipeline.domain.finding import OPTIONAL_TABLES, area_of
from pipeline.plan.action_id import found_actions
from tests.independent import same
from tests.independent.test_same_findings import slowly
from tests.samples.kept import SHEETS, TODAY, findings, found, reading

AID, ISLAND = "aid-before-its-end.xlsx", "island-energy.xlsx"
# findings without obstacles, and actions: so that a list fits a meeting (workbooks/sources/README.md)
LIMITS = {AID: (40, 32), ISLAND: (26, 20)}
MENTIONED = {AID: [("CHK-34", "To be discussed")], ISLAND: []}


@pytest.mark.parametrize("name", SHEETS)
def test_no_cell_of_it_needs_mending_and_few_are_mentioned(name: str) -> None:
    assert [(problem.check, problem.found) for problem in reading(name).problems] == MENTIONED[name]


@pytest.mark.parametrize("name", SHEETS)
def test_its_list_stays_within_its_limit(name: str) -> None:
    shown = findings(name)
    counted = [finding for finding in shown.counted if finding.area != "PLAN"]
    assert len(counted) <= LIMITS[name][0]
    assert len(found_actions(shown)) <= LIMITS[name][1]


@pytest.mark.parametrize("name", SHEETS)
def test_each_of_its_sheets_has_something_to_say(name: str) -> None:
    said = {area_of(one) for one in found(name)} & set(OPTIONAL_TABLES)
    assert {OPTIONAL_TABLES[area] for area in said} == SHEETS[name]


@pytest.mark.parametrize("name", SHEETS)
def test_both_computations_agree_on_it(name: str) -> None:
    arrangement = reading(name).arrangement
    assert same.findings(arrangement, TODAY) == slowly(arrangement, TODAY)


def test_aid_partners_see_at_once_what_happened_and_one_of_them_thinks_unlikely() -> None:
    assert {"INC-01/R1", "INC-02/arrangement", "INC-03/arrangement", "INC-04/arrangement"} <= found(AID)


def test_aid_partners_see_who_has_not_signed_and_what_that_leaves_open() -> None:
    assert {"AGR-02/arrangement", "AGR-03/arrangement", "AGR-04/arrangement"} <= found(AID)
    assert "AGR-01/OMBA" not in found(AID)  # what it has signed is in force until the end of the year


def test_the_local_partner_is_asked_before_anybody_names_it_and_what_it_agreed_to_is_not_asked_again() -> None:
    assert {"ADV-02/V1", "ADV-01/IND-01"} <= found(AID)
    assert "ADV-02/V2" not in found(AID)


def test_five_months_before_the_end_the_aid_partners_see_what_is_to_be_done_for_it() -> None:
    assert {"EXIT-01/arrangement", "STEP-03/arrangement", "ARR-08/arrangement"} <= found(AID)


def test_the_local_partner_cannot_be_warned_by_all_and_was_in_no_exercise() -> None:
    assert {"COM-01/arrangement", "EXE-01/Attack after a rumour", "EXE-02/arrangement"} <= found(AID)


def test_the_island_sees_along_its_chains_what_comes_back_too_late() -> None:
    slow = {"SRV-03/Mobile network", "SRV-03/Emergency calls", "SRV-03/Heat in the care home"}
    assert {one for one in found(ISLAND) if one.startswith("SRV-03")} == slow
    assert {"SRV-01/Ferry", "SRV-02/Power"} <= found(ISLAND)


def test_the_one_generator_of_the_island_is_promised_three_times_and_what_there_is_enough_of_is_not_told() -> None:
    assert [one for one in found(ISLAND) if one.startswith("RES")] == ["RES-01/Mobile generator"]


def test_who_cannot_be_warned_when_the_masts_are_silent_is_told_once() -> None:
    (told,) = [one for one in findings(ISLAND).shown if one.rule == "COM-01"]
    assert "TELC" in told.partners


def test_the_island_sees_what_the_exercise_showed_and_which_law_has_changed() -> None:
    wanted = {"EXE-01/Winter storm", "EXE-02/arrangement", "EXE-03/arrangement", "LEG-01/arrangement"}
    assert {*wanted, "LEG-02/arrangement"} <= found(ISLAND)
