"""`concord unschedule`: take a schedule away again."""

from __future__ import annotations

import click

from pipeline.cli.help import Command
from pipeline.cli.machines import suggest
from pipeline.cli.terminal.typed import echo
from schemas.alike import did_you_mean
from schemas.wording.text import joined, text


@click.command("unschedule", cls=Command, help="commands.unschedule")
@click.argument("name", required=False, shell_complete=suggest.schedules)
def command(name: str | None) -> None:
    """Take the schedule NAME away, the only one if none is named. The workbooks stay as they are."""
    from pipeline.schedule import records
    from pipeline.schedule.install import remove
    from pipeline.schedule.words import ScheduleError

    try:
        state = records.home()
    except ScheduleError as problem:
        raise click.ClickException(str(problem)) from None
    names = records.names(state)
    if name is None and len(names) > 1:
        raise click.UsageError(text("schedule.which", names=joined(names)))
    if name is None and not names:
        echo(text("schedule.nothing_scheduled", state=state))
        return
    wanted = name.lower() if name else names[0]
    try:
        was_there = remove(state, wanted)
    except ScheduleError as problem:
        raise click.ClickException(str(problem)) from None
    if not was_there and wanted not in names:
        raise click.ClickException(
            text(
                "schedule.unknown" if names else "schedule.unknown_alone",
                name=wanted,
                meant=did_you_mean(wanted, names),
                names=joined(names),
                state=state,
            )
        )
    echo(text("schedule.gone" if was_there else "schedule.gone_already", name=wanted))
