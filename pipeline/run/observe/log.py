"""The log of unattended runs: what happened in which run, without a word of what stands in the workbooks."""

from __future__ import annotations

import logging
import os
import platform
import re
import sys
from collections import Counter
from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path

from pipeline import __version__
from pipeline.printable import printable, without_passwords
from pipeline.run.batch.crash_text import traceback_of
from pipeline.run.batch.options import Options
from pipeline.run.batch.workbook_result import WorkbookResult
from pipeline.run.observe.log_file import LogFile
from pipeline.run.result import RunResult
from pipeline.run.workbook.summary_text import remarks

# Nothing to say about: the history has them.
_QUIET = frozenset({"unchanged", "foreign", "copy"})
_LEVELS = {"failed": logging.ERROR, "written": logging.INFO, "checked": logging.INFO, "beside": logging.INFO}
# The words of a reason that stand in quotation marks are taken from a cell.
_QUOTED = re.compile(r'".*"', re.DOTALL)


class Log:
    """The lines of one run; every one carries the moment (UTC) and the run's id. It never raises."""

    def __init__(self, folder: Path | None, run_id: str) -> None:
        self._logger = logging.Logger("concord", logging.INFO)
        self._file = LogFile(folder) if folder else None
        if self._file:
            self._file.setFormatter(_Lines(run_id))
            self._logger.addHandler(self._file)

    @property
    def path(self) -> Path | None:
        """Where the log is; None where there is none."""
        return Path(self._file.baseFilename) if self._file and not self.trouble else None

    @property
    def trouble(self) -> str:
        """Why nothing could be written, "" while it can."""
        return self._file.trouble if self._file else ""

    @property
    def stuck(self) -> str:
        """Why the log could not be put aside although it is full, "" where it could."""
        return self._file.stuck if self._file else ""

    def begins(self, paths: Sequence[Path], options: Options, **more: object) -> None:
        """A run begins."""
        self._say(logging.INFO, f"begins: concord {__version__}, Python {platform.python_version()} on {sys.platform}, "
                  f"process {os.getpid()}")  # fmt: skip
        for path in paths:
            self._say(logging.INFO, f"path: {path.absolute()}")
        said = {
            "today": options.today, "write": options.write, "strict": options.strict,
            "out": options.out and options.out.absolute(),
            "audience": options.audience, **more,
        }  # fmt: skip
        self._say(logging.INFO, "options: " + ", ".join(f"{name}={value}" for name, value in said.items()))

    def warning(self, text: str) -> None:
        """Something that somebody should know."""
        self._say(logging.WARNING, text)

    def mistake(self, mistake: BaseException) -> None:
        """A mistake of ours, with the way to it."""
        self._say(logging.ERROR, "Concord itself made a mistake:")
        self._way(traceback_of(mistake))

    def broken_off(self, why: str) -> None:
        """The run ends before it is over."""
        self._say(logging.WARNING, f"broken off: {why}")

    def ended(self, ended: RunResult) -> None:
        """Every workbook that is not as it was, and what came of the run."""
        for result in ended.results:
            if result.status not in _QUIET or result.cell_errors:
                self._report(result)
        for remark in remarks(ended.results):
            level = logging.WARNING if remark.is_failure else logging.INFO
            whose = remark.whose([str(result.path.absolute()) for result in remark.of])
            self._say(level, f"{whose}: {without_quoted(remark.text)}")
        counts = ", ".join(f"{count} {status}" for status, count in Counter(r.status for r in ended.results).items())
        took = (ended.finished - ended.started).total_seconds()
        self._say(logging.INFO, f"ends: exit code {ended.code}; {counts or 'no workbooks'}; {took:.1f} s")

    def _report(self, result: WorkbookResult) -> None:
        cells = "cell" if result.cell_errors == 1 else "cells"
        mend = f", {result.cell_errors} {cells} to mend" if result.cell_errors else ""
        reason = f": {without_quoted(result.reason)}" if result.reason else ""
        level = _LEVELS.get(result.status, logging.WARNING)
        self._say(level, f"{result.status}{mend}: {result.path.absolute()}{reason}")
        if result.traceback:
            self._way(result.traceback)

    def _say(self, level: int, text: str) -> None:
        self._logger.log(level, "%s", printable(without_passwords(text)))

    def _way(self, traceback: str) -> None:
        """The lines of a traceback, which none of the other lines can be taken for."""
        for line in traceback.splitlines():
            self._say(logging.ERROR, f"| {line}")


class _Lines(logging.Formatter):
    """Moment, run id and level before each line."""

    def __init__(self, run_id: str) -> None:
        super().__init__()
        self._run_id = run_id

    def format(self, record: logging.LogRecord) -> str:
        at = datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds")
        return f"{at} {self._run_id} {record.levelname} {record.getMessage()}"


def without_quoted(reason: str) -> str:
    """A reason without the words that it quotes from a cell."""
    return _QUOTED.sub('"..."', reason)
