"""Working in somebody's Excel without a trace: what is switched off for a while comes back, whatever happens."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager, suppress
from contextvars import ContextVar
from typing import Any

from pipeline.excel.session import native
from pipeline.excel.session.switched_off import FILL_DOWN, Note
from pipeline.xlsx.ooxml.errors import WriteError
from schemas.wording.text import text

_OFF = {"screen_updating": False, "enable_events": False, "display_alerts": False, "calculation": "manual"}

# Who else hears what is told in the status bar: the panel beside Excel.
listener: ContextVar[Callable[[str], object] | None] = ContextVar("listener", default=None)


@contextmanager
def undisturbed(book: Any) -> Iterator[Note]:
    """Hold screen, events, warnings and calculation still; afterwards all is as before, the selection too.

    Gives the note of what is switched off.

    What stands in the status bar is Excel's own again. Each thing is put back even where another cannot be.
    """
    app = book.app
    with ExitStack() as after:
        note = Note(app)
        after.callback(note.clear)
        _keep_selection(book, after)
        for name, value in _OFF.items():
            _switch(app, name, value, after, note)
        after.callback(tell, book, None)
        yield note


@contextmanager
def no_filling_down(book: Any, note: Note) -> Iterator[None]:
    """Keep Excel from filling a formula that is entered in a table into its whole column."""
    if not native.fills_down(book.app):
        yield
        return
    note.add(FILL_DOWN, True)
    native.set_fill_down(book.app, False)
    try:
        yield
    finally:
        native.set_fill_down(book.app, True)


def tell(book: Any, text: str | None) -> None:
    """Set the status bar, or give it back; what cannot be shown there is no reason to stop."""
    if hears := listener.get():
        hears(text or "")
    with suppress(Exception):  # Excel's own errors differ from platform to platform
        book.app.status_bar = text or False


def _switch(app: Any, name: str, value: object, after: ExitStack, note: Note) -> None:
    was = getattr(app, name)
    if was == value:
        return
    note.add(name, was)
    after.callback(setattr, app, name, was)
    setattr(app, name, value)


def _keep_selection(book: Any, after: ExitStack) -> None:
    sheet, selected = book.sheets.active, book.selection
    if selected is not None:
        after.callback(_quietly, selected.select)
    after.callback(_quietly, sheet.activate)


def _quietly(do: Callable[[], object]) -> None:
    """A selection that cannot be restored is no reason to tell people that the run failed."""
    with suppress(Exception):  # Excel's own errors differ from platform to platform
        do()


@contextmanager
def unlocked(sheet: Any) -> Iterator[None]:
    """Take a protection without a password off a sheet, and put it back the same.

    Raises WriteError where it has a password.
    """
    if not native.is_protected(sheet):
        yield
        return
    how = native.protection(sheet)
    if not native.unprotect(sheet):
        raise WriteError(text("excel.protected", sheet=sheet.name), sheet.name)
    try:
        yield
    finally:
        native.protect(sheet, how)
