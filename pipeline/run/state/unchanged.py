"""Unchanged workbooks are not opened again: what was told of them last time still holds."""

from __future__ import annotations

import json
import sqlite3
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager, suppress
from dataclasses import replace
from datetime import date
from hashlib import sha256
from pathlib import Path

from pipeline.files.errors import RefusedFileError
from pipeline.files.read import ReadError, read_bytes
from pipeline.run.batch.discover import Found
from pipeline.run.batch.options import Options
from pipeline.run.batch.spill import Spill
from pipeline.run.batch.workbook_result import Mark, WorkbookResult
from pipeline.run.state.fingerprint import told
from pipeline.store.fingerprints import Seen, SeenStore, opened
from pipeline.store.state_dir import state_folder
from schemas.wording.text import text

# File times of some drives are this coarse (s): what changed so near to the last look may have changed after it.
COARSE = 2.0
# Waiting for a drive is most of reading from it.
READERS = 8
# So many looks are in memory at once.
AT_A_TIME = 500
KEPT = frozenset({"written", "unchanged", "beside", "foreign", "copy"})
FORGOTTEN_AFTER = 400 * 86_400.0
# What cannot be remembered is looked at again.
UNUSABLE = (sqlite3.Error, UnicodeDecodeError, OSError)


class Memory:
    """The last reports of workbooks, as far as they still hold for this day and this method; none with `force`."""

    def __init__(self, store: SeenStore, today: date, made_by: str, *, force: bool = False) -> None:
        self._store = store
        self._force = force
        self._today = today.isoformat()
        self._method = made_by
        self._spill = Spill()
        with suppress(*UNUSABLE):
            store.forget_before(time.time() - FORGOTTEN_AFTER)

    def recalled(self, files: Sequence[Found]) -> dict[Path, WorkbookResult]:
        """The reports that still hold, by path. Size and time decide; content is read where they leave a doubt."""
        if self._force:
            return {}
        known: dict[Path, WorkbookResult] = {}
        with suppress(*UNUSABLE):
            for at in range(0, len(files), AT_A_TIME):
                known |= self._recalled(files[at : at + AT_A_TIME], time.time())
        return known

    def _recalled(self, files: Sequence[Found], moment: float) -> dict[Path, WorkbookResult]:
        seen = self._store.all_of(found.real for found in files)
        holds = [(found, seen[found.real]) for found in files if found.real in seen]
        holds = [(found, look) for found, look in holds if self._is_of_now(look) and look.size == found.size]
        sure = [(found, look) for found, look in holds if _is_sure(found, look)]
        doubtful = [(found, look) for found, look in holds if not _is_sure(found, look) and look.content]
        with ThreadPoolExecutor(READERS) as readers:
            contents = readers.map(_content, (found.path for found, _ in doubtful))
            same = [pair for pair, content in zip(doubtful, contents, strict=True) if content == pair[1].content]
        self._store.keep((found.real, replace(look, changed=found.changed, looked=moment)) for found, look in same)
        return {found.path: self._report(found.path, look) for found, look in (*sure, *same)}

    def with_past(self, found: Found, result: WorkbookResult) -> WorkbookResult:
        """The report; of somebody else's file where a workbook of ours lay, it says so."""
        if result.status != "foreign":
            return result
        past: Seen | None = None
        with suppress(*UNUSABLE):
            past = self._store.all_of([found.real]).get(found.real)
        if past is None or not past.arrangement_id:
            return result
        reason = text("state.unchanged.was_ours", reason=result.reason, id=past.arrangement_id, file=found.path)
        return replace(result, status="refused", reason=reason)

    def keep(self, results: Iterable[tuple[Found, WorkbookResult]]) -> None:
        """Remember these; what must be looked at again in any case is forgotten."""
        kept: list[tuple[Path, Seen]] = []
        gone: list[Path] = []
        for found, result in results:
            if result.status in KEPT and result.mark is not None:
                kept.append((found.real, self._seen(result, result.mark)))
            else:
                gone.append(found.real)
        with suppress(*UNUSABLE):
            self._store.keep(kept)
            self._store.forget(gone)

    def _report(self, path: Path, look: Seen) -> WorkbookResult:
        said = json.loads(look.brief)
        said["notes"] = tuple(said["notes"])
        said["status"] = "unchanged" if said["status"] == "written" else said["status"]
        mark = Mark(look.size, look.changed, look.looked, look.content)
        return WorkbookResult(path=path, packed=self._spill.put(look.packed), was_opened=False, mark=mark, **said)

    def _is_of_now(self, look: Seen) -> bool:
        return look.method == self._method and look.day <= self._today and (not look.due or self._today < look.due)

    def _seen(self, result: WorkbookResult, mark: Mark) -> Seen:
        due = result.due.isoformat() if result.due else ""
        return Seen(
            mark.size, mark.changed, mark.looked, mark.content, self._today, due,
            self._method, result.arrangement_id, _brief(result), bytes(result.packed),
        )  # fmt: skip


def _is_sure(found: Found, look: Seen) -> bool:
    return found.changed == look.changed and found.changed / 1e9 < look.looked - COARSE


def _content(path: Path) -> str:
    try:
        return sha256(read_bytes(path)).hexdigest()
    except (ReadError, RefusedFileError):
        return ""


def _brief(result: WorkbookResult) -> str:
    names = ("status", "reason", "notes", "was_read", "arrangement_id", "title", "cell_errors", "mentions",
             "severities", "actions")  # fmt: skip
    # Escaped: a file's name in a reason or a note may hold bytes that are no text.
    return json.dumps({name: getattr(result, name) for name in names})


@contextmanager
def remembered(options: Options, force: bool, say: Callable[[str], None] = lambda _: None) -> Iterator[Memory | None]:
    """The memory for a run with these options; None where nothing is to be written, or nothing can be kept.

    `say` is told what was remembered and could not be understood.
    """
    store = None
    if options.write:
        with suppress(OSError):
            store = opened(state_folder(), say)
    if store is None:
        yield None
        return
    try:
        yield Memory(store, options.today, told(options), force=force)
    finally:
        store.close()
