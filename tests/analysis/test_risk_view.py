"""A risk as the partners see it, against docs/rules.md (Terms) computed once more in the plainest way."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.analysis.risk_view import LEVELS, RiskView, above, level_of, view_risks
from pipeline.domain.arrangement import Arrangement, Partner, Risk
from schemas.thresholds import defaults

CODES = ("A", "B", "C", "D")
POINTS = st.integers(1, 5)
RATINGS = st.fixed_dictionaries(
    {}, optional={code: st.tuples(st.none() | POINTS, st.none() | POINTS) for code in CODES}
)
EXPOSURES = st.fixed_dictionaries(
    {}, optional={code: st.sampled_from(["direct", "indirect", "none"]) for code in CODES}
)


def arrangement(order: tuple[str, ...] = CODES) -> Arrangement:
    """Parties A, B and C, and D, which does not sign."""
    accepts = {"A": "low", "B": "medium", "C": ""}
    return Arrangement(
        partners=tuple(
            Partner(
                row=5 + i, partner=code, party="no" if code == "D" else "yes", acceptable_level=accepts.get(code, "")
            )
            for i, code in enumerate(order)
        )
    )


def seen(
    ratings: dict[str, Any], exposure: dict[str, str] | None = None, order: tuple[str, ...] = CODES, **more: Any
) -> RiskView:
    risk = Risk(
        row=5,
        risk="R1",
        likelihood={code: pair[0] for code, pair in ratings.items() if pair[0] is not None},
        impact={code: pair[1] for code, pair in ratings.items() if pair[1] is not None},
        exposure=exposure or {},
        **more,
    )
    return view_risks([risk], arrangement(order), defaults())[0]


def plain_level(score: int) -> int:
    """0 low 1-4, 1 medium 5-9, 2 high 10-14, 3 very high 15-25."""
    return 0 if score <= 4 else 1 if score <= 9 else 2 if score <= 14 else 3


def plain_view(pairs: list[tuple[int, int]]) -> str:
    """The words of docs/rules.md, pair by pair of partners."""
    if len(pairs) < 2:
        return "one_view" if pairs else "no_view"
    result = "aligned"
    joint = max(likelihood * impact for likelihood, impact in pairs)
    scores = [likelihood * impact for likelihood, impact in pairs]
    spread = max(scores) - min(scores)
    for one in pairs:
        for other in pairs:
            points = max(abs(one[0] - other[0]), abs(one[1] - other[1]))
            levels = abs(plain_level(one[0] * one[1]) - plain_level(other[0] * other[1]))
            if points >= 3 or (levels >= 2 and points >= 2):
                return "far_apart"
            if joint >= 10 and (points >= 2 or (levels >= 1 and spread >= 4)):
                result = "discuss"
    return result


@given(RATINGS)
def test_joint_score_spread_and_view_are_those_of_the_parties_that_rated(ratings: dict[str, Any]) -> None:
    pairs = [pair for code, pair in ratings.items() if code != "D" and None not in pair]
    scores = [likelihood * impact for likelihood, impact in pairs]
    view = seen(ratings)
    assert view.joint_score == (max(scores) if scores else None)
    assert view.spread == (max(scores) - min(scores) if scores else None)
    assert view.view == plain_view(pairs)
    assert view.is_high == any(score >= 10 for score in scores)


@given(RATINGS, EXPOSURES, st.permutations(CODES))
def test_the_order_of_the_partners_changes_nothing(ratings: Any, exposure: Any, order: Any) -> None:
    first, second = seen(ratings, exposure), seen(ratings, exposure, tuple(order))
    for name in ("joint_score", "joint_level", "spread", "view", "complete"):
        assert getattr(first, name) == getattr(second, name)
    for name in ("carriers", "beyond", "party_scores"):
        assert set(getattr(first, name)) == set(getattr(second, name))


@given(RATINGS, st.sampled_from("ABC"), POINTS, POINTS)
def test_one_more_view_never_lowers_the_joint_score_or_hides_a_difference(
    ratings: Any, code: str, likelihood: int, impact: int
) -> None:
    others = {other: pair for other, pair in ratings.items() if other != code}
    before, after = seen(others), seen({**others, code: (likelihood, impact)})
    assert (after.joint_score or 0) >= (before.joint_score or 0)
    assert before.difference != "far_apart" or after.difference == "far_apart"


@given(RATINGS, EXPOSURES)
def test_complete_and_beyond_look_at_the_parties_that_carry_it(ratings: Any, exposure: Any) -> None:
    view = seen(ratings, exposure)
    nobody = all(exposure.get(code) == "none" for code in "ABC")
    carriers = [code for code in "ABC" if nobody or exposure.get(code, "") != "none"]
    scores = {code: pair[0] * pair[1] for code, pair in ratings.items() if None not in pair}
    accepts = {"A": 0, "B": 1}
    assert view.carriers == tuple(carriers)
    assert view.complete == all(code in scores for code in carriers)
    assert view.beyond == tuple(
        code for code in carriers if code in accepts and code in scores and plain_level(scores[code]) > accepts[code]
    )


@pytest.mark.parametrize(("score", "level"), [(1, 0), (4, 0), (5, 1), (9, 1), (10, 2), (14, 2), (15, 3), (25, 3)])
def test_levels_begin_where_rules_md_says(score: int, level: int) -> None:
    assert level_of(score, defaults()) == LEVELS[level]


def test_nothing_is_above_a_level_that_is_not_given() -> None:
    assert not above("very_high", "")
    assert not above("", "low")
    assert not above("low", "low")
    assert above("medium", "low")


@pytest.mark.parametrize(
    ("status", "unknown", "is_open"),
    [("", (), True), ("open", (), True), ("treating", (), True), ("accepted", (), True), ("closed", (), False),
     ("", ("status",), False)],
)  # fmt: skip
def test_an_empty_status_is_open_and_an_unreadable_one_is_not(
    status: str, unknown: tuple[str, ...], is_open: bool
) -> None:
    assert seen({}, status=status, unknown=frozenset(unknown)).is_open is is_open


def test_an_unreadable_rating_is_neither_a_score_nor_missing() -> None:
    view = seen({"A": (3, 3), "B": (None, 3)}, unknown=frozenset({"likelihood · B"}))
    assert view.joint_score == 9
    assert not view.not_rated("B")
    assert view.not_rated("C")


def test_an_unreadable_exposure_is_not_carried_and_one_not_given_is() -> None:
    view = seen({}, unknown=frozenset({"exposure · B"}))
    assert view.carriers == ("A", "C")


@given(
    st.lists(
        st.tuples(RATINGS, EXPOSURES, st.sets(st.sampled_from(["exposure · A", "exposure · D", "impact · B"]))),
        max_size=6,
    )
)
def test_each_risk_of_a_register_is_seen_as_it_would_be_alone(given_rows: list[Any]) -> None:
    alone = [seen(ratings, exposure, unknown=frozenset(unknown)) for ratings, exposure, unknown in given_rows]
    together = view_risks([view.risk for view in alone] * 2, arrangement(), defaults())
    assert together == (*alone, *alone)
    assert [view.view for view in together] == [view.view for view in alone] * 2


def test_risks_of_a_register_share_equal_scores() -> None:
    risks = [Risk(row=row, risk=f"R{row}", likelihood={"A": 2}, impact={"A": 3}) for row in (5, 6)]
    one, other = view_risks(risks, arrangement(), defaults())
    assert one.scores == {"A": 6}
    assert one.scores is other.scores


def test_where_every_score_is_very_high_each_is_beyond_a_level_that_a_party_names() -> None:
    limits = {**defaults(), "level.medium_from": 0, "level.high_from": 0, "level.very_high_from": 0}
    risk = Risk(row=5, risk="R1", likelihood=dict.fromkeys("ABC", 1), impact=dict.fromkeys("ABC", 1))
    (view,) = view_risks([risk], arrangement(), limits)
    assert view.beyond == ("A", "B")
