"""What a run tells the program that called it."""

from __future__ import annotations

from collections.abc import Sequence

from pipeline.run.report import Report


def exit_code(reports: Sequence[Report], *, single: bool) -> int:
    """The exit code of a run (DESIGN.md, Commands); `single`: one workbook was named."""
    if single and any(report.status in ("refused", "foreign", "failed", "unreached") for report in reports):
        return 1
    if any(report.status == "strict" for report in reports):
        return 1
    return 3 if any(report.needs_attention for report in reports) else 0
