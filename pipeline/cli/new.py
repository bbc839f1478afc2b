"""`concord new`: a new workbook for any partners, or a fresh one with everything carried over from an old one."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click

from pipeline.cli.common import bound_options
from pipeline.cli.paths import Workbook
from pipeline.printable import printable


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
@bound_options
def command(
    file: Path, title: str | None, partners: tuple[str, ...], catalogues: tuple[str, ...], old: Path | None,
    **limits: Any,
) -> None:  # fmt: skip
    """Make the workbook FILE (.xlsx, or .xlsm with a Run button). An existing file is never overwritten."""
    from pipeline.cli.common import limits_for
    from pipeline.excel.addin.vba_project import button_macro
    from pipeline.run.create import CreateError, create

    try:
        create(
            file, title=title, partners=partners, catalogues=catalogues, old=old, button=button_macro,
            limits=limits_for(**limits),
        )  # fmt: skip
    except CreateError as problem:
        raise click.UsageError(str(problem)) from None
    click.echo(printable(f"Made {file}. Fill in its sheets, then: concord run {_quoted(file)}"))


def _quoted(file: Path) -> str:
    return f'"{file}"' if " " in str(file) else str(file)
