"""What the portfolio holds of each partnership is small, for it holds all of them at once."""

from __future__ import annotations

from typing import Any

import pytest

from pipeline.portfolio import partnership
from pipeline.portfolio.page import SMALLEST_ROW, page
from pipeline.portfolio.partnership import rule_of
from schemas.wording.languages import languages, speaking
from tests.portfolio.made import report, unread, whole

FOUND = {"RSK-02/R1": "high"}


def test_how_each_risk_stood_is_not_held() -> None:
    (one,) = whole(report("a.xlsx", FOUND, views={"R1": ["open", {"REDC": 12}]})).read
    assert "views" not in one.told


def test_ids_severities_and_states_that_are_the_same_in_several_are_held_once() -> None:
    first, second = whole(*(report(name, FOUND, late=["M-1"]) for name in ("a.xlsx", "b.xlsx"))).read
    ((id, severity),), ((same_id, same_severity),) = first.findings.items(), second.findings.items()
    assert id is same_id
    assert severity is same_severity
    assert first.actions["M-1"] is second.actions["M-1"]


def test_findings_are_gone_through_once_however_many_rules_are_asked_for(monkeypatch: pytest.MonkeyPatch) -> None:
    (one,) = whole(report("a.xlsx", {"ARR-02/A": "medium", "ARR-02/B": "high", "ARR-03/A": "low"})).read
    looked_at: list[str] = []

    def counted(id: str) -> str:
        looked_at.append(id)
        return rule_of(id)

    monkeypatch.setattr(partnership, "rule_of", counted)
    vars(one).pop("worst", None)
    assert [one.found(rule) for rule in ("ARR-02", "ARR-03", "RSK-01")] == ["high", "low", ""]
    assert len(looked_at) == len(one.findings)


@pytest.mark.parametrize("code", languages())
@pytest.mark.parametrize("audience", ["parties", "outside"])
def test_no_partnership_takes_less_room_than_the_page_counts_on(code: str, audience: str) -> None:
    bare: dict[str, Any] = {"valid_until": "", "partners": 0, "parties": 0, "risks": 0}
    with speaking(code):
        for kind in ("read", "waiting"):
            few, many = (
                [report(str(at), **bare) if kind == "read" else unread(str(at), kind, "") for at in range(count)]
                for count in (10, 40)
            )
            sizes = [len(page(whole(*each, audience=audience)).encode()) for each in (few, many)]
            assert sizes[1] - sizes[0] >= 30 * SMALLEST_ROW
