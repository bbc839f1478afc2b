"""Many workbooks: identify, then act, one trap a workbook, so that the batch always finishes."""

from __future__ import annotations

import traceback
from collections import defaultdict
from collections.abc import Callable, Iterable
from dataclasses import replace
from pathlib import Path

from pipeline.run.one import process
from pipeline.run.options import Options
from pipeline.run.outcome import Outcome
from pipeline.run.report import Report, reported

Told = Callable[[Path], None]


def run(paths: Iterable[Path], options: Options, before: Told | None = None, debug: bool = False) -> list[Report]:
    """Work through the workbooks one after another; `before` is called with each path.

    Two workbooks with one arrangement id are copies of each other: both are checked, neither is
    written (DESIGN.md, The workbook). `debug` lets our own mistakes through with their traceback.
    """
    paths = list(paths)
    copies = _copies(paths) if options.write and len(paths) > 1 else {}
    reports = []
    for path in paths:
        if before:
            before(path)
        others = copies.get(path)
        report = reported(_trapped(path, replace(options, write=False) if others else options, debug))
        if others and report.was_read:
            report = replace(report, status="refused", reason=_copy_reason(report, others))
        reports.append(report)
    return reports


def _trapped(path: Path, options: Options, debug: bool) -> Outcome:
    try:
        return process(path, options)
    except Exception as mistake:
        if debug:
            raise
        last = traceback.extract_tb(mistake.__traceback__)[-1]
        where = f"{Path(last.filename).name}, line {last.lineno}"
        reason = (
            f"Concord itself made a mistake here ({type(mistake).__name__} in {where}); the workbook was not changed. "
            "Please report this; `--debug` shows more."
        )
        return Outcome(path=path, status="failed", reason=reason)


def _copies(paths: list[Path]) -> dict[Path, list[Path]]:
    """For each workbook whose arrangement id another one has too: those others."""
    from pipeline.reading.identify import arrangement_id

    by_id: dict[str, list[Path]] = defaultdict(list)
    for path in paths:
        found = arrangement_id(path)
        if found:
            by_id[found].append(path)
    return {
        path: [other for other in same if other != path] for same in by_id.values() if len(same) > 1 for path in same
    }


def _copy_reason(report: Report, others: list[Path]) -> str:
    names = ", ".join(str(other) for other in others)
    return (
        f"Its arrangement id {report.arrangement_id} is also in {names}: both were checked, nothing was written "
        "into either. Keep one of them, or type a new arrangement id into the copy's sheet Arrangement."
    )
