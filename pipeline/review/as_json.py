"""The pack for machines: codes, ids and addresses, in the shape of schemas/json/output.schema.json."""

from __future__ import annotations

from typing import Any

from pipeline.domain.cell import Cell
from pipeline.domain.finding import Finding
from pipeline.report.actions import Act
from pipeline.report.agenda import Item as Topic
from pipeline.review.answers import Answer
from pipeline.review.item import Item
from pipeline.review.pack import Pack

Json = dict[str, Any]


def as_json(pack: Pack) -> Json:
    """Everything but the command's own fields."""
    period = pack.period
    return {
        "audience": pack.audience.name, "title": pack.assessment.arrangement.text("title"),
        "arrangement_id": pack.assessment.arrangement.text("arrangement_id"),
        "as_of": pack.assessment.today.isoformat(), "since": period.since.isoformat() if period.since else "",
        "counted_from": period.basis, "compared_with": pack.changes.day if pack.changes else "",
        "not_heard": [
            {"partner": one.partner, "risks": list(one.risks), "indicators": list(one.indicators),
             "copy_back_by": one.copy_due}
            for one in pack.unheard
        ],
        "inputs": [
            {"input": one.name, "items": [_item(pack, item) for item in one.items],
             "awaited": [_item(pack, item) for item in one.standing], "hint": one.hint}
            for one in pack.inputs
        ],
        "answers": [_answer(pack, one) for one in pack.answers],
        "topics": [_topic(one) for one in (*pack.meeting.items, *pack.meeting.later)],
        "actions": [_action(act) for act in (*pack.standing, *pack.finished)],
    }  # fmt: skip


def _item(pack: Pack, item: Item) -> Json:
    return {
        "kind": item.kind, "message": item.says, "on": item.on.isoformat() if item.on else "",
        "severity": item.severity, **_place(pack, item.cell),
    }  # fmt: skip


def _place(pack: Pack, cell: Cell | None) -> Json:
    sheet, _, address = pack.where.cell(cell).rpartition("!")
    return {"sheet": sheet, "cell": address}


def _answer(pack: Pack, answer: Answer) -> Json:
    ratings = answer.ratings
    lowest, who = answer.worst
    return {
        "indicator": answer.id, "clause": answer.clause, "question": answer.question, "asked": ratings is not None,
        "joint": ratings.joint if ratings else "", "lowest": lowest, "lowest_of": list(who),
        "ratings": dict(ratings.effective) if ratings else {}, "not_heard": list(answer.silent),
        "contradicted": answer.is_contradicted, "shown": list(answer.facts),
        "findings": [
            {"rule": one.rule, "severity": one.severity, "message": one.says, "contradicts": one.contradicts,
             **_finding(pack, one.found)}
            for one in answer.beside
        ],
    }  # fmt: skip


def _finding(pack: Pack, found: Finding) -> Json:
    return {"id": found.id, **_place(pack, found.cell)}


def _topic(topic: Topic) -> Json:
    return {
        "topic": topic.id, "no": topic.number, "minutes": topic.minutes, "severity": topic.severity,
        "title": topic.name, "hear_first": list(topic.hear), "found": topic.found, "to_decide": "\n".join(topic.decide),
        "what_we_agreed": topic.agreed, "look_again_on": topic.again,
    }  # fmt: skip


def _action(act: Act) -> Json:
    return {
        "action": act.id, "priority": act.row.value("priority"), "state": act.row.value("state"), "status": act.status,
        "what_to_do": act.row.value("what_to_do"), "responsible": list(act.owners), "due": act.due,
        "due_agreed": act.due_agreed, "overdue": act.late, "to_do": act.stands,
    }  # fmt: skip
