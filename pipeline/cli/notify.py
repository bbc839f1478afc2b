"""`concord notify`: who is told of a run, and a trial message."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from pipeline.notify.settings import Settings

NOT_SET_UP = "No messages are set up: there is no {file}. docs/shared-drives.md says what it may hold."
TRIAL_NOTE = "A trial message"

notify_option = click.option(
    "--notify", type=click.Path(exists=True, dir_okay=False, path_type=Path), metavar="FILE", envvar="CONCORD_NOTIFY",
    help="Who is told of the run; notify.yaml in the folder for state if not given. Also from CONCORD_NOTIFY.",
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


@click.command("notify", short_help="Who is told of a run, and a trial message.")
@notify_option
@click.option("--test", is_flag=True, help="Send a trial message to all of them.")
def command(notify: Path | None, test: bool) -> int:
    """Show who is told what after a run; with --test, send a trial message to see that it arrives."""
    from pipeline.notify.settings import FILE
    from pipeline.store.state_dir import state_folder

    try:
        file = notify or state_folder() / FILE
    except OSError as problem:
        raise click.ClickException(
            f"The folder for state cannot be made: {problem}. Name a file with --notify."
        ) from None
    settings = settings_in(file if file.exists() else None)
    if settings is None:
        click.echo(NOT_SET_UP.format(file=file), err=True)
        return 0
    _show(file, settings)
    return _trial(settings) if test else 0


def _show(file: Path, settings: Settings) -> None:
    click.echo(f"Settings: {file}\nWhen: {settings.when}")
    if smtp := settings.smtp:
        user = f", as {smtp.user}" if smtp.user else ""
        click.echo(f"Mail: to {', '.join(smtp.to)} through {smtp.host}:{smtp.port} ({smtp.security}{user})")
    for hook in settings.webhooks:
        click.echo(f"Webhook: {hook.url.name} ({hook.format})")
    if settings.ping:
        click.echo(f"Ping: {settings.ping.name}")


def _trial(settings: Settings) -> int:
    from pipeline.notify.message import trial
    from pipeline.notify.tell import ping, send

    said: list[str] = []
    send(settings, trial(), said.append)
    ping(settings, "ok", said.append, TRIAL_NOTE)
    for trouble in said:
        click.echo(trouble, err=True)
    if not said:
        click.echo("The trial message was taken by all of them.")
    return 1 if said else 0
