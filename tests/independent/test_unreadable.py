"""A cell that cannot be understood counts as unknown: rules that need it stay silent for that row, the rest run."""

from __future__ import annotations

from datetime import date

from hypothesis import assume, given, settings
from hypothesis import strategies as st

from pipeline.domain.arrangement import Arrangement
from pipeline.findings.registry import rules
from tests.chance import examples
from tests.independent.strategies import NAMES, cases
from tests.independent.unreadable import Seen, Torn, one_left_out, seen, torn, torn_field

# They compare sums and numbers of rows: an unreadable one is left out, and that may tip a share either way.
SHARES = {"PAR-05", "PAR-07", "ACT-10", "ACT-12", "IND-06"}
# Silent although any value would do: something stands in the cell, and that is enough for them to wait. RSK-11 and
# ACT-14 tell of all events as one: each content would make it another event's, and of which one nobody can say; EXE-01
# and EXE-02 in the same way of exercises, ADV-01 of actions, and ACT-13 of whose the same work is.
# BUD-05, BUD-08 and PLAN-02 add up what others have.
WAITING = {
    "RSK-01", "RSK-08", "RSK-11", "ACT-11", "ACT-13", "ACT-14", "BUD-02", "BUD-03", "BUD-05", "BUD-08", "PLAN-02",
    "ADV-01", "EXE-01", "EXE-02",
}  # fmt: skip
tears = st.integers(0, 2**31)


def same_matter(one: Seen) -> tuple[object, ...]:
    """What a sight is about, the same for sights that only words and subject tell apart.

    An indicator's joint rating and a risk's view are those of the parties whose ratings can be read.
    """
    if one.rule in ("IND-01", "IND-02", "IND-04", "RSK-03", "RSK-11"):
        return one.rule[:3], one.rows
    if one.rule == "PLAN-03":  # late it is, whoever is responsible
        return one.rule, one.rows
    return (one.rule,) if one.rule == "BUD-07" else (one.rule, one.subject, one.partner)


def one_torn(case: tuple[Arrangement, date], seed: int) -> Torn:
    found = torn(*case, seed)
    assume(found is not None)
    assert found is not None
    return found


@settings(max_examples=examples(80))
@given(cases(most=7), tears)
def test_nothing_is_concluded_that_some_content_would_deny(case: tuple[Arrangement, date], seed: int) -> None:
    one, today = one_torn(case, seed), case[1]
    # Joint scores are those of the known parties: whether another one would raise them is not asked. Who may be a party
    # answers with all parties; that it would be the only one is not asked either.
    apart = SHARES | ({"RSK-08", "PLAN-01"} if one.column == "party" else set())
    found = [sight for sight in seen(one.arrangement, today) if sight.rule not in apart]
    for might_be in one.might_be:
        matters = {same_matter(sight) for sight in seen(might_be, today)}
        assert [sight for sight in found if same_matter(sight) not in matters] == []


@settings(max_examples=examples(80))
@given(cases(most=7), tears)
def test_what_holds_whatever_the_cell_says_is_found(case: tuple[Arrangement, date], seed: int) -> None:
    one, today = one_torn(case, seed), case[1]
    found, *certain = (
        {(sight.rule, sight.subject, sight.partner) for sight in seen(given, today)}
        for given in (one.arrangement, *one.might_be)
    )
    # Of whom INC-01 speaks depends on who is a party; that it would speak of somebody is not concluded.
    apart = SHARES | WAITING | ({"INC-01"} if one.column == "party" else set())
    assert [sight for sight in set.intersection(*certain) - found if sight[0] not in apart] == []


@settings(max_examples=examples(80))
@given(cases(), tears)
def test_rules_that_do_not_read_the_table_see_the_same(case: tuple[Arrangement, date], seed: int) -> None:
    one, today = one_torn(case, seed), case[1]
    apart = {id for id, rule in rules().items() if one.table not in rule.reads}
    before, after = (
        {sight for sight in seen(arrangement, today) if sight.rule in apart}
        for arrangement in (case[0], one.arrangement)
    )
    assert before == after


@settings(max_examples=examples(80))
@given(cases(), tears)
def test_a_cell_of_one_row_changes_nothing_seen_of_another_by_itself(case: tuple[Arrangement, date], seed: int) -> None:
    one, today = one_torn(case, seed), case[1]
    rules_by_row = {
        "Risks": {"RSK-01", "RSK-02", "RSK-03", "RSK-04", "RSK-05", "RSK-06", "RSK-07", "RSK-08", "RSK-09", "RSK-10",
                  "RSK-12", "RSK-13", "BUD-06"},
        "Activities": {"ACT-01", "ACT-02", "ACT-03", "ACT-04", "ACT-05", "ACT-09"},
        "Indicators": {"IND-01", "IND-02", "IND-03", "IND-04", "IND-05", "IND-07"},
        "Budget": {"BUD-02", "BUD-04"},
        "ActionPlan": {"PLAN-01", "PLAN-03"},
    }.get(one.table, set())  # fmt: skip
    before, after = (
        {(sight.rule, sight.rows, sight.partner) for sight in seen(arrangement, today)
         if sight.rule in rules_by_row and one.row not in sight.rows}
        for arrangement in (case[0], one.arrangement)
    )  # fmt: skip
    assert before == after


@settings(max_examples=examples(60))
@given(cases(most=3), st.sampled_from(NAMES))
def test_no_field_of_the_arrangement_is_taken_for_what_it_may_not_be(case: tuple[Arrangement, date], name: str) -> None:
    one, today = torn_field(*case, name), case[1]
    found, *might_be = (
        {(sight.rule, sight.subject) for sight in seen(given, today)} for given in (one.arrangement, *one.might_be)
    )
    assert found <= set.intersection(*might_be)


@settings(max_examples=examples(60))
@given(cases(), st.sampled_from(NAMES))
def test_rules_that_do_not_read_the_arrangement_see_the_same(case: tuple[Arrangement, date], name: str) -> None:
    one, today = torn_field(*case, name), case[1]
    apart = {id for id, rule in rules().items() if "Arrangement" not in rule.reads}
    before, after = (
        {sight for sight in seen(arrangement, today) if sight.rule in apart}
        for arrangement in (case[0], one.arrangement)
    )
    assert before == after


@settings(max_examples=examples(60))
@given(cases(), tears)
def test_a_row_left_out_lets_no_rule_conclude_from_its_absence(case: tuple[Arrangement, date], seed: int) -> None:
    arrangement, today = case
    one = one_left_out(arrangement, seed)
    assume(one is not None)
    found, before = (
        {(sight.rule, sight.subject, sight.partner) for sight in seen(given, today)}
        for given in (one or arrangement, arrangement)
    )
    # BUD-07 is about the first line of those alike, which may have been the one left out.
    assert [sight for sight in found - before if sight[0] not in SHARES | {"BUD-07"}] == []
