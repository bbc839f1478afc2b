"""What a run found, for machines: codes, ids and addresses, one object a workbook."""

from __future__ import annotations

import json
import os
import tempfile
from collections import Counter
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from pipeline.domain.finding import Finding
from pipeline.reading.problems import Problem
from pipeline.run.outcome import Outcome

Json = dict[str, Any]


def workbook(outcome: Outcome) -> Json:
    """One workbook: status, findings, checks and counts."""
    result: Json = {
        "workbook": str(outcome.path),
        "status": outcome.status,
        "reason": outcome.reason,
        "notes": list(outcome.notes),
        "findings": [],
        "checks": [],
        "actions": dict(outcome.actions),
    }
    if outcome.reading is not None:
        arrangement = outcome.reading.arrangement
        result["arrangement_id"] = arrangement.text("arrangement_id")
        result["title"] = arrangement.text("title")
        result["checks"] = [_check(problem) for problem in outcome.problems]
    if outcome.findings is not None:
        result["findings"] = [_finding(outcome, found) for found in outcome.findings.shown]
    result["counts"] = _counts(result)
    return result


def _finding(outcome: Outcome, found: Finding) -> Json:
    sheet, address = outcome.where(found.cell)
    return {
        "rule": found.rule, "subject": found.subject, "severity": found.severity, "rows": list(found.rows),
        "partners": list(found.partners), "sheet": sheet, "cell": address, "message": found.says,
        "suggested_action": found.do, "source": found.source, "absorbed": list(found.absorbed),
        "shown_in": found.shown_in,
    }  # fmt: skip


def _check(problem: Problem) -> Json:
    return {
        "rule": problem.check, "severity": problem.severity, "sheet": problem.sheet, "cell": problem.address,
        "column": problem.header,
        "found": problem.found, "message": problem.says, "what_to_do": problem.do,
    }  # fmt: skip


def _counts(result: Json) -> Json:
    return {
        "findings": len(result["findings"]),
        "findings_by_severity": dict(Counter(found["severity"] for found in result["findings"])),
        "checks": len(result["checks"]),
        "cell_errors": sum(check["severity"] == "high" for check in result["checks"]),
    }


def run(outcomes: list[Outcome], code: int) -> Json:
    """A whole run: its workbooks, how many came out how, and the exit code."""
    return {
        "workbooks": [workbook(outcome) for outcome in outcomes if outcome.status != "foreign"],
        "foreign": [str(outcome.path) for outcome in outcomes if outcome.status == "foreign"],
        "counts": dict(Counter(outcome.status for outcome in outcomes)),
        "exit_code": code,
    }


def text(content: Mapping[str, Any]) -> str:
    """The JSON text: UTF-8 letters as they are, two spaces of indent."""
    return json.dumps(content, ensure_ascii=False, indent=2)


def write(outcomes: list[Outcome], out: Path) -> None:
    """Write one `NAME.json` a workbook into the folder `out`; workbooks of one name get their folder's name before it.

    Raises OSError when the folder cannot be written.
    """
    out.mkdir(parents=True, exist_ok=True)
    written = [outcome for outcome in outcomes if outcome.status != "foreign"]
    for outcome, name in zip(written, _names([outcome.path for outcome in written]), strict=True):
        _write_whole(out / f"{name}.json", text(workbook(outcome)) + "\n")


def _names(paths: list[Path]) -> list[str]:
    """A name for each report: the workbook's; where two agree, more of the path or the ending is added."""
    names = [path.stem for path in paths]
    for longer in (lambda path: path.name, lambda path: f"{path.parent.name}-{path.name}"):
        counted = Counter(name.casefold() for name in names)
        names = [
            longer(path) if counted[name.casefold()] > 1 else name for path, name in zip(paths, names, strict=True)
        ]
    seen: Counter[str] = Counter()
    unique = []
    for name in names:
        seen[name.casefold()] += 1
        unique.append(name if seen[name.casefold()] == 1 else f"{name}-{seen[name.casefold()]}")
    return unique


def _write_whole(path: Path, content: str) -> None:
    handle, name = tempfile.mkstemp(prefix=".concord-", suffix=".tmp", dir=path.parent)
    try:
        with os.fdopen(handle, "w", encoding="utf-8") as file:
            file.write(content)
        Path(name).replace(path)
    except BaseException:
        Path(name).unlink(missing_ok=True)
        raise
