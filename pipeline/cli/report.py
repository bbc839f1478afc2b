"""`concord report`: the page of each workbook, without writing into any workbook."""

from __future__ import annotations

from contextlib import ExitStack, closing
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from pipeline.cli.common import (
    audience_option,
    database_option,
    day_option,
    debug_option,
    limit_options,
    paths_argument,
    thresholds_option,
)
from pipeline.cli.paths import FolderHere

if TYPE_CHECKING:
    from pipeline.run.ended import Ended
    from pipeline.run.report import Report
    from pipeline.store.history import History


@click.command("report", short_help="Make a page of each workbook; writes into no workbook.")
@paths_argument
@click.option(
    "--out",
    required=True,
    type=FolderHere(),
    help="Folder for the pages.",
)
@audience_option
@click.option("--pdf", is_flag=True, help="Also print each page as PDF (needs Chromium, Chrome or Edge).")
@day_option
@thresholds_option
@limit_options
@database_option
@debug_option
def command(
    paths: tuple[Path, ...], out: Path, audience: str, pdf: bool, today: str | None, config: Path | None,
    db: str | None, debug: bool, **limits: Any,
) -> int:  # fmt: skip
    """Make a page of each workbook at PATHS (files or folders) that opens in any browser, offline.

    Rows marked for the parties only are on no page made with --audience outside. A folder gets a
    portfolio of all partnerships as well: portfolio.html, .xlsx and .csv, for others to read, too.
    """
    from pipeline.cli.common import manner_for, options_for
    from pipeline.report.pdf import browser

    program = browser() if pdf else ""
    if pdf and not program:
        raise click.UsageError("--pdf needs Chromium, Chrome or Edge, and none was found.")
    options = options_for(today=today, config=config, write=False, audience=audience, out=out)
    manner = manner_for(paths, debug=debug, **limits)
    from pipeline.cli.session import carried_out, leave_portfolio, say, writing_into
    from pipeline.run.whole import Request

    with ExitStack() as held:
        request = Request(paths=paths, options=options, manner=manner, history=_past(db, held))
        with writing_into(out):
            out.mkdir(parents=True, exist_ok=True)
        ended = carried_out(request, say)
        with writing_into(out):
            portfolio = leave_portfolio(ended, request, out)
    well = [_shown(report, program) for report in ended.reports if report.status != "foreign" or request.is_single]
    for file in portfolio[:1]:
        click.echo(f"Made {file}")
    if not ended.reports:
        click.echo("No workbooks were found there. A workbook ends in .xlsx or .xlsm; `concord new` makes one.")
    return _exit_code(ended, well, single=request.is_single)


def _past(db: str | None, held: ExitStack) -> History | None:
    """The history, for what changed since; None where none is kept or it does not answer."""
    from pipeline.cli.common import history_at

    try:
        return held.enter_context(closing(history_at(db)))
    except click.ClickException as problem:
        click.echo(problem.message, err=True)
        return None


def _shown(report: Report, program: str) -> bool:
    """Say what became of a workbook's page; whether all is well with it."""
    why = report.reason if report.page is None else ""
    if report.page:
        mend = f" ({report.cell_errors} cells count as unknown until mended)" if report.cell_errors else ""
        click.echo(f"Made {report.page}{mend}")
        if program:
            from pipeline.report.pdf import print_pdf

            why = print_pdf(program, report.page, report.page.with_suffix(".pdf"))
    for text in (why, *([] if report.page else report.notes)):
        if text:
            click.echo(f"{report.path}: {text}", err=True)
    return report.page is not None and not why


def _exit_code(ended: Ended, well: list[bool], *, single: bool) -> int:
    if single and not ended.reports[0].page:
        return 1
    return ended.code or (0 if all(well) else 3)
