"""Agenda: the topics of one joint meeting; what people write goes with the topic's id (docs/rules.md, Agenda)."""

from __future__ import annotations

from collections import defaultdict, deque
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from pipeline.analysis import naming
from pipeline.analysis.assessment import Assessment
from pipeline.analysis.naming import cut
from pipeline.analysis.words import names
from pipeline.domain.cell import Cell
from pipeline.domain.table_update import KEEP, OutRow, OutRows, TableUpdate, Value
from pipeline.findings.engine import Findings
from pipeline.plan.look_again import LookAgain, asked_in, is_later, look_again
from pipeline.plan.plan_row import Plan
from pipeline.plan.shape import plain_text
from pipeline.plan.topics import Topic, in_order, topics
from pipeline.reading.addresses import Places
from pipeline.results.cells import column, out_column
from pipeline.results.rows import Place, ResultRow, ResultTable
from pipeline.results.tables import layout
from schemas import wording
from schemas.spec import Column, table
from schemas.vocabulary import compared
from schemas.wording.text import text

if TYPE_CHECKING:
    from pipeline.reading.output_tables import Present, PresentRow

CLOSE = "CLOSE"
# So many parts between semicolons may be the clauses of one sentence; more are a list.
_CLAUSES = 2
_MOST_HEARD = 6
# A meeting works from one sheet of paper: so many letters find room in a line of a column, and so many lines in a row.
_FOUND, _DECIDE, _TOPIC = 58, 66, 34
_LINES = 3
_LEVELS = ("local", "national", "international")


@dataclass(frozen=True)
class Placed:
    """A topic in the meeting: its number (None: next time), its minutes, and whether it is only asked after."""

    topic: Topic
    number: int | None
    minutes: int
    is_short: bool


def placed(assessment: Assessment, findings: Findings, plan: Plan, present: Present | None) -> tuple[Placed, ...]:
    """The topics in order, numbered as far as the time of one meeting reaches; critical ones always."""
    again = look_again(assessment, present)
    grave = topics(assessment, findings, plan)
    later = {compared(one.id) for one in grave if is_later(assessment, one, again.get(compared(one.id)))}
    ordered = in_order(assessment, grave, later) if later else grave
    limits = assessment.thresholds
    found = []
    for one in ordered:
        short = one.is_under_way or compared(one.id) in later
        grade = one.severity if one.severity in ("critical", "high") and not short else "other"
        found.append((one, int(limits[f"agenda.minutes.{grade}"]), short))
    critical = [minutes for one, minutes, _ in found if one.severity == "critical"]
    left = int(limits["agenda.minutes"]) - int(limits["agenda.minutes.close"]) - sum(critical)
    made, number, full = [], 0, False
    for one, minutes, short in found:
        if one.severity != "critical":
            full = full or minutes > left or number >= int(limits["agenda.topics"])
            left -= 0 if full else minutes
        taken = one.severity == "critical" or not full
        number += taken
        made.append(Placed(one, number if taken else None, minutes, short))
    return tuple(made)


def rows(assessment: Assessment, found: Iterable[Placed], present: Present | None) -> Iterator[ResultRow]:
    """One row a topic, the closing one after the last that has a number."""
    again = look_again(assessment, present)
    listed = list(found)
    close = {
        "no": "", "minutes": int(assessment.thresholds["agenda.minutes.close"]), "topic": text("agenda.topics.CLOSE"),
        "to_decide": text("agenda.close"), "topic_id": CLOSE,
    }  # fmt: skip
    closed = not listed
    for one in listed:
        if one.number is None and not closed:
            closed = True
            yield close
        yield _row(assessment, one, again)
    if not closed:
        yield close


def _row(assessment: Assessment, one: Placed, again: Mapping[str, LookAgain]) -> ResultRow:
    topic = one.topic
    seen = again.get(compared(topic.id))
    first = topic.findings[0] if topic.findings else None
    place = first.cell if first else _in_plan(topic)
    return {
        "no": text("agenda.next_time") if one.number is None else one.number,
        "minutes": None if one.number is None else one.minutes,
        "topic": called(assessment, topic.id) if one.number else cut(called(assessment, topic.id), _TOPIC),
        "hear_first": hear_first(assessment, topic),
        "what_was_found": _found(topic) if one.number else cut(_title(topic), _FOUND),
        "to_decide": _asked(assessment, one),
        "cell": Place(place) if place else None,
        "findings": tuple(found.id for found in topic.findings),
        "topic_id": topic.id,
        "stamp": seen.stamp if seen else "",
    }  # fmt: skip


def called(assessment: Assessment, id: str) -> str:
    """What a topic is called."""
    prefix, slash, subject = id.partition("/")
    if prefix == "RSK":
        view = assessment.risk_by_id.get(compared(subject))
        return view.named if view else subject
    if prefix == "ACT":
        row = assessment.tree.by_code.get(subject)
        return text("agenda.activities", what=naming.of(row) if row else subject)
    if prefix == "IND" and slash:
        return text("agenda.element", what=subject)
    return text(f"agenda.topics.{prefix}")


def says(topic: Topic) -> str:
    """The gravest sentence on a topic, without those of the parts of its finding: they stand in the plan."""
    return topic.listed[0].says if topic.findings else text("agenda.waits", id=topic.rows[0].action)


def _found(topic: Topic) -> str:
    more = len(topic.listed) - 1
    said = _within(says(topic), _FOUND * _LINES)
    return f"{said} {text('agenda.and_more', count=more)}" if more > 0 else said


