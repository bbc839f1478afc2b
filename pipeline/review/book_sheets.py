"""What stands in the workbook of a pack, sheet by sheet: what there is to say, and empty cells for what is decided."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from pipeline.portfolio.table import Value
from pipeline.report.actions import Act
from pipeline.report.words import label
from pipeline.review.from_plan import day_in
from pipeline.review.pack import Pack
from pipeline.review.page import answer_words
from schemas.wording.text import joined, text, texts

Row = Mapping[str, Value]


@dataclass(frozen=True)
class Sheet:
    """A sheet with one table: its columns (key and header) and rows. `days` are the columns that hold days."""

    name: str
    table: str
    columns: Mapping[str, str]
    rows: Sequence[Row]
    days: tuple[str, ...] = ()


def sheets(pack: Pack) -> list[Sheet]:
    """What stands in the workbook, sheet by sheet."""
    named, columns = texts("review.book.sheets"), texts("review.book.columns")
    asked = any(one.ratings for one in pack.answers)
    annex = _with_parties(columns["annex"], pack.assessment.arrangement.party_codes) if asked else {
        key: header for key, header in columns["annex"].items() if key not in ("together", "lowest")
    }  # fmt: skip
    return [
        Sheet(named["start"], "ReviewStart", columns["start"], list(_start(pack))),
        Sheet(named["inputs"], "ReviewInputs", columns["inputs"], list(_inputs(pack)), ("day", "due")),
        Sheet(named["annex"], "ReviewAnnexC", annex, list(_annex(pack)), ("due",)),
        Sheet(named["topics"], "ReviewTopics", columns["topics"], list(_topics(pack)), ("due",)),
        Sheet(named["actions"], "ReviewActions", columns["actions"], list(_actions(pack)), ("due", "until")),
    ]


def _with_parties(columns: Mapping[str, str], codes: Sequence[str]) -> dict[str, str]:
    """The columns of Annex C with one for each party's own answer, behind the one for all together."""
    made: dict[str, str] = {}
    for key, header in columns.items():
        if key == "sheets":
            made.update({f"own {code}": text("review.book.own", partner=code) for code in codes})
        made[key] = header
    return made


def _empty(*names: str) -> dict[str, Value]:
    return dict.fromkeys(names)


def _start(pack: Pack) -> Iterator[Row]:
    """Every party, those not heard yet first: each has a line to speak in."""
    unheard = {one.partner: one.says for one in pack.unheard}
    codes = pack.assessment.arrangement.party_codes
    for code in (*unheard, *(code for code in codes if code not in unheard)):
        yield {"party": code, "missing": " ".join(unheard.get(code, ())), **_empty("said")}


def _inputs(pack: Pack) -> Iterator[Row]:
    """One row a thing to consider; an input without any has a row that says so."""
    kinds = (text("review.book.input"), text("review.book.awaited"))
    for one in pack.inputs:
        if not one.items:
            what = f"{text('review.no_input')}. {one.hint}"
            yield {"input": one.title, "what": what, **_empty("day", "cell", "decided", "who", "due"), "kind": ""}
        for kind, items in zip(kinds, (one.items, one.standing), strict=True):
            for item in items:
                yield {
                    "input": one.title, "what": item.says, "day": item.on, "kind": kind,
                    "cell": pack.where.cell(item.cell), **_empty("decided", "who", "due"),
                }  # fmt: skip


def _annex(pack: Pack) -> Iterator[Row]:
    for one in pack.answers:
        words = answer_words(one)
        shown = [*one.facts, *(f"{found.rule}: {found.says}" for found in one.beside)]
        if one.is_contradicted:
            shown.insert(0, text("review.annex.contradicted", count=1, ids=one.clause))
        own = {f"own {code}": said for code, _, said in words["own"]}
        yield {
            "clause": one.clause, "question": f"{one.question}\n{one.text}", "together": words["joint"],
            "lowest": joined((said for said in (words["lowest"], words["silent"]) if said), "apart"),
            **{f"own {code}": "" for code in pack.assessment.arrangement.party_codes}, **own,
            "sheets": "\n".join(shown), **_empty("decided", "who", "due"),
        }  # fmt: skip


def _topics(pack: Pack) -> Iterator[Row]:
    for one in (*pack.meeting.items, *pack.meeting.later):
        yield {
            "number": one.number, "minutes": one.minutes, "topic": one.name,
            "hear": joined(one.hear) or text("report.agenda.everyone"), "found": one.found,
            "decide": "\n".join(one.decide), "decided": one.agreed or None, **_empty("who", "due"),
        }  # fmt: skip
    if not pack.meeting.items and not pack.meeting.later:
        yield {**_empty("number", "minutes", "hear", "found", "decide", "decided", "who", "due"),
               "topic": text("review.topics.none")}  # fmt: skip


def _actions(pack: Pack) -> Iterator[Row]:
    """What is to be done first, then what is done, settled or no longer found."""
    for act in (*pack.standing, *pack.finished):
        yield {
            "action": act.id, "priority": label(act.row.value("priority"), "severity"),
            "what": act.row.value("what_to_do"), "owner": joined(act.owners) or text("report.plan.together"),
            "due": day_in(act.due), "state": _state(act),
            "agreed": act.theirs["what_we_agreed"], **_empty("decided", "who", "until"),
        }  # fmt: skip
    if not pack.acts:
        names = ("priority", "what", "owner", "due", "state", "agreed", "decided", "who", "until")
        yield {"action": text("review.book.nothing_to_do"), **_empty(*names)}


def _state(act: Act) -> str:
    """Its state, and the status that people gave it."""
    said = [label(act.row.value("state"), "action_state"), label(act.status, "action_status")]
    state = joined(word for word in said if word)
    return text("review.book.late", state=state) if act.late else state
