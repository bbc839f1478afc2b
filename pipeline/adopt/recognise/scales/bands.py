"""What the bands of a level say of the scales that are multiplied: High from 15 to 25 is one of five steps by five."""

from __future__ import annotations

import re

from pipeline.adopt.compared_words import plain
from pipeline.adopt.lexicon import word_set
from pipeline.adopt.recognise.scales.scale_word import step_of
from pipeline.adopt.source.sheet import SourceSheet, shown

_TO_25 = re.compile(r"(?<![\d.,])(?:1\d|2[0-4])\s*(?:[-–—]|to|à|a|bis|إلى)\s*25(?![\d.,%])")
_LONGEST = 60  # letters of a band with its level


def has_band_to_25(sheet: SourceSheet) -> bool:
    """Whether a cell says a band that ends at 25, and that cell or the one beside it its level."""
    for row, columns in enumerate(sheet.filled, 1):
        for column in columns:
            cell = shown(sheet.at(row, column))
            if len(cell) <= _LONGEST and _TO_25.search(cell):
                beside = (shown(sheet.at(row, other)) for other in (column - 1, column + 1) if other)
                if any(_is_level(text) for text in (_TO_25.sub(" ", cell), *beside)):
                    return True
    return False


def _is_level(text: str) -> bool:
    word = plain(text)
    return (any(map(str.isalpha, word)) and step_of(word, "impact") is not None) or word in word_set("level_colours")
