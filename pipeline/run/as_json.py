"""What a run found, for machines: codes, ids and addresses, one object a workbook."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from pipeline.run.out_folder import report_names, write_whole
from pipeline.run.report import Json, Report


def workbook(report: Report) -> Json:
    """One workbook: status, findings, checks and counts."""
    result: Json = {
        "workbook": str(report.path),
        "status": report.status,
        "reason": report.reason,
        "notes": list(report.notes),
        **report.found,
        "actions": dict(report.actions),
    }
    if report.was_read:
        result |= {"arrangement_id": report.arrangement_id, "title": report.title}
    result["counts"] = {
        "findings": sum(report.severities.values()),
        "findings_by_severity": dict(report.severities),
        "checks": report.cell_errors + report.mentions,
        "cell_errors": report.cell_errors,
    }
    return result


def run(reports: list[Report], code: int) -> Json:
    """A whole run: its workbooks, how many came out how, and the exit code."""
    return {
        "workbooks": [workbook(report) for report in reports if report.status != "foreign"],
        "foreign": [str(report.path) for report in reports if report.status == "foreign"],
        "counts": dict(Counter(report.status for report in reports)),
        "not_opened": sum(not report.was_opened for report in reports),
        "exit_code": code,
    }


def text(content: Mapping[str, Any]) -> str:
    """The JSON text: UTF-8 letters as they are, two spaces of indent."""
    return json.dumps(content, ensure_ascii=False, indent=2)


def write(reports: list[Report], out: Path) -> None:
    """Write one `NAME.json` a workbook into the folder `out`; workbooks of one name get their folder's name before it.

    The report of a workbook that was not opened is written only where it is missing.
    Raises OSError when the folder cannot be written.
    """
    out.mkdir(parents=True, exist_ok=True)
    written = [report for report in reports if report.status != "foreign"]
    for report, name in zip(written, report_names([report.path for report in written]), strict=True):
        path = out / f"{name}.json"
        if report.was_opened or not path.exists():
            write_whole(path, text(workbook(report)) + "\n")
