"""Putting new content into a workbook: not while somebody has it open, and never without a copy of what stood there."""

from __future__ import annotations

import time
from datetime import UTC, datetime
from hashlib import sha256
from pathlib import Path

from pipeline.files.atomic_replace import ReplaceError, replace_whole
from pipeline.files.backends import drive_of
from pipeline.files.in_use import InUseError, writing
from pipeline.files.temp_files import LEFT_OVER_AFTER, sweep
from pipeline.run.workbook.beside import put_beside
from pipeline.run.workbook.outcome import Change, Ending
from pipeline.store.backups import keep
from pipeline.store.state_dir import VARIABLE
from schemas.wording.text import text


def write_back(path: Path, change: Change, backups: Path | None) -> Ending:
    """Let the workbook be as in `change`; what stood there is kept in the folder `backups` first, if there is one.

    Raises SavedMeanwhileError where the workbook does not hold `change.old` any more.
    """
    if change.beside:
        return put_beside(path, change.new)
    try:
        with writing(path):
            sweep(drive_of(path).real(path).parent, LEFT_OVER_AFTER, time.time())
            if backups:
                keep(backups, path, change.old, datetime.now(UTC))
            replace_whole(path, change.new, sha256(change.old).hexdigest())
    except InUseError as someone:
        return "open", str(someone)
    except ReplaceError as problem:
        return "refused", str(problem)
    except OSError as problem:  # all that has to do with the workbook itself comes as ReplaceError
        return "refused", text("run.no_backup", folder=backups, problem=problem, variable=VARIABLE)
    return "written", ""
