"""Working in somebody's Excel without a trace: what is switched off for a while comes back, whatever happens."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager, suppress
from typing import Any

from pipeline.excel import native
from pipeline.package.errors import CannotWrite

_OFF = {"screen_updating": False, "enable_events": False, "display_alerts": False, "calculation": "manual"}


@contextmanager
def undisturbed(book: Any, says: str = "") -> Iterator[None]:
    """Hold screen, events, warnings and calculation still; afterwards all is as before, the selection too.

    `says` stands in the status bar meanwhile. Each thing is put back even where another cannot be.
    """
    app = book.app
    with ExitStack() as after:
        _keep_selection(book, after)
        for name, value in _OFF.items():
            _switch(app, name, value, after)
        was = native.set_fill_down(app, False)
        after.callback(native.set_fill_down, app, was)
        if says:
            _switch(app, "status_bar", says, after)
        yield


def _switch(app: Any, name: str, value: object, after: ExitStack) -> None:
    was = getattr(app, name)
    # Excel shows its own texts again when it is handed False; what it shows now is not ours to keep.
    after.callback(setattr, app, name, False if name == "status_bar" else was)
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

    Raises CannotWrite where it has a password.
    """
    if not native.is_protected(sheet):
        yield
        return
    how = native.protection(sheet)
    if not native.unprotect(sheet):
        raise CannotWrite(
            f"The sheet {sheet.name} is protected with a password. Take the protection off (Review > Unprotect Sheet), "
            "run again, and protect it afterwards.",
            sheet.name,
        )
    try:
        yield
    finally:
        native.protect(sheet, how)
