"""`concord restore`: earlier copies of workbooks, and putting one back."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from pipeline.cli.help import Command
from pipeline.cli.paths import Workbook
from pipeline.printable import printable
from schemas.wording.text import text

if TYPE_CHECKING:
    from pipeline.store.backups import Copy


@click.command("restore", cls=Command, help="commands.restore")
@click.argument("file", type=Workbook(), required=False)
@click.argument("number", type=click.IntRange(1), required=False)
def command(file: Path | None, number: int | None) -> None:
    """List what is kept from before each run; with FILE its copies; with NUMBER, put that one back (1 is the newest).

    What stands in FILE now is kept, too, before it is replaced.
    """
    from pipeline.run.state.restore import DamagedCopyError, RestoreError, restore, sound_instead
    from pipeline.store.backups import FOLDER, all_copies, copies_of
    from pipeline.store.state_dir import state_folder

    store = state_folder() / FOLDER
    if file is None:
        _list_all(all_copies(store))
        return
    copies = copies_of(store, file)
    if not copies:
        raise click.ClickException(text("cli.restore.nothing", file=file))
    if number is None:
        _list(file, copies)
        return
    if number > len(copies):
        raise click.UsageError(text("cli.restore.no_number", file=file, count=len(copies)))
    chosen = copies[number - 1]
    try:
        restore(store, file, chosen)
    except DamagedCopyError as problem:
        other = sound_instead(copies, number)
        advice = (
            text("cli.restore.none_sound")
            if other is None
            else text("cli.restore.sound", number=other, moment=copies[other - 1].in_words, file=file)
        )
        raise click.ClickException(text("cli.restore.damaged", problem=problem, advice=advice)) from None
    except RestoreError as problem:
        raise click.ClickException(str(problem)) from None
    click.echo(text("cli.restore.put_back", file=printable(file), moment=chosen.in_words))


def _list_all(found: dict[Path, list[Copy]]) -> None:
    for path, copies in found.items():
        click.echo(f"{copies[0].in_words}  {len(copies):3}  {printable(path)}")
    click.echo(text("cli.restore.all", count=len(found)), err=True)


def _list(file: Path, copies: list[Copy]) -> None:
    for number, copy in enumerate(copies, 1):
        size = text("cli.restore.size", size=f"{-(-copy.size // 1024):,}")
        click.echo(f"{number:3}  {copy.in_words}  {size}")
    click.echo(text("cli.restore.one", file=printable(file)), err=True)
