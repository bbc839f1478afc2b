"""Excel for tests: an xlwings engine whose workbooks live in openpyxl, so that the real xlwings API is driven.

Only the BSD part of xlwings is used. `install()` makes it the active engine.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from functools import cached_property
from io import BytesIO
from pathlib import Path
from typing import Any, cast

import openpyxl
import xlwings

from tests.excel.com import AppApi, BookApi, SheetApi
from tests.excel.com_looks import rich_texts
from tests.excel.entering import KNOWN_ERRORS, ComError
from tests.excel.ranges import Range, Tables, box
from tests.loading import loaded


class Engine:
    """What xlwings asks of an engine."""

    name, type = "openpyxl", "desktop"

    def __init__(self) -> None:
        self.apps = Apps()

    @staticmethod
    def prepare_xl_data_element(value: Any, _: Any) -> Any:
        return "" if value is None else value

    @staticmethod
    def clean_value_data(data: Any, when: Any, empty: Any, number: Any, errors: bool) -> list[list[Any]]:
        def clean(value: Any) -> Any:
            if value is None or value == "":
                return empty
            if isinstance(value, int) and value in KNOWN_ERRORS:
                return KNOWN_ERRORS[value] if errors else None
            return number(value) if number and isinstance(value, float) else value

        return [[clean(value) for value in row] for row in data]


class Apps:
    """The running instances of Excel."""

    def __init__(self) -> None:
        self.running: list[App] = []

    def keys(self) -> list[int]:
        return [app.pid for app in self.running]

    def __iter__(self) -> Iterator[App]:
        return iter(self.running)

    def __len__(self) -> int:
        return len(self.running)

    def __getitem__(self, pid: int) -> App:
        return next(app for app in self.running if app.pid == pid)

    def add(self, **_: Any) -> App:
        app = App(self)
        self.running.insert(0, app)
        return app


class App:
    """One instance; `alerts` are the boxes it has shown."""

    _started = 0
    version = "16.0"

    def __init__(self, apps: Apps) -> None:
        App._started += 1
        self.pid, self.apps, self.engine = App._started, apps, ENGINE
        self.screen_updating = self.display_alerts = self.enable_events = self.visible = True
        self.calculation = "automatic"
        self.statuses: list[Any] = [False]
        self.alerts: list[tuple[str, str]] = []
        self.saves_copies = False  # for tests that open a copy: to others it is the file as it was opened
        self.api, self.books = AppApi(), Books(self)

    @property
    def status_bar(self) -> Any:
        """The text there; False while it is Excel's own."""
        return self.statuses[-1]

    @status_bar.setter
    def status_bar(self, value: Any) -> None:
        self.statuses.append(value)

    @property
    def selection(self) -> Any:
        book = self.books.active
        return book.selected.get(book.wb.active.title) if book else None

    def activate(self, steal_focus: bool = False) -> None:
        pass

    def alert(self, prompt: str, title: str, buttons: Any, mode: str, callback: Any) -> str:
        self.alerts.append((prompt, mode))
        return "ok"

    def quit(self) -> None:
        self.apps.running.remove(self)


class Books:
    """The open workbooks of an instance."""

    def __init__(self, app: App) -> None:
        self.app, self.open_ones = app, list[Book]()
        self.active: Any = None
        self.api = self

    def __len__(self) -> int:
        return len(self.open_ones)

    def __iter__(self) -> Iterator[Book]:
        return iter(self.open_ones)

    def __call__(self, key: int | str) -> Book:
        if isinstance(key, int):
            return self.open_ones[key - 1]
        for book in self.open_ones:
            if key.lower() in (book.name.lower(), book.fullname.lower()):
                return book
        raise KeyError(key)

    def open(self, fullname: str, *_: Any, **__: Any) -> Book:
        book = Book(self.app, Path(fullname).absolute())
        self.open_ones.append(book)
        self.active = book
        return book


