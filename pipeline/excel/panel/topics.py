"""What to discuss first, of a workbook that was just run."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from pipeline.results.agenda import CLOSE
from pipeline.run.workbook.outcome import Outcome
from schemas.wording.text import joined

SHOWN = 3


class TopicLine(NamedTuple):
    """A topic of the next meeting: its number there, what it is about, how grave it is (a code), who speaks first."""

    number: int
    topic: str
    severity: str
    found: str
    hear_first: str


class FirstTopics(NamedTuple):
    """The first few topics, and how many the meeting has beside them."""

    shown: tuple[TopicLine, ...] = ()
    more: int = 0


def first_topics(outcome: Outcome) -> FirstTopics:
    """The first topics of the agenda; none where there are no results."""
    lines = tuple(_lines(outcome))
    return FirstTopics(lines[:SHOWN], len(lines[SHOWN:]))


def _lines(outcome: Outcome) -> Iterator[TopicLine]:
    if outcome.results is None:
        return
    agenda = next(table.rows for table in outcome.results.tables if table.name == "Agenda")
    rows = (row for row in agenda if row["topic_id"] != CLOSE)
    for placed, row in zip(outcome.results.agenda, rows, strict=True):
        if placed.number is not None:
            heard = row["hear_first"]
            first = joined(heard) if isinstance(heard, tuple) else ""
            yield TopicLine(
                placed.number, str(row["topic"]), placed.topic.severity, str(row["what_was_found"]), first
            )  # fmt: skip
