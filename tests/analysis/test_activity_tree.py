"""The tree of activities against a slow and obvious computation (docs/rules.md, Terms; ISO 22397, A.2)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from pipeline.analysis.activity_tree import (
    ActivityTree,
    above_codes,
    is_resolved,
    known_roles,
    leaf_state,
    roles_unreadable,
)
from pipeline.domain.arrangement import Activity, Arrangement, Partner

PARTNERS = ("A", "B", "C")
codes = st.lists(st.integers(1, 12), min_size=1, max_size=4).map(lambda parts: ".".join(map(str, parts)))
roles = st.dictionaries(st.sampled_from(PARTNERS), st.sampled_from("LPSX"))
details = st.sampled_from(["", "agreed"])


@st.composite
def activities(draw: st.DrawFn) -> list[Activity]:
    unique = draw(st.lists(codes, unique=True, max_size=25))
    return [
        Activity(
            row=5 + i, activity=code, title=code, role=draw(roles), scope_agreed=draw(details),
            coordination_rule=draw(details), capability=draw(details), resources=draw(details),
        )
        for i, code in enumerate(unique)
    ]  # fmt: skip


def has_something_below(code: str, every: Sequence[Activity]) -> bool:
    return any(other.activity.startswith(code + ".") for other in every)


@given(activities())
def test_a_leaf_has_no_code_that_continues_its_own(rows: list[Activity]) -> None:
    expected = {item.activity for item in rows if not has_something_below(item.activity, rows)}
    assert {leaf.activity for leaf in ActivityTree(rows).leaves} == expected


@given(activities(), st.randoms())
def test_the_order_of_rows_changes_no_leaf_no_child_and_no_place_in_the_queue(rows: list[Activity], chance) -> None:  # type: ignore[no-untyped-def]
    mixed = list(rows)
    chance.shuffle(mixed)
    first, second = ActivityTree(rows), ActivityTree(mixed)
    assert set(map(id, first.leaves)) == set(map(id, second.leaves))
    assert first.overlaps == second.overlaps
    assert {code: set(map(id, below)) for code, below in first.children.items()} == {
        code: set(map(id, below)) for code, below in second.children.items()
    }


@given(activities())
def test_the_queue_is_bottom_up_and_then_by_number(rows: list[Activity]) -> None:
    queue = ActivityTree(rows).overlaps
    assert {item.activity for item in queue} == {
        item.activity
        for item in rows
        if not has_something_below(item.activity, rows) and sum(role != "X" for role in item.role.values()) >= 2
    }
    for earlier, later in pairwise(queue):
        deep, deeper = later.activity.split("."), earlier.activity.split(".")
        assert len(deeper) > len(deep) or (len(deeper) == len(deep) and [*map(int, deeper)] < [*map(int, deep)])


@given(activities())
def test_every_row_above_has_its_child_below(rows: list[Activity]) -> None:
    tree = ActivityTree(rows)
    for item in rows:
        parent = tree.parent(item)
        above = [other for other in rows if item.activity.rpartition(".")[0] == other.activity]
        assert ([parent] if parent else []) == above
        assert parent is None or item in tree.children[parent.activity]
        assert set(above_codes(item.activity)) == {
            item.activity[:place] for place, mark in enumerate(item.activity) if mark == "."
        }


@given(activities())
def test_those_without_a_role_below_are_found_one_by_one(rows: list[Activity]) -> None:
    tree = ActivityTree(rows)
    for item in rows:
        below = [other for other in rows if other.activity.rpartition(".")[0] == item.activity]
        expected = {code for code in PARTNERS if below and not any(code in child.role for child in below)}
        assert set(tree.without_role_below(item, PARTNERS)) == expected


@given(roles, details, details, details, details)
def test_an_overlap_is_settled_as_the_terms_say(
    role: dict[str, str], scope: str, rule: str, capability: str, resources: str
) -> None:
    item = Activity(
        row=5, activity="1", role=role, scope_agreed=scope, coordination_rule=rule, capability=capability,
        resources=resources,
    )  # fmt: skip
    lead = [code for code in PARTNERS if role.get(code) == "L"]
    settled = {0: False, 1: all([scope, rule, capability, resources])}.get(len(lead), bool(scope and rule))
    assert is_resolved(item) == settled
    assert set(item.leaders) == set(lead)
    assert set(item.participants) == {code for code in PARTNERS if role.get(code) in ("L", "P", "S")}


def test_a_left_out_row_still_makes_the_one_above_it_no_leaf() -> None:
    one = Activity(row=5, activity="1")
    assert ActivityTree([one]).leaves == (one,)
    assert ActivityTree([one], left_out={"1.2.3"}).leaves == ()


def test_nobody_is_said_to_have_no_role_where_a_row_below_was_left_out() -> None:
    rows = [Activity(row=5, activity="1", role={"A": "P"}), Activity(row=6, activity="1.1")]
    assert ActivityTree(rows).without_role_below(rows[0], ["A"]) == ("A",)
    assert ActivityTree(rows, left_out={"1.2"}).without_role_below(rows[0], ["A"]) == ()
    assert ActivityTree(rows, left_out={"1.1.7"}).without_role_below(rows[0], ["A"]) == ("A",)


def test_one_participant_and_a_role_that_cannot_be_read_may_be_two() -> None:
    alone = Activity(row=5, activity="1", role={"A": "P"})
    assert [leaf_state(replace(alone, unknown=frozenset(unknown))) for unknown in ((), {"role · B"})] == [
        "one", "unreadable",
    ]  # fmt: skip


def test_a_role_of_an_organisation_that_partners_does_not_list_counts_as_not_understood() -> None:
    item = Activity(row=5, activity="1", role={"A": "P", "Z": "L"})
    one = Arrangement(partners=(Partner(row=5, partner="A"),), activities=(item,))
    (seen,) = known_roles(one).activities
    assert seen == replace(item, role={"A": "P"}, unknown=frozenset({"role · Z"}))
    assert roles_unreadable(seen)
    for fine in (
        replace(one, partners=(*one.partners, Partner(row=6, partner="Z"))),
        replace(one, left_out={"Partners": frozenset({"Z"})}),
        replace(one, partners=(), missing=frozenset({"Partners"})),
    ):
        assert known_roles(fine) is fine


def test_events_are_compared_without_regard_to_case_spaces_and_accents() -> None:
    rows = [Activity(row=i, activity=str(i), event=event) for i, event in enumerate(["Séisme", "seisme ", "", "Flood"])]
    assert [len(those) for those in ActivityTree(rows).by_event.values()] == [2, 1]
