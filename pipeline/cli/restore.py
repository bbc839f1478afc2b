"""`concord restore`: earlier copies of workbooks, and putting one back."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from pipeline.cli.paths import Workbook
from pipeline.printable import printable

if TYPE_CHECKING:
    from pipeline.store.backups import Copy

SOUND = "Number {number}, of {moment}, is sound: concord restore {file} {number}"
NONE_SOUND = "No other back-up of it is sound."
PUT_BACK = "{file} is as it was before the run of {moment}. What stood there before is kept, too."


@click.command("restore", short_help="List the back-ups of a workbook, or put one back.")
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
        raise click.ClickException(f"Nothing is kept of {file} on this computer.")
    if number is None:
        _list(file, copies)
        return
    if number > len(copies):
        raise click.UsageError(f"{file} has {len(copies)} back-ups; choose a number from 1 to {len(copies)}.")
    chosen = copies[number - 1]
    try:
        restore(store, file, chosen)
    except DamagedCopyError as problem:
        other = sound_instead(copies, number)
        advice = (
            NONE_SOUND if other is None else SOUND.format(number=other, moment=copies[other - 1].in_words, file=file)
        )
        raise click.ClickException(f"{problem} {advice}") from None
    except RestoreError as problem:
        raise click.ClickException(str(problem)) from None
    click.echo(PUT_BACK.format(file=printable(file), moment=chosen.in_words))


def _list_all(found: dict[Path, list[Copy]]) -> None:
    for path, copies in found.items():
        click.echo(f"{copies[0].in_words}  {len(copies):3}  {printable(path)}")
    click.echo(f"{len(found)} workbooks with back-ups. `concord restore FILE` lists those of one.", err=True)


def _list(file: Path, copies: list[Copy]) -> None:
    for number, copy in enumerate(copies, 1):
        click.echo(f"{number:3}  {copy.in_words}  {-(-copy.size // 1024):,} KB")
    click.echo(f"`concord restore FILE NUMBER` puts one back into {printable(file)}.", err=True)
