"""Two computations of the action plan and the agenda, made from docs/rules.md apart from each other, come to the same.

People write in the plan and the agenda, the sheets change, days pass, and the workbook is run again.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.domain.arrangement import Arrangement
from pipeline.results.compute import Results
from schemas.vocabulary import vocabulary
from tests.chance import examples
from tests.independent.actions import Cost, costs, responsible
from tests.independent.book import Book, alike
from tests.independent.meeting import agenda, hear_first
from tests.independent.room import Room
from tests.independent.sight import ORDER
from tests.independent.states import Known, run
from tests.independent.strategies import cases

seeds = st.integers(0, 2**31)


class Second:
    """The second computation, from run to run."""

    def __init__(self) -> None:
        self.known: dict[str, Known] = {}
        self.again: dict[str, tuple[date, date]] = {}
        self.who: dict[str, list[str]] = {}

    def look(self, room: Room, made: Results) -> None:
        """Compute what a run must have made, and compare."""
        book = Book(room.arrangement, room.today)
        found = made.findings.shown
        self.known = run(book, found, self.known, room.people)
        rows = room.rows("ActionPlan")
        self._follow(room, made)
        self.who |= {key: responsible(book, one.found) for key, one in self.known.items() if one.found}
        wanted = {key: self._action(key) for key in self.known}
        assert wanted == {key: _shown(rows[key]) for key in self.known}
        _costs_agree(book, self.known, rows)
        _suggestions_agree(self.known, rows)
        self.again = {
            key: (day, self.again[key][1] if key in self.again and self.again[key][0] == day else book.today)
            for key, (day, _) in room.again.items()
        }
        topics = [
            (item.id, item.number or "next time", item.minutes if item.number else "", hear_first(book, item))
            for item in agenda(book, found, self.known, self.again)
        ]
        assert [(alike(item[0]), *item[1:]) for item in topics] == _agenda(room)

    def _follow(self, room: Room, made: Results) -> None:
        """Where sentences alone cannot tell whether a fact changed, go by what the run says."""
        for row in made.plan.actions:
            key = alike(row.action)
            one = self.known[key]
            if one.unsure and not row.hold:
                back = replace(one, held=replace(one.held, is_over=True), under_way=False)
                if row.value("state") == "reopened":
                    due = room.rows("ActionPlan")[key]["Proposed due"] or None
                    back = replace(back, state="reopened", since=room.today, due=due)
                self.known[key] = back

    def _action(self, key: str) -> tuple[Any, ...]:
        one = self.known[key]
        return one.state, one.priority, one.first, one.due, self.who[key]


def _shown(row: Mapping[str, Any]) -> tuple[Any, ...]:
    said = str(row["Proposed responsible"])
    return (
        vocabulary("action_state").code(str(row["State"])), vocabulary("severity").code(str(row["Priority"])),
        row["First found"], row["Proposed due"] or None,
        [] if said.startswith("All parties") else said.split(", "),
    )  # fmt: skip


def _costs_agree(book: Book, known: Mapping[str, Known], rows: Mapping[str, Mapping[str, Any]]) -> None:
    standing = {key: (one.id, one.priority) for key, one in known.items() if one.state != "resolved"}
    wanted = costs(book, standing)
    for key, row in rows.items():
        cost = wanted.get(key, Cost(None, ""))
        shown = row["Cost"] if row["Cost"] != "" else None
        assert (key, str(row["Funded"]).casefold()) == (key, cost.funded)
        assert (shown is None) == (cost.cost is None)
        assert shown is None or abs(shown - (cost.cost or 0)) < 0.011  # half a cent may go either way


def _suggestions_agree(known: Mapping[str, Known], rows: Mapping[str, Mapping[str, Any]]) -> None:
    """All that is found and its parts, most severe first, each by its rule at the end of its line."""
    for key, one in known.items():
        if one.found:
            rules = re.findall(r"\(([A-Z]{3,4}-\d\d)\)(?:\n|$)", rows[key]["What to do"])
            grades = {rule: [f.severity for f in one.found.every if f.rule == rule] for rule in rules}
            assert set(rules) == {f.rule for f in one.found.every}
            best = [min(map(ORDER.index, grades[rule])) for rule in dict.fromkeys(rules)]
            assert best == sorted(best)


def _agenda(room: Room) -> list[tuple[Any, ...]]:
    return [
        (alike(row["Topic id"]), int(row["No"]) if row["No"] != "next time" else "next time",
         int(row["Minutes"]) if row["Minutes"] != "" else "", [c for c in row["Hear first"].split(", ") if c])
        for row in room.sheets["Agenda"].rows
        if row["Topic id"] != "CLOSE" and row["No"] not in ("", None)
    ]  # fmt: skip


@settings(max_examples=examples(40))
@given(cases(most=8), seeds)
def test_both_computations_make_the_same_plan_and_agenda_from_run_to_run(
    case: tuple[Arrangement, date], seed: int
) -> None:
    arrangement, today = case
    room, second = Room(replace(arrangement, actions=()), today, seed), Second()
    second.look(room, room.run())
    for _ in range(4):
        room.meet()
        room.change()
        second.look(room, room.run())
