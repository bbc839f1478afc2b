"""What the portfolio holds of each partnership is small, for it holds all of them at once."""

from __future__ import annotations

from tests.portfolio.made import report, whole

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
