"""The legends of the sheets of a workbook: in texts, in pairs of cells, in lines, in columns and in rows."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace

from pipeline.adopt.legend import LONGEST_CODE, Item, Legend
from pipeline.adopt.recognise.legends.code_lists import code_lists
from pipeline.adopt.recognise.legends.in_columns import in_columns
from pipeline.adopt.recognise.legends.in_rows import (
    FEWEST,
    FEWEST_ROWS,
    LONGEST_TITLE,
    MOST,
    ROWS_SEARCHED,
    VOCABULARIES,
    differ,
    in_rows,
    is_known,
)
from pipeline.adopt.recognise.legends.in_texts import LONGEST_MEANING, LONGEST_TERM, item_behind_sign, item_in, items_in
from pipeline.adopt.source.sheet import SourceSheet, is_empty, shown

_LONGEST_TEXT, _LONGEST_WORD, _LONGEST_LETTERS = 1500, 40, 3
_SHEETS_SEARCHED = 40


def with_legends(sheets: Iterable[SourceSheet]) -> Iterator[SourceSheet]:
    """The sheets, each with its own legends and, after these, those of the others."""
    sheets = list(sheets)
    every = [find_legends(sheet) if at < _SHEETS_SEARCHED else () for at, sheet in enumerate(sheets)]
    own = [tuple(filter(is_known, found)) for found in every]
    listed = (one for sheet in sheets[:_SHEETS_SEARCHED] for one in code_lists(sheet))
    unknown = tuple(one for found in (*every, listed) for one in found if one.has_letters and _is_other(one))
    for at, sheet in enumerate(sheets):
        others = [replace(one, cells=frozenset()) for other, found in enumerate(own) if other != at for one in found]
        legends = (*own[at], *others)
        yield replace(sheet, legends=legends, other_legends=unknown) if legends or unknown else sheet


def _is_other(legend: Legend) -> bool:
    """Whether it explains letters by words that are not known, or one is, of a role: R = required, O = optional."""
    known = [len(legend.codes(vocabulary)) for vocabulary in VOCABULARIES]
    return not is_known(legend) or (known[0] == 1 == max(known) and not legend.steps)


def find_legends(sheet: SourceSheet) -> tuple[Legend, ...]:
    """The legends of a sheet, from the top down."""
    found = (*_in_cells(sheet), *_in_pairs(sheet), *_in_lines(sheet), *in_columns(sheet), *in_rows(sheet))
    return (*found, *(legend.inverse for legend in found if legend.is_numbered and _may_be_words(legend)))


def _may_be_words(legend: Legend) -> bool:
    """Whether what its numbers mean are words that cells may hold: short, each another."""
    words = legend.inverse.says
    return len(words) == len(legend.items) and all(0 < len(word) <= LONGEST_TERM for word in words)


def _in_cells(sheet: SourceSheet) -> Iterator[Legend]:
    """Legends that one cell holds, or cells of one row beside each other."""
    for row, filled in enumerate(sheet.filled[:ROWS_SEARCHED], 1):
        title = ""
        items: list[Item] = []
        cells: list[tuple[int, int]] = []
        for column in filled:
            cell = sheet.at(row, column)
            if not isinstance(cell, str) or len(cell) > _LONGEST_TEXT:
                continue
            said, found = items_in(cell)
            if found:
                title, cells = title or said or _before(sheet, row, column), [*cells, (row, column)]
                items += found
        if FEWEST <= len(items) <= MOST and differ(items):
            yield Legend(title, tuple(items), frozenset(cells))


def _in_pairs(sheet: SourceSheet) -> Iterator[Legend]:
    """Legends in which a code and what it means stand in turn: R, Responsible, A, Accountable; in a row, or in two."""
    going_on = 0
    for row in range(1, min(len(sheet.rows), ROWS_SEARCHED) + 1):
        found = _pairs(sheet, row) if row != going_on else []
        more = _pairs(sheet, row + 1) if found and row < len(sheet.rows) else []
        if len(found) < FEWEST or not FEWEST_ROWS <= len(found) + len(more) <= MOST:
            continue
        cells = frozenset((row, column) for column in sheet.filled[row - 1])
        cells |= {(row + 1, column) for column in sheet.filled[row]} if more else frozenset()
        legend = Legend("", (*found, *more), cells)
        if legend.has_letters and differ(legend.items):
            going_on = row + 1 if more else 0
            yield legend


def _pairs(sheet: SourceSheet, row: int) -> list[Item]:
    """The codes of a row, each with the word behind it, also behind what the legend is called; none for other cells."""
    texts = [shown(sheet.at(row, column)) for column in sheet.filled[row - 1]]
    if len(texts) % 2 and texts[0].endswith(":") and len(texts[0]) > _LONGEST_LETTERS:
        texts = texts[1:]
    codes, says = texts[::2], texts[1::2]
    are_words = all(_LONGEST_LETTERS < len(word) <= _LONGEST_WORD for word in says)
    if len(codes) != len(says) or not codes or not are_words or max(map(len, codes)) > _LONGEST_LETTERS:
        return []
    return [Item(term, (word,)) for term, word in zip(codes, says, strict=True)]


def _in_lines(sheet: SourceSheet) -> Iterator[Legend]:
    """Legends of which each row is one text: "R: Responsible", and below it "A: Approves"."""
    found: list[tuple[int, int, Item, bool]] = []  # row and column of each item, and whether it is clear
    for row in range(1, min(len(sheet.rows), ROWS_SEARCHED) + 2):
        line = _line(sheet, row) if row <= len(sheet.rows) else None
        if line and (not found or line[1] == found[0][1]):
            found.append(line)
            continue
        if FEWEST <= len(found) <= MOST:
            first, column = found[0][:2]
            items, cells = [item for _, _, item, _ in found], frozenset((at, one) for at, one, _, _ in found)
            legend = Legend(_before(sheet, first, column), tuple(items), cells)
            is_clear = len(items) >= FEWEST_ROWS and all(clear for _, _, _, clear in found)
            if differ(items) and (is_clear or legend.says_roles):
                yield legend
        found = [line] if line else []


def _line(sheet: SourceSheet, row: int) -> tuple[int, int, Item, bool] | None:
    """The only text of a row, or the last one beside a table, that is a code and its meaning: clear alone or with =."""
    filled = sheet.filled[row - 1]
    is_alone = len(filled) == 1
    is_beside = len(filled) > 1 and filled[-1] - filled[-2] > 1
    cell = sheet.at(row, filled[-1]) if is_alone or is_beside else ""
    said = cell if isinstance(cell, str) and len(cell) <= LONGEST_MEANING else ""
    item = item_in(said) or item_behind_sign(said)
    if item is None or len(item.term) > LONGEST_CODE:
        return None
    return row, filled[-1], item, is_alone or "=" in str(cell)


def _before(sheet: SourceSheet, row: int, column: int) -> str:
    """The text right before a cell, or above it, that names what it explains."""
    for place in ((row, column - 1), (row - 1, column)):
        cell = sheet.at(*place) if min(place) > 0 else ""
        if isinstance(cell, str) and not is_empty(cell) and len(cell) <= LONGEST_TITLE and "=" not in cell:
            return cell.strip().rstrip(":")
    return ""
