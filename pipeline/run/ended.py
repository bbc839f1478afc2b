"""A run that is over: what everything made of a run (reports in a folder, history, messages) is made from."""

from __future__ import annotations

import secrets
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from pathlib import Path

from pipeline.run.report import Report


@dataclass(frozen=True, kw_only=True)
class Ended:
    """The reports of a run over `paths`, its exit code, and when it began and ended (UTC).

    `failures` says what of the whole run (not of one workbook) could not be written, and why.
    `names` says how the reports of a workbook are called in the folder for reports, without ending;
    empty where there is no such folder.
    """

    run_id: str
    paths: tuple[Path, ...]
    started: datetime
    finished: datetime
    reports: tuple[Report, ...]
    code: int
    failures: tuple[str, ...] = ()
    names: Mapping[Path, str] = field(default_factory=dict)

    def without(self, failures: Sequence[str]) -> Ended:
        """The same run, of which something could not be written."""
        return replace(self, failures=(*self.failures, *failures), code=self.code or 3) if failures else self


def new_run_id() -> str:
    """An id for a run that begins now: its moment (UTC), so that ids sort, and what no other run has."""
    return f"{datetime.now(UTC):%Y-%m-%dT%H:%M:%S}-{secrets.token_hex(4)}"
