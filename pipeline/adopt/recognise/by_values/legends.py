"""Legends: what the codes in a table's cells mean, as a text beside, above or below it, or another sheet, says.

Of one cell ("H = High = 4; M = Medium = 3"), of cells beside each other, or of rows of a code and its meaning.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from string import ascii_uppercase

from pipeline.adopt.compared_words import SYMBOLS, code, plain
from pipeline.adopt.legend import LONGEST_CODE, STEPS, Item, Legend
from pipeline.adopt.lexicon import word_set
from pipeline.adopt.recognise.by_values.code_lists import code_lists
from pipeline.adopt.recognise.by_values.legends_in_columns import in_columns
from pipeline.adopt.recognise.by_values.pairs import pairs
from pipeline.adopt.recognise.scales.scale_word import step_of
from pipeline.adopt.source.sheet import SourceSheet, is_empty, shown

FEWEST = 2
FEWEST_ROWS = 3  # one below the other
MOST = 12
_LONGEST_TERM, _LONGEST_MEANING, _LONGEST_TEXT = 24, 160, 1500
_LONGEST_TITLE = 40
_DISTINCT = 0.8
_LONGEST_CODE = 3  # of two scales beside each other
_NARROWEST, _WIDEST = 2, 4  # cells of a row of a legend
ROWS_SEARCHED, SHEETS_SEARCHED = 500, 40
_SAYS = re.compile(r"\s*(?:=|:|→|\s[-–—]\s)\s*")
# Where the next code begins: after a mark, or before a short word that an equals sign or a colon follows.
_BETWEEN = re.compile(
    r"\s*[;,،؛·|\n•/]\s*(?=[^\s,;]{1,24}(?:\s[^\s,;=]{1,16}){0,2}\s*(?:=|:|→|\s[-–—]\s))|\s{2,}|\s*[;؛|\n•]\s*"
    r"|\.\s+(?=[^\W\d_]{1,2}\s*=)"  # or where a sentence ends
)
_TITLED = re.compile(r"^([^=:,;|]{2,40}?)\s*:\s*(?=\S.*(?:=|\s[-–—]\s))", re.DOTALL)
_IN_BRACKETS = re.compile(r"([^=:,;|()\[\]]{2,80}?)\s*[(\[]\s*([^()\[\]]*[=:→][^()\[\]]*)[)\]]\s*", re.DOTALL)
_NUMBERED = re.compile(r"(?:^|[\s,;(])(\d{1,2})\s*(?:[-–—.)]\s*)?([^\W\d_][^\d,;()]{1,40}?)(?=[\s,;)]*(?:\d{1,2}\b|$))")
_LETTERED = re.compile(
    r"(?:^|[\s,;(])([A-F]|I{1,3}|IV|V)\s*(?:[-–—.)=:]\s*|\s)([^\W\d_][^,;()]{2,40}?)(?=[,;)]|\.?\s*$)"
)
_ENDS = re.compile(r"^\W*([A-Z])\s*[-–—=:]?\s+(\D{3,30}?)\s+(\w{1,7})\s+([A-Z])\s*[-–—=:]?\s+(\D{3,30})$")
_ROMAN = ("I", "II", "III", "IV", "V")
_MARK = f"{SYMBOLS}✓✔"
_OF_SYMBOLS = re.compile(rf"([{_MARK}]+)\s*[=:–-]?\s*([^\W\d][^{_MARK};,|\n]{{1,60}}?)(?=\s*(?:[{_MARK};,|\n]|$))")
_VOCABULARIES = ("role", "rating", "risk_status", "treatment")


def with_legends(sheets: Iterable[SourceSheet]) -> Iterator[SourceSheet]:
    """The sheets, each with its own legends and, after these, those of the others."""
    sheets = list(sheets)
    every = [find_legends(sheet) if at < SHEETS_SEARCHED else () for at, sheet in enumerate(sheets)]
    own = [tuple(filter(_is_known, found)) for found in every]
    listed = (one for sheet in sheets[:SHEETS_SEARCHED] for one in code_lists(sheet))
    unknown = tuple(one for found in (*every, listed) for one in found if one.has_letters and _is_other(one))
    for at, sheet in enumerate(sheets):
        others = [replace(one, cells=frozenset()) for other, found in enumerate(own) if other != at for one in found]
        legends = (*own[at], *others)
        yield replace(sheet, legends=legends, other_legends=unknown) if legends or unknown else sheet


def _is_known(legend: Legend) -> bool:
    """Whether half of what it says is understood."""
    if legend.has_five_steps:
        return True
    known = max(len(legend.steps), *(len(legend.codes(vocabulary)) for vocabulary in _VOCABULARIES))
    return 2 * known >= len(legend.items)


def _is_other(legend: Legend) -> bool:
    """Whether it explains letters by words that are not known, or one is, of a role: R = required, O = optional."""
    known = [len(legend.codes(vocabulary)) for vocabulary in _VOCABULARIES]
    return not _is_known(legend) or (known[0] == 1 == max(known) and not legend.steps)


def find_legends(sheet: SourceSheet) -> tuple[Legend, ...]:
    """The legends of a sheet, from the top down."""
    found = (*_in_cells(sheet), *_in_pairs(sheet), *_in_lines(sheet), *in_columns(sheet), *_in_rows(sheet))
    return (*found, *(legend.inverse for legend in found if legend.is_numbered and _may_be_words(legend)))


def _may_be_words(legend: Legend) -> bool:
    """Whether what its numbers mean are words that cells may hold: short, each another."""
    words = legend.inverse.says
    return len(words) == len(legend.items) and all(0 < len(word) <= _LONGEST_TERM for word in words)


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
            said, found = _items(cell)
            if found:
                title, cells = title or said or _before(sheet, row, column), [*cells, (row, column)]
                items += found
        if FEWEST <= len(items) <= MOST and _differ(items):
            yield Legend(title, tuple(items), frozenset(cells))


def _in_pairs(sheet: SourceSheet) -> Iterator[Legend]:
    """Legends in which a code and what it means stand in turn: R, Responsible, A, Accountable; in a row, or in two."""
    going_on = 0
    for row in range(1, min(len(sheet.rows), ROWS_SEARCHED) + 1):
        found = pairs(sheet, row) if row != going_on else []
        more = pairs(sheet, row + 1) if found and row < len(sheet.rows) else []
        if len(found) < FEWEST or not FEWEST_ROWS <= len(found) + len(more) <= MOST:
            continue
        cells = frozenset((row, column) for column in sheet.filled[row - 1])
        cells |= {(row + 1, column) for column in sheet.filled[row]} if more else frozenset()
        legend = Legend("", (*found, *more), cells)
        if legend.has_letters and _differ(legend.items):
            going_on = row + 1 if more else 0
            yield legend


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
            if _differ(items) and (is_clear or legend.says_roles):
                yield legend
        found = [line] if line else []


def _line(sheet: SourceSheet, row: int) -> tuple[int, int, Item, bool] | None:
    """The only text of a row, or the last one beside a table, that is a code and its meaning: clear alone or with =."""
    filled = sheet.filled[row - 1]
    is_alone = len(filled) == 1
    is_beside = len(filled) > 1 and filled[-1] - filled[-2] > 1
    cell = sheet.at(row, filled[-1]) if is_alone or is_beside else ""
    item = _item(cell) if isinstance(cell, str) and len(cell) <= _LONGEST_MEANING else None
    if item is None or len(item.term) > LONGEST_CODE:
        return None
    return row, filled[-1], item, is_alone or "=" in str(cell)


def _before(sheet: SourceSheet, row: int, column: int) -> str:
    """The text right before a cell, or above it, that names what it explains."""
    for place in ((row, column - 1), (row - 1, column)):
        cell = sheet.at(*place) if min(place) > 0 else ""
        if isinstance(cell, str) and not is_empty(cell) and len(cell) <= _LONGEST_TITLE and "=" not in cell:
            return cell.strip().rstrip(":")
    return ""


def _items(cell: str) -> tuple[str, list[Item]]:
    """The title and the items of a text; none where it is no legend."""
    bracketed = _IN_BRACKETS.fullmatch(cell)
    title, rest = (bracketed[1], bracketed[2]) if bracketed else ("", cell)
    if titled := _TITLED.match(rest):
        title, rest = title or titled[1], rest[titled.end() :]
    if "=" in rest or "→" in rest or rest.count(":") >= FEWEST or len(re.findall(r"\s[-–—]\s", rest)) >= FEWEST:
        found = [item for part in _BETWEEN.split(rest) if (item := _item(part))]
        if found and ("=" in rest or len(found) >= FEWEST):
            return title, found
    symbols = [Item(symbol, (word,)) for symbol, word in _OF_SYMBOLS.findall(rest)]
    if len(symbols) >= FEWEST:
        return title, symbols
    numbered = [Item(number, (word.strip(" -–—.:="),)) for number, word in _NUMBERED.findall(rest)]
    steps = [int(item.term) for item in numbered]
    if len(steps) >= FEWEST_ROWS and steps in ([*range(1, len(steps) + 1)], [*range(len(steps), 0, -1)]):
        return title, numbered
    return _in_order(cell)


def _in_order(cell: str) -> tuple[str, list[Item]]:
    """The title and the items of a text that names letters or Roman numbers in order: A rare, B unlikely, C likely.

    Or only the first and the last of five: A very unlikely to E very likely.
    """
    before, colon, behind = cell.partition(":")
    title, rest = (before.strip(), behind) if colon and len(before) <= _LONGEST_TITLE else ("", cell)
    items = [Item(term, (word.strip(" -–—.:="),)) for term, word in _LETTERED.findall(rest)]
    terms = [item.term for item in items]
    if len(terms) >= FEWEST_ROWS and any(terms == list(order[: len(terms)]) for order in (ascii_uppercase, _ROMAN)):
        return title, items
    ends = _ENDS.match(rest)
    if ends and word_set("range_words") & {plain(ends[3])} and ord(ends[4]) - ord(ends[1]) == STEPS - 1:
        letters = ascii_uppercase[ord(ends[1]) - ord("A") :][:STEPS]
        numbers = range(1, STEPS + 1) if _step(ends[2]) < _step(ends[5]) else range(STEPS, 0, -1)
        return title, [Item(letter, (str(number),)) for letter, number in zip(letters, numbers, strict=True)]
    return "", []


def _step(words: str) -> int:
    """The step that words mean on either scale, 0 where they mean none."""
    return next(filter(None, (step_of(words.strip(" .;"), scale) for scale in ("likelihood", "impact"))), 0)


def _item(part: str) -> Item | None:
    term, *says = (one.strip(" .") for one in _SAYS.split(part.strip(), maxsplit=2))
    says = [one for one in says if one]
    if not term or not says or len(term) > _LONGEST_TERM or not code(term) or plain(term) in word_set("blank_words"):
        return None
    return Item(term, tuple(one[:_LONGEST_MEANING] for one in says))


def _in_rows(sheet: SourceSheet) -> Iterator[Legend]:
    """Legends of a code and what it means in each row, with nothing at their left."""
    last = min(len(sheet.rows), ROWS_SEARCHED)
    for column in range(1, min(sheet.width, 60)):
        rows: list[int] = []
        for row in range(1, last + 2):
            width = _width(sheet, row, column) if row <= last else 0
            if width:
                rows.append(row)
                continue
            yield from list(_of_last_rows(sheet, column, rows)) or _of_rows(sheet, column, rows)
            rows = []


def _width(sheet: SourceSheet, row: int, column: int) -> int:
    """How many cells stand beside each other from a code on; 0 where it is none."""
    if not is_empty(sheet.at(row, column - 1)) if column > 1 else False:
        return 0
    width = 0
    while not is_empty(sheet.at(row, column + width)):
        width += 1
    return width if _NARROWEST <= width <= _WIDEST and len(shown(sheet.at(row, column))) <= _LONGEST_TERM else 0


def _of_rows(sheet: SourceSheet, column: int, rows: Sequence[int]) -> Iterator[Legend]:
    """The legend of rows one below the other; their first may be a header, and is left out where it is one."""
    if _are_two(sheet, column, rows):
        for at in (column, column + 2):
            items = [Item(shown(sheet.at(row, at)), (shown(sheet.at(row, at + 1)),)) for row in rows]
            above = sheet.at(rows[0] - 1, at) if rows[0] > 1 else ""
            if _differ(items):
                cells = frozenset((row, one) for row in rows for one in (at, at + 1))
                yield Legend(shown(above), tuple(items), cells, is_rows=True)
        return
    for first in (0, 1):
        part = rows[first:]
        if not FEWEST <= len(part) <= MOST:
            continue
        items = [Item(shown(sheet.at(row, column)), _says(sheet, row, column)) for row in part]
        places = {(row, column + beside) for row in rows for beside in range(_width(sheet, row, column))}
        if _differ(items):
            head = shown(sheet.at(rows[0], column)) if first else ""
            above = sheet.at(rows[0] - 1, column) if rows[0] > 1 else ""
            title = head or (shown(above) if isinstance(above, str) and len(above) <= _LONGEST_TITLE else "")
            legend = Legend(title.rstrip(":"), tuple(items), frozenset(places), is_rows=True)
            if legend.says_roles or (len(part) >= FEWEST_ROWS and _is_known(legend)):
                yield legend
                return


def _of_last_rows(sheet: SourceSheet, column: int, rows: Sequence[int]) -> Iterator[Legend]:
    """The legend of roles that stands right below a table in its first two columns: R | Responsible."""
    at = len(rows)
    while (
        at and _is_code_and_meaning(sheet, rows[at - 1], column) and _width(sheet, rows[at - 1], column) == _NARROWEST
    ):
        at -= 1
    last = rows[at:] if at else ()
    items = [Item(shown(sheet.at(row, column)), (shown(sheet.at(row, column + 1)),)) for row in last]
    legend = Legend("", tuple(items), frozenset((row, column + one) for row in last for one in (0, 1)), is_rows=True)
    if FEWEST <= len(items) <= MOST and legend.says_roles and _differ(items):
        yield legend


def _is_code_and_meaning(sheet: SourceSheet, row: int, column: int) -> bool:
    term, meaning = (shown(sheet.at(row, one)) for one in (column, column + 1))
    return len(term) <= _LONGEST_CODE < len(meaning)


def _are_two(sheet: SourceSheet, column: int, rows: Sequence[int]) -> bool:
    """Whether two scales stand beside each other: a code and its meaning, a code and its meaning."""
    if not FEWEST_ROWS <= len(rows) <= MOST or any(_width(sheet, row, column) != _WIDEST for row in rows):
        return False
    return all(_is_code_and_meaning(sheet, row, at) for row in rows for at in (column, column + 2))


def _says(sheet: SourceSheet, row: int, column: int) -> tuple[str, ...]:
    """What stands beside a code: its meaning, and a number further on, but no other text."""
    beside = range(column + 1, column + _width(sheet, row, column))
    texts = [shown(sheet.at(row, one))[:_LONGEST_MEANING] for one in beside]
    return (texts[0], *(one for one in texts[1:] if one.isdigit()))


def _differ(items: Iterable[Item]) -> bool:
    """Whether each term is another, and means something else, as those of a table's own first columns rarely do."""
    terms, says = [code(item.term) for item in items], [plain(item.says[0]) for item in items]
    return len(set(terms)) == len(terms) and len(set(says)) >= _DISTINCT * len(says)
