"""Excel's own objects as Windows shows them to programs, over the test engine: what has arguments is called, a single
cell is a value, a block is a tuple of tuples, moments have a time zone, and whatever is refused is a `com_error`.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from typing import Any

from tests.excel.entering import ComError
from tests.excel.real.pywin32 import PROCESS, WINDOW, CDispatch, TimeType

_CALCULATIONS = {"automatic": -4105, "manual": -4135, "semiautomatic": 2}
_SETTINGS = {"ScreenUpdating": "screen_updating", "EnableEvents": "enable_events", "DisplayAlerts": "display_alerts",
             "StatusBar": "status_bar"}  # fmt: skip


def bare(value: Any) -> Any:
    """What xlwings has wrapped, and pywin32 takes out again."""
    return bare(value._inner) if type(value).__name__ == "COMRetryObjectWrapper" else value


class _Names:
    def GetIDsOfNames(self, _: int, name: str) -> None:
        raise ComError(f"Excel knows no {name} here")


class Object(CDispatch):
    """An object of Excel's over `impl` of the test engine; what does not stand here, its `api` knows."""

    _oleobj_ = _Names()

    def __init__(self, impl: Any) -> None:
        self.__dict__["impl"] = impl

    def __getattr__(self, name: str) -> Any:
        if name.startswith("_"):
            raise AttributeError(name)
        try:
            return getattr(self.impl.api, name)
        except AttributeError:
            raise ComError(f"Excel knows no {name} here") from None

    def __setattr__(self, name: str, value: Any) -> None:
        if hasattr(type(self), name):
            object.__setattr__(self, name, value)
        else:
            setattr(self.impl.api, name, value)


class Application(Object):
    """Excel itself."""

    Hwnd, pid, Version = WINDOW, PROCESS, "16.0"

    Workbooks = property(lambda self: Workbooks(self.impl))
    ActiveWorkbook = property(lambda self: Workbook(self.impl.books.active))
    Application = property(lambda self: self)

    @property
    def Selection(self) -> Any:
        selected = self.impl.selection
        if selected is None:
            raise ComError("nothing is selected")
        return Range(selected)

    def __getattr__(self, name: str) -> Any:
        if name == "Calculation":
            return _CALCULATIONS[self.impl.calculation]
        return getattr(self.impl, _SETTINGS[name]) if name in _SETTINGS else super().__getattr__(name)

    def __setattr__(self, name: str, value: Any) -> None:
        if name == "Calculation":
            self.impl.calculation = next(word for word, number in _CALCULATIONS.items() if number == value)
        elif name in _SETTINGS:
            setattr(self.impl, _SETTINGS[name], value)
        else:
            super().__setattr__(name, value)

    def shown(self, text: str, style: int) -> int:
        self.impl.alerts.append((text, "critical" if style & 48 == 48 else "info"))
        return 1


class Listed(Object):
    """Objects by number or name."""

    Count = property(lambda self: len(list(iter(self))))

    def __call__(self, key: Any) -> Any:
        found = list(iter(self))
        if isinstance(key, int):
            return found[key - 1]
        one = next((each for each in found if each.Name.lower() == str(key).lower()), None)
        if one is None:
            raise ComError("Subscript out of range")
        return one

    Item = __call__


class Workbooks(Listed):
    """The open workbooks."""

    Application = property(lambda self: Application(self.impl))

    def __iter__(self) -> Iterator[Workbook]:
        return (Workbook(book) for book in self.impl.books)

    def Open(self, fullname: str, *_: Any) -> Workbook:
        return Workbook(self.impl.books.open(fullname))


class Workbook(Object):
    """An open workbook."""

    Name = property(lambda self: self.impl.name)
    FullName = property(lambda self: self.impl.fullname)
    Path = property(lambda self: str(self.impl.path.parent))
    FileFormat = 51
    Application = property(lambda self: Application(self.impl.app))
    Worksheets = property(lambda self: Worksheets(self.impl))
    ActiveSheet = property(lambda self: Worksheet(self.impl.sheets.active))

    def Activate(self) -> None:
        self.impl.activate()

    def Save(self) -> None:
        self.impl.save()


