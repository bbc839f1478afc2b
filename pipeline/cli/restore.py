"""`concord restore`: earlier copies of workbooks, and putting one back."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from pipeline.cli.common import database_option, thresholds_option
from pipeline.cli.help import Command, option
from pipeline.cli.machines import suggest
from pipeline.cli.paths import Workbook
from pipeline.cli.terminal.columns import print_columns
from pipeline.cli.terminal.meant import path_meant
from pipeline.cli.terminal.numbers import Whole
from pipeline.cli.terminal.progress import waiting
from pipeline.cli.terminal.typed import echo
from pipeline.printable import message, printable
from schemas.json_shape import document, json_text
from schemas.vocabulary import vocabulary
from schemas.wording.numbers_and_days import number_text
from schemas.wording.text import joined, text

if TYPE_CHECKING:
    from pipeline.store.backups import Copy

    Kept = dict[Path, list[Copy]]


@click.command("restore", cls=Command, help="commands.restore")
@click.argument("given", nargs=-1, metavar="[FILE [NUMBER]]", shell_complete=suggest.files)
@option("--forget", "is_forget", is_flag=True, help="commands.restore.options.forget")
@option("--yes", is_flag=True, help="commands.restore.options.yes")
@thresholds_option
@database_option
@option("--json", "as_json", is_flag=True, help="commands.options.json")
@click.pass_context
def command(
    ctx: click.Context, given: tuple[str, ...], is_forget: bool, yes: bool, config: Path | None, db: str | None,
    as_json: bool,
) -> None:  # fmt: skip
    """List back-ups, put one back, or remove what is kept."""
    files = [Workbook().convert(file, None, ctx) for file in (given if is_forget else given[:1])]
    if is_forget:
        _forget(files, yes, config, db, as_json=as_json)
        return
    if len(given) > 2:
        raise click.UsageError(text("cli.restore.too_many", found=given[2]))
    number = Whole(1)(given[1], None, ctx) if len(given) == 2 else None
    _restore(files[0] if files else None, number, as_json=as_json)


def _forget(files: list[Path], yes: bool, config: Path | None, db: str | None, *, as_json: bool) -> None:
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
        if not says_yes(question):
            raise click.Abort
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
    if as_json:
        _print_json(forgotten={"backups": gone.copies, "runs": gone.runs, "damaged": gone.damaged})
    elif files:
        named = joined(map(printable, files))
        echo(text("cli.restore.forgotten_of", files=named, copies=gone.copies, runs=gone.runs))
    else:
        echo(text("cli.restore.forgotten", copies=gone.copies, runs=gone.runs, damaged=gone.damaged))


def says_yes(question: str) -> bool:
    """Ask on the terminal; any language's word for yes is one, and nothing typed is no."""
    words = vocabulary("yes_no")
    while True:
        answer = click.prompt(
            question, default="", show_default=False, prompt_suffix=f" [{'/'.join(words.labels)}]: ", err=True
        )
        if not answer.strip() or words.code(answer):
            return words.code(answer) == "yes"


def _restore(file: Path | None, number: int | None, *, as_json: bool) -> None:
    from pipeline.run.state.restore import DamagedCopyError, RestoreError, restore, sound_instead
    from pipeline.store.backups import FOLDER, all_copies, copies_of
    from pipeline.store.state_dir import state_folder

    store = state_folder() / FOLDER
    if file is None:
        found = dict(sorted(all_copies(store).items(), key=lambda kept: kept[1][0].moment, reverse=True))
        _print_json(workbooks=found) if as_json else _list_all(found)
        return
    copies = copies_of(store, file)
    if not copies:
        meant = path_meant(file, all_copies(store))
        raise click.ClickException(text("cli.restore.nothing", file=file, meant=meant))
    if number is None:
        _print_json(workbooks={file: copies}) if as_json else _list(file, copies)
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
    if as_json:
        _print_json(put_back={"workbook": str(file), "moment": chosen.moment.isoformat()})
        return
    echo(text("cli.restore.put_back", file=printable(file), moment=chosen.in_words))


def _list_all(found: Kept) -> None:
    if not found:
        echo(text("cli.restore.all", count=0), err=True)
        return
    shown = [(copies[0].in_words, str(len(copies)), printable(path)) for path, copies in found.items()]
    print_columns(_headings("newest", "copies", "workbook"), shown, right=(1,))
    echo(text("cli.restore.all", count=len(found)), err=True)


def _list(file: Path, copies: list[Copy]) -> None:
    shown = [
        (str(number), copy.in_words, text("cli.restore.size", size=number_text(-(-copy.size // 1024))))
        for number, copy in enumerate(copies, 1)
    ]
    print_columns(_headings("number", "before", "size"), shown, right=(0, 2))
    echo(text("cli.restore.one", file=printable(file)), err=True)


def _headings(*names: str) -> list[str]:
    return [text(f"cli.restore.columns.{name}") for name in names]


def _plain(found: Kept) -> list[dict[str, Any]]:
    """The back-ups of each workbook for machines."""
    return [
        {
            "workbook": str(path),
            "backups": [
                {"number": number, "moment": copy.moment.isoformat(), "size": copy.size}
                for number, copy in enumerate(copies, 1)
            ],
        }
        for path, copies in found.items()
    ]


def _print_json(*, workbooks: Kept | None = None, **done: Any) -> None:
    content = {"workbooks": _plain(workbooks or {}), "put_back": None, "forgotten": None, **done}
    click.echo(json_text(document("restore", **content)))
