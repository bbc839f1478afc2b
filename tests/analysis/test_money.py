"""Needs, shortfalls and shares, computed once more with fractions from docs/rules.md, Terms, and compared."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.analysis.money import Money, need, shortfall
from pipeline.analysis.risk_view import view_risks
from pipeline.domain.arrangement import Arrangement, Line, Partner, Risk
from schemas.thresholds import defaults

CODES = ("A", "B", "C", "N")  # N is no party, Z is in no row of Partners
amount = st.one_of(st.none(), st.integers(0, 4000).map(lambda quarters: quarters / 4))
lines = st.lists(
    st.builds(
        Line,
        row=st.just(5),
        line=st.just("B1"),
        protects=st.lists(st.sampled_from([*CODES, "Z"]), max_size=4).map(tuple),
        supports=st.lists(st.sampled_from(["R1", "r 2", "1.1"]), max_size=3).map(tuple),
        quantity=amount,
        unit_cost=amount,
        periods=amount,
        funded_amount=st.one_of(st.none(), st.integers(0, 10**9).map(float)),
        unknown=st.sampled_from([frozenset(), frozenset(), frozenset({"unit_cost"}), frozenset({"protects"})]),
    ),
    max_size=12,
)
scale = st.dictionaries(st.sampled_from(CODES), st.integers(1, 5))
risks = st.lists(
    st.builds(
        Risk,
        row=st.just(5),
        risk=st.sampled_from(["R1", "R2"]),
        likelihood=scale,
        impact=scale,
        exposure=st.dictionaries(st.sampled_from(CODES), st.sampled_from(["direct", "indirect", "none"])),
        status=st.sampled_from(["", "open", "treating"]),
    ),
    max_size=8,
)


def money(lines: list[Line], risks: list[Risk], codes: tuple[str, ...] = CODES) -> Money:
    partners = (Partner(row=5 + i, partner=code, party="no" if code == "N" else "yes") for i, code in enumerate(codes))
    given_rows = Arrangement(partners=tuple(partners), lines=tuple(lines), risks=tuple(risks))
    views = view_risks(risks, given_rows, defaults())
    return Money(given_rows, views, defaults(), date(2026, 11, 22))


def plainly(lines: list[Line], code: str) -> tuple[Fraction, Fraction, Fraction]:
    """(need, funded, shortfall) of one partner, exactly."""
    total = [Fraction(0)] * 3
    for line in lines:
        if code in line.protects and not line.unknown:
            asked = Fraction(line.unit_cost or 0)
            for factor in (line.quantity, line.periods):
                asked *= Fraction(1 if factor is None else factor)
            paid = Fraction(line.funded_amount or 0)
            parts = (asked, paid, max(Fraction(0), asked - paid))
            total = [sum_ + part / len(set(line.protects)) for sum_, part in zip(total, parts, strict=True)]
    return total[0], total[1], total[2]


@given(lines)
def test_each_partner_has_its_equal_part_of_the_lines_that_protect_it(rows: list[Line]) -> None:
    found = money(rows, []).shares
    assert set(found) == set(CODES)
    for code in CODES:
        share, expected = found[code], plainly(rows, code)
        assert [share.need, share.funded] == pytest.approx([float(amount) for amount in expected[:2]])
        assert share.shortfall == pytest.approx(float(expected[2]), abs=0.01 * max(1, len(rows)))


@given(lines, risks)
def test_shares_of_risk_and_budget_are_parts_of_what_the_parties_have(rows: list[Line], seen: list[Risk]) -> None:
    found = money(rows, seen)
    weight = {"direct": Fraction(1), "indirect": Fraction(1, 2)}
    carried = {
        code: sum(
            risk.likelihood[code] * risk.impact[code] * weight.get(risk.exposure.get(code, ""), Fraction(0))
            for risk in seen
            if code in risk.likelihood and code in risk.impact
        )
        for code in "ABC"
    }
    known = [row for row in rows if "protects" not in row.unknown]
    # What is funded is known, whatever a cell of what is needed says.
    paid = {code: plainly([replace(row, unknown=frozenset()) for row in known], code)[1] for code in "ABC"}
    every, all_paid = sum(carried.values()), sum(paid.values())
    assert dict(found.risk_share) == (
        {code: pytest.approx(float(part / every)) for code, part in carried.items()} if every else {}
    )
    assert dict(found.budget_share) == (
        {code: pytest.approx(float(part / all_paid)) for code, part in paid.items()} if all_paid else {}
    )
    is_readable = not any("protects" in row.unknown for row in rows)
    held = {code for row in known for code in row.protects}
    able = [code for code in carried if carried[code] and code in held] if all_paid and every and is_readable else []
    assert dict(found.support_ratio) == {
        code: pytest.approx(float((paid[code] / all_paid) / (carried[code] / every)), abs=1e-8, rel=1e-8)
        for code in able
    }


@given(lines, risks, st.permutations(CODES), st.randoms())
def test_the_order_of_rows_and_partners_changes_no_amount(rows, seen, codes, chance) -> None:  # type: ignore[no-untyped-def]
    mixed = list(rows)
    chance.shuffle(mixed)
    one, other = money(rows, seen), money(mixed, list(reversed(seen)), tuple(codes))
    for code in CODES:
        assert one.shares[code].shortfall == pytest.approx(other.shares[code].shortfall)
        assert one.shares[code].need == pytest.approx(other.shares[code].need)
    assert dict(one.support_ratio) == {code: pytest.approx(part) for code, part in other.support_ratio.items()}


@given(lines)
def test_lines_are_found_by_what_they_support_whatever_the_spelling(rows: list[Line]) -> None:
    found = money(rows, [Risk(row=5, risk="R2")])
    assert list(found.lines_for("Risks", "R2")) == [line for line in rows if "r 2" in line.supports]
    assert list(found.unprotecting) == [line for line in rows if not line.protects and "protects" not in line.unknown]


def test_empty_quantity_and_periods_count_one_and_zero_counts_none() -> None:
    assert need(Line(row=5, line="B1", unit_cost=7)) == 7
    assert need(Line(row=5, line="B1", unit_cost=7, quantity=0)) == 0


def test_what_binary_fractions_leave_over_is_no_shortfall_but_a_cent_is() -> None:
    assert shortfall(Line(row=5, line="B1", quantity=3, unit_cost=0.1, funded_amount=0.3)) == 0
    assert shortfall(Line(row=5, line="B1", unit_cost=10, funded_amount=9.99)) == pytest.approx(0.01)


def test_more_than_needed_in_one_line_does_not_fund_another() -> None:
    rows = [Line(row=5, line="B1", protects=("A",), unit_cost=10, funded_amount=20),
            Line(row=6, line="B2", protects=("A",), unit_cost=10)]  # fmt: skip
    assert money(rows, []).shares["A"].shortfall == 10
    assert money(rows, []).shares["A"].funded_share == 0.5
    assert money(rows, []).shares["B"].funded_share is None


@pytest.mark.parametrize(
    ("status", "impact", "pressing"),
    [("open", 2, True), ("", 2, True), ("open", 1, False), ("accepted", 2, True), ("closed", 5, False)],
)
def test_a_line_presses_where_it_supports_a_risk_of_level_high_that_is_not_closed(
    status: str, impact: int, pressing: bool
) -> None:
    risk = Risk(row=5, risk="R1", likelihood={"A": 5}, impact={"A": impact}, status=status)
    line = Line(row=5, line="B1", supports=("1.1", "r1"))
    assert money([line], [risk]).supports_pressing(line) == pressing
