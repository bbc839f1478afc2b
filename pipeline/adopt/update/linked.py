"""Sources of an adopted workbook that its people wish to be told about: whether they have changed since.

Only a file in the workbook's own folder is looked at, by its bare name, and nothing is taken over.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from hashlib import sha256
from pathlib import Path

from pipeline.files.errors import RefusedFileError
from pipeline.files.in_use import InUseError, reading
from pipeline.files.read import ReadError, read_bytes
from pipeline.reading.source.source import UnreadableWorkbookError
from pipeline.run.batch.task import within
from pipeline.run.batch.workers import Limits
from schemas.wording.text import text

TELL = "tell"


class _NotLookedAtError(Exception):
    """The workbook took more time or memory than it may."""


@dataclass(frozen=True)
class Linked:
    """A source whose file is another one by now: how many rows are new and how many cells changed, where that is known.

    `adopted_on` is the day as it stands in the workbook, `view` the code of the partner whose view it is.
    """

    file: Path
    adopted_on: str
    view: str
    rows: int | None = None
    cells: int | None = None


def changed_sources(path: Path, limits: Limits, today: date) -> Iterator[Linked]:
    """The sources of the workbook at `path` that say `tell` and have changed; none where it cannot be opened."""
    try:
        lines = within(limits, _linked_lines, path, _NotLookedAtError)
    except (_NotLookedAtError, InUseError, ReadError, RefusedFileError, UnreadableWorkbookError):
        return  # the check itself says what is the matter
    for line in lines:
        file = path.parent / line["file"]
        try:
            changed = file.is_file() and sha256(read_bytes(file)).hexdigest() != line["SHA-256"]
        except (ReadError, RefusedFileError):
            continue
        if changed:
            yield _compared(path, file, line, limits, today)


def _linked_lines(path: Path) -> list[dict[str, str]]:
    """The lines of Sources that say so, in words. Looked for in a worker; in no more than its own tables."""
    # Loaded here: the process that asks opens no workbook.
    from pipeline.adopt.source.sheet import shown
    from pipeline.adopt.update.before import before
    from pipeline.reading.source.file_source import Book
    from pipeline.xlsx.preflight.decrypt import open_sound

    with reading(path):
        stored = read_bytes(path)
    told = before(Book(open_sound(stored, path.name)[0]))
    lines = [{key: shown(cell) for key, cell in line.items()} for _, line in told.sources.values()] if told else []
    return [line for line in lines if _is_linked(line) and Path(line["file"]).name == line["file"]]


def _is_linked(line: Mapping[str, str]) -> bool:
    from pipeline.adopt.sheet_words import link_of

    return link_of(line.get("link", "")) == TELL


def _compared(path: Path, file: Path, line: Mapping[str, str], limits: Limits, today: date) -> Linked:
    from pipeline.adopt.adopt import AdoptError, Request, adopt

    view = line["view_of"]
    linked = Linked(file, line["adopted_on"], view)
    asked = Request(old=[file], viewer=f"{view}={view}", accept=True, today=today, dry_run=True, limits=limits)
    try:
        updated = adopt(asked, path).updated
    except AdoptError:
        return linked  # adopting it says why
    found = updated.compared.get(file.name) if updated else None
    return Linked(file, linked.adopted_on, view, len(found.added), len(found.updated)) if found else linked


def said(linked: Linked, to: Path) -> str:
    """What people are told of a source that has changed, and how it is taken over."""
    how = text("adopt.linked.how", file=linked.file.name, to=to.name, view=linked.view)
    if linked.rows is None or linked.cells is None:
        return text("adopt.linked.changed", file=linked.file.name, day=linked.adopted_on, how=how)
    counts = {"rows": linked.rows, "cells": linked.cells}
    return text("adopt.linked.counted", file=linked.file.name, day=linked.adopted_on, how=how, **counts)
