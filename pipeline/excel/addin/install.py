"""Putting Concord into Excel, taking it out, and saying what is missing. No administrator rights are needed."""

from __future__ import annotations

import errno
import sys
from collections.abc import Iterator, Sequence
from contextlib import suppress
from pathlib import Path, PurePosixPath

from pipeline.excel.addin.build import NAME
from pipeline.excel.addin.folders import is_from_store
from pipeline.excel.addin.items import Item
from pipeline.excel.addin.start import NOTE
from pipeline.template.same_workbook import same_content
from schemas.wording.text import text


class InstallError(Exception):
    """A file could not be put in place or taken away; the text says which and what to do."""


def install(items: Sequence[Item]) -> None:
    """Put every file in place, each whole or not at all. Raises InstallError, also for a Python of no use here."""
    if is_from_store():
        raise InstallError(text("excel.installing.store", path=sys.executable))
    if getattr(sys, "frozen", False):
        raise InstallError(text("excel.installing.standalone"))
    for item in items:
        path = Path(item.path)
        part = path.with_name(f".{path.name}.new")
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
            part.write_bytes(item.data)
            part.replace(path)
        except OSError as problem:
            with suppress(OSError):
                part.unlink(missing_ok=True)
            raise InstallError(_words("put", item, problem)) from problem


def remove(items: Sequence[Item]) -> list[Path]:
    """Take away every file; what was there. Raises InstallError."""
    gone = []
    for item in items:
        path = Path(item.path)
        if not path.exists():
            continue
        try:
            path.unlink()
        except OSError as problem:
            raise InstallError(_words("removed", item, problem)) from problem
        gone.append(path)
        if item.what == "starter":
            with suppress(OSError):
                path.with_name(NOTE).unlink(missing_ok=True)
                path.parent.rmdir()  # unless something of the user's is in there
    return gone


def lacks(items: Sequence[Item]) -> Iterator[str]:
    """What keeps Concord in Excel from working as this version would, one sentence each; nothing if all is well."""
    if is_from_store():
        yield text("excel.installing.store", path=sys.executable)
    for item in items:
        path = Path(item.path)
        try:
            present = path.read_bytes()
        except FileNotFoundError:
            yield text("excel.installing.not_there", path=path, what=item.title)
            continue
        except OSError as problem:
            yield text("excel.installing.unreadable", path=path, what=item.title, problem=problem.strerror)
            continue
        if present != item.data and not same_content(present, item.data):
            yield text("excel.installing.other", path=path, what=item.title)


def _words(sentence: str, item: Item, problem: OSError) -> str:
    kind = "loaded" if item.path.name == NAME else "plain"  # Excel keeps an add-in open
    if isinstance(item.path, PurePosixPath) and problem.errno == errno.EPERM:
        kind = "private"  # macOS asks people whether a program may write into a folder of Excel's
    return text(f"excel.not_done.{sentence}.{kind}", path=item.path, what=item.title, problem=problem.strerror)
