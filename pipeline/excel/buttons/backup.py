"""A copy of the open workbook from before a run: a run from a button empties Excel's list of what can be undone."""

from __future__ import annotations

import re
from datetime import datetime
from pathlib import Path
from typing import Any

from pipeline.excel.addin.folders import copies_folder, fitting, safe_file_name
from pipeline.excel.session import native
from schemas.wording.text import text

KEPT = 10  # copies of one workbook; older ones are deleted
_ENDINGS = frozenset({".xlsx", ".xlsm", ".xlsb", ".xls", ".xltx", ".xltm", ".ods"})  # Excel's formats with tables
_STAMP = "%Y-%m-%d %H%M%S"


class NoBackupError(Exception):
    """The copy could not be saved; its text says why."""


def save_copy(book: Any, now: datetime) -> Path:
    """Save the workbook as it stands now into the local folder, and return where. Raises NoBackupError."""
    try:
        folder = copies_folder()
        path = _free(folder, Path(safe_file_name(book.name)), now)
        native.save_copy(book, path)
        if not path.is_file():
            raise FileNotFoundError(path)
        _tidy(folder, path)
    except Exception as problem:  # Excel's own errors differ from platform to platform
        if native.on_mac() and isinstance(problem, PermissionError):
            raise NoBackupError(text("excel.no_copy_private", path=book.fullname)) from problem
        raise NoBackupError(text("excel.no_copy", kind=type(problem).__name__, problem=problem)) from problem
    return path


def _free(folder: Path, name: Path, now: datetime) -> Path:
    # A workbook that was never saved has no ending; Excel writes such a one as .xlsx.
    ending = name.suffix if name.suffix.lower() in _ENDINGS else ".xlsx"
    room = " (99)"
    longest = fitting(folder, name.stem, f" {now.strftime(_STAMP)}{room}{ending}")
    stem = longest.name.removesuffix(f"{room}{ending}")
    path, number = folder / f"{stem}{ending}", 2
    while path.exists():
        path, number = folder / f"{stem} ({number}){ending}", number + 1
    return path


def _tidy(folder: Path, newest: Path) -> None:
    """Delete all but the last KEPT copies of the same workbook."""
    stem = re.escape(re.sub(r" \d{4}-\d\d-\d\d \d{6}(?: \(\d+\))?$", "", newest.stem))
    form = re.compile(rf"{stem} \d{{4}}-\d\d-\d\d \d{{6}}(?: \(\d+\))?{re.escape(newest.suffix)}")
    for old in sorted(path for path in folder.iterdir() if form.fullmatch(path.name))[:-KEPT]:
        if old != newest:
            old.unlink(missing_ok=True)
