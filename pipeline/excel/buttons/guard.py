"""Around every button: whatever happens, people read a sentence, and the details go to a log."""

from __future__ import annotations

import sys
import time
import traceback
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any, Generic, TypeVar

from pipeline.excel.buttons.caller import caller
from pipeline.excel.session import native
from pipeline.excel.session.app_state import tell
from pipeline.excel.session.switched_off import put_back

LONGEST_LOG = 1_000_000  # bytes; then the log begins anew
PAUSES = (0.5, 1.0, 2.0)  # seconds before trying again, while Excel is busy


class PartlyWrittenError(Exception):
    """A run failed after the first cell was written; `copy` is the workbook from before it."""

    def __init__(self, copy: Path) -> None:
        super().__init__(str(copy))
        self.copy = copy


Came = TypeVar("Came")


@dataclass(frozen=True)
class Attempt(Generic[Came]):
    """What came of a click in `book` (None where none was found), or in words what was in its way."""

    book: Any
    came: Came | None
    mistake: str


def guarded(work: Callable[[Any], str]) -> None:
    """Do `work` on the workbook that the button was pressed in, and show the text that it returns.

    Never raises for what goes wrong in `work`: then the box says so in words. Where not even a box can
    be shown, the process ends with the text, which is left to the macro to show.
    """
    done = attempt(caller, work)
    if text := done.mistake or done.came:
        show(done.book, text, "critical" if done.mistake else "info")


def attempt(find: Callable[[], Any], work: Callable[[Any], Came]) -> Attempt[Came]:
    """Do `work` on the workbook that `find` gives; what goes wrong comes back as a text in words, never as an error."""
    book: Any = None
    came: Came | None = None
    mistake = ""
    try:
        native.tame()
        book = _patiently(find)
        if book is not None:
            put_back(book.app)
        tell(book, _said("reading"))
        came = _patiently(lambda: work(book))
    except Exception as problem:  # the last fence before people
        mistake = in_words(problem)
    tell(book, None)
    return Attempt(book, came, mistake)


def _patiently(do: Callable[[], Any]) -> Any:
    """Do it again while Excel is busy with a cell or a box, a few times; nothing has been written then."""
    for pause in PAUSES:
        try:
            return do()
        except Exception as mistake:  # each platform has its own
            if not native.is_busy(mistake):
                raise
        time.sleep(pause)
    return do()


def show(book: Any, text: str, mode: str = "info") -> None:
    """Show a text in a box of Excel's."""
    try:
        book.app.alert(text, title=_said("title"), mode=mode)
    except Exception as mistake:  # Excel may be gone by now
        _log(mistake)
        raise SystemExit(f"Concord: {text}") from None  # what started this process shows it instead


def in_words(mistake: Exception) -> str:
    """What people read of a mistake; its details go to the log."""
    cause = mistake.__cause__ if isinstance(mistake, PartlyWrittenError) and mistake.__cause__ else mistake
    if not isinstance(mistake, PartlyWrittenError):
        if isinstance(mistake, ModuleNotFoundError):
            _log(mistake)
            return _said("missing", name=mistake.name)
        if native.is_busy(mistake):
            return _said("busy")
    log = _log(mistake)
    state = _said("mistake_before")
    if isinstance(mistake, PartlyWrittenError):
        state = _said("mistake_after", path=mistake.copy)
    return _said("mistake", kind=type(cause).__name__, state=state, log=log)


def _log(mistake: Exception) -> Path | str:
    """Add the details of a mistake to the log; where it is, or that it could not be written."""
    from pipeline import __version__

    told = "".join(traceback.format_exception(mistake))
    entry = f"{datetime.now():%Y-%m-%d %H:%M:%S} Concord {__version__}, Python {sys.version}\n{told}\n"  # noqa: DTZ005
    try:
        from pipeline.excel.addin.folders import log_file

        path = log_file()
        begin_anew = path.exists() and path.stat().st_size > LONGEST_LOG
        with path.open("w" if begin_anew else "a", encoding="utf-8", errors="backslashreplace") as log:
            log.write(entry)
    except OSError as problem:
        return _said("no_log", problem=problem)
    return path


def _said(sentence: str, /, **values: object) -> str:
    from schemas.wording.text import text

    return text(f"excel.{sentence}", **values)