def _within(said: str, longest: int) -> str:
    """A sentence that fits: of a long list its first items, and how many more there are."""
    apart = text("phrases.list.apart")
    items = said.split(apart)
    if len(said) <= longest or len(items) <= _CLAUSES:
        return cut(said, longest)
    shown = 1 + sum(len(apart.join(items[: at + 1])) <= longest for at in range(1, len(items)))
    first = cut(apart.join(items[:shown]), longest)
    return text("agenda.cut", shown=first, count=len(items) - shown) if shown < len(items) else first


def _title(topic: Topic) -> str:
    """The gravest finding of a topic in a few words."""
    return wording.rules()[topic.listed[0].rule].title if topic.findings else says(topic)


def _asked(assessment: Assessment, one: Placed) -> str:
    """What to decide: whom to ask before, then as many suggestions as find room; for next time, the first line."""
    topic = one.topic
    if one.is_short:
        return text("agenda.on_track")
    asked = list(dict.fromkeys(found.do for found in topic.listed))
    if one.number is None:
        return cut(asked[0], _DECIDE) if asked else ""
    before = _ask_before(assessment, topic)
    shown = [cut(said, _DECIDE * (_LINES - bool(before))) for said in asked[:1]]
    for said in asked[1:]:
        if sum(map(_lines, (*shown, said))) <= _LINES - bool(before):
            shown.append(said)
    return "\n".join([*before, *shown])


def _lines(said: str) -> int:
    return -(-len(said) // _DECIDE)


def _ask_before(assessment: Assessment, topic: Topic) -> list[str]:
    """Those whose view is missing are asked when, how and with whom they wish to say it."""
    codes = dict.fromkeys(
        code
        for one in topic.listed
        if (one.rule == "RSK-01" and one.severity == "high") or one.rule == "PAR-05"
        for code in ([one.subject] if one.rule == "PAR-05" else one.partners)
    )
    named = names(assessment.arrangement, codes)
    return [text("agenda.ask_before", partners=named, count=len(codes))] if codes else []


def hear_first(assessment: Assessment, topic: Topic) -> tuple[str, ...]:
    """Who speaks first: those directly exposed, and of them those who have not rated, then the highest own score."""
    given = assessment.arrangement
    concerned: dict[str, set[int | None]] = defaultdict(set)
    for view in (assessment.risk_by_id[id] for id in topic.risks):
        scores = view.scores
        for code in view.directly_exposed:
            concerned[code].add(scores.get(code))
    moved = (assessment.risk_by_id.get(compared(one.subject)) for one in topic.listed if one.rule == "RSK-14")
    for event in {compared(view.risk.event) for view in moved if view}:
        for code, given_scores in assessment.carriers_by_event.get(event, {}).items():
            concerned[code].update(given_scores)
    if not topic.risks:
        named = (code for one in topic.listed for code in one.partners)
        concerned = {code: set() for code in named if code in given.party_codes}

    def rank(code: str) -> tuple[object, ...]:
        scores = concerned[code]
        level = given.by_code[code].level
        near = _LEVELS.index(level) if level in _LEVELS else len(_LEVELS)
        return (
            None not in scores,
            -max([score or 0 for score in scores], default=0),
            near,
            given.party_codes.index(code),
        )

    return tuple(sorted(concerned, key=rank)[:_MOST_HEARD])


def _in_plan(topic: Topic) -> Cell | None:
    row = topic.rows[0] if topic.rows else None
    return Cell("ActionPlan", row.source, "action") if row and row.source else None


def update(result: ResultTable, present: Present, places: Places, today: date) -> TableUpdate:
    """The agenda in its own order; a row with people's words stays, below, when its topic goes; their own come last."""
    columns = layout(table("Agenda"), present, ())
    theirs = {key for key, of, _ in columns if of.owner == "people"}
    standing: dict[str, deque[PresentRow]] = defaultdict(deque)
    own: list[PresentRow] = []
    for row in sorted(present.rows, key=lambda row: row.row):
        id = compared(plain_text(row.texts.get(present.columns.get("topic_id", ""))))
        (standing[id] if id else own).append(row)
    sources: list[int | None] = []
    for topic in result.column("topic_id"):
        waiting = standing.get(compared(str(topic)))
        sources.append(waiting.popleft().row if waiting else None)
    words = [None if source is None else KEEP for source in sources]
    made, led = zip(
        *((words, ()) if key in theirs else column(of, result.column(key), places) for key, of, _ in columns),
        strict=True,
    )
    left = sorted((row for rows_ in standing.values() for row in rows_), key=lambda row: row.row)
    ours = {present.columns.get(key) for key, of, _ in columns if of.owner == "us"}
    kept = [_kept(row, columns, theirs, today) for row in left if _has_words(row, ours) or row.row in present.anchored]
    kept += [
        OutRow(row.row, (KEEP,) * len(columns)) for row in own if _has_words(row, ()) or row.row in present.anchored
    ]
    rows = OutRows(sources, made, {at: where for at, where in enumerate(led) if where}).followed_by(kept)
    return TableUpdate(present.table, tuple(out_column(of, header) for _, of, header in columns), rows)


def _has_words(row: PresentRow, ours: Iterable[str | None]) -> bool:
    """Whether somebody wrote something in a column that is not among `ours`: a formula fills itself in."""
    skipped = {*ours, *row.calculated}
    return any(plain_text(value) for header, value in row.texts.items() if header not in skipped)


def _kept(row: PresentRow, columns: list[tuple[str, Column, str]], theirs: Iterable[str], today: date) -> OutRow:
    """A row of a topic that is gone, for what people wrote in it; it may come back before the day they wish for."""
    asked = asked_in(row, today)
    said: dict[str, Value] = {
        "topic_id": KEEP,
        "stamp": asked.stamp if asked else None,
        "what_was_found": text("phrases.kept_beside"),
        **dict.fromkeys(theirs, KEEP),
    }
    return OutRow(row.row, tuple(said.get(key) for key, _, _ in columns))
