"""`concord split`: a copy for each party to fill in apart."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import click

from pipeline.cli.common import bound_options, day_option
from pipeline.cli.help import Command, option
from pipeline.cli.paths import FolderHere, Workbook
from pipeline.cli.terminal.quoted import quoted
from pipeline.cli.terminal.typed import echo
from schemas.json_shape import document, json_text
from schemas.wording.text import text


@click.command("split", cls=Command, help="commands.split")
@click.argument("file", type=Workbook(exists=True))
@option("--to", type=FolderHere(), metavar="DIR", help="commands.split.options.to")
@option("--back", metavar="YYYY-MM-DD", help="commands.split.options.back")
@day_option
@option("--json", "as_json", is_flag=True, help="commands.options.json")
@bound_options
def command(
    file: Path, to: Path | None, back: str | None, today: str | None, as_json: bool, **limits: Any
) -> None:  # fmt: skip
    """Make a copy of the workbook FILE for each party."""
    from pipeline.cli.common import backups_folder, day_given, limits_for
    from pipeline.copies.open_workbook import CopyError
    from pipeline.copies.split_workbook import split
    from pipeline.printable import printable

    now = day_given(today)
    try:
        made = split(
            file, to=to, back=day_given(back, "--back") if back else None, today=now, backups=backups_folder(),
            limits=limits_for(**limits),
        )  # fmt: skip
    except CopyError as problem:
        raise click.ClickException(str(problem)) from None
    if as_json:
        copies = [
            {"partner": copy.partner, "file": str(copy.file), "left_empty": copy.left_empty} for copy in made.copies
        ]
        content = document(
            "split", workbook=str(file), back_by=made.back_by.isoformat(), copies=copies,
            made=[copy.file for copy in made.copies],
        )  # fmt: skip
        click.echo(json_text(content))
        return
    for copy in made.copies:
        echo(printable(text("copies.split.made", partner=copy.partner, file=copy.file)))
    for copy in made.copies:
        say_left_empty(copy.partner, copy.left_empty)
    echo(printable(text("copies.split.back", day=made.back_by.isoformat(), quoted=quoted(file))))


def say_left_empty(partner: str, cells: Sequence[str]) -> None:
    """Say which cells are empty in the copy for a reader, and why."""
    from pipeline.copies.remark import a_handful
    from pipeline.printable import printable

    if cells:
        echo(printable(text("copies.left_empty", partner=partner, cells=a_handful(cells))))
