"""The workbook as a file: its sheets' cells, read once and only when asked for."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from contextlib import contextmanager
from functools import cached_property
from types import MappingProxyType

from pipeline.reading.source.cell_looks import CellLooks, Looks, within
from pipeline.reading.source.cell_marks import Marks, marks_of
from pipeline.reading.source.composed_cells import composed_cells
from pipeline.reading.source.formula_cells import calculated_cells
from pipeline.reading.source.source import Grid, UnreadableWorkbookError
from pipeline.reading.source.table_objects import SheetPart, TableObject, sheet_parts, table_objects
from pipeline.xlsx.ooxml.errors import WriteError
from pipeline.xlsx.ooxml.grids import Grids
from pipeline.xlsx.ooxml.note_parts import noted_cells
from pipeline.xlsx.ooxml.package import LONG, Package
from pipeline.xlsx.ooxml.plain_xml import RawSheet, plain_xml
from pipeline.xlsx.ooxml.refs import Box
from pipeline.xlsx.ooxml.workbook import Book as Parts
from pipeline.xlsx.preflight.extent_scan import extent_of
from pipeline.xlsx.preflight.inspect import MAX_ALL_BOXES, is_our_table
from pipeline.xlsx.preflight.part_scan import MAX_BOX
from schemas.spec import all_tables
from schemas.wording.text import text


@contextmanager
def _readable() -> Iterator[None]:
    """Turn whatever a reader stumbles over into one sentence; calamine's own panics are no Exception."""
    try:
        yield
    except UnreadableWorkbookError:
        raise
    except WriteError as problem:
        raise UnreadableWorkbookError(problem.reason) from problem
    except (KeyboardInterrupt, SystemExit, GeneratorExit, MemoryError):
        raise
    except BaseException as problem:
        raise UnreadableWorkbookError(
            text("reading.unreadable", kind=type(problem).__name__, problem=problem)
        ) from problem


class Book:
    """An .xlsx or .xlsm package. Raises UnreadableWorkbookError when a part that is needed cannot be read.

    `unpacked` are parts that the look before reading has unpacked (`Soundness.unpacked`).
    """

    def __init__(self, data: bytes, unpacked: Mapping[str, bytes] = MappingProxyType({})) -> None:
        self._last = "", RawSheet(b"")
        self._grids: dict[str, Grid] = {}
        self._room = MAX_ALL_BOXES
        self._marks: dict[str, Marks] = {}
        self._looks: dict[str, Looks] = {}
        with _readable():
            self.package = Package(data, unpacked)
            self._parts = Parts(self.package)
            self._cells = Grids(self._parts, data)
            self.from_1904 = self._parts.date1904
            self.sheets = sheet_parts(self._parts)
            self.tables: tuple[TableObject, ...] = table_objects(self._parts)

    def grid(self, sheet: str) -> Grid:
        """The cells of `sheet` from A1 on: row 1 is grid[0], "" is an empty cell."""
        if sheet not in self._grids:
            with _readable():
                self._grids[sheet] = self._cells.grid(sheet) if self._looked_at(sheet) else []
        return self._grids[sheet]

    def let_go(self) -> None:
        """Keep no cells, nor what reads them: what is asked for after all is read again."""
        self._grids.clear()
        self._cells.let_go()

    def _looked_at(self, sheet: str) -> bool:
        """Whether there is room for the cells of `sheet`, from its bytes; beside the cells long ones do not stay."""
        raw = self._raw(sheet)
        if self._is_too_far(sheet, raw.xml):
            return False
        self._cells.look_at(raw)
        if len(raw.xml) >= LONG:
            if self._is_typed_in(sheet):  # more will be asked of it
                self.marks(sheet)
                self._looks_of(sheet)
            self._last = "", RawSheet(b"")
        return True

    def _is_typed_in(self, sheet: str) -> bool:
        """Whether a table stands there that people fill in, under its own name."""
        named = {table.name.casefold() for table in self.tables if table.sheet == sheet}
        return any(of.is_input and of.name.casefold() in named for of in all_tables().values())

    def _is_too_far(self, sheet: str, xml: bytes) -> bool:
        """Whether a sheet without a table of ours reaches so far that nobody should make room for all its cells.

        How far the others reach has been looked at before (`pipeline.xlsx.preflight`).
        """
        if any(table.sheet == sheet and is_our_table(table.name) for table in self.tables):
            return False
        box = extent_of(xml, sheet).box
        self._room -= box if box <= MAX_BOX else 0
        return box > MAX_BOX or self._room < 0

    def marks(self, sheet: str) -> Marks:
        """What the cells do not show: error values, formulas never calculated, hidden rows, merged cells."""
        if sheet not in self._marks:
            with _readable():
                self._marks[sheet] = marks_of(self._raw(sheet))
        return self._marks[sheet]

    def looks(self, sheet: str, area: Box) -> Looks:
        """What the look of the cells of `area` says of their content."""
        return within(self._looks_of(sheet), area)

    def _looks_of(self, sheet: str) -> Looks:
        if sheet not in self._looks:
            with _readable():
                self._looks[sheet] = self._cell_looks.of(self._raw(sheet))
        return self._looks[sheet]

    def xml(self, sheet: str) -> bytes:
        """The bytes of a sheet's part, in UTF-8."""
        with _readable():
            return self._raw(sheet).xml

    @cached_property
    def parts(self) -> Parts:
        """The parts of the workbook."""
        return self._parts

    @cached_property
    def _cell_looks(self) -> CellLooks:
        return CellLooks(self._parts)

    def anchored(self, sheet: str) -> Collection[tuple[int, int]]:
        """The cells on which a note or a conversation stands, or at which a picture hangs."""
        with _readable():
            return noted_cells(self.package, self.part(sheet).part)

    def composed(self, sheet: str, area: Box) -> Collection[tuple[int, int]]:
        """The cells of `area` that hold more than a plain value."""
        with _readable():
            return composed_cells(self._parts, next(one for one in self._parts.sheets if one.name == sheet), area)

    def calculated(self, sheet: str, area: Box) -> Collection[tuple[int, int]]:
        """The cells of `area` in which a formula stands, or that one fills from elsewhere."""
        with _readable():
            return calculated_cells(self._parts, sheet, area)

    def texts(self) -> Iterator[bytes]:
        """The bytes in which the workbook's texts stand: shared strings, then sheet by sheet."""
        for name in (*self.package.related(self._parts.part, "sharedStrings"), *(sheet.part for sheet in self.sheets)):
            with _readable():
                yield plain_xml(self.package.archive.read(name))

    def part(self, sheet: str) -> SheetPart:
        """The part of a sheet by its name."""
        return next(item for item in self.sheets if item.name == sheet)

    def _raw(self, sheet: str) -> RawSheet:
        """The part that holds the cells of `sheet`; only the last is kept, as it may have hundreds of megabytes."""
        if self._last[0] != sheet:
            self._last = sheet, RawSheet(self.package.archive.read(self.part(sheet).part))
        return self._last[1]