class Worksheets(Listed):
    """The sheets of a workbook."""

    Parent = property(lambda self: Workbook(self.impl))

    def __iter__(self) -> Iterator[Worksheet]:
        return (Worksheet(sheet) for sheet in self.impl.sheets)


class Worksheet(Object):
    """A sheet."""

    Name = property(lambda self: self.impl.name)
    Index = property(lambda self: self.impl.index)
    Parent = property(lambda self: Workbook(self.impl.book))
    Cells = property(lambda self: Cells(self.impl))
    UsedRange = property(lambda self: Range(self.impl.used_range))
    ListObjects = property(lambda self: ListObjects(self.impl))
    Visible = property(lambda self: self.impl.visible, lambda self, value: setattr(self.impl, "visible", value))

    def Range(self, first: Any, last: Any = None) -> Range:
        one, two = (each.impl if isinstance(each := bare(corner), Range) else each for corner in (first, last))
        return Range(self.impl.range(one, two))

    def Activate(self) -> None:
        self.impl.activate()

    def ChartObjects(self) -> Any:
        return Charts(self.impl)


class Charts(Listed):
    """The charts of a sheet, of which the test engine keeps none."""

    def __iter__(self) -> Iterator[Any]:
        return iter(())


class Cells(Object):
    """All cells of a sheet."""

    def __call__(self, row: int, column: int) -> Range:
        return Range(self.impl.range((row, column)))


class Range(Object):
    """A block of cells."""

    Row = property(lambda self: self.impl.r1)
    Column = property(lambda self: self.impl.c1)
    Rows = property(lambda self: Counted(self.impl.shape[0]))
    Columns = property(lambda self: Counted(self.impl.shape[1]))
    Count = property(lambda self: len(self.impl))
    Worksheet = property(lambda self: Worksheet(self.impl.sheet))
    Address = property(lambda self: self.impl.address)
    Top = property(lambda self: self.impl.top)
    RowHeight = property(lambda self: self.impl.row_height)
    MergeCells = property(lambda self: self.impl.merge_cells)
    MergeArea = property(lambda self: Range(self.impl.merge_area))
    Formula = property(lambda self: self.impl.formula)
    HasArray = False

    @property
    def Value(self) -> Any:
        rows = tuple(tuple(map(_moment, row)) for row in self.impl.raw_value)
        return rows[0][0] if len(self.impl) == 1 else rows

    @Value.setter
    def Value(self, value: Any) -> None:
        rows = [[_day(cell) for cell in row] for row in value] if isinstance(value, (list, tuple)) else _day(value)
        self.impl.raw_value = rows

    @property
    def NumberFormat(self) -> Any:
        return self.impl.number_format

    def __call__(self, *at: int) -> Range:
        return Range(self.impl(*at))

    def GetAddress(self, rows: bool, columns: bool, style: int, external: bool) -> str:
        return str(self.impl.get_address(rows, columns, external))

    def Select(self) -> None:
        self.impl.select()

    def AutoFilter(self, **how: Any) -> None:
        self.impl.AutoFilter(**how)


class Counted(CDispatch):
    """The rows or the columns of a range."""

    def __init__(self, count: int) -> None:
        self.Count = count


class ListObjects(Listed):
    """The tables of a sheet."""

    def __iter__(self) -> Iterator[ListObject]:
        return (ListObject(table) for table in self.impl.tables)


class ListObject(Object):
    """A table."""

    Name = DisplayName = property(lambda self: self.impl.name)
    Parent = property(lambda self: Worksheet(self.impl.parent))
    Range = property(lambda self: Range(self.impl.range))
    HeaderRowRange = property(lambda self: Range(self.impl.header_row_range))
    ShowHeaders = property(lambda self: self.impl.show_headers)
    ShowTotals = property(lambda self: self.impl.show_totals)
    ShowAutoFilter = property(
        lambda self: self.impl.show_autofilter, lambda self, value: setattr(self.impl, "show_autofilter", value)
    )

    def Resize(self, cells: Any) -> None:
        self.impl.resize(bare(cells).impl)


def _moment(value: Any) -> Any:
    if isinstance(value, datetime):
        return TimeType(*value.timetuple()[:6], value.microsecond, tzinfo=None)
    return value


def _day(value: Any) -> Any:
    return value.replace(tzinfo=None) if isinstance(value, datetime) else value
