"""`concord share`: a reduced workbook for one reader."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click

from pipeline.cli.common import bound_options, day_option
from pipeline.cli.help import Command, option
from pipeline.cli.machines import suggest
from pipeline.cli.paths import Workbook
from pipeline.cli.split import say_left_empty
from pipeline.cli.terminal.typed import echo
from schemas.json_shape import document, json_text
from schemas.wording.text import joined, text


@click.command("share", cls=Command, help="commands.share")
@click.argument("file", type=Workbook(exists=True))
@option(
    "--for",
    "reader",
    required=True,
    metavar="PARTNER|outside",
    shell_complete=suggest.readers,
    help="commands.share.options.for",
)
@option("--to", required=True, type=Workbook(), metavar="COPY", help="commands.share.options.to")
@day_option
@option("--json", "as_json", is_flag=True, help="commands.options.json")
@bound_options
def command(file: Path, reader: str, to: Path, today: str | None, as_json: bool, **limits: Any) -> None:
    """Make the copy COPY of the workbook FILE for one reader."""
    from pipeline.cli.common import day_given, limits_for
    from pipeline.copies.open_workbook import CopyError
    from pipeline.copies.share_workbook import share
    from pipeline.disclosure.audience import reader_called
    from pipeline.printable import printable

    try:
        shared = share(file, reader, to, today=day_given(today), limits=limits_for(**limits))
    except CopyError as problem:
        raise click.ClickException(str(problem)) from None
    if as_json:
        content = document("share", workbook=str(file), copy=str(to), left_empty=shared.left_empty, made=[to])
        click.echo(json_text({**content, "for": shared.reader}))
        return
    echo(printable(text("copies.share.made", file=to, audience=reader_called(shared.reader))))
    say_left_empty(reader_called(shared.reader), shared.left_empty)
    if shared.empty:
        said = {"sheets": joined(shared.empty), "header": shared.sharing, "all": shared.all}
        echo(printable(text("copies.share.empty", **said)))
