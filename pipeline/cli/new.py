"""`concord new`: a new workbook for any partners, or a fresh one with everything carried over from an old one."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click

from pipeline.cli.common import bound_options
from pipeline.cli.help import Command, option
from pipeline.cli.machines import suggest
from pipeline.cli.paths import Workbook
from pipeline.cli.terminal.progress import waiting
from pipeline.cli.terminal.quoted import quoted
from pipeline.cli.terminal.typed import echo
from pipeline.printable import printable
from schemas.json_shape import document, json_text
from schemas.wording.languages import languages
from schemas.wording.text import text


@click.command("new", cls=Command, help="commands.new")
@click.argument("file", type=Workbook())
@option("--title", help="commands.new.options.title")
@option(
    "--partner",
    "partners",
    multiple=True,
    metavar='CODE="Name"',
    help="commands.new.options.partner",
)
@option(
    "--catalogue", "catalogues", multiple=True, metavar="NAME", shell_complete=suggest.catalogues,
    help="commands.new.options.catalogue",
)  # fmt: skip
@option(
    "--from", "old", type=Workbook(exists=True), metavar="OLD",
    help="commands.new.options.from",
)  # fmt: skip
@option("--with", "sheets", multiple=True, metavar="NAME,...", help="commands.new.options.with")
@option("--language", type=click.Choice(languages()), help="commands.new.options.language")
@option("--json", "as_json", is_flag=True, help="commands.options.json")
@bound_options
def command(
    file: Path, title: str | None, partners: tuple[str, ...], catalogues: tuple[str, ...], old: Path | None,
    sheets: tuple[str, ...], as_json: bool, language: str | None, **limits: Any,
) -> None:  # fmt: skip
    """Make the workbook FILE (.xlsx, or .xlsm with a Run button). An existing file is never overwritten."""
    from pipeline.adopt.workbook.carried_trace import carried_trace
    from pipeline.cli.common import limits_for
    from pipeline.excel.addin.vba_project import button_macro
    from pipeline.run.create import Wanted, create
    from pipeline.run.new_arrangement import CreateError, NotMadeError

    try:
        with waiting(text("cli.progress.new")):
            wanted = Wanted(
                title=title, partners=partners, catalogues=catalogues, sheets=sheets, old=old,
                language=language or "", button=button_macro, people_sheets=carried_trace,
            )  # fmt: skip
            left = create(file, wanted, limits_for(**limits))
    except NotMadeError as problem:
        raise click.ClickException(str(problem)) from None
    except CreateError as problem:
        raise click.UsageError(str(problem)) from None
    if as_json:
        click.echo(json_text(document("new", workbook=str(file), not_carried=list(left), made=[file])))
        return
    for line in [text("cli.new.left", old=old), *(f"  {line}" for line in left), ""] if left else []:
        echo(printable(line))
    echo(text("cli.new.made", file=printable(file), quoted=printable(quoted(file))))
