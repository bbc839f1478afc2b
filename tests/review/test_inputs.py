"""The six inputs of ISO 22397, clause 7: each from the sheet that feeds it, and none from before the last review."""

from __future__ import annotations

from datetime import date, timedelta
from functools import cache
from typing import Any

import pytest

from pipeline.domain.finding import area_of
from pipeline.findings.registry import rules
from pipeline.review.from_changes import input_of
from pipeline.review.item import NAMES
from pipeline.review.pack import Pack
from pipeline.store.earlier import Stood
from schemas.yaml_file import package_data
from tests.report.world import TYPICAL, Rows, activity, indicator, line, risk
from tests.review.world import DAY, REVIEWED, SINCE, fields, reviewed


def said(pack: Pack, name: str) -> list[str]:
    """The sentences of an input."""
    return [item.says for one in pack.inputs if one.name == name for item in one.items]


def awaited(pack: Pack, name: str) -> list[str]:
    return [item.says for one in pack.inputs if one.name == name for item in one.standing]


def hint(pack: Pack, name: str) -> str:
    return next(one.hint for one in pack.inputs if one.name == name)


def incident(id: str, on: date | None, **more: Any) -> dict[str, Any]:
    return {"incident": id, "event": "Flood", "on": on, "kind": "Incident", "harm": "Serious", **more}


# One row each, and what the pack says of it.
PLANTED: dict[str, tuple[str, str, dict[str, Any], str]] = {
    "an activity that was agreed": (
        "key_issues", "Activities", activity("1", agreed_on=SINCE), "Agreed on 2026-08-03: 1 (Title of 1)."),
    "a signature": (
        "key_issues", "Agreements", {"agreement": "A1", "between": "REDC, LOCA", "signed_on · REDC": SINCE},
        "A1 (REDC and LOCA): REDC signed on 2026-08-03."),
    "an agreement that ends": (
        "key_issues", "Agreements", {"agreement": "A1", "between": "REDC, LOCA", "valid_until": DAY + timedelta(30)},
        "A1 (REDC and LOCA) ends on 2026-12-22."),
    "a step": (
        "key_issues", "Steps",
        {"step": "X1", "what": "Meet", "gate": "During", "done_on": SINCE, "by": "REDC, LOCA"},
        "Step taken on 2026-08-03 by REDC and LOCA: X1 (Meet)."),
    "a channel": (
        "key_issues", "Channels", {"channel": "K1", "means": "Radio", "tested_on": SINCE},
        "Tested on 2026-08-03: K1 (Radio)."),
    "an answer": (
        "feedback", "Risks", risk("R1", **{"accepted · LOCA": "No"}),
        "LOCA has not accepted R1 (Description of R1): its answer is no."),
    "money that is not sufficient": (
        "feedback", "Budget", line("B1", **{"sufficient · LOCA": "No"}),
        "LOCA says that B1 (Description of B1) is not sufficient."),
    "a rating": (
        "feedback", "Indicators", indicator("I1", reviewed_on=SINCE), "Indicators reviewed on 2026-08-03: I1."),
    "support": (
        "feedback", "Support",
        {"support": "S1", "what": "First aid", "receiver": "LOCA", "by": "REDC", "done_on": SINCE},
        "S1 (First aid): given by REDC to LOCA, done on 2026-08-03."),
    "an exercise": (
        "exercises", "Exercises",
        {"exercise": "E1", "event": "Flood", "held_on": SINCE, "result": "Partly", "lesson": "Radios are few"},
        "E1 (Flood) on 2026-08-03. Result: partly. Lesson: Radios are few."),
    "a date beside an activity": (
        "exercises", "Activities", activity("1", exercised_on=SINCE), "Exercised on 2026-08-03: 1 (Title of 1)."),
    "an incident": (
        "threats", "Incidents", incident("N1", SINCE), "N1 (Flood) on 2026-08-03: incident. Harm: serious."),
    "a lesson": (
        "improvement", "Incidents", incident("N1", SINCE, lesson="Leave earlier"), "Lesson of N1: Leave earlier"),
    "an action that was verified": (
        "improvement", "ActionPlan",
        {"action": "M-1", "what_to_do": "Buy radios", "status": "Verified", "verified_on": SINCE}
        | {"verified_by": "LOCA"},
        "Verified by LOCA: M-1: Buy radios"),
    "advocacy": (
        "improvement", "Advocacy", {"advocacy": "V1", "change": "Cover for all", "outcome": "Granted"},
        "V1 (Cover for all): granted."),
    "a requirement": (
        "law", "Requirements", {"requirement": "Work permits", "changed_on": SINCE, "status": "Partly"},
        "Work permits changed on 2026-08-03. Status: partly."),
}  # fmt: skip


