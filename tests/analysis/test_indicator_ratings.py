"""Effective and joint ratings and element scores, written out from docs/rules.md, Terms, once more and compared."""

from __future__ import annotations

from dataclasses import replace
from random import Random

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from pipeline.analysis.indicator_ratings import effective, element_score, ratings_of, ratings_of_all
from pipeline.domain.arrangement import Arrangement, Indicator, Partner
from schemas.thresholds import defaults

CODES = ("A", "B", "C", "N")  # N is no party
ONE_PRESENT = Indicator(
    row=5, indicator="I1", element="Travel", applies_to="each_partner", key="yes", rating={"A": "present"},
    evidence={"A": "documented"},
)  # fmt: skip
ORDER = {"absent": 0, "partial": 1, "present": 2}
POINTS = {"present": 2, "partial": 1, "absent": 0, "differing": 0}  # halves
KINDS = ("documented", "confirmed", "several_agree")
rating = st.sampled_from(["present", "partial", "absent", "not_applicable"])
evidence = st.sampled_from([*KINDS, "none"])
indicators = st.builds(
    Indicator,
    row=st.just(5),
    indicator=st.just("I1"),
    element=st.just("Travel"),
    applies_to=st.sampled_from(["partnership", "each_partner"]),
    key=st.sampled_from(["yes", "no", ""]),
    evidence_needed=st.lists(st.sampled_from(KINDS), unique=True).map(tuple),
    rating=st.dictionaries(st.sampled_from(CODES), rating),
    evidence=st.dictionaries(st.sampled_from(CODES), evidence),
    agreed_rating=st.one_of(st.just(""), rating),
)


def arrangement(codes: tuple[str, ...] = CODES) -> Arrangement:
    partners = (Partner(row=5 + i, partner=code, party="no" if code == "N" else "yes") for i, code in enumerate(codes))
    return Arrangement(partners=tuple(partners))


def plainly_effective(indicator: Indicator, code: str) -> str:
    given_rating, shown = indicator.rating[code], indicator.evidence.get(code, "none")
    if given_rating == "present" and (
        shown == "none" or (indicator.evidence_needed and shown not in indicator.evidence_needed)
    ):
        return "partial"
    return given_rating


def plainly_joint(indicator: Indicator) -> str:
    rated = [code for code in "ABC" if code in indicator.rating]
    counted = [plainly_effective(indicator, code) for code in rated if indicator.rating[code] != "not_applicable"]
    worst = min(counted, key=ORDER.__getitem__) if counted else ""
    if worst == "present" and len(rated) < 3:
        worst = "waiting"
    if indicator.applies_to == "each_partner":
        return worst
    if indicator.agreed_rating:
        return indicator.agreed_rating
    as_given = {indicator.rating[code] for code in rated}
    return "differing" if "present" in as_given and "absent" in as_given else worst


def is_unrated(indicator: Indicator) -> bool:
    is_agreed = indicator.applies_to == "partnership" and bool(indicator.agreed_rating)
    return not is_agreed and not any(code in indicator.rating for code in "ABC")


@given(indicators)
@example(ONE_PRESENT)
def test_joint_and_effective_ratings_are_as_the_terms_say(indicator: Indicator) -> None:
    found = ratings_of(indicator, arrangement())
    assert found.joint == plainly_joint(indicator)
    assert dict(found.effective) == {
        code: plainly_effective(indicator, code) for code in "ABC" if code in indicator.rating
    }
    # Other organisations too: that a rating counts for less is always shown.
    assert set(found.changed) == {
        code for code, given in indicator.rating.items() if plainly_effective(indicator, code) != given
    }
    assert found.counts == (plainly_joint(indicator) in POINTS)


@given(indicators, st.permutations(CODES))
def test_the_order_of_partners_changes_no_rating(indicator: Indicator, codes: list[str]) -> None:
    one, other = ratings_of(indicator, arrangement()), ratings_of(indicator, arrangement(tuple(codes)))
    assert (one.joint, one.worst, one.effective) == (other.joint, other.worst, other.effective)


@given(
    st.lists(indicators, max_size=8),
    st.sets(st.sampled_from(["evidence_needed", "agreed_rating", "applies_to", "rating · A", "evidence · A"])),
)
def test_each_indicator_of_a_list_has_the_ratings_that_it_has_alone(rows: list[Indicator], unknown: set[str]) -> None:
    other = [replace(row, row=6, unknown=frozenset(unknown), agreed_rating="", applies_to="") for row in rows]
    every = [*rows, *other, *rows]
    assert ratings_of_all(every, arrangement()) == tuple(ratings_of(row, arrangement()) for row in every)


@given(st.lists(indicators, max_size=12), st.randoms())
@example([ONE_PRESENT], Random(0))
@example([ONE_PRESENT, replace(ONE_PRESENT, rating=dict.fromkeys("ABC", "present"))], Random(0))
def test_an_element_score_is_the_mean_over_what_is_rated_in_any_order(rows: list[Indicator], chance) -> None:  # type: ignore[no-untyped-def]
    joints = [(row.key, plainly_joint(row)) for row in rows if plainly_joint(row) in POINTS]
    mixed = list(rows)
    chance.shuffle(mixed)
    found = element_score((ratings_of(row, arrangement()) for row in mixed), defaults())
    if not joints:
        assert found is None
        return
    halves = sum(POINTS[joint] for _, joint in joints)
    assert found is not None
    assert found.rated == len(joints)
    assert found.percent == pytest.approx(50 * halves / len(joints))
    hidden = ("yes", "absent") in joints
    heard = not any(plainly_joint(row) == "waiting" or is_unrated(row) for row in rows)
    low, high = halves < len(joints), heard and 5 * halves >= 8 * len(joints)
    assert found.readiness == ("needs_attention" if hidden or low else "strong" if high else "fair")


@pytest.mark.parametrize("given_rating", ["partial", "absent", "not_applicable"])
def test_only_what_is_rated_present_changes(given_rating: str) -> None:
    assert effective(given_rating, "none", ("documented",)) == given_rating


def test_unreadable_evidence_changes_nothing() -> None:
    indicator = Indicator(
        row=5, indicator="I1", applies_to="each_partner", rating={"A": "present", "B": "present"},
        unknown=frozenset({"evidence · A"}),
    )  # fmt: skip
    assert dict(ratings_of(indicator, arrangement()).effective) == {"A": "present", "B": "partial"}


def test_an_agreed_rating_that_cannot_be_read_leaves_no_joint_rating() -> None:
    indicator = Indicator(
        row=5, indicator="I1", applies_to="partnership", rating={"A": "absent"}, unknown=frozenset({"agreed_rating"})
    )
    assert ratings_of(indicator, arrangement()).joint == ""


@pytest.mark.parametrize(("second", "joint"), [("partial", "absent"), ("present", "")])
def test_where_it_applies_cannot_be_read_only_what_holds_either_way_counts(second: str, joint: str) -> None:
    indicator = Indicator(row=5, indicator="I1", rating={"A": "absent", "B": second}, unknown=frozenset({"applies_to"}))
    assert ratings_of(indicator, arrangement()).joint == joint
