"""Files that are still being copied or saved: they are left for the next run."""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence
from pathlib import Path

from pipeline.files.backends import drive_of
from pipeline.run.batch.discover import Found

# So long waiting for files to settle is worth it.
SHORT = 1.0


def unsettled(
    files: Sequence[Found], seconds: float, now: float, *, sleep: Callable[[float], None] = time.sleep
) -> frozenset[Path]:
    """Those of the files found in folders that have not been unchanged for `seconds` at `now` (s since 1970).

    Where that is only a moment off, or a clock is wrong (changed in the future), it is waited for once:
    who has the same size and time then is settled.
    """
    young = {found: now - found.changed / 1e9 for found in files if not found.is_named and found.changed >= 0}
    young = {found: age for found, age in young.items() if age < seconds}
    undecided = [found for found, age in young.items() if seconds <= SHORT or age < 0]
    if undecided:
        sleep(min(SHORT, seconds))
    moving = {found.path for found in undecided if _now(found.path) != (found.size, found.changed)}
    return frozenset(moving | {found.path for found in young if found not in undecided})


def _now(path: Path) -> tuple[int, int]:
    try:
        status = drive_of(path).status(path)
    except OSError:
        return (-1, -1)
    return (status.st_size, status.st_mtime_ns)
