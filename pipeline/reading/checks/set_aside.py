"""Rows that stand in a table and are no rows of it: totals, hashtags for machines, the headers once more."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from pipeline.domain.cell import Cell
from pipeline.reading.checks.totals import total_rows
from pipeline.reading.coerce.clean import as_typed, is_blank
from pipeline.reading.content import place_of
from pipeline.reading.locate.found_table import FoundTable
from pipeline.reading.locate.header_match import Heads
from pipeline.reading.problems import Problem, Problems
from pipeline.reading.source.cell_marks import Struck
from schemas.vocabulary import normal

# As the Humanitarian Exchange Language writes them: #risk+id, #loc +name.
_HASHTAG = re.compile(r"^\s*#\s*[A-Za-z]\w*")
_NUMBER = re.compile(r"\d")


def set_aside(found: FoundTable, heads: Heads, problems: Problems) -> FoundTable:
    """The table without such rows, each of which is mentioned."""
    aside = _aside(found, heads)
    for position, check in sorted(aside.items()):
        problems.add(_mention(found, heads, position, check))
    if not aside:
        return found
    kept = [i for i in range(len(found.numbers)) if i not in aside]
    return replace(found, numbers=tuple(found.numbers[i] for i in kept), cells=[found.cells[i] for i in kept])


def _aside(found: FoundTable, heads: Heads) -> Mapping[int, str]:
    """The check that is said of each such row, by its position."""
    struck = [at for at, number in enumerate(found.numbers) if number in found.struck] if found.struck else []
    aside = {at: "CHK-68" for at in struck if _is_struck(found.cells[at])}
    for position in _suspects(found, heads):
        cells = found.cells[position]
        filled = [(at, cell) for at, cell in enumerate(cells) if not is_blank(cell)]
        if position in aside or len(filled) < 2 or not all(isinstance(cell, str) for _, cell in filled):
            continue
        if all(_HASHTAG.match(str(cell)) for _, cell in filled):
            aside[position] = "CHK-37"
        elif all(normal(str(cell)) == normal(found.headers[at]) for at, cell in filled):
            aside[position] = "CHK-38"
    without = [i for i in range(len(found.cells)) if i not in aside]
    rest = replace(found, cells=[found.cells[i] for i in without]) if aside else found
    return {**aside, **{without[position]: "CHK-36" for position in total_rows(rest, heads)}}


def _is_struck(cells: Sequence[object]) -> bool:
    struck = [cell for cell in cells if isinstance(cell, Struck)]
    return bool(struck) and all(cell.is_whole if isinstance(cell, Struck) else is_blank(cell) for cell in cells)


def _suspects(found: FoundTable, heads: Heads) -> Iterable[int]:
    """The positions of the rows that can be, by their id, ones of hashtags or of headers.

    Most cannot, which is seen at once: ids have a number and headers have none.
    """
    id = next((head.position for head in heads.ours if head.key == found.table.key), None)
    if id is None:
        return range(len(found.cells))
    header, has_number = normal(found.headers[id]), _has_number(found.headers[id])
    unusual = (
        (at, cell)
        for at, cell in enumerate(found.columns[id])
        if has_number or type(cell) is not str or not (cell[-1:].isdecimal() and cell[0].isalnum())
    )
    return [at for at, cell in unusual if _may_be(cell, header, has_number=has_number)]


def _may_be(id: object, header: str, *, has_number: bool) -> bool:
    if not isinstance(id, str) or is_blank(id):
        return is_blank(id)
    return id.lstrip()[:1] == "#" or (_has_number(id) == has_number and normal(id) == header)


def _has_number(text: str) -> bool:
    return _NUMBER.search(text) is not None


def _mention(found: FoundTable, heads: Heads, position: int, check: str) -> Problem:
    """The message about a row, at the first of its cells that is filled."""
    cells, place = found.cells[position], place_of(found, heads)
    at = next(i for i, cell in enumerate(cells) if not is_blank(cell))
    key = next(key for key, number in place.numbers.items() if number == found.left + at)
    cell = Cell(found.table.name, found.numbers[position], key)
    return Problem(check, cell, found.table.name, as_typed(cells[at]), {}, found.sheet, place)
