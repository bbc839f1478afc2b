"""`concord report`: the page of each workbook, without writing into any workbook."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from pipeline.cli.common import day_option, debug_option, paths_argument, thresholds_option

if TYPE_CHECKING:
    from pipeline.report.make import Made


@click.command("report", short_help="Make a page of each workbook; writes into no workbook.")
@paths_argument
@click.option(
    "--out",
    required=True,
    type=click.Path(path_type=Path, file_okay=False),
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
@debug_option
def command(
    paths: tuple[Path, ...], out: Path, audience: str, pdf: bool, today: str | None, config: Path | None, debug: bool
) -> int:  # fmt: skip
    """Make a page of each workbook at PATHS (files or folders) that opens in any browser, offline.

    Rows marked for the parties only are on no page made with --audience outside.
    """
    from pipeline.cli.common import options_for
    from pipeline.report.make import Wish, exit_code, make
    from pipeline.report.pdf import browser
    from pipeline.run.discover import discover

    program = browser() if pdf else ""
    if pdf and not program:
        raise click.UsageError("--pdf needs Chromium, Chrome or Edge, and none was found.")
    options = options_for(today=today, config=config, write=False)
    wish = Wish(out=out, audience=audience, browser=program)
    try:
        made = make(discover(paths, out), options, wish, lambda path: None, debug)
    except OSError as problem:
        raise click.ClickException(f"The pages could not be written into {out}: {problem.strerror}.") from problem
    for one in made:
        _show(one)
    if not made:
        click.echo("No workbooks were found there. A workbook ends in .xlsx or .xlsm; `concord new` makes one.")
    return exit_code(made, single=len(paths) == 1 and not paths[0].is_dir())


def _show(one: Made) -> None:
    if one.page:
        mend = f" ({one.cell_errors} cells count as unknown until mended)" if one.cell_errors else ""
        click.echo(f"Made {one.page}{mend}")
    if one.reason:
        click.echo(f"{one.path}: {one.reason}", err=True)
