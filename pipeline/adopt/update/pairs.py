"""Rows of two sources that may be the same: proposed as pairs, joined only where somebody says yes."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence

from rapidfuzz.fuzz import token_set_ratio

from pipeline.adopt.compared_words import tokens
from pipeline.adopt.proposal import Pair
from pipeline.adopt.source.sheet import shown
from pipeline.adopt.update.compare import MAIN, Unknown
from pipeline.adopt.workbook.trace import Record
from pipeline.copies.table_view import TableView
from schemas.vocabulary import compared

_ALIKE = 75  # of 100
_FEWEST = 2  # words in common
_USUAL = 60  # rows: a word of more of them tells nothing


def pairs(unknown: Unknown, views: Mapping[str, TableView]) -> list[Pair]:
    """The pairs of records that are unknown with rows that are there, the likest first; each row is in one pair.

    `views` are the tables that are there, by name. Last come records with the id of a row and quite another text.
    """
    of_table: dict[str, list[Record]] = defaultdict(list)
    for record in unknown.records:
        of_table[record.table].append(record)
    return [
        pair
        for name, some in of_table.items()
        if name in views and name in MAIN
        for pair in _pairs(some, views[name], unknown)
    ]


def _pairs(records: Sequence[Record], view: TableView, unknown: Unknown) -> list[Pair]:
    key = MAIN[view.name]
    taken = {id for table, id in unknown.taken if table == view.name}
    words = {id: frozenset(tokens(shown(view.raw(id, key)))) for id in view.rows if view.ids[id] not in taken}
    found = [
        (token_set_ratio(" ".join(sorted(own)), " ".join(sorted(words[id]))), number, id, record)
        for number, (record, own, id) in enumerate(_candidates(records, words))
    ]
    alike = [
        (id, record) for score, _, id, record in sorted(found, key=lambda one: (-one[0], one[1])) if score >= _ALIKE
    ]
    ids = {record.id: compared(unknown.same_id.get((view.name, record.id), "")) for record in records}
    rows, paired = set[str](), set[str]()
    chosen = []
    for id, record in (*alike, *((ids[record.id], record) for record in records if ids[record.id] in words)):
        if id not in rows and record.id not in paired:
            rows.add(id)
            paired.add(record.id)
            pair = Pair(view.name, record.id, _text(record), view.ids[id], shown(view.raw(id, key)))
            pair.has_same_id = ids[record.id] == id
            chosen.append(pair)
    return chosen


def _text(record: Record) -> str:
    """The text by which people know a record, and by which a pair names it."""
    return shown(record.values.get(MAIN[record.table], ""))


def _candidates(
    records: Iterable[Record], words: Mapping[str, frozenset[str]]
) -> Iterator[tuple[Record, frozenset[str], str]]:
    """Records with rows that have words in common with them which not every row has, or the very same words."""
    rows: dict[str, list[str]] = defaultdict(list)
    for id, of in words.items():
        for word in of:
            rows[word].append(id)
    for record in records:
        own = frozenset(tokens(_text(record)))
        telling = [word for word in own if 0 < len(rows.get(word, ())) <= _USUAL]
        for id in dict.fromkeys(id for word in telling for id in rows[word]):
            if len(own & words[id]) >= _FEWEST or own == words[id]:
                yield record, own, id
