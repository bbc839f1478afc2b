"""Portfolios for tests: from real workbooks, or from what may be told of ones that were never written."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

from pipeline.analysis.assessment import Assessment
from pipeline.disclosure.audience import OUTSIDE, Edition
from pipeline.disclosure.numbers import editions
from pipeline.portfolio.from_history import NO_PAST, Past
from pipeline.portfolio.portfolio import Portfolio, portfolio
from pipeline.run.batch.workbook_result import WorkbookResult, pack
from pipeline.run.result import RunResult
from tests.report.world import Rows, looked

DAY = date(2026, 11, 22)
MOMENT = datetime(2026, 11, 22, 6, tzinfo=UTC)
FOLDER = Path("/drive/Partnerships")


def told_of(values: Mapping[str, Rows], day: date = DAY, edition: Edition = OUTSIDE) -> dict[str, Any]:
    """What an edition tells of a workbook with these rows, between REDC, LOCA and WATR."""
    reading, results = looked(values)
    problems = (*reading.problems, *results.mentions)
    assessment = Assessment.of(reading.arrangement, day)
    found: dict[str, Any] = editions(assessment, results.findings.shown, results.plan, problems)[edition]
    return found


def report(
    name: str, findings: Mapping[str, str] | None = None, *, title: str = "", late: Sequence[str] = (),
    back: Sequence[str] = (), actions: Sequence[str] = (), was_opened: bool = True, kept: int = 0, **more: Any,
) -> WorkbookResult:  # fmt: skip
    """The report of a workbook that was read; `late`, `back` and `actions` are ids of actions to be done."""
    ids = (*actions, *late, *back)
    said = {
        "findings": dict(findings or {}), "actions": {id: {"late": id in late, "back": id in back} for id in ids},
        "partners": 3, "parties": 3, "missing": 0, "mend": 0, "risks": 3, "valid_until": "2027-12-31", **more,
    }  # fmt: skip
    both = {"codes": ["REDC", "LOCA"], "parties": said, "outside": {**said, "kept": kept}}
    packed = pack({"findings": [], "actions": [], "topics": [], "checks": []}, both)
    return WorkbookResult(
        path=FOLDER / name, status="unchanged", was_read=True, arrangement_id=f"CA-{name}", title=title or name,
        packed=packed, was_opened=was_opened,
    )  # fmt: skip


def unread(
    name: str, status: Any = "refused", reason: str = "The file is damaged: its end is missing."
) -> WorkbookResult:
    """The report of a workbook that was not read."""
    return WorkbookResult(path=FOLDER / name, status=status, reason=reason)


def over(*reports: WorkbookResult, run_id: str = "2026-11-22T06:00:00-aaaa", audience: str = "parties") -> RunResult:
    """A run over the folder with these reports."""
    return RunResult(
        run_id=run_id, paths=(FOLDER,), started=MOMENT, finished=MOMENT, results=reports, code=0, audience=audience
    )


def whole(
    *reports: WorkbookResult, past: Past = NO_PAST, links: Mapping[Path, str] | None = None, audience: str = "parties"
) -> Portfolio:
    """The portfolio of such a run."""
    return portfolio(over(*reports, audience=audience), DAY, past, links)
