"""Workbooks with one arrangement id are copies of each other: both are checked, neither is written (docs/design.md)."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import Path

from pipeline.run.batch.workbook_result import WorkbookResult
from schemas.wording.text import joined, text


def copies(ids: Mapping[Path, str]) -> dict[Path, tuple[Path, ...]]:
    """For each workbook whose arrangement id another one has too: those others. No id is nobody's copy."""
    by_id: dict[str, list[Path]] = defaultdict(list)
    for path, found in ids.items():
        if found:
            by_id[found].append(path)
    same = [paths for paths in by_id.values() if len(paths) > 1]
    return {path: tuple(other for other in paths if other != path) for paths in same for path in paths}


def as_copy(result: WorkbookResult, others: Sequence[Path]) -> WorkbookResult:
    """The report of a workbook that was left alone because `others` have its id."""
    if not result.was_read:
        return result
    reason = text("run.copies", count=len(others), id=result.arrangement_id, names=joined(others))
    return replace(result, status="refused", reason=reason)
