"""Which workbook is in front of Excel, seen from outside: the one that a click in the panel is about."""

from __future__ import annotations

from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal

from pipeline.excel.session import native

# ready     a workbook is in front
# none      Excel is not open, has no workbook, or shows it in Protected View only: seen from outside all are alike
# no_excel  this computer has no Excel that can be reached
State = Literal["ready", "none", "no_excel"]


@dataclass(frozen=True)
class Front:
    """What is in front: the Excel by the number of its process, its workbook by name, which is unique there."""

    state: State
    process: int = 0
    name: str = ""
    folder: str = ""


def front(before: Front | None) -> Front | None:
    """The workbook in front; `before` is what was there the last time. None while Excel is too busy to say."""
    if not _has_excel():
        return Front("no_excel")
    try:
        with native.without_patience():
            return _front(any_app(), before)
    except Exception as problem:  # each platform has its own; an Excel that is being closed is none any more
        return None if native.is_busy(problem) else Front("none")


def _front(app: Any, before: Front | None) -> Front:
    if app is None or not len(app.books):
        return Front("none")
    book = app.books.active
    process, name = int(app.pid), str(book.name)
    if before is not None and (before.process, before.name) == (process, name) and before.folder:
        return before
    return Front("ready", process, name, _folder(book))


def _folder(book: Any) -> str:
    """The folder that it was saved in; "" for one that was not, and where xlwings does not find it out online."""
    with suppress(Exception):  # each platform has its own
        place = Path(book.fullname)
        return str(place.parent) if place.is_absolute() else ""
    return ""


def book_of(front: Front) -> Any:
    """The workbook itself (`xlwings.Book`); None where it is not open any more."""
    import xlwings

    for app in xlwings.apps:
        if int(app.pid) == front.process:
            return next((book for book in app.books if book.name == front.name), None)
    return None


def any_app() -> Any:
    """The Excel in front, which can open a file; None where there is none."""
    import xlwings

    return xlwings.apps.active if _has_excel() else None


def _has_excel() -> bool:
    """Whether xlwings knows how to speak with an Excel on this system."""
    import xlwings

    engines: Any = xlwings.engines
    return engines.active is not None
