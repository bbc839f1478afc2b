"""How far the tables of a workbook reach, as their own parts describe them: readers make room for that unseen."""

from __future__ import annotations

from collections.abc import Mapping

from pipeline.xlsx.ooxml.refs import box, cell
from pipeline.xlsx.preflight.extent import Extent
from pipeline.xlsx.preflight.verdict import damaged
from pipeline.xlsx.preflight.xml_guard import guarded_elements
from pipeline.xlsx.preflight.zip_parts import Part, unpack

MAX_SIZE = 4 << 20  # a table of all 16,384 columns stays below


def described_tables(
    data: bytes, part: Part, content: bytes = b"", *, is_listed: bool = True
) -> list[tuple[str, Extent]]:
    """The name and the far corner of every table that `part` describes; `content` is what was unpacked of it before.

    One that no sheet leads to (`is_listed` False) may be anything whose first word is `table`.
    Raises RefusedFileError (DAMAGED) where the range is none, or holds fewer rows than its header and totals.
    """
    if part.size > MAX_SIZE:
        raise damaged("table_too_large", part=part.name)
    # Extensions have elements of the same name, which hold a description and no range.
    tables = [
        (given.get("displayName", ""), _far_corner(given, part.name))
        for name, given in guarded_elements(content or b"".join(unpack(data, part)), part.name)
        if name == "table" and "ref" in given and (is_listed or box(given["ref"]))
    ]
    if not tables and is_listed:
        raise damaged("table_nowhere", part=part.name)
    return tables


def _far_corner(given: Mapping[str, str], part: str) -> Extent:
    area = box(given["ref"])
    if area is None or cell(given["ref"].partition(":")[0]) != (area.top, area.left):
        raise damaged("table_nowhere", part=part)
    counts = (given.get("headerRowCount", "1"), given.get("totalsRowCount", "0"))
    if not all(count in ("0", "1") for count in counts) or sum(map(int, counts)) > area.bottom - area.top + 1:
        raise damaged("table_headers", part=part)
    return Extent(area.bottom, area.right)
