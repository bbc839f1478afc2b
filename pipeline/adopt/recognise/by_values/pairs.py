"""Codes and what they mean in turn, in a row of a sheet: R, Responsible, A, Accountable."""

from __future__ import annotations

from pipeline.adopt.legend import Item
from pipeline.adopt.source.sheet import SourceSheet, shown

_LONGEST_CODE, _LONGEST_MEANING = 3, 40


def pairs(sheet: SourceSheet, row: int) -> list[Item]:
    """The codes of a row, each with the word behind it, also behind what the legend is called; none for other cells."""
    texts = [shown(sheet.at(row, column)) for column in sheet.filled[row - 1]]
    if len(texts) % 2 and texts[0].endswith(":") and len(texts[0]) > _LONGEST_CODE:
        texts = texts[1:]
    codes, says = texts[::2], texts[1::2]
    are_words = all(_LONGEST_CODE < len(word) <= _LONGEST_MEANING for word in says)
    if len(codes) != len(says) or not codes or not are_words or max(map(len, codes)) > _LONGEST_CODE:
        return []
    return [Item(term, (word,)) for term, word in zip(codes, says, strict=True)]
