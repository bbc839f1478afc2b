"""Inputs of any size, for tests that count the steps that they take."""

from __future__ import annotations

import struct
import sys
from collections.abc import Callable
from types import FrameType
from typing import Any, cast

from pipeline.domain.table_update import KEEP, OutColumn, OutRow, TableUpdate, Value
from pipeline.reading.locate.below import longer
from pipeline.reading.locate.cut import _cover
from pipeline.reading.locate.found_table import Spot
from pipeline.reading.locate.header_match import match
from pipeline.reading.locate.locate import _wider
from pipeline.run.batch.foreign import _names
from pipeline.xlsx.lint.row_shapes import Alike
from pipeline.xlsx.ooxml.chart_parts import _frames
from pipeline.xlsx.ooxml.numbers import by_column
from pipeline.xlsx.ooxml.package import Package
from pipeline.xlsx.ooxml.refs import Box
from pipeline.xlsx.ooxml.sheet import SheetXml
from pipeline.xlsx.ooxml.styles import Styles
from pipeline.xlsx.ooxml.workbook import Sheet, Table
from pipeline.xlsx.ooxml.xml_edit import Span, spans
from pipeline.xlsx.writer.anchors import _moved_boxes, _moved_notes
from pipeline.xlsx.writer.hyperlinks import write_links
from pipeline.xlsx.writer.placement import Layout, Moves
from pipeline.xlsx.writer.shared_formulas import unshared
from pipeline.xlsx.writer.sqref_ranges import fit_ranges
from schemas.spec import table


def steps(work: Callable[[], object]) -> int:
    """How many lines of Python the work executes."""
    count = 0

    def traced(frame: FrameType, event: str, argument: Any) -> Any:
        nonlocal count
        count += 1
        return traced

    sys.settrace(traced)
    try:
        work()
    finally:
        sys.settrace(None)
    return count


def layout(rows: int, columns: int = 3, *, moved: bool = False, first: Value = KEEP) -> Layout:
    """A table from A1 on whose `first` column people keep, or all the same, and whose rows all stay, or move one down.

    The last column is people's, the others hold which row it is.
    """
    headers = tuple(f"c{number}" for number in range(columns))
    area = Box(1, 1, rows + 1, columns)
    of = Table("T", "t.xml", Sheet("S", "s.xml"), area, headers, {}, {})
    new = tuple(OutRow(2 + (at + moved) % rows, (first, *[at] * (columns - 2))) for at in range(rows))
    return Layout.of(of, TableUpdate("T", tuple(map(OutColumn, headers[:-1])), new))


def sheet(rows: str = "", behind: str = "") -> SheetXml:
    """A worksheet of such rows and lists."""
    return SheetXml(f"<worksheet><sheetData>{rows}</sheetData>{behind}</worksheet>".encode(), "s.xml", "S")


def covered(size: int) -> None:
    """Merged cells that all lie over the same table."""
    rows = {number: [""] * 10 for number in range(1, 51)}
    _cover(rows, tuple(Box(2, 2, 3 + at % 48, 10) for at in range(size)), Box(1, 1, 50, 10))  # type: ignore[arg-type]


def linked(size: int) -> None:
    """Links that all reach over the same table."""
    links = "".join(f'<hyperlink ref="B2:B{2 + at % 48}" location="A{at}"/>' for at in range(size))
    list(write_links(sheet(behind=f"<hyperlinks>{links}</hyperlinks>"), Moves.of(layout(50, moved=True))))


def restricted(size: int) -> None:
    """Drop-downs that all reach over the same rows of a table, and as many of a cell each."""
    cells = "".join(f'<dataValidation sqref="B{2 + at % 48}"/><dataValidation sqref="B3:B49"/>' for at in range(size))
    list(fit_ranges(sheet(behind=f"<dataValidations>{cells}</dataValidations>"), Moves.of(layout(50, moved=True))))


def noted(size: int) -> None:
    """Notes on every row of a table, and their boxes."""
    notes = "".join(f'<comment ref="B{2 + at}"/>' for at in range(size))
    box = '<x:ClientData ObjectType="Note"><x:Row>{}</x:Row><x:Column>1</x:Column></x:ClientData>'
    moves = Moves.of(layout(size, moved=True))
    _moved_notes(f"<c>{notes}</c>".encode(), "c.xml", "comment", moves)
    assert len(_moved_boxes("".join(box.format(1 + at) for at in range(size)).encode(), moves)) == size
    assert _moved_boxes(b'<x:ClientData ObjectType="Note">' * size, moves) == []


