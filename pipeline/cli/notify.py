"""`concord notify`: who is told of a run, and a trial message."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from pipeline.cli.help import Command, option
from pipeline.cli.paths import FileHere
from pipeline.cli.terminal.typed import echo
from schemas.wording.text import joined, text

if TYPE_CHECKING:
    from pipeline.notify.settings import Settings


notify_option = option(
    "--notify", type=FileHere(), metavar="FILE", envvar="CONCORD_NOTIFY",
    help="commands.options.notify",
)  # fmt: skip


def settings_in(path: Path | None) -> Settings | None:
    """The settings in a file that was named, None where none was. Raises click.UsageError saying which key is wrong."""
    if path is None:
        return None
    from pipeline.notify.settings import read_settings
    from schemas.yaml_file import DataError

    try:
        return read_settings(path)
    except DataError as problem:
        raise click.UsageError(str(problem)) from None


@click.command("notify", cls=Command, help="commands.notify")
@notify_option
@option("--test", is_flag=True, help="commands.notify.options.test")
def command(notify: Path | None, test: bool) -> int:
    """Show who is told what after a run; with --test, send a trial message to see that it arrives."""
    from pipeline.notify.settings import FILE
    from pipeline.store.state_dir import state_folder

    try:
        file = notify or state_folder() / FILE
    except OSError as problem:
        raise click.ClickException(text("cli.notify.no_folder", problem=problem)) from None
    settings = settings_in(file if file.exists() else None)
    if settings is None:
        echo(text("cli.notify.not_set_up", file=file), err=True)
        return 0
    _show(file, settings)
    return _trial(settings) if test else 0


def _show(file: Path, settings: Settings) -> None:
    echo(text("cli.notify.settings", file=file))
    echo(text("cli.notify.when", when=settings.when))
    if smtp := settings.smtp:
        echo(
            text(
                "cli.notify.mail_as" if smtp.user else "cli.notify.mail",
                names=joined(smtp.to), host=smtp.host, port=smtp.port, security=smtp.security, user=smtp.user,
            )
        )  # fmt: skip
    for hook in settings.webhooks:
        echo(text("cli.notify.webhook", name=hook.url.name, format=hook.format))
    if settings.ping:
        echo(text("cli.notify.ping", name=settings.ping.name))


def _trial(settings: Settings) -> int:
    from pipeline.notify.message import trial
    from pipeline.notify.tell import ping, send

    said: list[str] = []
    send(settings, trial(), said.append)
    ping(settings, "ok", said.append, text("cli.notify.trial"))
    for trouble in said:
        echo(trouble, err=True)
    if not said:
        echo(text("cli.notify.taken"))
    return 1 if said else 0
