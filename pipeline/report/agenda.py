"""The agenda as the page opens with it: what to discuss, hear first and decide, and where to read on."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from pipeline.plan.action_id import action_of
from pipeline.plan.shape import plain_text
from pipeline.plan.topics import Topic
from pipeline.reading.output_tables import Present
from pipeline.report.where import Where, anchor
from pipeline.results.agenda import CLOSE, Placed
from pipeline.results.compute import Results
from pipeline.results.rows import Place, ResultRow
from schemas.vocabulary import compared


@dataclass(frozen=True, slots=True)
class Item:
    """One topic as shown. `number` and `minutes` are None where it waits for the next meeting.

    `links` lead to where it stands on the page, (anchor, words); `agreed` and `again` are what people wrote
    beside it, and the day on which they look at it again.
    """

    id: str
    number: int | None
    minutes: int | None
    severity: str
    name: str
    found: str
    hear: tuple[str, ...]
    decide: tuple[str, ...]
    partners: frozenset[str]
    links: tuple[tuple[str, str], ...]
    cell: str
    agreed: str
    again: str


@dataclass(frozen=True, slots=True)
class Meeting:
    """One joint meeting: what is taken, what waits for the next time, how it closes, and how long it takes."""

    items: tuple[Item, ...]
    later: tuple[Item, ...]
    close: str
    close_minutes: int
    minutes: int


def meeting(results: Results, present: Present | None, where: Where) -> Meeting:
    """The meeting, from the rows of the table Agenda, so that sheet and page never differ."""
    rows = next(table for table in results.tables if table.name == "Agenda").rows
    topics = {one.topic.id: one for one in results.agenda}
    agreed = written(present)
    items = [_item(row, topics[str(row["topic_id"])], agreed, where) for row in rows if row["topic_id"] in topics]
    taken = tuple(item for item in items if item.number is not None)
    close = next((row for row in rows if row["topic_id"] == CLOSE), None)
    close_minutes = int(str(close["minutes"])) if close else 0
    return Meeting(
        taken, tuple(item for item in items if item.number is None), str(close["to_decide"]) if close else "",
        close_minutes, close_minutes + sum(item.minutes or 0 for item in taken),
    )  # fmt: skip


def _item(row: ResultRow, placed: Placed, said: dict[str, tuple[str, str]], where: Where) -> Item:
    topic, name = placed.topic, str(row["topic"])
    place = row["cell"]
    agreed, again = said.get(compared(topic.id), ("", ""))
    return Item(
        id=topic.id, number=placed.number, minutes=None if placed.number is None else placed.minutes,
        severity=topic.severity, name=name, found=_shortened(str(row["what_was_found"]), name, topic),
        hear=hear_first(row), decide=tuple(str(row["to_decide"]).splitlines()),
        partners=frozenset(code for found in topic.listed for code in found.partners),
        links=tuple(_links(topic)), cell=where.cell(place.cell) if isinstance(place, Place) else "",
        agreed=agreed, again=again,
    )  # fmt: skip


def hear_first(row: ResultRow) -> tuple[str, ...]:
    """Who speaks first, as the sheet has it."""
    heard = row["hear_first"]
    return tuple(map(str, heard)) if isinstance(heard, tuple) else ()


def _shortened(found: str, name: str, topic: Topic) -> str:
    """What was found, without saying once more what the topic is called: `R2 is very high`."""
    id = topic.id.partition("/")[2]
    return found.replace(name, id) if id and name.startswith(f"{id} (") else found


def _links(topic: Topic) -> Iterator[tuple[str, str]]:
    """To its actions in the plan, those of its gravest findings first, and, where it has none, to its first finding."""
    found = [compared(action_of(finding)) for finding in topic.findings]
    order = {action: at for at, action in reversed([*enumerate(found)])}
    rows = {row.action: order.get(compared(row.action), len(found)) for row in topic.rows}
    for action in sorted(rows, key=lambda action: (action != topic.id, rows[action], action))[:3]:
        yield anchor("p", action), action
    if not rows and topic.findings:
        yield anchor("f", topic.findings[0].id), topic.findings[0].id


def written(present: Present | None) -> dict[str, tuple[str, str]]:
    """What people wrote beside each topic, by its id as compared: what they agreed, and the day to look again."""
    return {
        compared(plain_text(row.values.get("topic_id"))): (
            plain_text(row.values.get("what_we_agreed")), plain_text(row.values.get("look_again_on"))[:10],
        )
        for row in (present.rows if present else ())
    }  # fmt: skip
