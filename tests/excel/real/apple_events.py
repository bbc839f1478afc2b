"""Excel for Mac as appscript shows it, over the test engine: everything is a reference that is asked with `get` and
given with `set`, what is not there is a missing value, and error values come as texts only.
"""

from __future__ import annotations

import struct
from collections.abc import Callable
from decimal import Decimal
from types import SimpleNamespace
from typing import Any

from tests.excel.com_hung import HEIGHT
from tests.excel.entering import ERRORS, ComError
from tests.excel.filtering import VALUES, TableFilter

PROCESS = 99
_TEXTS = {number: text for text, number in ERRORS.items()}


class Words:
    """appscript.k: the words of Excel's dictionary."""

    def __getattr__(self, name: str) -> str:
        return f"k.{name}"


k = Words()
MISSING = k.missing_value


class Asked:
    """A property: `get`, and `set` where it can be given."""

    def __init__(self, get: Callable[[], Any], give: Callable[[Any], Any] | None = None) -> None:
        self.get, self._give = get, give

    def set(self, value: Any) -> None:
        if self._give is None:
            raise ComError("cannot be set")
        self._give(value)

    def __getattr__(self, name: str) -> Any:
        return getattr(self.get(), name)


def own(impl: Any, name: str) -> Asked:
    """A property that the test engine has under this name."""
    return Asked(lambda: getattr(impl, name), lambda value: setattr(impl, name, value))


class Each:
    """Elements by number or name, which exist or not."""

    def __init__(self, all_of: Callable[[], list[Any]], wrap: Callable[[Any], Any]) -> None:
        self.all, self.wrap = all_of, wrap

    def __getitem__(self, key: Any) -> Any:
        found = self.all()
        if isinstance(key, int):
            return self.wrap(found[key - 1]) if key <= len(found) else Nothing()
        return next((self.wrap(one) for one in found if one.name.lower() == key.lower()), Nothing())


class Nothing:
    """A reference to what is not there."""

    def exists(self) -> bool:
        return False


class Thing:
    """A reference to what is there; `counted` is what there is of each kind of element."""

    def __init__(self, impl: Any) -> None:
        self.impl = impl
        self.counted: dict[str, Callable[[], Any]] = {}

    def exists(self) -> bool:
        return True

    def count(self, each: str) -> int:
        return len(self.counted[each]())


class App(Thing):
    """Excel."""

    def __init__(self, impl: Any) -> None:
        super().__init__(impl)
        for name in ("screen_updating", "display_alerts", "enable_events", "status_bar"):
            setattr(self, name, own(impl, name))
        self.calculation = Asked(
            lambda: f"k.calculation_{impl.calculation}",
            lambda word: setattr(impl, "calculation", word.removeprefix("k.calculation_")),
        )
        self.version = Asked(lambda: "16.0")
        self.workbooks = Each(lambda: list(impl.books), Book)
        self.counted = {k.workbook: lambda: list(impl.books)}
        data = SimpleNamespace(data=struct.pack("i", PROCESS))
        target = SimpleNamespace(addressdesc=SimpleNamespace(coerce=lambda _: data))
        self.AS_appdata = SimpleNamespace(target=lambda: target)

    active_workbook = property(lambda self: Book(self.impl.books.active))

    @property
    def selection(self) -> Any:
        if self.impl.selection is None:
            raise ComError("nothing is selected")
        return Cells(self.impl.selection)


class Book(Thing):
    """A workbook."""

    def __init__(self, impl: Any) -> None:
        super().__init__(impl)
        self.name, self.worksheets = own(impl, "name"), Each(lambda: list(impl.sheets), Sheet)
        self.date_1904 = Asked(lambda: impl.api.Date1904)
        self.counted = {k.worksheet: lambda: list(impl.sheets)}

    active_sheet = property(lambda self: Sheet(self.impl.sheets.active))

    def properties(self) -> dict[str, Any]:
        return {k.full_name: self.impl.fullname}

    def activate_object(self) -> None:
        self.impl.activate()


class Sheet(Thing):
    """A sheet."""

    def __init__(self, impl: Any) -> None:
        super().__init__(impl)
        self.name, self.entry_index = own(impl, "name"), own(impl, "index")
        self.list_objects = Each(lambda: list(impl.tables), Table)
        self.chart_objects = Each(list, Thing)
        self.counted = {k.list_object: lambda: list(impl.tables), k.chart_object: list}
        self.visible = Asked(
            lambda: {-1: k.sheet_visible, 0: k.sheet_hidden, 2: k.sheet_very_hidden}[impl.visible],
            lambda value: setattr(impl, "visible", -1 if value is True else 0),
        )
        self.protect_contents = Asked(lambda: impl.api.ProtectContents)

    used_range = property(lambda self: Cells(self.impl.used_range))
    cells = property(lambda self: self)

    @property
    def rows(self) -> Any:
        return _Rows(self.impl)

    def __getitem__(self, address: str) -> Cells:
        return Cells(self.impl.range(address))

    def activate_object(self) -> None:
        self.impl.activate()

    def unprotect(self, password: str) -> None:
        self.impl.api.Unprotect(password)

    def protect_worksheet(self) -> None:
        self.impl.ws.protection.sheet = True


