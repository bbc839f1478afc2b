"""Columns of a register and the places they want: several that want one, and what the words of coded ones mean."""

from __future__ import annotations

from pipeline.adopt.lexicon import lexicon
from pipeline.adopt.recognise.register_concepts import KIND, VOCABULARIES
from pipeline.adopt.recognise.scales.word_lists import listed_words, owner_words
from pipeline.adopt.recognise.weighed import WeighedColumn
from schemas.wording.text import text

_CLEAR = 0.9  # how sure a header is that says nothing else


def has_place(column: WeighedColumn) -> bool:
    """Whether a column is likely one that has a place with us."""
    return column.is_likely and lexicon(KIND).concepts[column.concept].target is not None


def aim_at(target: str, columns: list[WeighedColumn]) -> None:
    """Give the first of these columns a place; the others want it too, and are asked about."""
    for number, column in enumerate(columns):
        if number:
            aim_second(column, target, columns[0])
        else:
            column.target = target


def aim_second(column: WeighedColumn, target: str, first: WeighedColumn) -> None:
    """Two columns want one place; the first has it for certain only where its header says nothing else."""
    if first.sure < _CLEAR and not first.ask:
        first.ask, first.why = True, text("adopt.why.in_part")
    column.target, column.ask = target, True
    column.why = text("adopt.why.twice", other=first.head.header)


def find_words(column: WeighedColumn, codes: dict[str, str]) -> None:
    """What the words of a column that goes to coded cells, or to owners, mean."""
    if column.concept in VOCABULARIES:
        column.words = listed_words(column.profile, VOCABULARIES[column.concept])
        if column.profile.count and not column.words.map and column.profile.mean_length > 25:
            column.target, column.words, column.why = None, None, text("adopt.why.no_place")
    elif column.concept == "owner":
        column.words = owner_words(column.profile, codes)
