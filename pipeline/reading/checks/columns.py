"""What there is to say about a table's headers, and about merged cells that hide part of it."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Mapping

from pipeline.domain.cell import Cell
from pipeline.reading.content import Content, other_key
from pipeline.reading.problems import Problem, Problems, Trouble
from schemas.spec import input_tables, optional_tables
from schemas.wording.text import joined


def headers(read: Content, problems: Problems) -> None:
    """Headers with something amiss, and columns of ours that are not there; those for details are told together."""
    found = read.found
    details = []
    for position, trouble in read.heads.troubles:
        cell = Cell(found.table.name, found.header_row, other_key(found, read.heads, position))
        problems.add(read.message(cell, trouble, found.headers[position]))
    for column in read.heads.missing:
        if column.name not in read.heads.meant:
            if column.rare:
                details.append(column.title)
                continue
            check = "CHK-50" if column.name in read.keys else "CHK-51"
            values = {"title": column.title}
            problems.add(Problem(check, None, found.table.name, values=values, sheet=found.sheet))
    if details:
        values = {"titles": joined(details)}
        problems.add(Problem("CHK-52", None, found.table.name, values=values, sheet=found.sheet))


def merged(read: Content, problems: Problems) -> None:
    """One message for each merged area that covers cells of ours, at the cell that is seen."""
    found = read.found
    keys = {number: key for key, number in read.place.numbers.items()}
    ours = sorted(found.left + head.position for head in read.heads.ours)
    for area in found.merged:
        if bisect_left(ours, area.left) == bisect_right(ours, area.right):
            continue
        cell = Cell(found.table.name, max(area.top, found.header_row), keys[max(area.left, found.left)])
        problems.add(read.message(cell, Trouble("CHK-31", {"area": area.ref}), area.ref))


def partner_columns(tables: Mapping[str, Content], parties: Iterable[str], problems: Problems) -> None:
    """Name the headers to type beside a table for a party that has no columns there yet."""
    parties = list(parties)
    for of in (*input_tables(), *optional_tables()):
        read = tables.get(of.name)
        per_partner = [column for column in of.columns if column.per_partner]
        if read is None or not per_partner:
            continue
        meant = {str(trouble.values.get("meant")) for _, trouble in read.heads.troubles}
        for code in parties:
            absent = [column for column in per_partner if column.key(code) not in read.heads.by_key]
            titles = [column.header(code) for column in absent if column.header(code) not in meant]
            if titles:
                values = {"partner": code, "headers": joined(titles)}
                problems.add(Problem("CHK-53", None, of.name, values=values, sheet=read.found.sheet))
