"""Rows that have another id in the workbook since a copy was made: followed by their words, so that what a party says
of one thing is never taken for another.

People renumber: a step goes in between, a risk is taken out. What was sent is known from the marks in the copy.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence, Set
from dataclasses import dataclass, field, replace

from pipeline.copies.reused import reused
from pipeline.copies.sent_state import Marks, SentState
from pipeline.copies.table_view import NOTHING, TableView, about, digest, shown_id
from schemas.wording.text import text

Tables = Mapping[str, TableView]
# Their ids are codes that partners have agreed on, names of fields, steps of a scale: nobody numbers them anew.
_BY_NAME = ("Arrangement", "Partners", "Scales")


@dataclass(frozen=True, slots=True)
class Moved:
    """A row that has another id by now: its table and sheet, the id in the copy and the one in the workbook."""

    table: str
    sheet: str
    before: str
    now: str

    def __str__(self) -> str:
        return text("copies.join.moved_row", sheet=self.sheet, before=self.before, now=self.now)


@dataclass(frozen=True)
class Followed:
    """The tables of a copy and what was sent, by the ids that the workbook has now.

    Of the rows in which the party wrote, `strangers` have an id that stands for another thing there and nobody can tell
    what became of their own; `moved` were followed. `reused` are ids, by table, that were given to another thing while
    their own is gone, with the words that they stood for.
    """

    tables: Tables
    state: SentState
    strangers: Tables = field(default_factory=dict)
    moved: tuple[Moved, ...] = ()
    reused: Mapping[str, Mapping[str, str]] = field(default_factory=dict)


def followed(tables: Tables, state: SentState, here: Tables) -> Followed:
    """A copy with each row under the id that its words have in the workbook `here`."""
    new, sent, strangers, moved = dict(tables), dict(state.tables), dict[str, TableView](), list[Moved]()
    others: dict[str, Mapping[str, str]] = {}
    for name, theirs in tables.items():
        if name in _BY_NAME or name not in here or not (marks := state.tables.get(name)):
            continue
        moves, said_before = _moves(here[name], theirs, marks)
        others[name] = said_before
        if not moves:
            continue
        moved += _named(here[name], theirs, {id: to for id, to in moves.items() if _is_written_in(theirs, state, id)})
        sent[name] = {moves.get(id, id): of_row for id, of_row in marks.items() if moves.get(id, id)}
        new[name] = _renamed(theirs, here[name], moves)
        lost = [id for id in theirs.rows if not moves.get(id, id) and _is_written_in(theirs, state, id)]
        strangers[name] = replace(theirs, rows={id: theirs.rows[id] for id in lost})
    return Followed(new, replace(state, tables=sent), strangers, tuple(moved), others)


def _named(ours: TableView, theirs: TableView, moves: Mapping[str, str]) -> Iterable[Moved]:
    sheet = ours.content.found.sheet
    return (Moved(ours.name, sheet, shown_id(theirs, id), shown_id(ours, to)) for id, to in moves.items() if to)


def _is_written_in(theirs: TableView, state: SentState, id: str) -> bool:
    if id not in theirs.rows:
        return False
    return any(state.is_touched(theirs.name, id, key, theirs.meaning(id, key)) for key in theirs.keys)


def _renamed(theirs: TableView, ours: TableView, moves: Mapping[str, str]) -> TableView:
    rows = {moves.get(id, id): at for id, at in theirs.rows.items() if moves.get(id, id)}
    doubled = {moves.get(id, id) or id for id in theirs.doubled}
    ids = {id: ours.ids.get(id, theirs.ids.get(id, id)) for id in rows}
    return replace(theirs, rows=rows, doubled=doubled, ids=ids)


def _moves(
    ours: TableView, theirs: TableView, sent: Mapping[str, Marks]
) -> tuple[dict[str, str], dict[str, str]]:  # fmt: skip
    """The id that each row has now, by the one that it was sent with, where they differ; "" where nobody can tell.

    And the ids that stand for another thing now while their own is gone, with the words that they stood for.
    """
    columns = [
        column.name
        for column in ours.table.columns
        if column.kind == "text" and not column.per_partner and not column.is_key and column.name in ours.content.raw
    ]
    strayed = [id for id, marks in sent.items() if not _is_in_place(ours, id, marks, columns)]
    if not strayed:
        return {}, {}
    to = _told_by_words(ours, sent, columns)
    strayed = [id for id in strayed if id not in to[id]]
    free = set(ours.rows) - ours.doubled - (set(sent) - set(strayed)) - (set(theirs.rows) - set(sent))
    wanted = Counter(id for from_id in strayed for id in to[from_id])
    words = {mark for marks in sent.values() if (mark := _first(marks, columns)[1]) != NOTHING}
    moves: dict[str, str] = {}
    for id in strayed:
        one = next(iter(to[id])) if len(to[id]) == 1 else ""
        if one in free and wanted[one] == 1:
            moves[id] = one
        elif id in ours.rows and (to[id] or digest(ours.meaning(id, _first(sent[id], columns)[0])) in words):
            moves[id] = ""
    stayed = {id: sent[id] for id in strayed if id not in moves}
    return moves, {id: about(theirs, id) for id in reused(theirs, ours, stayed, columns)}


def _first(marks: Marks, columns: Sequence[str]) -> tuple[str, str]:
    """The column of the first text of a row, and its mark."""
    found = ((key, mark) for key in columns if (mark := marks.get(key, NOTHING)) != NOTHING)
    return next(found, ("", NOTHING))


def _is_in_place(ours: TableView, id: str, marks: Marks, columns: Sequence[str]) -> bool:
    """Whether a row says what it said, by the first of its texts."""
    key, mark = _first(marks, columns)
    return id in ours.rows and (not key or digest(ours.meaning(id, key)) == mark)


def _told_by_words(ours: TableView, sent: Mapping[str, Marks], columns: Iterable[str]) -> Mapping[str, Set[str]]:
    """The rows here that have words in common with a row that was sent, and with no other one."""
    to = defaultdict[str, set[str]](set)
    for key in columns:
        before = _alone((marks.get(key, NOTHING), id) for id, marks in sent.items())
        now = _alone((digest(ours.meaning(id, key)), id) for id in ours.rows)
        for mark in before.keys() & now.keys():
            to[before[mark]].add(now[mark])
    return to


def _alone(marked: Iterable[tuple[str, str]]) -> dict[str, str]:
    """The rows by a mark that no other row has."""
    found: dict[str, list[str]] = {}
    for mark, id in marked:
        found.setdefault(mark, []).append(id)
    return {mark: ids[0] for mark, ids in found.items() if mark != NOTHING and len(ids) == 1}
