"""A run that is over: what everything made of a run (reports in a folder, history, messages) is made from."""

from __future__ import annotations

import secrets
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path

from pipeline.disclosure.audience import PARTIES
from pipeline.run.batch.workbook_result import WorkbookResult
from pipeline.run.output.outputs import Outputs


@dataclass(frozen=True, kw_only=True)
class RunResult:
    """The reports of a run over `paths`, its exit code, and when it began and ended (UTC).

    `failures` says what of the whole run (not of one workbook) could not be written, and why.
    `audience` is for whom all that is made of the run is made, `leaves` where its reports go; None where it
    leaves none.
    """

    run_id: str
    paths: tuple[Path, ...]
    started: datetime
    finished: datetime
    results: tuple[WorkbookResult, ...]
    code: int
    failures: tuple[str, ...] = ()
    audience: str = PARTIES
    leaves: Outputs | None = None

    def without(self, failures: Sequence[str]) -> RunResult:
        """The same run, of which something could not be written."""
        return replace(self, failures=(*self.failures, *failures), code=self.code or 3) if failures else self


def new_run_id() -> str:
    """An id for a run that begins now: its moment (UTC), so that ids sort, and what no other run has."""
    return f"{datetime.now(UTC):%Y-%m-%dT%H:%M:%S.%f}-{secrets.token_hex(4)}"


def exit_code(results: Sequence[WorkbookResult], *, single: bool) -> int:
    """The exit code of a run (docs/design.md, Folders and commands); `single`: one workbook was named."""
    if single and any(result.status in ("refused", "foreign", "copy", "failed", "unreached") for result in results):
        return 1
    if any(result.status == "strict" for result in results):
        return 1
    return 3 if any(result.needs_attention for result in results) else 0