class Book:
    """A workbook; `wb` holds values and formulas, `cached` what the formulas gave when it was saved."""

    def __init__(self, app: App, path: Path) -> None:
        self.app, self.path = app, path
        self.as_opened = path.read_bytes()
        self.wb = loaded(self.as_opened, keep_vba=path.suffix == ".xlsm")
        self.wb.rich = rich_texts(self.as_opened)
        self.pictures = {
            image: image.ref.getvalue() for sheet in self.wb.worksheets for image in cast(Any, sheet)._images
        }
        self.selected: dict[str, Any] = {}
        self.api = BookApi(self)
        self.calls: list[str] = []
        self.fails_at = ""
        self.address = ""  # where Excel says it lies, if that is no path of this machine

    @cached_property
    def cached(self) -> Any:
        """The workbook as it was opened, with what its formulas gave then; most tests meet none."""
        return openpyxl.load_workbook(BytesIO(self.as_opened), data_only=True)

    @property
    def name(self) -> str:
        return self.path.name

    @property
    def fullname(self) -> str:
        return self.address or str(self.path)

    @property
    def sheets(self) -> Sheets:
        return Sheets(self)

    def activate(self) -> None:
        self.app.books.active = self

    def close(self) -> None:
        self.app.books.open_ones.remove(self)

    def save(self, path: Any = None, password: Any = None) -> None:
        self.write_file(Path(path or self.path))

    def write_file(self, path: Path) -> None:
        for sheet in self.wb.worksheets:
            cast(Any, sheet)._hyperlinks = []  # openpyxl collects them anew with every save
        for image, data in self.pictures.items():
            image.ref = BytesIO(data)  # openpyxl closes them with every save
        self.wb.save(path)

    def call(self, what: str) -> None:
        """Note what Excel is asked for; a test can let it fail at one such call."""
        self.calls.append(what)
        if self.fails_at and what.startswith(self.fails_at):
            raise ComError(f"failed at {what}")


class Sheets:
    """The worksheets of a workbook."""

    def __init__(self, book: Book) -> None:
        self.book = self.api = book

    @property
    def active(self) -> Sheet:
        return Sheet(self.book, self.book.wb.active)

    def __len__(self) -> int:
        return len(self.book.wb.worksheets)

    def __iter__(self) -> Iterator[Sheet]:
        return (Sheet(self.book, sheet) for sheet in self.book.wb.worksheets)

    def __call__(self, key: int | str) -> Sheet:
        sheets = self.book.wb.worksheets
        return Sheet(self.book, sheets[key - 1] if isinstance(key, int) else self.book.wb[key])


class Sheet:
    """A worksheet."""

    def __init__(self, book: Book, ws: Any) -> None:
        self.book, self.ws = book, ws
        self.api = SheetApi(self)

    @property
    def name(self) -> str:
        return str(self.ws.title)

    @property
    def index(self) -> int:
        return int(self.book.wb.index(self.ws)) + 1

    @property
    def visible(self) -> int:
        """Excel says -1 of a sheet that is seen, 2 of a very hidden one."""
        return {"visible": -1, "hidden": 0, "veryHidden": 2}[self.ws.sheet_state]

    @visible.setter
    def visible(self, value: int) -> None:
        self.ws.sheet_state = "visible" if value else "hidden"

    @property
    def used_range(self) -> Range:
        return Range(self, (1, 1, self.ws.max_row, self.ws.max_column))

    @property
    def tables(self) -> Tables:
        return Tables(self)

    def range(self, first: Any, second: Any = None) -> Range:
        one, two = box(first), box(second if second is not None else first)
        return Range(self, (min(one[0], two[0]), min(one[1], two[1]), max(one[2], two[2]), max(one[3], two[3])))

    def activate(self) -> None:
        self.book.wb.active = self.ws

    def is_hidden(self, row: int) -> bool:
        return row in self.ws.row_dimensions and bool(self.ws.row_dimensions[row].hidden)

    def must_be_open(self) -> None:
        """Excel changes nothing on a protected sheet."""
        if self.ws.protection.sheet:
            raise ComError("The cell or chart you're trying to change is on a protected sheet.")


ENGINE = Engine()


def install() -> Engine:
    """Make this the engine that xlwings uses."""
    if ENGINE.name not in [engine.name for engine in xlwings.engines]:
        xlwings.engines.add(xlwings.Engine(impl=ENGINE))
    xlwings.engines[ENGINE.name].activate()
    return ENGINE


@contextmanager
def excel() -> Iterator[xlwings.App]:
    """A running Excel without workbooks."""
    impl = install().apps.add()
    try:
        yield xlwings.App(impl=impl)
    finally:
        impl.quit()
        if hasattr(xlwings.Book, "_mock_caller"):
            del xlwings.Book._mock_caller  # nothing else clears it