class _Rows:
    """The rows of a sheet: `rows[5].columns[3]` is a cell."""

    def __init__(self, sheet: Any, row: int = 0) -> None:
        self.sheet, self.row = sheet, row

    columns = property(lambda self: self)

    def __getitem__(self, number: int) -> Any:
        return Cells(self.sheet.range((self.row, number))) if self.row else _Rows(self.sheet, number)


class Cells(Thing):
    """A block of cells."""

    def __init__(self, impl: Any) -> None:
        super().__init__(impl)
        self.value = Asked(self._values, self._enter)
        self.string_value = Asked(
            lambda: self._block(lambda value: _TEXTS.get(value, "" if value is None else str(value)))
        )
        self.formula = Asked(lambda: [list(row) for row in impl.formula] if len(impl) > 1 else impl.formula)
        self.first_row_index, self.first_column_index = own(impl, "row"), own(impl, "column")
        self.number_format = Asked(
            lambda: MISSING if impl.number_format is None else impl.number_format,
            lambda code: setattr(impl, "number_format", code),
        )
        self.row_height = own(impl, "row_height")
        self.merge_cells = Asked(lambda: MISSING if impl.merge_cells is None else impl.merge_cells)
        self.counted = {k.row: lambda: range(impl.shape[0]), k.column: lambda: range(impl.shape[1])}
        self.hidden = Asked(
            lambda: MISSING if impl.api.Hidden is None else impl.api.Hidden,
            lambda value: setattr(impl.api, "Hidden", value),
        )

    entire_row = property(lambda self: self)
    merge_area = property(lambda self: Cells(self.impl.merge_area))

    def _block(self, of: Callable[[Any], Any]) -> Any:
        rows = [[of(value) for value in row] for row in self.impl.raw_value]
        return rows[0][0] if len(self.impl) == 1 else rows

    def _values(self) -> Any:
        def one(value: Any) -> Any:
            if value is None:
                return ""
            return MISSING if value in _TEXTS else float(value) if isinstance(value, Decimal) else value

        return self._block(one)

    def _enter(self, value: Any) -> None:
        self.impl.raw_value = value

    def get_address(self, row_absolute: bool = True, column_absolute: bool = True, external: bool = False) -> str:
        return str(self.impl.get_address(row_absolute, column_absolute, external))

    def select(self) -> None:
        self.impl.select()

    def properties(self) -> dict[str, Any]:
        return {k.top: (self.impl.r1 - 1) * HEIGHT}

    def clear_hyperlinks(self) -> None:
        self.impl.api.ClearHyperlinks()

    def make(self, at: Cells, new: str, with_properties: dict[str, Any]) -> None:
        assert new == k.hyperlink
        given = {name: with_properties[getattr(k, name)] for name in ("address", "text_to_display", "screen_tip")}
        api = at.impl.sheet.api
        api.Add(at.impl.api, "", given["address"].removeprefix("#"), given["screen_tip"], given["text_to_display"])

    def autofilter_range(self, field: int, criteria1: Any = None, operator: Any = None) -> None:
        table = next(one for one in self.impl.sheet.tables if one.range.coords == self.impl.coords)
        if criteria1 is None:
            by = TableFilter(table)
            by.by.pop(field, None)
            by._hide()
        else:
            assert operator == k.filter_by_value
            TableFilter(table).set(field, VALUES, criteria1, None)


class Table(Thing):
    """A table."""

    def __init__(self, impl: Any) -> None:
        super().__init__(impl)
        self.name = self.display_name = own(impl, "name")
        self.show_headers, self.total = own(impl, "show_headers"), own(impl, "show_totals")
        self.show_autofilter = own(impl, "show_autofilter")

    range_object = property(lambda self: Cells(self.impl.range))

    @property
    def header_row(self) -> Asked:
        return Asked(lambda: Cells(self.impl.header_row_range))

    @property
    def autofilter_object(self) -> Any:
        return SimpleNamespace(filters=_Filters(self.impl))

    def resize(self, range: Cells) -> None:
        self.impl.resize(range.impl)


class _Filters:
    def __init__(self, table: Any) -> None:
        self.table = table

    def __getitem__(self, field: int) -> Any:
        shown = TableFilter(self.table).by.get(field)

        def said(at: int) -> Any:
            return MISSING if shown is None or shown[at] is None else shown[at]

        return SimpleNamespace(
            filter_on=Asked(lambda: shown is not None),
            operator=Asked(lambda: k.filter_by_value if shown and shown[0] == VALUES else MISSING),
            criteria1=Asked(lambda: said(1)),
            criteria2=Asked(lambda: said(2)),
        )
