"""Results beside a workbook: a copy that holds them, where nobody wants the workbook itself to be written."""

from __future__ import annotations

import os
import re
from collections.abc import Collection
from contextlib import nullcontext
from hashlib import sha256
from pathlib import Path

from pipeline.files.atomic_replace import ReplaceError, replace_whole, write_new
from pipeline.files.backends import drive_of
from pipeline.files.errors import RefusedFileError
from pipeline.files.in_use import InUseError, writing
from pipeline.files.read import ReadError, read_bytes
from pipeline.files.temp_files import temporary
from pipeline.run.workbook.outcome import Ending
from pipeline.store.private import make_folder
from pipeline.store.state_dir import VARIABLE, state_folder
from schemas.wording.text import text

MARK = " (Concord)"
FOLDER = "beside"
_COPY = re.compile(re.escape(MARK) + r"(?=\.\w+$)")
_GONE = frozenset({"gone"})


def copy_of(workbook: Path) -> Path:
    """Where the results of a workbook stand beside it."""
    return workbook.with_name(f"{workbook.stem}{MARK}{workbook.suffix}")


def is_copy(name: str, names: Collection[str]) -> bool:
    """Whether a file is such a copy: what it is a copy of lies in the same folder, where `names` are."""
    return MARK in name and bool(_COPY.search(name)) and _COPY.sub("", name) in names


def put_beside(workbook: Path, content: bytes) -> Ending:
    """Let the copy beside `workbook` be `content`; one that somebody has changed since we made it is left alone."""
    copy = copy_of(workbook)
    fresh = sha256(content).hexdigest()
    try:
        standing = _digest(copy)
        if standing == fresh:
            return "beside", ""
        made = _made(copy)
        if standing and standing not in made:
            return "refused", _changed(copy, workbook)
        with writing(copy) if standing else nullcontext():
            _remember(copy, (*made[-1:], fresh))
            if standing:
                replace_whole(copy, content, standing)
            else:
                write_new(copy, content)
    except InUseError as someone:
        return "open", text("run.beside.open", copy=copy.name, who=someone)
    except (ReplaceError, ReadError, RefusedFileError) as problem:
        return "refused", str(problem)
    except OSError as problem:
        return "refused", text("run.beside.not_remembered", problem=problem, variable=VARIABLE)
    return "beside", ""


def _changed(copy: Path, workbook: Path) -> str:
    return text("run.beside.changed", copy=copy.name, workbook=workbook.name)


def _digest(copy: Path) -> str:
    """The SHA-256 (hex) of what the copy holds, "" where there is none."""
    try:
        return sha256(read_bytes(copy)).hexdigest()
    except ReadError as problem:
        if problem.reason in _GONE:
            return ""
        raise


def _made(copy: Path) -> tuple[str, ...]:
    """What we last put there, and before: between remembering and putting, the run may have ended."""
    try:
        return tuple(_note(copy).read_text(encoding="ascii").split())
    except FileNotFoundError:
        return ()


def _remember(copy: Path, digests: tuple[str, ...]) -> None:
    note = _note(copy)
    make_folder(note.parent)
    with temporary(note.parent, "\n".join(digests).encode(), 0o600) as fresh:
        fresh.replace(note)


def _note(copy: Path) -> Path:
    return state_folder() / FOLDER / f"{sha256(os.fsencode(str(drive_of(copy).real(copy)))).hexdigest()[:32]}.txt"
