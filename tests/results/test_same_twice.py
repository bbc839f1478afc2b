"""The same input gives the same output, whatever people do in between (docs/design.md, What must always be true)."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta

from hypothesis import given, settings
from hypothesis import strategies as st

from tests.chance import examples
from tests.results.world import DAY, Workbook

score = st.sampled_from(["", "1", "3", "5", "?"])
role = st.sampled_from(["", "L", "P", "X", "?"])
rating = st.sampled_from(["", "present", "partial", "absent", "not_applicable", "?"])
amount = st.sampled_from(["", "0", "100", "?"])
partner = st.sampled_from(["", "A", "B"])


def _table(headers: str, rows: Sequence[tuple[str, ...]]) -> str:
    lines = [headers.split(), *([f"{ids}{i}", *row] for i, (ids, *row) in enumerate(rows, start=1))]
    return "\n".join("| " + " | ".join(line).replace("_A", " A").replace("_B", " B") + " |" for line in lines)


cases = st.fixed_dictionaries({
    "risks": st.lists(st.tuples(st.just("R"), score, score, score, score, partner, st.sampled_from(["", "reduce"])),
                      min_size=1, max_size=4).map(
        lambda rows: _table("risk likelihood_A impact_A likelihood_B impact_B owner treatment", rows)),
    "activities": st.lists(st.tuples(st.just(""), role, role), min_size=1, max_size=4).map(
        lambda rows: _table("activity role_A role_B", rows)),
    "indicators": st.lists(st.tuples(st.just("I"), rating, rating), min_size=1, max_size=4).map(
        lambda rows: _table("indicator rating_A rating_B", rows)),
    "budget": st.lists(st.tuples(st.just("B"), partner, st.sampled_from(["", "R1"]), amount, amount),
                       min_size=1, max_size=4).map(
        lambda rows: _table("line protects supports unit_cost funded_amount", rows)),
})  # fmt: skip


@settings(max_examples=examples(12))
@given(st.lists(cases, min_size=1, max_size=3), st.sampled_from(["Why", "Notes", "Agreed due", "Action"]))
def test_a_second_run_writes_nothing(steps: list[dict[str, str]], header: str) -> None:
    book = Workbook()
    for days, case in enumerate(steps):
        book.run(case, DAY + timedelta(days=40 * days))
        if plan := book.rows("ActionPlan"):
            plan[days % len(plan)][header] = {"Agreed due": date(2026, 1, 1), "Action": ""}.get(header, "said")
        book.run(case, DAY + timedelta(days=40 * days))


def test_what_an_indicator_promises_of_the_plan_is_compared_with_all_but_its_own_action() -> None:
    risk = "| risk | likelihood A | impact A | likelihood B | impact B | owner |\n| R1 | 2 | 2 | 2 | 2 | {} |"
    promise = (
        "| indicator | framework | element | applies_to | agreed_rating | rating A | rating B |\n"
        "| CH-10 | Communication habits | clarity | partnership | present | | |"
    )
    without, owned = ({"risks": risk.format(owner), "indicators": promise} for owner in ("", "A"))
    book = Workbook()

    def set_all(status: str) -> None:
        for row in book.rows("ActionPlan"):
            if row["Action"] in ("RSK/R1", "IND/CH-10"):
                row |= {"Agreed due": DAY - timedelta(days=40), "Status": status}

    def states() -> dict[object, object]:
        rows = {row["Action"]: row["State"] for row in book.rows("ActionPlan")}
        return {id: rows.get(id) for id in ("RSK/R1", "IND/CH-10")}

    book.run(without)
    set_all("In progress")
    book.run(without)
    assert states() == {"RSK/R1": "Open", "IND/CH-10": "New"}
    set_all("Done")
    book.run(owned)
    assert states() == {"RSK/R1": "Resolved", "IND/CH-10": "Resolved"}
    set_all("In progress")
    book.run(without)  # a second run writes nothing
    assert states() == {"RSK/R1": "Reopened", "IND/CH-10": "Reopened"}
    book.run(owned)
    assert states() == {"RSK/R1": "Resolved", "IND/CH-10": "Resolved"}
