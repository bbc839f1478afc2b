"""Rows that stand in a table and are no rows of it: totals, hashtags for machines, the headers once more."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
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
    aside = {}
    id = next((head.position for head in heads.ours if head.key == found.table.key), None)
    has_struck = any(Struck in map(type, cells) for cells in found.cells)
    for position, cells in enumerate(found.cells):
        if has_struck and _is_struck(cells):
            aside[position] = "CHK-68"
            continue
        if id is not None and not _may_be(cells[id], found.headers[id]):
            continue
        filled = [(at, cell) for at, cell in enumerate(cells) if not is_blank(cell)]
        if len(filled) < 2 or not all(isinstance(cell, str) for _, cell in filled):
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


def _may_be(id: object, header: str) -> bool:
    """Whether a row with this id can be one of hashtags or headers; most cannot, which is seen at once."""
    return is_blank(id) or (isinstance(id, str) and (id.lstrip()[:1] == "#" or (len(id) < 40 and _alike(id, header))))


def _alike(id: str, header: str) -> bool:
    """Whether an id reads as the header; most have a number and headers have none."""
    return bool(_NUMBER.search(id)) == bool(_NUMBER.search(header)) and normal(id) == normal(header)


def _mention(found: FoundTable, heads: Heads, position: int, check: str) -> Problem:
    """The message about a row, at the first of its cells that is filled."""
    cells, place = found.cells[position], place_of(found, heads)
    at = next(i for i, cell in enumerate(cells) if not is_blank(cell))
    key = next(key for key, number in place.numbers.items() if number == found.left + at)
    cell = Cell(found.table.name, found.numbers[position], key)
    return Problem(check, cell, found.table.name, as_typed(cells[at]), {}, found.sheet, place)
