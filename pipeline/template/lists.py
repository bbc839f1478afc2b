"""The hidden sheet that holds the words: what drop-downs offer, and every spelling that is understood."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import combinations
from typing import Any

from xlsxwriter.utility import xl_col_to_name

from pipeline.template.layout import FIRST_ROW, LAST_ROW
from schemas.spec import Table, input_tables, optional_tables
from schemas.vocabulary import Vocabulary, normal, vocabularies

SHEET = "Lists"
PARTNER_CODES, PARTNER_NAMES = "partner_codes", "partner_names"
FEW_WORDS = 3  # up to so many words, a column that takes several offers every combination


def offered(name: str) -> str:
    """The defined name of the labels that a drop-down offers for vocabulary `name`."""
    return f"words_{name}"


def offered_together(name: str) -> str:
    """The defined name of the combinations offered where several words may stand."""
    return f"several_{name}"


def understood(name: str) -> str:
    """The defined name of every spelling that is understood for vocabulary `name`."""
    return f"spelled_{name}"


def offered_choices(words: Vocabulary) -> tuple[str, ...]:
    """What to offer where several words may stand: their combinations, or the single words of a long list."""
    if len(words.labels) > FEW_WORDS:
        return words.labels
    sizes = range(1, len(words.labels) + 1)
    return tuple(", ".join(some) for size in sizes for some in combinations(words.labels, size))


def spellings(words: Vocabulary) -> tuple[str, ...]:
    """Every spelling that is understood, as a conditional format compares it: spaces only, no case."""
    found: dict[str, None] = {}
    for word in words:
        for spelling in (word.label, word.code, *word.spellings):
            plain = spelling.replace("_", " ").replace("-", " ")
            found.update({plain.casefold(): None, normal(spelling): None})
    return tuple(found)


def write_lists(book: Any, sheet: Any, partners: Table, tables: Iterable[Table]) -> None:
    """Fill the sheet, name its ranges in `book` and hide it. `tables` are those of the workbook."""
    columns: list[tuple[str, tuple[str, ...]]] = []
    tables = tuple(tables)
    uses_several = _words_of(tables, "words")
    not_here = _words_of(optional_tables(), "word", "words") - _words_of((*input_tables(), *tables), "word", "words")
    for name, words in vocabularies().items():
        if name in not_here:
            continue
        columns += [(offered(name), words.labels), (understood(name), spellings(words))]
        if name in uses_several:
            columns.append((offered_together(name), offered_choices(words)))
    for index, (defined, texts) in enumerate(columns):
        sheet.write_string(0, index, defined)
        for row, text in enumerate(texts, start=1):
            sheet.write_string(row, index, text)
        letter = xl_col_to_name(index)
        book.define_name(defined, f"={SHEET}!${letter}$2:${letter}${len(texts) + 1}")
    book.define_name(PARTNER_CODES, _of_partners(partners, partners.key))
    book.define_name(PARTNER_NAMES, _of_partners(partners, "name"))
    sheet.hide()


def _words_of(tables: Iterable[Table], *kinds: str) -> frozenset[str]:
    """The vocabularies of the columns of these kinds."""
    columns = (column for table in tables for column in table.columns)
    return frozenset(column.words for column in columns if column.kind in kinds and column.words)


def _of_partners(partners: Table, name: str) -> str:
    # It grows with the sheet Partners: a partner who joins later is offered at once.
    place = [column.name for column in partners.columns].index(name)
    letter = xl_col_to_name(place)
    first = f"'{partners.sheet}'!${letter}${FIRST_ROW + 1}"
    whole = f"{first}:${letter}${LAST_ROW + 1}"
    return f"={first}:INDEX({whole},MAX(1,COUNTA({whole})))"
