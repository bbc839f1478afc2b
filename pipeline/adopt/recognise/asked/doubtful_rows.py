"""Rows taken for a heading, a total, a legend or a note that could be records all the same: they are asked about."""

from __future__ import annotations

from collections.abc import Collection
from functools import cached_property

from pipeline.adopt.compared_words import plain
from pipeline.adopt.lexicon import word_codes
from pipeline.adopt.recognise.rows.body import Body, Shape, is_rated, reason
from pipeline.adopt.source.sheet import SourceSheet, is_empty, number_of, shown

LONGEST_HEADING = 60  # letters: more is a sentence
_ALONE = 3  # rows with nothing but their text, one below the other: records that nobody has filled in yet
_NEARLY = 0.75
_ENDS = (".", ":", "!")
_MARKS = "*(•-–¹²"  # a note begins with one


def doubtful_rows(sheet: SourceSheet, body: Body, shape: Shape, also: Collection[int] = ()) -> dict[int, str]:
    """The text of each row that was left, and could be a record; `also` are rows that are known to be such."""
    return _Doubts(sheet, body, shape, frozenset(also)).found if body.carried else {}


class _Doubts:
    def __init__(self, sheet: SourceSheet, body: Body, shape: Shape, also: frozenset[int]) -> None:
        self.sheet, self.body, self.shape = sheet, body, shape
        self.alone = {row for row in body.left if set(self._own(row)) and set(self._own(row)) <= set(shape.main)}
        doubts = {
            "heading": self._heading,
            "total": self._total,
            "legend": self._legend,
            "note": self._note,
            "no_text": self._no_text,
        }
        by_reason = {reason(name): doubt for name, doubt in doubts.items()}
        last = body.carried[-1] + _ALONE
        self.found = {
            row: self._text(row)
            for row, why in sorted(body.left.items())
            if row <= last and self._text(row) and (row in also or (why in by_reason and by_reason[why](row)))
        }

    def _own(self, row: int) -> list[int]:
        return [column for column in self.sheet.filled[row - 1] if column in self.shape.columns]

    def _text(self, row: int) -> str:
        """The main text of a row, or its first other text, where it is rated and has none."""
        columns = self.shape.main
        if self.body.left.get(row) == reason("no_text") and is_rated(self.sheet, row, self.shape):
            columns = tuple(column for column in self._own(row) if column not in self.shape.ids)
        cells = (self.sheet.at(row, column) for column in columns)
        return next((shown(cell) for cell in cells if not is_empty(cell) and number_of(cell) is None), "")

    def _texts_beside(self, row: int) -> list[int]:
        """The columns right of the main text that hold a text."""
        first = min(self.shape.main)
        cells = {column: self.sheet.at(row, column) for column in self._own(row) if column > first}
        return [c for c, cell in cells.items() if c not in self.shape.main and number_of(cell) is None]

    def _heading(self, row: int) -> bool:
        text = self._text(row)
        is_sentence = len(text) > LONGEST_HEADING or text.rstrip().endswith(("?", "؟"))
        is_alone = row in self.alone and self.shape.may_wait(self._own(row)) and len(text) >= self._as_long
        return is_sentence or bool(self._texts_beside(row)) or self._run(row) >= _ALONE or is_alone

    @cached_property
    def _as_long(self) -> float:
        """From how many letters on a text is as long as those of the records."""
        return _NEARLY * sum(self._lengths) / len(self._lengths)

    @cached_property
    def _lengths(self) -> list[int]:
        return [len(self._text(row)) for row in self.body.carried]

    def _run(self, row: int) -> int:
        """How many rows with nothing but a main text stand here one below the other."""
        first = last = row
        while first - 1 in self.alone:
            first -= 1
        while last + 1 in self.alone:
            last += 1
        return last - first + 1 if row in self.alone else 0

    def _total(self, row: int) -> bool:
        return len(self._texts_beside(row)) >= 2

    def _legend(self, row: int) -> bool:
        """Between two records no legend stands, but what is one by all its cells."""
        word = plain(self._text(row))
        is_step = word.isdigit() or word in word_codes("likelihood") or word in word_codes("impact")
        return not is_step and {row - 1, row + 1} <= {*self.body.carried, *self.body.headings}

    def _no_text(self, row: int) -> bool:
        """Rated, and with measures or the like of its own: only what the risk is does not stand there."""
        is_filled = any(not is_empty(self.sheet.at(row, column)) for column in self.shape.more)
        return is_filled and is_rated(self.sheet, row, self.shape)

    def _note(self, row: int) -> bool:
        """Right below a record, where records have their text and notes do not begin, or as long as nobody answered."""
        text, is_below = self._text(row), row - 1 in {*self.body.carried, *self.alone}
        is_as_others = self.shape.is_answered and min(self._lengths) <= len(text) <= max(self._lengths)
        is_unanswered = is_as_others and not text.rstrip().endswith(_ENDS)
        stands = self._own(row)[0] != min(self.shape.columns) or is_unanswered
        return is_below and stands and text[0] not in _MARKS
