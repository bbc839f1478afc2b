"""The page of a workbook that was worked through, written into the folder for reports beside its other reports."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from pipeline.door.trouble import in_words
from pipeline.drive.of import exists
from pipeline.run.beside import copy_of
from pipeline.run.options import Options
from pipeline.run.out_folder import write_whole
from pipeline.run.outcome import Outcome
from pipeline.run.report import Report

if TYPE_CHECKING:
    from pipeline.reading.workbook import Reading
    from pipeline.results.compute import Results


def page_file(options: Options, workbook: Path, name: str) -> Path | None:
    """Where the page of a workbook goes whose reports are called `name`; None where none is wanted."""
    from pipeline.report.audience import ending

    if options.out and name:
        return options.out / f"{name}{ending(options.audience)}.html"
    if options.beside and options.write:
        return workbook.with_name(f"{copy_of(workbook).stem}{ending(options.audience)}.html")
    return None


def page_of(outcome: Outcome, options: Options, *, is_written: bool) -> tuple[str, str]:
    """The page, or a sentence that says why there is none; the other is "", both are where nothing was read.

    `is_written`: the results stand in the workbook by the time somebody sees the page.
    """
    if outcome.reading is None or outcome.results is None:
        return "", ""
    # The pages' own libraries are loaded only where a page is wanted.
    from pipeline.report.audience import NotForThemError
    from pipeline.report.page import page

    results = _as_written(outcome.results, outcome.reading) if is_written else outcome.results
    try:
        return page(outcome.reading, results, outcome.path.name, options.audience, options.thresholds), ""
    except NotForThemError as problem:
        return "", f"There is no page: {problem}"


def put_page(content: str, file: Path) -> str:
    """Write the page; "" when it is there, else a sentence that says why it is not."""
    try:
        if not exists(file.parent):
            file.parent.mkdir(parents=True, exist_ok=True)
        write_whole(file, content)
    except OSError as problem:
        what = in_words(problem, file.name, str(file.parent))[1]
        return f"Its page could not be written to {file}. {what}, then run again."
    return ""


def with_page(report: Report, file: Path, failure: str) -> Report:
    """The report with where its page is, or with the sentence that says why it could not be written."""
    return replace(report, failures=(*report.failures, failure)) if failure else replace(report, page=file)


def write_page(report: Report, outcome: Outcome, options: Options, file: Path) -> Report:
    """Make the page of a workbook and write it; its report with where the page is, or why there is none."""
    content, why = page_of(outcome, options, is_written=outcome.status in ("written", "beside"))
    if not content:
        return replace(report, notes=(*report.notes, why)) if why else report
    return with_page(report, file, put_page(content, file))


def _as_written(results: Results, reading: Reading) -> Results:
    """The results with each action in the row that it has now: the order of the plan is that of its table."""
    top = reading.places.first_row("ActionPlan")
    if not top or not results.plan.is_readable:
        return results
    rows = tuple(replace(row, source=top + at) for at, row in enumerate(results.plan.rows))
    return replace(results, plan=replace(results.plan, rows=rows))