def test_a_bare_workbook_has_no_input_yet_and_says_of_each_where_it_could_come_from() -> None:
    pack = reviewed()
    assert [one.name for one in pack.inputs] == list(NAMES)
    assert not any(one.items for one in pack.inputs)
    assert all(one.hint.startswith("It could come from") for one in pack.inputs)


def turn(what: str) -> int:
    """How many rows of its table are planted before it: each has a workbook of its own, with rows of other tables."""
    names = [name for name, (_, table, _, _) in PLANTED.items() if table == PLANTED[what][1]]
    return names.index(what)


@cache
def planted(at: int) -> Pack:
    return reviewed({table: [row] for name, (_, table, row, _) in PLANTED.items() if turn(name) == at})


@pytest.mark.parametrize("what", PLANTED)
def test_what_happened_since_stands_under_its_input(what: str) -> None:
    name, _, _, says = PLANTED[what]
    pack = planted(turn(what))
    assert says in said(pack, name)
    assert hint(pack, name) == ""


def test_what_was_known_at_the_last_review_and_what_is_still_to_come_is_no_input() -> None:
    days = (REVIEWED - timedelta(1), REVIEWED, DAY + timedelta(1))
    pack = reviewed({
        table: [{**PLANTED[what][2], key: f"N{at}", column: on} for at, on in enumerate(days)]
        for what, table, key, column in (
            ("an incident", "Incidents", "incident", "on"), ("an exercise", "Exercises", "exercise", "held_on"),
            ("a requirement", "Requirements", "requirement", "changed_on"),
        )
    })  # fmt: skip
    assert [said(pack, name) for name in ("threats", "exercises", "law")] == [[], [], []]


def test_a_day_asked_for_counts_itself() -> None:
    rows: dict[str, Rows] = {"Incidents": [incident("N1", SINCE), incident("N2", SINCE - timedelta(1))]}
    assert [item[:2] for item in said(reviewed(rows, since=SINCE), "threats")] == ["N1"]


def test_without_a_review_the_start_counts() -> None:
    rows: dict[str, Rows] = {
        "Arrangement": fields(last_reviewed_on=None, started_on=SINCE),
        "Incidents": [incident("N1", SINCE), incident("N2", SINCE - timedelta(1))],
    }
    pack = reviewed(rows)
    assert (pack.period.basis, len(said(pack, "threats"))) == ("start", 1)


@pytest.mark.parametrize(
    ("given", "basis"),
    [
        ({"last_reviewed_on": None}, "nothing"),
        ({"last_reviewed_on": "last spring"}, "unreadable"),
        ({"last_reviewed_on": DAY + timedelta(9)}, "ahead"),
    ],
)
def test_where_no_day_can_be_told_nothing_is_left_out_and_the_pack_says_so(given: dict[str, Any], basis: str) -> None:
    pack = reviewed({"Arrangement": fields(**given), "Incidents": [incident("N1", date(2001, 1, 1))]})
    assert (pack.period.basis, len(said(pack, "threats"))) == (basis, 1)
    assert pack.counted.startswith("Since the beginning")


def test_a_sheet_that_is_not_there_is_named_with_the_way_to_add_it() -> None:
    for name, sheet in (("exercises", "exercises"), ("threats", "incidents"), ("law", "requirements")):
        assert f"--with {sheet}`" in hint(reviewed(), name)
    there = reviewed({"Exercises": [{"exercise": "E1", "event": "Flood"}]})
    assert "--with" not in hint(there, "exercises")


