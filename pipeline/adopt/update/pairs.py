"""Rows of two registers that may be the same risk: proposed as pairs, joined only where somebody says yes."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping

from rapidfuzz.fuzz import token_set_ratio

from pipeline.adopt.compared_words import tokens
from pipeline.adopt.proposal import Pair
from pipeline.adopt.source.sheet import shown
from pipeline.adopt.workbook.trace import Record
from pipeline.copies.table_view import TableView

TABLE, TEXT = "Risks", "description"
_ALIKE = 75  # of 100
_FEWEST = 2  # words in common
_USUAL = 60  # rows: a word of more of them tells nothing


def text_of(record: Record) -> str:
    """The text by which people know a record, and by which a pair names it."""
    return shown(record.values.get(TEXT, ""))


def pairs(records: Iterable[Record], view: TableView) -> list[Pair]:
    """The pairs of records that are new with rows that are there, the likest first; each row is in one pair."""
    words = {id: frozenset(tokens(shown(view.raw(id, TEXT)))) for id in view.rows}
    found = [
        (token_set_ratio(" ".join(sorted(own)), " ".join(sorted(words[id]))), number, id, record)
        for number, (record, own, id) in enumerate(_candidates(records, words))
    ]
    taken: set[object] = set()
    chosen = []
    for score, _, id, record in sorted(found, key=lambda one: (-one[0], one[1])):
        if score >= _ALIKE and id not in taken and record.number not in taken:
            taken |= {id, record.number}
            chosen.append(Pair(text_of(record), view.ids[id], shown(view.raw(id, TEXT))))
    return chosen


def _candidates(
    records: Iterable[Record], words: Mapping[str, frozenset[str]]
) -> Iterator[tuple[Record, frozenset[str], str]]:
    """Records with rows that have words in common with them which not every row has."""
    rows: dict[str, list[str]] = defaultdict(list)
    for id, of in words.items():
        for word in of:
            rows[word].append(id)
    for record in records:
        own = frozenset(tokens(text_of(record))) if record.table == TABLE else frozenset()
        telling = [word for word in own if 0 < len(rows.get(word, ())) <= _USUAL]
        for id in dict.fromkeys(id for word in telling for id in rows[word]):
            if len(own & words[id]) >= _FEWEST:
                yield record, own, id