def of_one_group(size: int) -> None:
    """A formula that the cells of a column share."""
    cell = '<c r="C{0}"><f t="shared" si="{1}" ref="C2:C9">A{0}</f><v>1</v></c>'
    unshared(
        sheet("".join(f'<row r="{at}">{cell.format(at, 1)}</row>' for at in range(2, size + 2))),
        layout(size, moved=True),
    )


def in_groups(size: int) -> None:
    """Cells of a column, each with a shared formula of its own."""
    cell = '<c r="C{0}"><f t="shared" si="{0}" ref="C{0}">A{0}</f><v>1</v></c>'
    unshared(
        sheet("".join(f'<row r="{at}">{cell.format(at)}</row>' for at in range(2, size + 2))), layout(size, moved=True)
    )


class _Styles:
    """A package of one part."""

    def __init__(self, xml: str) -> None:
        self._xml = xml.encode()

    def read(self, _: str) -> bytes:
        return self._xml

    original = read

    def spans(self, name: str) -> list[Span]:
        return spans(self._xml, name)

    def put(self, _: str, xml: bytes) -> None:
        self._xml = xml


def dated(size: int) -> None:
    """As many cell formats, for each of which one is asked for that shows dates."""
    formats = "".join(f'<xf numFmtId="{14 * (at % 2)}" fontId="{at // 2}"/>' for at in range(size))
    package = _Styles(f"<styleSheet><cellXfs>{formats}</cellXfs></styleSheet>")
    styles = Styles(cast("Package", package), ["styles.xml"])
    for at in range(0, size, 2):
        assert styles.dated(str(at)) == str(at + 1)


def told_by_shape(size: int) -> int:
    """How many shapes are learnt of rows of which every two are of one shape, and no other two."""
    alike = Alike("")
    for number in range(1, size + 1):
        shape = [(f"{letter}{number}", str(number // 2 >> at & 1)) for at, letter in enumerate("ABCDEFGHIJKL")]
        alike.learn(f'<row r="{number}">', shape, number)
    return alike.learnt


def framed(size: int) -> None:
    """Frames of a drawing that stand within each other."""
    xml = "<graphicFrame>" * size + '<cNvPr name="Concord"/><chart r:id="x"/>' + "</graphicFrame>" * size
    found = list(_frames(spans(f'<d xmlns:r="urn:r">{xml}</d>'.encode(), "d.xml")))
    assert found == [("Concord", "x")] * size


def spoken_of(size: int) -> None:
    """Columns of a sheet, of which every line speaks of all."""
    assert by_column((range(1, 301), at) for at in range(size)) == dict.fromkeys(range(1, 301), size - 1)


def headed(size: int) -> None:
    """Headers of partners that are known, and as many of partners that are not."""
    codes = [f"P{at}" for at in range(size)]
    known = [f"Likelihood · {code}" for code in codes]
    strange = [
        text for code in codes for text in (f"Likelihod {code}", f"Impact: {code.lower()}", f"Likelihood · ?{code}")
    ]
    read = match(table("Risks"), [*known, *strange], codes)
    assert len(read.ours) == size
    for head in read.ours:
        assert head.key in read.by_key


def announced(size: int) -> None:
    """Beginnings of parts that tell what a workbook's sheets are called, without anything behind them."""
    head = b"PK\x03\x04" + struct.pack("<4xH16xHH", 8, 15, 0) + b"xl/workbook.xml"
    list(_names(head * size))


def tabled(size: int) -> None:
    """A table with others beside and below it, and rows that people typed below it."""
    spot = Spot(table("Risks"), "S", 1, 2, 3, 1, 3)
    row: list[object] = ["R1", "a", "b"]
    grid: list[list[object]] = [["Risk", "Event", "What"], *[row] * size]
    others = [Box(at + 1, 9, at + 1, 12) for at in range(size)]
    assert longer(grid, _wider(grid, spot, others), others).below == size - 2


WORK: dict[str, Callable[[int], object]] = {
    "merged cells over a whole table": covered,
    "links over a whole table": linked,
    "drop-downs over the same rows": restricted,
    "notes on every row": noted,
    "formulas that share one text": of_one_group,
    "formulas that share texts of their own": in_groups,
    "cell formats that show no dates": dated,
    "frames within frames": framed,
    "columns that are spoken of again and again": spoken_of,
    "headers that are nearly ours": headed,
    "parts that are only announced": announced,
    "tables around a table": tabled,
}
