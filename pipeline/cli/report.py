"""`concord report`: the page of each workbook, without writing into any workbook."""

from __future__ import annotations

from contextlib import ExitStack, closing
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from pipeline.cli.common import (
    audience_option,
    database_option,
    day_option,
    debug_option,
    limit_options,
    page_language_option,
    paths_argument,
    thresholds_option,
)
from pipeline.cli.help import Command, option
from pipeline.cli.paths import FolderHere
from pipeline.cli.terminal.progress import waiting
from pipeline.cli.terminal.typed import echo
from pipeline.printable import message, printable
from pipeline.run.workbook.outcome import NOT_COUNTED
from schemas.json_shape import json_text
from schemas.wording.text import text

if TYPE_CHECKING:
    from pipeline.run.batch.workbook_result import WorkbookResult
    from pipeline.run.result import RunResult
    from pipeline.store.history import History


@click.command("report", cls=Command, help="commands.report")
@paths_argument
@option(
    "--out",
    required=True,
    type=FolderHere(),
    metavar="DIRECTORY",
    help="commands.report.options.out",
)
@audience_option
@page_language_option
@option("--pdf", is_flag=True, help="commands.report.options.pdf")
@option("--json", "as_json", is_flag=True, help="commands.options.json")
@day_option
@thresholds_option
@limit_options
@database_option
@debug_option
def command(
    paths: tuple[Path, ...], out: Path, audience: str, pdf: bool, as_json: bool, today: str | None, config: Path | None,
    db: str | None, debug: bool, language: str | None, **limits: Any,
) -> int:  # fmt: skip
    """Make a page of each workbook at PATHS (files or folders) that opens in any browser, offline.

    Rows marked for the parties only are on no page made with --audience outside, and in no number on it. A
    folder gets a portfolio of all partnerships as well: portfolio.html, .xlsx and .csv, for the same audience.
    """
    from pipeline.cli.common import manner_for, options_for
    from pipeline.report.pdf import browser

    program = browser() if pdf else ""
    if pdf and not program:
        raise click.UsageError(text("cli.report.no_browser"))
    options = options_for(today=today, config=config, write=False, audience=audience, language=language or "", out=out)
    manner = manner_for(paths, debug=debug, **limits)
    from pipeline.cli.session import carried_out, leave_portfolio, say, tried
    from pipeline.run.output import json_report
    from pipeline.run.run import Request

    with ExitStack() as held:
        request = Request(paths=paths, options=options, manner=manner, history=_past(db, held))
        if failure := tried(lambda: out.mkdir(parents=True, exist_ok=True), out):
            raise click.ClickException(failure)
        ended = carried_out(request, say)
        portfolio: list[Path] = []
        with waiting(text("cli.progress.reports")):
            failure = tried(lambda: portfolio.extend(leave_portfolio(ended, request, out, say)), out)
    well = [
        _shown(result, program, ended, is_quiet=as_json)
        for result in ended.results
        if result.status not in NOT_COUNTED or request.is_single
    ]
    _say_beside(ended, failure)
    ended = ended.without([failure] if failure else [])
    code = _exit_code(ended, well, single=request.is_single)
    if as_json:
        click.echo(json_text(json_report.run(replace(ended, code=code), "report")))
        return code
    for file in portfolio[:1]:
        echo(text("cli.pages.portfolio", file=printable(file)))
    if not ended.results:
        echo(text("cli.no_workbooks"))
    return code


def _past(db: str | None, held: ExitStack) -> History | None:
    """The history, for what changed since; None where none is kept or it does not answer."""
    from pipeline.cli.common import history_at

    try:
        history = held.enter_context(closing(history_at(db)))
    except click.ClickException as problem:
        echo(message(problem.message), err=True)
        return None
    history.listen(lambda said: echo(message(said), err=True))
    return history


def _shown(result: WorkbookResult, program: str, ended: RunResult, *, is_quiet: bool) -> bool:
    """Say what became of a workbook's page, `is_quiet` only what went wrong; whether all is well with it."""
    why = result.reason if result.page is None else ""
    if result.page:
        page = printable(result.page)
        made = text("cli.made", file=page)
        if result.cell_errors:
            made = text("cli.report.made_with_unknown", file=page, count=result.cell_errors)
        if not is_quiet:
            echo(made)
        if program:
            why = _printed(result, program, ended, is_quiet=is_quiet)
    if why:
        echo(text("cli.whose", whose=printable(result.path), says=printable(why)), err=True)
    return result.page is not None and not why


def _printed(result: WorkbookResult, program: str, ended: RunResult, *, is_quiet: bool) -> str:
    """Print the page beside itself; "" when it is there, else a sentence that says why it is not."""
    from pipeline.files.errors import in_words
    from pipeline.report.pdf import pdf_of
    from pipeline.run.workbook.page_file import put_pdf

    if result.page is None or ended.leaves is None:
        return ""
    with waiting(text("cli.progress.pdf", file=printable(result.page.with_suffix(".pdf").name))):
        data, why = pdf_of(program, result.page)
    if why:
        return why
    target, file = ended.leaves.targets[result.path], result.page.with_suffix(".pdf")
    try:
        put_pdf(data, target, result, ended.leaves.options)
    except OSError as problem:
        return text("cli.report.no_pdf", file=file, what=in_words(problem, file.name, str(file.parent))[1])
    if not is_quiet:
        echo(text("cli.made", file=printable(file)))
    return ""


def _say_beside(ended: RunResult, failure: str) -> None:
    """What was noted of the workbooks, and what could not be written."""
    from pipeline.run.workbook.summary_text import remarks

    for remark in remarks(ended.results):
        whose = printable(remark.whose([str(result.path) for result in remark.of]))
        echo(text("cli.whose", whose=whose, says=printable(remark.text)), err=True)
    if failure:
        echo(printable(failure), err=True)


def _exit_code(ended: RunResult, well: list[bool], *, single: bool) -> int:
    if single and not ended.results[0].page:
        return 1
    return ended.code or (0 if all(well) else 3)
