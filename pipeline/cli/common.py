"""Options and arguments that several commands share."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from pipeline.cli.help import option
from pipeline.cli.machines import suggest
from pipeline.cli.paths import FileHere, Workbooks, merged_paths
from pipeline.cli.terminal.numbers import Number, Whole
from schemas.wording.languages import languages
from schemas.wording.text import text

if TYPE_CHECKING:
    from datetime import date

    from pipeline.run.batch.batch import Manner
    from pipeline.run.batch.options import Options
    from pipeline.run.batch.workers import Limits
    from pipeline.store.history import History

paths_argument = click.argument(
    "paths", nargs=-1, required=True, type=Workbooks(), callback=merged_paths, metavar="PATH..."
)
day_option = option("--today", metavar="YYYY-MM-DD", help="commands.options.today")
thresholds_option = option("--config", type=FileHere(), metavar="FILE", help="commands.options.config")
database_option = option(
    "--db", metavar="URL", envvar="CONCORD_DB",
    help="commands.options.db",
)  # fmt: skip
audience_option = option(
    "--audience", default="parties", show_default=True, metavar="parties|outside|PARTNER",
    shell_complete=suggest.audiences, help="commands.options.audience",
)  # fmt: skip
page_language_option = option("--language", type=click.Choice(languages()), help="commands.options.page_language")
cluster_option = option("--cluster", default="", metavar="ADDRESS", help="commands.options.cluster")
debug_option = option("--debug", is_flag=True, hidden=True, help="commands.options.debug")


_workers_option = option("--workers", type=Whole(1, 64), metavar="NUMBER", help="commands.options.workers")
_memory_option = option(
    "--memory-limit", type=Whole(256), default=4096, show_default=True, metavar="MB",
    help="commands.options.memory_limit",
)  # fmt: skip
_time_option = option(
    "--time-limit", type=Number(1), default=120, show_default=True, metavar="SECONDS",
    help="commands.options.time_limit",
)  # fmt: skip


def bound_options(command: Callable[..., Any]) -> Callable[..., Any]:
    """Add the options that bound what one workbook may take."""
    return _time_option(_memory_option(command))


def limit_options(command: Callable[..., Any]) -> Callable[..., Any]:
    """Add these, and how many workbooks are worked through at a time."""
    return bound_options(_workers_option(command))


def limits_for(*, workers: int | None = None, memory_limit: int, time_limit: float) -> Limits:
    """The limits that were asked for; memory in MB, time in seconds."""
    from pipeline.run.batch.workers import Limits

    return Limits(seconds=time_limit, memory=memory_limit << 20, workers=workers or 0)


def manner_for(paths: Sequence[Path], *, debug: bool, cluster: str = "", settle: float = 0.0, **limits: Any) -> Manner:
    """How the run is to be done; where a workbook was named, what will open it begins to load meanwhile."""
    from pipeline.run.batch.workers import start_early

    asked = limits_for(**limits)
    if not debug and not cluster and any(path.suffix.lower() in (".xlsx", ".xlsm") for path in paths):
        start_early(asked)
    from pipeline.run.batch.batch import Manner

    return Manner(limits=asked, settle=settle, debug=debug, cluster=cluster)


def day_given(given: str | None, option: str = "--today") -> date:
    """The day that was given behind an option, today where none was. Raises click.UsageError for what is no day."""
    from datetime import date

    if not given:
        # The day on this machine's calendar is what people mean by today.
        return date.today()  # noqa: DTZ011
    try:
        return date.fromisoformat(given)
    except ValueError:
        from pipeline.reading.coerce.dates import day

        found, _ = day(given, from_1904=False)  # as in a cell: other digits, a month in letters
        if not isinstance(found, date):
            raise click.UsageError(text("cli.no_day", option=option, found=given)) from None
        return found


def options_for(*, today: str | None, config: Path | None, **more: Any) -> Options:
    """The options of a run. Raises click.UsageError for a day or a configuration that cannot be understood."""
    from pipeline.run.batch.options import Options
    from schemas.thresholds import configured, keep_days
    from schemas.yaml_file import DataError

    day = day_given(today)
    try:
        return Options(today=day, thresholds=configured(config), keep_days=keep_days(config), **more)
    except DataError as problem:
        raise click.UsageError(str(problem)) from None


def backups_folder() -> Path:
    """Where copies of what a run replaces are kept. Raises click.ClickException where there can be no such folder."""
    from pipeline.store.backups import FOLDER
    from pipeline.store.state_dir import VARIABLE, state_folder

    try:
        return state_folder() / FOLDER
    except OSError as problem:
        raise click.ClickException(text("cli.no_backups", problem=problem, variable=VARIABLE)) from None


class NewerHistory(click.ClickException):
    """A history that this Concord is too old for."""


def history_at(url: str | None, *, asked_later: bool = False) -> History:
    """The history at a URL.

    Raises click.UsageError for one that cannot be used, NewerHistory, and ClickException where it is silent.

    `asked_later`: it need not answer yet.
    """
    from pipeline.store.history import History, HistoryError, NewerHistoryError, SQLAlchemyError, trouble
    from pipeline.store.state_dir import state_folder

    try:
        return History.at(url, state_folder(), asked_later=asked_later)
    except NewerHistoryError as problem:
        raise NewerHistory(str(problem)) from None
    except HistoryError as problem:
        raise click.UsageError(str(problem)) from None
    except (SQLAlchemyError, OSError, ValueError) as problem:  # ValueError: a host that no network can look up
        raise click.ClickException(text("cli.history.silent", problem=trouble(problem, url))) from None
