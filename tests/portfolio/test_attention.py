"""The order of partnerships: by what presses most, told in words."""

from __future__ import annotations

from dataclasses import replace

import pytest

from pipeline.portfolio.attention import LEVELS, REASONS
from pipeline.run.batch.workbook_result import WorkbookResult
from schemas.wording.text import texts
from tests.portfolio.made import report, unread, whole

CALM = report("calm.xlsx")
IN_ORDER = [
    unread("unread.xlsx"),
    report("critical.xlsx", {"RSK-02/R1": "critical"}),
    report("ended.xlsx", {"ARR-02/arrangement": "high"}, valid_until="2025-01-01"),
    report("high.xlsx", {"RSK-02/R1": "high"}),
    report("late.xlsx", late=["M-1"]),
    report("review.xlsx", {"ARR-03/arrangement": "medium"}),
    report("mend.xlsx", mend=2),
    unread("waiting.xlsx", "waiting", "It is still being saved."),
    report("missing.xlsx", missing=4),
    report("ends.xlsx", {"ARR-02/arrangement": "medium"}, valid_until="2026-12-01"),
    report("no end.xlsx", {"ARR-02/arrangement": "medium"}, valid_until=""),
    CALM,
]


def order(*reports: WorkbookResult) -> list[str]:
    return [one.name for one in whole(*reports).partnerships]


def test_each_reason_stands_above_the_next() -> None:
    assert order(*reversed(IN_ORDER)) == [one.path.name for one in IN_ORDER]


def test_more_of_a_reason_stands_higher() -> None:
    one, two = report("one.xlsx", late=["M-1"]), report("two.xlsx", late=["M-1", "M-2"])
    assert order(one, two) == ["two.xlsx", "one.xlsx"]


def test_many_lesser_findings_do_not_outweigh_a_critical_one() -> None:
    many = report("many.xlsx", {f"ACT-03/{number}": "high" for number in range(500)}, missing=900)
    assert order(many, report("one.xlsx", {"RSK-02/R1": "critical"}))[0] == "one.xlsx"


def test_equal_ones_stand_by_title() -> None:
    assert order(report("2.xlsx", title="Zeta"), report("1.xlsx", title="alpha")) == ["1.xlsx", "2.xlsx"]


def test_every_reason_is_given_in_words() -> None:
    outside = whole(report("kept.xlsx", kept=2), CALM, audience="outside").placed
    said = {reason.code for item in (*whole(*IN_ORDER).placed, *outside) for reason in item.reasons if reason.says}
    assert said == set(REASONS) - {"unwritten"}
    assert set(texts("portfolio.reasons")) == set(REASONS)
    assert set(texts("portfolio.levels")) == set(LEVELS)


def test_the_commonest_rules_are_named_as_the_reason() -> None:
    found = {"ACT-03/1": "high", "ACT-03/2": "high", "RSK-02/R1": "high"}
    (item,) = whole(report("a.xlsx", found)).placed
    assert item.reasons[0].says.startswith("3 high findings, most of all: Several partners take part")


def test_who_has_a_workbook_open_is_not_told() -> None:
    (item,) = whole(unread("a.xlsx", "open", "The workbook is open: Jo Doe has it.")).placed
    assert "Jo Doe" not in item.reasons[0].says


def test_a_workbook_whose_results_could_not_be_written_says_so() -> None:
    written_not = replace(report("a.xlsx"), status="open")
    assert [reason.code for reason in whole(written_not).placed[0].reasons] == ["unwritten"]


@pytest.mark.parametrize("kept", [0, 1, 3])
def test_no_partnership_is_called_well_where_others_read_along(kept: int) -> None:
    (item,) = whole(report("a.xlsx", kept=kept), audience="outside").placed
    assert item.level == "watch"
    assert [reason.code for reason in item.reasons] == ["kept" if kept else "partial"]


def test_how_many_rows_are_not_assessed_is_said_to_others() -> None:
    (item,) = whole(report("a.xlsx", kept=3), audience="outside").placed
    assert item.reasons[0].says == "3 of 3 risks are not shared and not assessed here"


def test_a_party_is_told_what_others_are_where_it_is_no_party() -> None:
    (stranger,) = whole(report("a.xlsx", kept=3), audience="WATR").placed
    (party,) = whole(report("a.xlsx", kept=3), audience="redc").placed
    assert [item.level for item in (stranger, party)] == ["watch", "calm"]


@pytest.mark.parametrize("level", LEVELS)
def test_every_level_has_a_mark_and_a_name(level: str) -> None:
    assert texts("portfolio.levels")[level]["mark"]
    assert texts("portfolio.levels")[level]["name"]
