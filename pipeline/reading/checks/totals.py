"""Rows that add up others: by their words, or because their amounts are the sum of those above and have no id."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, field
from functools import cache

from pipeline.reading.coerce.beginnings import LETTERS, beginning_so
from pipeline.reading.coerce.clean import is_blank
from pipeline.reading.coerce.numbers import number
from pipeline.reading.locate.found_table import FoundTable
from pipeline.reading.locate.header_match import Heads
from schemas.vocabulary import normal
from schemas.yaml_file import package_data

_WORD = re.compile(r"[^\W_]+")
_MARK = re.compile(r"[\W_]")
_LONGEST = 60
_ROUNDING = 0.011  # sums that people type are rounded to a hundredth
Cells = Sequence[object]


def total_rows(found: FoundTable, heads: Heads) -> set[int]:
    """The positions of the rows of a table that add up others."""
    shape = _Shape.of(found, heads)
    worded, suspects, named = set[int](), set[int](), set[int]()
    if shape.words:
        worded = {at for at, cells in enumerate(found.cells) if _is_worded(shape, cells, found.table.name)}
    if shape.numbers:
        ids = found.columns[shape.id] if shape.id is not None else ()
        suspects = {at for at, id in enumerate(ids) if is_blank(id)}
        named = {at for at, cells in enumerate(found.cells) if _speaks(shape, cells)} if shape.words else set()
    if not (worded or suspects or named):
        return set()
    sums, totals = _Sums(), set(worded)
    for position, cells in enumerate(found.cells):
        amounts = _amounts(shape, cells)
        bare = position in suspects and all(is_blank(cells[at]) for at in shape.required)
        if position not in totals and (bare or position in named) and sums.match(amounts):
            totals.add(position)
        sums.add(amounts, _product(shape, amounts), position in totals)
    return totals


@dataclass(frozen=True)
class _Shape:
    """Where the columns that matter stand: the id, other required columns, texts, numbers, factors of an amount."""

    id: int | None
    required: tuple[int, ...]
    texts: tuple[int, ...]
    numbers: tuple[int, ...]
    factors: tuple[int, ...]
    words: frozenset[object]

    @classmethod
    def of(cls, found: FoundTable, heads: Heads) -> _Shape:
        at = {head.key: head.position for head in heads.ours}
        texts = tuple(head.position for head in heads.ours if head.column.kind == "text")
        key = at.get(found.table.key)
        looked_at = texts if key is None else (key, *texts)
        return cls(
            id=key,
            required=tuple(h.position for h in heads.ours if h.column.required and not h.column.is_key),
            texts=texts,
            numbers=tuple(head.position for head in heads.ours if head.column.is_number),
            factors=tuple(at[key] for key in ("quantity", "unit_cost", "periods") if key in at),
            words=frozenset(word for position in looked_at for word in _words_in(found.different[position])),
        )


def _is_worded(shape: _Shape, cells: Cells, table: str) -> bool:
    """Whether a row says that it is a total: in place of its id, without an id, or in nothing but this word."""
    if shape.id is None:
        return False
    id = cells[shape.id]
    if id in shape.words:
        return table != "Partners"  # an organisation may have that name
    spoken = [cells[at] for at in shape.texts if cells[at] in shape.words]
    return bool(spoken) and (is_blank(id) or any(_kind_of_total(str(word)) == "whole" for word in spoken))


def _speaks(shape: _Shape, cells: Cells) -> bool:
    """Whether a row with an id begins a text with such a word: then its amounts decide."""
    return any(cells[at] in shape.words for at in shape.texts)


def _amounts(shape: _Shape, cells: Cells) -> dict[int, float]:
    found = {}
    for at in shape.numbers:
        cell = cells[at]
        value = cell if type(cell) in (int, float) else number(cell)[0] if type(cell) is str and cell else None
        if isinstance(value, (int, float)):
            found[at] = float(value)
    return found


def _product(shape: _Shape, amounts: dict[int, float]) -> float:
    """What a row costs, where its table has quantities and prices."""
    product = 1.0
    if not any(at in amounts for at in shape.factors):
        return 0.0
    for at in shape.factors:
        product *= amounts.get(at, 1.0)
    return product


@dataclass
class _Sums:
    """What the rows read so far add up to, column by column: all of them, and those since the last total."""

    all: dict[int, float] = field(default_factory=dict)
    since: dict[int, float] = field(default_factory=dict)
    cost: list[float] = field(default_factory=lambda: [0.0, 0.0])
    rows: list[int] = field(default_factory=lambda: [0, 0])

    def add(self, amounts: dict[int, float], product: float, is_total: bool) -> None:
        if is_total:
            self.since, self.cost[1], self.rows[1] = {}, 0.0, 0
            return
        for column in (self.all, self.since):
            for at, amount in amounts.items():
                column[at] = column.get(at, 0.0) + amount
        self.cost = [cost + product for cost in self.cost]
        self.rows = [rows + bool(amounts) for rows in self.rows]

    def match(self, amounts: dict[int, float]) -> bool:
        """Whether every amount of a row is the sum of those above, of two at least."""
        if not amounts or not any(amounts.values()):
            return False
        return self._is(amounts, self.all, 0) or self._is(amounts, self.since, 1)

    def _is(self, amounts: dict[int, float], sums: dict[int, float], which: int) -> bool:
        return self.rows[which] > 1 and all(
            any(abs(amount - total) <= _ROUNDING for total in (sums.get(at, 0.0), self.cost[which]))
            for at, amount in amounts.items()
        )


def _words_in(cells: Collection[object]) -> Iterable[str]:
    """The texts among the cells of a column that are or begin with such a word."""
    texts = [cell for cell in cells if type(cell) is str]
    return filter(_kind_of_total, beginning_so(texts, _may_begin))


def _may_begin(start: str) -> bool:
    """Whether a text that begins so may begin with such a word: behind marks it may."""
    return _beginnings().match(start) is not None or _MARK.match(start) is not None


def _kind_of_total(text: str) -> str:
    """`whole` for a text that is nothing but a word for a total, `start` for one that begins with one, else ""."""
    if len(text) > _LONGEST or not _beginnings().match(text):
        return ""
    bare = " ".join(_WORD.findall(normal(text)))
    if bare in _words():
        return "whole"
    return "start" if bare.startswith(_first_words()) else ""


@cache
def _beginnings() -> re.Pattern[str]:
    """How such a text begins: looked at first, as nearly all texts begin otherwise."""
    starts = {word[:LETTERS] for word in (*_written(), *_words())}
    return re.compile(rf"[\W_]*+(?:{'|'.join(map(re.escape, sorted(starts)))})", re.IGNORECASE)


@cache
def _words() -> frozenset[str]:
    return frozenset(map(normal, _written()))


@cache
def _first_words() -> tuple[str, ...]:
    return tuple(f"{word} " for word in _words())


@cache
def _written() -> tuple[str, ...]:
    words: dict[str, list[str]] = package_data("totals.yaml")["totals"]
    return tuple(word for of_language in words.values() for word in of_language)
