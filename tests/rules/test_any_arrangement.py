"""What holds for every arrangement, however people fill it in: no rule breaks, and every finding is whole."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.analysis.assessment import Assessment
from pipeline.domain.arrangement import Activity, Arrangement, Line, Partner, PartnerColumn, Risk
from pipeline.domain.finding import SEVERITIES
from pipeline.findings.engine import find
from schemas import wording
from schemas.vocabulary import vocabulary
from tests.chance import examples

TODAY = date(2026, 11, 22)
CODES = ("A", "B", "C", "W")
OURS = ("ARR", "PAR", "RSK")
DAYS = st.none() | st.integers(-400, 400).map(lambda days: TODAY + timedelta(days=days))
TEXT = st.sampled_from(["", "text", "{odd}"])
EVENTS = st.sampled_from(["", "Flood", "flood", "Fire"])
SOME = st.lists(st.sampled_from([*CODES, "LOKA"]), max_size=2, unique=True).map(tuple)
PARTNER = st.sampled_from(["", *CODES, "LOKA"])


def word(name: str) -> st.SearchStrategy[str]:
    return st.sampled_from(["", *vocabulary(name).codes])


def each(values: st.SearchStrategy[Any]) -> st.SearchStrategy[dict[str, Any]]:
    return st.dictionaries(st.sampled_from(CODES), values, max_size=4)


@st.composite
def risks(draw: Any) -> tuple[Risk, ...]:
    columns = (
        "status",
        "owner",
        "measures",
        "likelihood · B",
        "exposure · B",
        "accepted · A",
        "transfer_assessed",
        "event",
    )
    found = []
    for i in range(draw(st.integers(0, 12))):
        points = each(st.integers(1, 5))
        unknown = draw(st.frozensets(st.sampled_from(columns), max_size=1))
        values = draw(st.fixed_dictionaries({
            "event": EVENTS, "likelihood": points, "impact": points, "exposure": each(word("exposure")),
            "treatment": word("treatment"), "measures": TEXT, "measures_cost": word("measures_cost"), "owner": PARTNER,
            "residual_likelihood": st.none() | st.integers(1, 5), "residual_impact": st.none() | st.integers(1, 5),
            "status": word("risk_status"), "accepted": each(word("accepted")), "acceptance_reason": TEXT,
            "next_review_on": DAYS, "origin": word("origin"), "transfer_from": PARTNER, "transfer_to": SOME,
            "transfer_assessed": word("transfer_assessed"),
        }))  # fmt: skip
        for key in unknown:
            name, _, code = key.partition(" · ")
            values[name] = {c: v for c, v in values[name].items() if c != code} if code else ""
        for name in ("exposure", "accepted"):
            values[name] = {code: text for code, text in values[name].items() if text}
        found.append(Risk(row=5 + i, risk=f"R{i}", unknown=unknown, **values))
    return tuple(found)


@st.composite
def arrangements(draw: Any) -> Arrangement:
    partners = tuple(
        Partner(
            row=5 + i, partner=code, party=draw(word("party")), benefit=draw(TEXT), focal_point=draw(TEXT),
            risk_attitude=draw(word("risk_attitude")), acceptable_level=draw(word("risk_level")),
        )
        for i, code in enumerate(CODES[: draw(st.integers(0, 4))])
    )  # fmt: skip
    activities = tuple(
        Activity(
            row=5 + i,
            activity=str(i + 1),
            phase=draw(word("phase")),
            event=draw(EVENTS),
            role=draw(each(st.sampled_from("LPSX"))),
        )
        for i in range(draw(st.integers(0, 6)))
    )
    lines = tuple(
        Line(
            row=5 + i,
            line=f"B{i}",
            protects=draw(st.just(()) | st.just(("A", "LOKA"))),
            supports=("R0", "R1"),
            funded_amount=draw(st.none() | st.just(5.0)),
        )
        for i in range(draw(st.integers(0, 2)))
    )
    fields = draw(st.fixed_dictionaries({}, optional={
        "valid_until": DAYS.filter(bool), "last_reviewed_on": DAYS.filter(bool), "started_on": DAYS.filter(bool),
        "review_every_months": st.integers(0, 40), "purpose": st.just("p"), "exit_security_effect": st.just("e"),
    }))  # fmt: skip
    return Arrangement(
        fields=fields, field_rows={"title": 5, "purpose": 6}, partners=partners, risks=draw(risks()),
        activities=activities, lines=lines, columns=(PartnerColumn("Risks", "likelihood · W", "W", 4),),
        missing=draw(st.frozensets(st.sampled_from(["Budget", "Activities", "Partners"]), max_size=1)),
    )  # fmt: skip


@settings(max_examples=examples(20))
@given(arrangements())
def test_every_finding_is_whole(given: Arrangement) -> None:
    found = [finding for finding in find(Assessment.of(given, TODAY)).shown if finding.rule.startswith(OURS)]
    assert len({finding.id for finding in found}) == len(found)
    for finding in found:
        assert finding.says
        assert finding.do
        assert "{" not in finding.says.replace("{odd}", "")
        assert finding.cell is not None, finding
        allowed = wording.rules()[finding.rule].severity
        assert finding.severity in SEVERITIES
        assert finding.severity in allowed, finding


@settings(max_examples=examples(20))
@given(arrangements())
def test_an_organisation_that_does_not_sign_is_never_asked_for_its_view(given: Arrangement) -> None:
    parties = {party.partner for party in given.parties}
    asked = ("RSK-01", "RSK-03", "RSK-04", "RSK-05", "RSK-13", "PAR-02", "PAR-03", "PAR-04", "PAR-05", "PAR-07")
    for finding in find(Assessment.of(given, TODAY)).shown:
        for one in finding.each:
            assert one.rule not in asked or parties.issuperset(one.partners), one
