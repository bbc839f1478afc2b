"""`concord new`: a new workbook for any partners, or a fresh one with everything carried over from an old one."""

from __future__ import annotations

from functools import partial
from pathlib import Path

import click

from pipeline.cli.paths import Workbook
from pipeline.shown import printable

TOO_MUCH = (
    "{old} {what}, so nothing was carried over; the file itself is whole. Open it in Excel, remove what is unusually "
    "large, save, and try again."
)


@click.command("new", short_help="Make a new workbook.")
@click.argument("file", type=Workbook())
@click.option("--title", help="What you call the partnership.")
@click.option(
    "--partner",
    "partners",
    multiple=True,
    metavar='CODE="Name"',
    help='A partner, 2 to 30 of them: REDC="Red Crossing".',
)
@click.option(
    "--catalogue", "catalogues", multiple=True, metavar="NAME", help="Indicators to start with; a name or a YAML file."
)
@click.option(
    "--from", "old", type=Workbook(exists=True), metavar="OLD",
    help="Carry over everything from this workbook; partners given are added.",
)  # fmt: skip
def command(
    file: Path, title: str | None, partners: tuple[str, ...], catalogues: tuple[str, ...], old: Path | None
) -> None:
    """Make the workbook FILE (.xlsx, or .xlsm with a Run button). An existing file is never overwritten."""
    from pipeline.run.create import CannotCreate, create
    from pipeline.run.workers import Limits, OverLimitError, limited

    make = partial(create, title=title, partners=partners, catalogues=catalogues, old=old)
    try:
        # A stranger's workbook is read within limits, as in a run; to make one of our own takes no process of its own.
        limited(make, file, Limits()) if old else make(file)
    except CannotCreate as problem:
        raise click.UsageError(str(problem)) from None
    except OverLimitError as problem:
        raise click.UsageError(printable(TOO_MUCH.format(old=old, what=problem))) from None
    click.echo(printable(f"Made {file}. Fill in its sheets, then: concord run {_quoted(file)}"))


def _quoted(file: Path) -> str:
    return f'"{file}"' if " " in str(file) else str(file)
