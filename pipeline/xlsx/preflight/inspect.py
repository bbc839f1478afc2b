"""The look at a workbook's bytes before any reader sees them: milliseconds, and one clear sentence if it is refused."""

from __future__ import annotations

from collections.abc import Mapping

from pipeline.xlsx.preflight.container import refuse_what_is_no_package
from pipeline.xlsx.preflight.content_types import Layout, layout
from pipeline.xlsx.preflight.extent import Extent
from pipeline.xlsx.preflight.part_scan import MAX_BOX, Look, stray
from pipeline.xlsx.preflight.table_parts import described_tables
from pipeline.xlsx.preflight.verdict import Soundness, refused
from pipeline.xlsx.preflight.zip_parts import Part, list_parts

MAX_ALL_BOXES = 40_000_000


def inspect(data: bytes, name: str = "") -> Soundness:
    """Look at a workbook's bytes; `name` is the file's name, if known: macros in a .xlsx are worth a warning.

    Raises RefusedFileError for everything that a reader could choke on, or take for something else.
    """
    refuse_what_is_no_package(data)
    parts = list_parts(data)
    found = layout(data, parts)
    has_formulas = False
    extents: list[Extent] = []
    tables: list[tuple[str, Extent]] = []
    for key, part in parts.items():
        look = Look(part, found.sheets.get(key), is_foreign=key in found.foreign)
        look.over(data)
        extents.append(look.extent(data))
        has_formulas = has_formulas or look.has_formulas
        if key in found.tables or (look.root == "table" and key not in found.foreign):
            tables += described_tables(data, part, is_listed=key in found.tables)
    _refuse_too_much(extents, tables)
    return Soundness(_warnings(parts, found, name), has_formulas)


def _refuse_too_much(extents: list[Extent], tables: list[tuple[str, Extent]]) -> None:
    boxes = [extent.box for extent in extents]
    if sum(boxes) > MAX_ALL_BOXES:
        raise refused("TOO_BIG", "preflight.reach.all_sheets", cells=sum(boxes), most=MAX_ALL_BOXES)
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
