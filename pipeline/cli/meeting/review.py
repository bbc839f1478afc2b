"""`concord review`: the pack for a review meeting."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click

from pipeline.cli.common import bound_options, database_option, day_option, page_language_option, thresholds_option
from pipeline.cli.help import Command, option
from pipeline.cli.machines import suggest
from pipeline.cli.paths import FolderHere, Workbook
from pipeline.cli.terminal.typed import echo
from schemas.json_shape import document, json_text
from schemas.wording.text import text


@click.command("review", cls=Command, help="commands.review")
@click.argument("file", type=Workbook(exists=True))
@option("--since", metavar="YYYY-MM-DD", help="commands.review.options.since")
@option("--out", required=True, type=FolderHere(), metavar="DIR", help="commands.review.options.out")
@option(
    "--audience", default="parties", show_default=True, metavar="parties|PARTNER", shell_complete=suggest.parties,
    help="commands.review.options.audience",
)  # fmt: skip
@page_language_option
@option("--json", "as_json", is_flag=True, help="commands.options.json")
@day_option
@thresholds_option
@database_option
@bound_options
def command(
    file: Path, since: str | None, out: Path, audience: str, as_json: bool, today: str | None, config: Path | None,
    db: str | None, language: str | None, **limits: Any,
) -> int:  # fmt: skip
    """Make the pack for a review of the workbook FILE."""
    from pipeline.cli.common import day_given, limits_for, options_for
    from pipeline.printable import message, printable
    from pipeline.review.write import Asked, ReviewError, review

    options = options_for(today=today, config=config)
    begins = day_given(since, "--since") if since else None
    if begins and begins > options.today:
        raise click.UsageError(text("review.command.ahead", since=begins.isoformat(), today=options.today.isoformat()))
    asked = Asked(
        file=file, since=begins, audience=audience, today=options.today, thresholds=dict(options.thresholds), db=db,
        state=_state(), told_in=language or "",
    )  # fmt: skip
    try:
        made, files = review(asked, out, limits_for(**limits))
    except ReviewError as problem:
        raise click.ClickException(text("cli.whose", whose=file, says=problem)) from None
    for note in made.notes:
        echo(message(note), err=True)
    code = 3 if made.cell_errors else 0
    if as_json:
        content = document("review", exit_code=code, made=files, workbook=str(file), **made.content)
        click.echo(json_text(content))
        return code
    for each in files:
        echo(text("cli.made", file=printable(each)))
    echo(text("review.command.inputs", count=made.inputs))
    if made.cell_errors:
        echo(text("review.command.unknown", count=made.cell_errors))
    return code


def _state() -> Path | None:
    """Where the history of this machine lies; None where there can be no such folder."""
    from pipeline.store.state_dir import state_folder

    try:
        return state_folder()
    except OSError:
        return None
