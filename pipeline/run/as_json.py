"""What a run found, for machines: codes, ids and addresses, one object a workbook."""

from __future__ import annotations

import json
import time
from collections import Counter
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from pipeline.door.temporary import LEFT_OVER_AFTER, sweep
from pipeline.run.ended import Ended
from pipeline.run.out_folder import write_whole
from pipeline.run.report import Json, Report


def workbook(report: Report) -> Json:
    """One workbook: status, findings, checks and counts."""
    result: Json = {
        "workbook": str(report.path),
        "status": report.status,
        "reason": report.reason,
        "notes": [*report.notes, *report.failures],
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


def run(ended: Ended) -> Json:
    """A whole run: its workbooks, how many came out how, and the exit code."""
    return {
        "workbooks": [workbook(report) for report in ended.reports if report.status != "foreign"],
        "foreign": [str(report.path) for report in ended.reports if report.status == "foreign"],
        "counts": dict(Counter(report.status for report in ended.reports)),
        "not_opened": sum(not report.was_opened for report in ended.reports),
        "failures": list(ended.failures),
        "exit_code": ended.code,
    }


def text(content: Mapping[str, Any]) -> str:
    """The JSON text: UTF-8 letters as they are, two spaces of indent; a file's name may hold bytes that are no text."""
    return json.dumps(content, ensure_ascii=False, indent=2).encode("utf-8", "replace").decode()


def write(ended: Ended, out: Path) -> None:
    """Write one `NAME.json` a workbook into the folder `out`.

    The report of a workbook that was not opened is written only where it is missing.
    Raises OSError when the folder cannot be written.
    """
    out.mkdir(parents=True, exist_ok=True)
    sweep(out, LEFT_OVER_AFTER, time.time())
    for report in ended.reports:
        path = out / f"{ended.names[report.path]}.json"
        if report.status != "foreign" and (report.was_opened or not path.exists()):
            write_whole(path, text(workbook(report)) + "\n")
