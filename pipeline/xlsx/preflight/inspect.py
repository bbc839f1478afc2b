"""The look at a workbook's bytes before any reader sees them: milliseconds, and one clear sentence if it is refused."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache

from pipeline.files.errors import RefusedFileError
from pipeline.xlsx.preflight.container import refuse_what_is_no_package
from pipeline.xlsx.preflight.content_types import Layout, layout
from pipeline.xlsx.preflight.extent import Extent
from pipeline.xlsx.preflight.part_scan import MAX_BOX, Look, stray
from pipeline.xlsx.preflight.table_parts import described_tables
from pipeline.xlsx.preflight.verdict import Soundness, refused
from pipeline.xlsx.preflight.zip_parts import Part, list_parts
from schemas.spec import tables as tables_by_name
from schemas.wording.numbers_and_days import number_text

MAX_ALL_BOXES = 40_000_000


def inspect(data: bytes, name: str = "") -> Soundness:
    """Look at a workbook's bytes; `name` is the file's name, if known: macros in a .xlsx are worth a warning.

    Raises RefusedFileError for everything that a reader could choke on, or take for something else.
    """
    refuse_what_is_no_package(data)
    parts = list_parts(data)
    found = layout(data, parts)
    led_to = frozenset[str]().union(*found.tables.values())
    looks: dict[str, Look] = {}
    tables: dict[str, list[tuple[str, Extent]]] = {}
    for key, part in parts.items():
        looks[key] = look = Look(part, found.sheets.get(key), is_carried=key in found.carried)
        look.over(data)
        if key in led_to or (look.root == "table" and key not in found.carried):
            tables[key] = described_tables(data, part, look.content, is_listed=key in led_to)
    ours = _our_sheets(found, tables)
    foreign = found.sheets.keys() - ours if ours else frozenset()
    _refuse_too_much(
        [extent for key, look in looks.items() if (extent := _extent(look, data, is_foreign=key in foreign))],
        [one for several in tables.values() for one in several if not ours or is_our_table(one[0])],
    )
    unpacked = {key: look.content for key, look in looks.items() if look.content}
    return Soundness(_warnings(parts, found, name), any(look.has_formulas for look in looks.values()), unpacked)


def is_our_table(name: str) -> bool:
    """Whether a table is one of Concord's, by its name."""
    return name.casefold() in _our_tables()


@cache
def _our_tables() -> frozenset[str]:
    return frozenset(name.casefold() for name in tables_by_name())


def _our_sheets(found: Layout, tables: Mapping[str, list[tuple[str, Extent]]]) -> frozenset[str]:
    """The sheets that hold tables of ours. Nobody reads the others of such a workbook: they may reach anywhere."""
    return frozenset(
        sheet
        for sheet, parts in found.tables.items()
        if any(is_our_table(name) for part in parts for name, _ in tables.get(part, ()))
    )


def _extent(look: Look, data: bytes, *, is_foreign: bool) -> Extent | None:
    """How far a sheet reaches; None for one of people's own, which no reader opens where it reaches too far."""
    try:
        extent = look.extent(data)
    except RefusedFileError as refusal:
        if is_foreign and refusal.code in ("STRAY_CELL", "TOO_BIG"):
            return None
        raise
    return None if is_foreign else extent


def _refuse_too_much(extents: list[Extent], tables: list[tuple[str, Extent]]) -> None:
    boxes = [extent.box for extent in extents]
    if sum(boxes) > MAX_ALL_BOXES:
        cells, most = number_text(sum(boxes)), number_text(MAX_ALL_BOXES)
        raise refused("TOO_BIG", "preflight.reach.all_sheets", cells=cells, most=most)
    # A reader makes room for a table as it is described, whatever its sheet holds.
    for name, end in tables:
        if end.box > max(MAX_BOX, *boxes):
            raise stray("table", name, end)


def _warnings(parts: Mapping[str, Part], found: Layout, name: str) -> tuple[str, ...]:
    def holds(*marks: str) -> bool:
        return any(mark in text for mark in marks for text in (*parts, *found.kinds))

    macros = holds("vbaproject", "macrosheet")
    noticed = {
        "MACROS": macros and (not found.macro_enabled or name.lower().endswith((".xlsx", ".xltx"))),
        "EXTERNAL_LINKS": holds("/externallinks/", "externallink+xml"),
        "CONNECTIONS": holds("connections+xml", "xl/connections.xml"),
        "SIGNED": holds("_xmlsignatures/", "digital-signature"),
    }
    return tuple(code for code, is_there in noticed.items() if is_there)
