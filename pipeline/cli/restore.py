"""`concord restore`: earlier copies of workbooks, and putting one back."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from pipeline.cli.common import database_option, thresholds_option
from pipeline.cli.help import Command, option
from pipeline.cli.paths import Workbook
from pipeline.cli.terminal.progress import waiting
from pipeline.cli.terminal.typed import echo
from pipeline.printable import message, printable
from schemas.wording.text import joined, text

if TYPE_CHECKING:
    from pipeline.store.backups import Copy


@click.command("restore", cls=Command, help="commands.restore")
@click.argument("given", nargs=-1, metavar="[FILE [NUMBER]]")
@option("--forget", "is_forget", is_flag=True, help="commands.restore.options.forget")
@option("--yes", is_flag=True, help="commands.restore.options.yes")
@thresholds_option
@database_option
@click.pass_context
def command(
    ctx: click.Context, given: tuple[str, ...], is_forget: bool, yes: bool, config: Path | None, db: str | None
) -> None:  # fmt: skip
    """List back-ups, put one back, or remove what is kept."""
    files = [Workbook().convert(file, None, ctx) for file in (given if is_forget else given[:1])]
    if is_forget:
        _forget(files, yes, config, db)
        return
    if len(given) > 2:
        raise click.UsageError(text("cli.restore.too_many", found=given[2]))
    number = click.IntRange(1)(given[1], None, ctx) if len(given) == 2 else None
    _restore(files[0] if files else None, number)


def _forget(files: list[Path], yes: bool, config: Path | None, db: str | None) -> None:
    """Remove what is kept of the files, or what is too old, and say what that was."""
    from contextlib import closing
    from datetime import UTC, datetime, timedelta

    from pipeline.cli.common import history_at
    from pipeline.run.state.forget import forget, forget_older
    from pipeline.store.history import SQLAlchemyError
    from pipeline.store.state_dir import state_folder
    from schemas.thresholds import keep_days
    from schemas.yaml_file import DataError

    try:
        days, now = keep_days(config), datetime.now(UTC)
    except DataError as problem:
        raise click.UsageError(str(problem)) from None
    if not files and not yes:
        question = text("cli.restore.ask_old", day=(now - timedelta(days=days)).date().isoformat(), days=days)
        click.confirm(question, abort=True, err=True)
    with closing(history_at(db)) as history:
        history.listen(lambda said: echo(message(said), err=True))
        try:
            with waiting(text("cli.progress.forget")):
                state = state_folder()
                gone = forget(state, history, files) if files else forget_older(state, history, days, now)
        except SQLAlchemyError as problem:
            raise click.ClickException(text("cli.restore.not_forgotten", problem=history.trouble(problem))) from None
        except OSError as problem:
            raise click.ClickException(text("cli.restore.cannot_remove", problem=problem)) from None
    if files:
        named = joined(map(printable, files))
        echo(text("cli.restore.forgotten_of", files=named, copies=gone.copies, runs=gone.runs))
    else:
        echo(text("cli.restore.forgotten", copies=gone.copies, runs=gone.runs, damaged=gone.damaged))


def _restore(file: Path | None, number: int | None) -> None:
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
    echo(text("cli.restore.put_back", file=printable(file), moment=chosen.in_words))


def _list_all(found: dict[Path, list[Copy]]) -> None:
    for path, copies in found.items():
        echo(f"{copies[0].in_words}  {len(copies):3}  {printable(path)}")
    echo(text("cli.restore.all", count=len(found)), err=True)


def _list(file: Path, copies: list[Copy]) -> None:
    for number, copy in enumerate(copies, 1):
        size = text("cli.restore.size", size=f"{-(-copy.size // 1024):,}")
        echo(f"{number:3}  {copy.in_words}  {size}")
    echo(text("cli.restore.one", file=printable(file)), err=True)
