"""What a fresh workbook takes over from an old one: every value of the input tables, and the action plan."""

from __future__ import annotations

from pipeline.reading.coerce.clean import as_typed
from pipeline.reading.content import Content
from pipeline.reading.workbook import Reading
from schemas.spec import tables

Rows = list[dict[str, object]]


def carried(reading: Reading) -> tuple[dict[str, Rows], dict[str, tuple[str, ...]]]:
    """The rows by table, under column keys and, for columns that people added, under their header; and those headers.

    Values are taken as they stand, those that could not be understood included: nothing people wrote
    is lost. Results other than the action plan are not carried; the next run makes them.
    """
    values, own = {}, {}
    for name, read in reading.contents.items():
        if tables()[name].is_input or name in ("ActionPlan", "Agenda"):
            values[name] = _rows(read)
            own[name] = _own(read)
    return values, own


def _own(read: Content) -> tuple[str, ...]:
    taken = {head.position for head in read.heads.ours}
    return tuple(
        header for position, header in enumerate(read.found.headers) if position not in taken and header.strip()
    )


def _rows(read: Content) -> Rows:
    names = dict(enumerate(read.found.headers)) | {head.position: head.key for head in read.heads.ours}
    wanted = [name.strip() and name for _, name in sorted(names.items())]
    return [
        {name: _value(cell) for name, cell in zip(wanted, cells, strict=True) if name} for cells in read.found.cells
    ]


def _value(cell: object) -> object:
    return cell if cell is None or isinstance(cell, (str, int, float)) or hasattr(cell, "year") else as_typed(cell)
