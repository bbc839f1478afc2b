"""People against runs: no word that people write in the plan or the agenda is ever lost, nor moves to another row."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.domain.arrangement import Arrangement
from schemas.spec import table
from tests.chance import examples
from tests.independent.book import alike
from tests.independent.room import Room
from tests.independent.strategies import cases

KEYS = {"ActionPlan": "Action", "Agenda": "Topic id"}
Words = list[tuple[str, str, str, Any]]


def theirs(name: str) -> list[str]:
    """The columns of people, and one that they added."""
    return [column.title for column in table(name).columns if column.owner == "people"] + ["Colour"]


def written(room: Room) -> Words:
    """What people wrote: (table, id as compared, column, words)."""
    return [
        (name, alike(str(row.get(KEYS[name], ""))), header, row[header])
        for name, sheet in room.sheets.items()
        for row in sheet.rows
        for header in theirs(name)
        if row.get(header) not in ("", None)
    ]


def write_beside(room: Room) -> None:
    """A column of their own in both tables, with a word here and there; and a row without an id below each."""
    for sheet in room.sheets.values():
        if "Colour" not in sheet.headers:
            sheet.headers.append("Colour")
        for row in [row for row in sheet.rows if row]:
            if room.chance.random() < 0.3:
                row["Colour"] = f"colour {room.chance.random()}"
        if room.chance.random() < 0.5:
            sheet.rows.append({"What we agreed": f"own {room.chance.random()}"})


@settings(max_examples=examples(30))
@given(cases(most=6), st.integers(0, 2**31))
def test_no_word_is_lost_whatever_is_found(case: tuple[Arrangement, date], seed: int) -> None:
    room = Room(replace(case[0], actions=()), case[1], seed)
    room.run()
    for _ in range(5):
        room.meet()
        write_beside(room)
        room.change()
        before = written(room)
        room.run()
        after = written(room)
        # A row of the plan that people added gets its id in this run.
        kept = {(name, header, words) for name, id, header, words in after if not id or id.startswith("m-")}
        lost = [one for one in before if one not in after and (one[0], one[2], one[3]) not in kept]
        assert lost == []
