"""Removing what Concord keeps of workbooks: their back-ups, their history, and what their last look showed."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import closing, suppress
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path

from pipeline.files.backends import drive_of
from pipeline.files.names import as_unicode
from pipeline.run.state.unchanged import UNUSABLE
from pipeline.store.backups import FOLDER, forget_copies, forget_old_copies
from pipeline.store.damaged import PREFIX
from pipeline.store.fingerprints import opened
from pipeline.store.forget import forget_runs, forget_workbooks
from pipeline.store.history import History


@dataclass(frozen=True, slots=True)
class Forgotten:
    """How much was removed: copies of workbooks, runs of the history, and files that had been put aside as damaged."""

    copies: int
    runs: int
    damaged: int = 0


def forget(state: Path, history: History, workbooks: Sequence[Path]) -> Forgotten:
    """Remove the back-ups of these workbooks, and what the history has of them. Raises OSError, SQLAlchemyError."""
    real = [drive_of(path).real(path) for path in workbooks]
    copies = sum(forget_copies(state / FOLDER, path) for path in real)
    paths = sorted({as_unicode(path.absolute()) for path in (*workbooks, *real)})
    runs = forget_workbooks(history, paths)
    if (store := opened(state)) is not None:
        with closing(store), suppress(*UNUSABLE):
            store.erase(real)
    return Forgotten(copies, runs)


def forget_older(state: Path, history: History, days: int, now: datetime) -> Forgotten:
    """Remove all that was kept more than so many days ago. Raises OSError, SQLAlchemyError."""
    oldest = now - timedelta(days=days)
    damaged = [
        path for path in state.glob(f"{PREFIX}*") if path.is_file() and path.stat().st_mtime < oldest.timestamp()
    ]
    for path in damaged:
        path.unlink()
    copies = forget_old_copies(state / FOLDER, oldest)
    runs = forget_runs(history, days, now)
    if (store := opened(state)) is not None:
        with closing(store), suppress(*UNUSABLE):
            store.forget_before(oldest.timestamp())
    return Forgotten(copies, runs, len(damaged))
