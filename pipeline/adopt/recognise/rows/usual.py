"""What the records of a table usually fill, and with what: to tell another list below them from more records."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from itertools import takewhile

from pipeline.adopt.compared_words import plain, tokens
from pipeline.adopt.lexicon import is_header
from pipeline.adopt.recognise.answers.answer_heads import are_marks
from pipeline.adopt.recognise.heads.head_column import bare_header
from pipeline.adopt.recognise.scales.scale_word import step_of, word_and_reason
from pipeline.adopt.row_words import is_choice
from pipeline.adopt.source.sheet import Cell, SourceSheet, is_empty, number_of, shown

LOOKED_AT = 200  # rows: more do not change what is usual
_OFTEN, _ALIKE = 0.6, 0.7
_FEWEST_ROWS = 4
_FEWEST = 3  # columns that say something
_DIGIT, _LONGEST_CODE = re.compile(r"\d"), 14
_HALF, _FEWEST_BELOW, _LONGEST_HEADER = 0.5, 2, 40
Headers = frozenset[str]
_NEARBY = 60  # rows
_SHORT_LIST = 8  # different values: more are no list of words


@dataclass(frozen=True)
class Usual:
    """The columns that most records fill, each with the kind of its cells, or with the few words that stand there."""

    kinds: dict[int, str]
    words: dict[int, frozenset[str]]

    @classmethod
    def of(cls, sheet: SourceSheet, rows: Sequence[int], columns: Sequence[int]) -> Usual:
        """What these rows usually fill."""
        kinds: dict[int, str] = {}
        words: dict[int, frozenset[str]] = {}
        looked = rows[:LOOKED_AT]
        for column in columns:
            cells = [sheet.at(row, column) for row in looked]
            filled = [cell for cell in cells if not is_empty(cell)]
            if len(filled) < _OFTEN * len(looked) or len(filled) < 2:
                continue
            kinds[column] = Counter(map(_kind, filled)).most_common(1)[0][0]
            counts = Counter(map(shown, filled))
            if kinds[column] == "text" and len(filled) >= 6 and len(counts) <= min(_SHORT_LIST, len(filled) // 2):
                words[column] = frozenset(word for word, many in counts.items() if many > 1)
        return cls(kinds, words)

    def is_like(self, sheet: SourceSheet, row: int) -> bool:
        """Whether a row fills these columns as the others do; always, where hardly a column is usual."""
        if len(self.kinds) < _FEWEST:
            return True
        fits = sum(self._fits(column, sheet.at(row, column)) for column in self.kinds)
        return fits >= _ALIKE * len(self.kinds)

    def _fits(self, column: int, cell: Cell) -> bool:
        if is_empty(cell) or _kind(cell) != self.kinds[column]:
            return False
        if column not in self.words or shown(cell) in self.words[column]:
            return True
        return is_step(shown(cell)) and any(map(is_step, self.words[column]))  # Low, where only High stood so far


def last_like_others(
    sheet: SourceSheet,
    rows: Sequence[int],
    records: Sequence[int],
    columns: Sequence[int],
    headers: Headers = frozenset(),
) -> int:
    """The last of these rows before a gap below which nothing fills the columns as the `records` do.

    Nor does another list with a header of its own; `headers` are those of the table itself.
    """
    blocks: list[list[int]] = []
    for row in rows:
        if blocks and row - blocks[-1][-1] == 1:
            blocks[-1].append(row)
        else:
            blocks.append([row])
    other = next((at for at, block in enumerate(blocks) if at and begins_another(sheet, block, columns, headers)), None)
    blocks = blocks[:other]
    ticked = _ticked(sheet, _first(blocks, set(records)), columns)
    other = next((at for at, block in enumerate(blocks) if at and _has_texts(sheet, block, ticked)), None)
    blocks = blocks[:other]
    wanted, last = set(records), 0
    usual = Usual.of(sheet, _first(blocks, wanted), columns)
    while (like := _last_like(sheet, blocks, usual, last)) > last:
        last = like  # more words are usual by now: a status that none of the first records had
        usual = Usual.of(sheet, [row for block in blocks[: last + 1] for row in block if row in wanted], columns)
    return blocks[last][-1] if blocks else 0


def _last_like(sheet: SourceSheet, blocks: Sequence[Sequence[int]], usual: Usual, last: int) -> int:
    """Which block below the one called `last` is the last with a row as usual; `last` where there is none."""
    below = range(len(blocks) - 1, last, -1)
    return next((at for at in below if any(usual.is_like(sheet, row) for row in blocks[at])), last)


def _ticked(sheet: SourceSheet, rows: Sequence[int], columns: Sequence[int]) -> list[int]:
    """The columns in which these rows have nothing but marks, in one or more of them."""
    said = {column: [shown(cell) for row in rows if not is_empty(cell := sheet.at(row, column))] for column in columns}
    return [column for column, texts in said.items() if texts and len(rows) >= _FEWEST and are_marks(texts)]


def _has_texts(sheet: SourceSheet, block: Sequence[int], ticked: Sequence[int]) -> bool:
    """Whether most rows of a block have texts where the records above are ticked: another list."""
    rows = [row for row in block if len(sheet.filled[row - 1]) > 1]
    cells = [[shown(sheet.at(row, column)) for column in ticked] for row in rows]
    texts = sum(any(one and not are_marks([one]) for one in row) for row in cells)
    return len(rows) >= _FEWEST_BELOW and texts > _HALF * len(rows)


def begins_another(sheet: SourceSheet, block: Sequence[int], columns: Sequence[int], headers: Headers) -> bool:
    """Whether rows below a gap begin with the header of another list: words of headers, and not those of the table.

    The titles of that list may stand above it.
    """
    are_titles = (len(sheet.filled[row - 1]) == 1 for row in block[:-_FEWEST_BELOW])
    block = block[sum(takewhile(bool, are_titles)) :]
    row = block[0]
    own = [column for column in sheet.filled[row - 1] if column in set(columns)]
    texts = [sheet.at(row, column) for column in own]
    if len(block) > _FEWEST_BELOW and len(own) < _FEWEST and _repeats_one_header(sheet, block, own, headers):
        return True
    if len(block) < _FEWEST_BELOW or len(own) < _FEWEST or not all(isinstance(text, str) for text in texts):
        return False
    words = [tokens(shown(text)) for text in texts]
    if len(set(words)) < len(words) or max(len(shown(text)) for text in texts) > _LONGEST_HEADER:
        return False
    again = sum(" ".join(one) in headers for one in words)
    if again >= _ALIKE * len(words):
        return False  # the header once more
    if all(map(is_header, words)) and _stands_again_whole(sheet, row):
        return True  # over each of several lists
    known = sum(
        (is_header(one) or " ".join(one) in headers) and not stands_again(sheet, row, column)
        for one, column in zip(words, own, strict=True)
    )
    return known >= max(2, _HALF * len(words))


def _stands_again_whole(sheet: SourceSheet, row: int) -> bool:
    """Whether another row below has the same texts in the same columns, and nothing else."""
    below = range(row + 1, min(row + _NEARBY, len(sheet.rows)) + 1)
    return any(sheet.rows[other - 1] == sheet.rows[row - 1] for other in below)


def _repeats_one_header(sheet: SourceSheet, block: Sequence[int], own: Sequence[int], headers: Headers) -> bool:
    """Whether one of two texts is a header once more, over numbers, and the other is new: Income | Amount."""
    texts = [sheet.at(block[0], column) for column in own]
    if len(own) != _FEWEST - 1 or not all(isinstance(text, str) for text in texts):
        return False
    again = [column for column, text in zip(own, texts, strict=True) if " ".join(tokens(shown(text))) in headers]
    return len(again) == 1 and all(number_of(sheet.at(row, again[0])) is not None for row in block[1:])


def stands_again(sheet: SourceSheet, row: int, column: int, first: int = 0) -> bool:
    """Whether the same text stands in the same column nearby: what repeats is a value (Health, In progress)."""
    text = sheet.at(row, column)
    nearby = range(max(first, row - _NEARBY), row + _NEARBY + 1)
    return any(sheet.at(other, column) == text for other in nearby if other != row)


def is_step(cell: str) -> bool:
    """Whether a text is a word of a scale."""
    return any(step_of(cell, scale) is not None for scale in ("likelihood", "impact"))


def _first(blocks: Sequence[Sequence[int]], records: set[int]) -> list[int]:
    """The records of the first blocks that hold a few: what follows may be another list."""
    found: list[int] = []
    for block in blocks:
        found += [row for row in block if row in records]
        if len(found) >= _FEWEST_ROWS:
            break
    return found


def _kind(cell: Cell) -> str:
    if isinstance(cell, date):
        return "day"
    if number_of(cell) is not None:
        return "number"
    written = shown(cell)
    return "code" if len(written) <= _LONGEST_CODE and " " not in written and _DIGIT.search(written) else "text"


def are_headers(texts: Sequence[str], headers: frozenset[str]) -> bool:
    """Whether most of these texts are among `headers`, as compared, at least two; of most rows a few tell that not.

    One text all along is no header: ticks beside a column X, for Wednesday.

    The shortest are asked about first: they stand in many rows, and are compared once.
    """
    others = len(texts) - (max(2, 0.7 * len(texts)) if len(texts) > 3 else 2)
    found = set()
    for text in sorted(texts, key=len):
        if others < 0:
            return False
        if plain(text) in headers or " ".join(tokens(bare_header(text))) in headers:
            found.add(text)
        else:
            others -= 1
    return others >= 0 and len(found) > 1


def id_form(id: str) -> str:
    """The form of an id: its letters and numbers, whichever they are."""
    return "".join("9" if mark.isdigit() else "a" if mark.isalpha() else mark for mark in id).replace("99", "9")


def is_rating(cell: str) -> bool:
    """Whether a cell of a rating column is one: a step, a number, a word with its reason; all steps are none, 1–5."""
    if is_choice(cell):
        return False
    if step_of(cell, "impact") is not None or step_of(cell, "likelihood") is not None:
        return True
    number = number_of(cell)
    return number is not None or word_and_reason(cell, "impact") is not None or cell.endswith("%")
