"""The page of a workbook that was worked through, written into the folder for reports beside its other reports."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from pipeline.files.errors import in_words
from pipeline.run.batch.options import Options
from pipeline.run.batch.workbook_result import WorkbookResult
from pipeline.run.output.files import Target, put_report
from pipeline.run.workbook.outcome import Outcome
from schemas.wording.languages import speaking
from schemas.wording.text import text

if TYPE_CHECKING:
    from pipeline.reading.workbook import Reading
    from pipeline.results.compute import Results


def page_of(outcome: Outcome, options: Options, home: str, *, is_written: bool) -> tuple[str, str]:
    """The page, or a sentence that says why there is none; the other is "", both are where nothing was read.

    `home` is the portfolio that it leads back to, "" for none. `is_written`: the results stand in the workbook by
    the time somebody sees the page.
    """
    if outcome.reading is None or outcome.results is None:
        return "", ""
    # The pages' own libraries are loaded only where a page is wanted.
    from pipeline.disclosure.audience import NotForThemError
    from pipeline.disclosure.untold import NOTHING
    from pipeline.report.page import page

    results = _as_written(outcome.results, outcome.reading) if is_written else outcome.results
    try:
        with speaking(outcome.language):
            return page(
                outcome.reading, results, outcome.path.name, options.audience, options.thresholds, home,
                outcome.kept or NOTHING,
            ), ""  # fmt: skip
    except NotForThemError as problem:
        return "", text("run.page.none", why=problem)


def put_page(content: str, target: Target, result: WorkbookResult, options: Options) -> str:
    """Write the page; "" when it is there, else a sentence that says why it is not."""
    try:
        _put(content.encode("utf-8", "replace"), target, result, options)
    except OSError as problem:
        what = in_words(problem, target.file.name, str(target.file.parent))[1]
        return text("run.page.not_written", file=target.file, what=what)
    return ""


def put_pdf(data: bytes, page: Target, result: WorkbookResult, options: Options) -> None:
    """Write the printed page beside the page. Raises OSError."""
    _put(data, replace(page, file=page.file.with_suffix(".pdf")), result, options)


def _put(data: bytes, target: Target, result: WorkbookResult, options: Options) -> None:
    made = target.made_of(result.mark.content if result.mark else "")
    put_report(target, data, made, options.today.isoformat(), result.due.isoformat() if result.due else "")


def with_page(result: WorkbookResult, file: Path, failure: str) -> WorkbookResult:
    """The report with where its page is, or with the sentence that says why it could not be written."""
    return replace(result, failures=(*result.failures, failure)) if failure else replace(result, page=file)


def write_page(outcome: Outcome, result: WorkbookResult, options: Options, target: Target) -> WorkbookResult:
    """Make the page and write it: the report, which has its mark by now, with where it is or why there is none."""
    content, why = page_of(outcome, options, target.home, is_written=outcome.status in ("written", "beside"))
    if not content:
        return replace(result, notes=(*result.notes, why)) if why else result
    return with_page(result, target.file, put_page(content, target, result, options))


def _as_written(results: Results, reading: Reading) -> Results:
    """The results with each action in the row that it has now: the order of the plan is that of its table."""
    top = reading.places.first_row("ActionPlan")
    if not top or not results.plan.is_readable:
        return results
    rows = tuple(replace(row, source=top + at) for at, row in enumerate(results.plan.rows))
    return replace(results, plan=replace(results.plan, rows=rows))
