"""`concord report`: the page of each workbook, without writing into any workbook."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from pipeline.cli.common import database_option, day_option, debug_option, paths_argument, thresholds_option
from pipeline.cli.paths import FolderHere

if TYPE_CHECKING:
    from datetime import date

    from pipeline.report.make import Made
    from pipeline.run.ended import Ended


@click.command("report", short_help="Make a page of each workbook; writes into no workbook.")
@paths_argument
@click.option(
    "--out",
    required=True,
    type=FolderHere(),
    help="Folder for the pages.",
)
@click.option(
    "--audience",
    default="parties",
    show_default=True,
    metavar="parties|outside|PARTNER",
    help="For whom: the parties, others, or one party (its code).",
)
@click.option("--pdf", is_flag=True, help="Also print each page as PDF (needs Chromium, Chrome or Edge).")
@day_option
@thresholds_option
@database_option
@debug_option
def command(
    paths: tuple[Path, ...], out: Path, audience: str, pdf: bool, today: str | None, config: Path | None,
    db: str | None, debug: bool,
) -> int:  # fmt: skip
    """Make a page of each workbook at PATHS (files or folders) that opens in any browser, offline.

    Rows marked for the parties only are on no page made with --audience outside. A folder gets a
    portfolio of all partnerships as well: portfolio.html, .xlsx and .csv, for others to read, too.
    """
    from datetime import UTC, datetime

    from pipeline.cli.common import options_for
    from pipeline.report.make import Wish, ended, exit_code, make
    from pipeline.report.pdf import browser
    from pipeline.run.discover import discover

    program = browser() if pdf else ""
    if pdf and not program:
        raise click.UsageError("--pdf needs Chromium, Chrome or Edge, and none was found.")
    options = options_for(today=today, config=config, write=False, audience=audience)
    wish, started = Wish(out=out, browser=program), datetime.now(UTC)
    is_single = len(paths) == 1 and not paths[0].is_dir()
    try:
        made = make(discover(paths, out), options, wish, lambda path: None, debug)
        if made and not is_single:
            _portfolio(ended(made, paths, started), out, options.today, db)
    except OSError as problem:
        raise click.ClickException(f"The pages could not be written into {out}: {problem.strerror}.") from problem
    for one in made:
        _show(one)
    if not made:
        click.echo("No workbooks were found there. A workbook ends in .xlsx or .xlsm; `concord new` makes one.")
    return exit_code(made, single=is_single)


def _portfolio(over: Ended, out: Path, today: date, db: str | None) -> None:
    """The portfolio beside the pages; without a past where no history is kept or it does not answer."""
    from pipeline.cli.common import history_at
    from pipeline.portfolio.write import write

    try:
        history = history_at(db)
    except click.ClickException as problem:
        click.echo(problem.message, err=True)
        history = None
    try:
        click.echo(f"Made {write(over, out, history, today)[0]}")
    finally:
        if history:
            history.close()


def _show(one: Made) -> None:
    if one.page:
        mend = f" ({one.cell_errors} cells count as unknown until mended)" if one.cell_errors else ""
        click.echo(f"Made {one.page}{mend}")
    if one.reason:
        click.echo(f"{one.path}: {one.reason}", err=True)
