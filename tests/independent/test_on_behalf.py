"""No cell that one partner fills for another makes the list look safer (docs/rules.md, Whom the rules protect).

Of a party is what a rule sees of it by itself. What is seen of a risk as a whole, a difference of views for
example, belongs to nobody alone.
"""

from __future__ import annotations

from datetime import date

from hypothesis import assume, given, settings
from hypothesis import strategies as st

from pipeline.domain.arrangement import Arrangement
from pipeline.domain.finding import SEVERITIES
from pipeline.findings.registry import rules
from tests.chance import examples
from tests.independent.on_behalf import FIELDS, about, changed
from tests.independent.strategies import cases

# By the field that is changed: what may go or fall, and the clause of docs/rules.md that says so.
EXCEPTIONS: dict[str, dict[str, tuple[str, ...]]] = {
    "status": {
        "Closed risks give no finding; one is closed unless a directly exposed party has not answered yes and rated it "
        "high or very high, or not at all": (
            "RSK-01", "RSK-04", "RSK-05", "RSK-13", "RSK-16", "PAR-05", "BUD-01", "BUD-03", "BUD-05", "BUD-06",
            "EXIT-01",
        ),
        "RSK-05 speaks of what is marked as accepted or closed": ("RSK-05",),
        "Risk share: of all scores of all parties": ("PAR-07",),
    },
    "exposure": {
        "Directly exposed: where no party's exposure is direct, a blank one counts as direct": (
            "RSK-01", "RSK-05", "RSK-13", "BUD-03", "EXIT-01", "ADV-02",
        ),
        "Joint score: the highest score of those that carry it": ("BUD-01",),
        "Carries: where every party says none, all count as blank": (
            "RSK-01", "RSK-04", "RSK-05", "RSK-13", "RSK-16", "PAR-05", "BUD-03", "BUD-05", "BUD-06", "EXIT-01",
        ),
        "Risk share: of all scores of all parties": ("PAR-07", "BUD-05"),
    },
    "likelihood and impact": {
        "Joint score: the highest score of the parties that rated": (
            "RSK-01", "RSK-05", "RSK-13", "BUD-01", "BUD-03", "EXIT-01",
        ),
        "Closed: where those directly exposed rated it below high": (
            "RSK-01", "RSK-04", "RSK-05", "RSK-13", "RSK-16", "PAR-05", "BUD-03", "BUD-05", "BUD-06", "EXIT-01",
        ),
        "Risk share: of all scores of all parties": ("PAR-07", "BUD-05"),
    },
    "rating": {
        "SUP-01: rated absent by one party and present by another, who could give": ("SUP-01",),
    },
}  # fmt: skip
seeds = st.integers(0, 2**31)


def allowed(field: str) -> set[str]:
    """The rules whose findings may go or fall when this field is changed."""
    return {rule for those in EXCEPTIONS.get(field, {}).values() for rule in those}


def lost(before: dict[tuple[str, str], str], after: dict[tuple[str, str], str]) -> dict[tuple[str, str], str]:
    """What is gone, or has a lower severity."""
    order = SEVERITIES.index
    return {key: was for key, was in before.items() if key not in after or order(after[key]) > order(was)}


def test_every_exception_is_of_a_rule_and_a_field_that_there_are() -> None:
    assert set(EXCEPTIONS) <= set(FIELDS)
    assert all(allowed(field) <= set(rules()) for field in EXCEPTIONS)


@settings(max_examples=examples(120))
@given(cases(), st.sampled_from(FIELDS), seeds)
def test_what_others_fill_in_takes_nothing_away_that_is_seen_of_a_party(
    case: tuple[Arrangement, date], field: str, seed: int
) -> None:
    arrangement, today = case
    assume(arrangement.party_codes)
    party = arrangement.party_codes[seed % len(arrangement.party_codes)]
    gone = lost(about(arrangement, today, party), about(changed(arrangement, field, party, seed), today, party))
    assert {key: was for key, was in gone.items() if key[0] not in allowed(field)} == {}


@settings(max_examples=examples(120))
@given(cases(), st.sampled_from(["status", "treatment", "transfer_to"]), seeds)
def test_who_is_directly_exposed_and_has_not_said_yes_loses_nothing_by_a_status(
    case: tuple[Arrangement, date], field: str, seed: int
) -> None:
    arrangement, today = case
    assume(arrangement.party_codes)
    party = arrangement.party_codes[seed % len(arrangement.party_codes)]
    still = {
        risk.risk for risk in arrangement.risks
        if risk.exposure.get(party) == "direct" and risk.accepted.get(party) not in ("yes", "with_conditions")
        and risk.likelihood.get(party, 5) * risk.impact.get(party, 5) >= 10
    }  # fmt: skip
    gone = lost(about(arrangement, today, party), about(changed(arrangement, field, party, seed), today, party))
    assert {key: was for key, was in gone.items() if key[1] in still and key[0] != "RSK-05"} == {}
