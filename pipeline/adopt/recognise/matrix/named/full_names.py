"""Initials and letters in the cells that a list explains: GIS for the map team, K for the parish."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace

from pipeline.adopt.compared_words import plain
from pipeline.adopt.recognise.candidate import Candidate
from pipeline.adopt.recognise.matrix.heads.role_heads import role_heads
from pipeline.adopt.recognise.matrix.named.in_cells import is_nobody, parts_of_cell
from pipeline.adopt.recognise.matrix.role_words import role_of
from pipeline.adopt.recognise.organisations import is_organisation
from pipeline.adopt.source.sheet import is_empty, shown

_CODE = re.compile(r"[^\W_]+(?:[&./-][^\W_]+)*")
_FEWEST, _MOST = 2, 0.8  # codes that are explained, of all that are named


def full_names(candidate: Candidate) -> Mapping[str, str]:
    """Whom the codes below roles stand for, by the code as compared, as a list of the workbook says."""
    if not candidate.sheet.other_legends:
        return {}
    headers = {each.column: each.header for each in candidate.columns if each.header}
    cells = {cell for column in role_heads(headers) for cell in candidate.profiles[column].counts}
    named = {plain(code) for cell in cells for part in parts_of_cell(cell) for code in _CODE.findall(part)}
    for legend in candidate.sheet.other_legends:
        said = {plain(item.term): item.says[0] for item in legend.items}
        found = named & {*said}
        if len(found) >= _FEWEST and len(found) >= _MOST * len(named):
            return {code: said[code] for code in found}
    return {}


def with_full_names(candidate: Candidate, names: Mapping[str, str]) -> Candidate:
    """The candidate as if the names stood below roles instead of codes that are no names by themselves: K, NO."""
    columns = role_heads({each.column: each.header for each in candidate.columns if each.header})
    sheet = candidate.sheet
    names = {code: name for code, name in names.items() if _may_be_other(code)}
    rows = [
        [_named(cell, names) if at >= candidate.first and one in columns and not is_empty(cell) else cell
         for one, cell in enumerate(row, 1)]
        for at, row in enumerate(sheet.rows, 1)
    ]  # fmt: skip
    return replace(candidate, sheet=replace(sheet, rows=rows))


def _may_be_other(code: str) -> bool:
    return is_nobody(code) or role_of(code) is not None or not is_organisation(code.upper())


def _named(cell: object, names: Mapping[str, str]) -> str:
    return _CODE.sub(lambda found: names.get(plain(found[0]), found[0]), shown(cell))