def test_what_is_still_awaited_stands_beside_and_is_no_input() -> None:
    rows: dict[str, Rows] = {
        "Requirements": [{"requirement": "Work permits", "status": "Not yet"}],
        "Exercises": [{"exercise": "E1", "event": "Flood", "held_on": DAY + timedelta(9)}],
        "Steps": [{"step": "V1", "what": "Hold the review", "gate": "Review"}],
    }
    pack = reviewed(rows)
    assert awaited(pack, "law") == ["Work permits: not yet."]
    assert awaited(pack, "exercises") == ["E1 (Flood) is planned for 2026-12-01."]
    assert awaited(pack, "key_issues") == ["Steps of a review, not taken yet: V1 (Hold the review)."]
    assert not any(one.items for one in pack.inputs)


def test_a_day_that_cannot_be_read_makes_no_input() -> None:
    pack = reviewed({"Incidents": [incident("N1", None) | {"on": "in spring"}]})
    assert said(pack, "threats") == awaited(pack, "threats") == []


def stood(**more: Any) -> Stood:
    """How the typical workbook stood before."""
    views = {"R1": ("open", {"REDC": 4, "LOCA": 6}), "R2": ("open", {"REDC": 4, "LOCA": 25}), "R7": ("open", {})}
    given: dict[str, Any] = {
        "day": "2026-05-09", "runs": 3, "findings": {"ACT-03/9": "high", "RSK-02/R1": "critical"}, "actions": {},
        "views": views,
    }  # fmt: skip
    return Stood(**{**given, **more})


def test_findings_that_came_and_went_since_stand_under_the_input_they_are_about() -> None:
    pack = reviewed(TYPICAL, then=stood())
    gone = [text for text in said(pack, "key_issues") if "no longer there" in text]
    assert [text.endswith(" (9).") for text in gone] == [True]
    new = [text for text in said(pack, "threats") if text.startswith("New: ")]
    assert [text.startswith("New: R1 (") for text in new] == [False] * len(new)
    assert any("R2" in text for text in new)
    assert pack.remembered.startswith("Compared with the run of 2026-05-09; 3 runs")


def test_risks_that_came_rose_and_went_are_changes_of_threats() -> None:
    pack = reviewed(TYPICAL, then=stood())
    assert "R1 (Description of R1): joint level very high; it was medium." in said(pack, "threats")
    assert "No longer in the register: R7." in said(pack, "threats")
    again = reviewed(TYPICAL, then=stood(views={"R1": ("open", {"REDC": 4, "LOCA": 25})}))
    assert "New risk: R2 (Description of R2). Joint level: very high." in said(again, "threats")


def test_a_party_that_sees_a_risk_otherwise_has_given_feedback() -> None:
    pack = reviewed(TYPICAL, then=stood())
    assert "LOCA rates R1 (Description of R1) 25 now; its score was 6." in said(pack, "feedback")
    assert not any("R2 " in text for text in said(pack, "feedback"))


def test_without_a_run_that_is_remembered_the_pack_says_so() -> None:
    assert "remembers no run" in reviewed(TYPICAL).remembered
    assert "kept no views" in reviewed(TYPICAL, then=stood(views=None)).remembered


def test_an_action_that_a_run_saw_done_before_is_not_told_again() -> None:
    plan: dict[str, Rows] = {"ActionPlan": [{"action": "M-1", "what_to_do": "Buy radios", "status": "Done"}]}
    assert said(reviewed(plan), "improvement") == ["Done: M-1: Buy radios"]
    before = stood(findings={}, actions={"M-1": ("", "done")}, views=None)
    assert said(reviewed(plan, then=before), "improvement") == []


def test_those_who_said_least_are_named_first() -> None:
    pack = reviewed({"Risks": [risk("R1"), risk("R2", **{"likelihood · LOCA": None})]})
    assert [one.partner for one in pack.unheard] == ["WATR", "LOCA"]
    assert pack.unheard[1].says == ("Risk not rated: R2.",)


def test_every_rule_and_sheet_that_the_data_name_is_there() -> None:
    data = package_data("review.yaml")
    named = {*data["inputs_of_findings"]["rules"], *(rule for of in data["shown_beside"].values() for rule in of)}
    assert named <= set(rules())
    assert set(data["inputs_of_findings"]["areas"]) <= {area_of(rule) for rule in rules()}
    assert {input_of(rule) for rule in rules()} == set(NAMES)
