"""`concord run`: validate, compute, write the results back into the workbooks."""

from __future__ import annotations

from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from pipeline.cli.common import (
    audience_option,
    cluster_option,
    database_option,
    day_option,
    debug_option,
    limit_options,
    page_language_option,
    paths_argument,
    thresholds_option,
)
from pipeline.cli.help import Command, option
from pipeline.cli.notify import notify_option, settings_in
from pipeline.cli.paths import FolderHere
from pipeline.cli.terminal.numbers import Number
from pipeline.cli.terminal.typed import echo
from schemas.wording.text import text

if TYPE_CHECKING:
    from pipeline.store.history import History


@click.command("run", cls=Command, help="commands.run")
@paths_argument
@option(
    "--out",
    type=FolderHere(),
    metavar="DIRECTORY",
    help="commands.run.options.out",
)
@audience_option
@page_language_option
@option(
    "--beside", is_flag=True,
    help="commands.run.options.beside",
)  # fmt: skip
@option("--strict", is_flag=True, help="commands.options.strict")
@day_option
@option("--dry-run", is_flag=True, help="commands.run.options.dry_run")
@option("--json", "as_json", is_flag=True, help="commands.options.json")
@option("--force", is_flag=True, help="commands.run.options.force")
@option(
    "--settle", type=Number(0), default=1, show_default=True, metavar="SECONDS",
    help="commands.run.options.settle",
)  # fmt: skip
@thresholds_option
@limit_options
@cluster_option
@database_option
@notify_option
@debug_option
def command(
    paths: tuple[Path, ...], out: Path | None, audience: str, beside: bool, strict: bool, today: str | None,
    dry_run: bool, as_json: bool, config: Path | None, debug: bool, force: bool, settle: float, cluster: str,
    db: str | None, notify: Path | None, language: str | None, **limits: Any,
) -> int:  # fmt: skip
    """Validate the workbooks at PATHS (files or folders), compute, and write the results back.

    In folders, workbooks that have not changed since the last run are not opened again.
    """
    from pipeline.cli.common import backups_folder, manner_for, options_for

    messages = settings_in(notify)
    options = options_for(
        today=today, config=config, write=not dry_run, rehearse=dry_run, beside=beside, strict=strict,
        audience=audience, language=language or "", out=None if dry_run else out,
        backups=None if dry_run else backups_folder(),
    )  # fmt: skip
    manner = manner_for(paths, debug=debug, cluster=cluster, settle=settle, **limits)
    from pipeline.cli.session import session
    from pipeline.run.run import Request

    history = None if dry_run else _history(db)
    request = Request(paths=paths, options=options, manner=manner, force=force, history=history)
    return session(request, as_json=as_json, messages=messages)


def _history(db: str | None) -> History | None:
    """The history, None where there can be none: the workbooks come first. What cannot be meant is refused.

    One that does not answer yet is asked again when the run is over.
    """
    from pipeline.cli.common import NewerHistory, history_at
    from pipeline.printable import message

    try:
        return history_at(db)
    except NewerHistory as problem:
        echo(message(problem.message), err=True)
    except click.UsageError:
        if db:
            raise
        echo(text("cli.history.not_kept"), err=True)
    except click.ClickException as problem:
        echo(text("cli.history.tried_again", problem=message(problem.message)), err=True)
        with suppress(click.ClickException):
            return history_at(db, asked_later=True)
    return None
