"""`concord schedule`: let the operating system start runs at set times."""

from __future__ import annotations

import os
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from pipeline.cli.help import Command, option
from pipeline.cli.machines import suggest
from pipeline.cli.paths import NamedPath
from pipeline.cli.terminal.typed import echo
from schemas.wording.text import joined, text

if TYPE_CHECKING:
    from pipeline.schedule.job import Job
    from pipeline.schedule.systems import System

AFTER = "concord.after"
ON_LINE = click.core.ParameterSource.COMMANDLINE


class WithRest(Command):
    """A command that keeps what follows after `--` for another one."""

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        """Read what stands before `--`."""
        place = args.index("--") if "--" in args else len(args)
        ctx.meta[AFTER] = args[place + 1 :]
        return super().parse_args(ctx, args[:place])


@click.command("schedule", cls=WithRest, help="commands.schedule")
@click.argument("paths", nargs=-1, required=True, metavar="PATH... [-- RUN OPTIONS]", shell_complete=suggest.files)
@option("--at", "times", multiple=True, required=True, metavar="HH:MM", help="commands.schedule.options.at")
@option("--days", default="daily", show_default=True, help="commands.schedule.options.days")
@option("--name", help="commands.schedule.options.name")
@option("--out", type=NamedPath(file_okay=False), metavar="DIRECTORY", help="commands.schedule.options.out")
@option("--strict", is_flag=True, help="commands.options.strict")
@option("--config", type=NamedPath(exists=True, dir_okay=False), metavar="FILE", help="commands.options.config")
@option("--logged-off", is_flag=True, help="commands.schedule.options.logged_off")
@option(
    "--for", "wanted", type=click.Choice(["windows", "systemd", "cron", "launchd"]),
    help="commands.schedule.options.for",
)  # fmt: skip
@option("--print", "only_print", is_flag=True, help="commands.schedule.options.print")
@click.pass_context
def command(
    ctx: click.Context, /, paths: tuple[str, ...], name: str | None, wanted: str | None, only_print: bool, **given: Any
) -> None:
    """Let this system's own scheduler run the workbooks at PATHS (files or folders) at set times.

    No administrator rights are needed. Whatever else `concord run` knows may follow after `--`.
    """
    from pipeline.schedule.systems import chosen
    from pipeline.schedule.words import ScheduleError

    try:
        scheduler = chosen(wanted, to_show=only_print)
        job, secrets = _job(scheduler, name, paths, ctx.meta[AFTER], **given)
        if only_print:
            _print(scheduler, job)
        else:
            _install(scheduler, job, secrets, is_named=name is not None)
    except ScheduleError as problem:
        raise click.ClickException(str(problem)) from None
    _say_secrets(secrets)


def _job(
    scheduler: System, name: str | None, paths: tuple[str, ...], rest: list[str], *, times: tuple[str, ...], days: str,
    out: str | None, strict: bool, config: str | None, logged_off: bool,
) -> tuple[Job, list[str]]:  # fmt: skip
    """The job that is asked for, and the names of the secrets that are left out of it."""
    from pipeline.schedule.environment import handed_on, with_secrets
    from pipeline.schedule.job import DEFAULT, Job
    from pipeline.schedule.records import home
    from pipeline.schedule.systems import native
    from pipeline.schedule.when import When
    from pipeline.schedule.where import absolute_path, interpreter, whole_elsewhere

    try:
        when = When.read(times, days)
    except ValueError as problem:
        raise click.UsageError(str(problem)) from None
    here = native(scheduler.name)
    files = {"--out": out, "--config": config}
    options = [part for option, file in files.items() if file for part in (option, os.path.abspath(file))]  # noqa: PTH100
    options += ["--strict"] if strict else []
    places = tuple(absolute_path(path) if here else whole_elsewhere(path, scheduler.name) for path in paths)
    with with_secrets(home()) as variables:
        _check([*options, *rest], places if here else (".",))
        environment, secrets = handed_on(variables, home() if here else None)
    job = Job(
        name=(name or DEFAULT).lower(), when=when, paths=places, options=(*options, *rest), environment=environment,
        python=interpreter(scheduler.name, here), logged_off=logged_off,
    )  # fmt: skip
    _refuse_passwords(job)
    return job, secrets


def _check(options: list[str], paths: tuple[str, ...]) -> None:
    """Refuse now what `concord run` would refuse at half past six. Raises click.UsageError."""
    from pipeline.cli.run import command as run

    with run.make_context("run", [*options, "--", *paths]) as asked:
        values = asked.params
        on_line = {name for name in values if asked.get_parameter_source(name) is ON_LINE}
    if "today" in on_line:
        raise click.UsageError(text("schedule.fixed_day"))
    for name in on_line - {"paths"}:
        if isinstance(values[name], Path) and not values[name].is_absolute():
            raise click.UsageError(
                text("schedule.relative_option", option=f"--{name.replace('_', '-')}", found=values[name])
            )


def _refuse_passwords(job: Job) -> None:
    from pipeline.printable import has_password, without_passwords
    from pipeline.schedule.environment import SECRETS
    from pipeline.schedule.records import home

    for word in (*job.options, *job.paths):
        if has_password(word):
            raise click.UsageError(
                text("schedule.password_in_words", found=without_passwords(word), file=home() / SECRETS)
            )


def _print(scheduler: System, job: Job) -> None:
    from pipeline.printable import printable
    from pipeline.schedule.systems import native

    for shown in scheduler.shows(job):
        click.echo(printable(shown.where))
        for line in shown.text.splitlines():
            click.echo(f"    {printable(line)}")
    if not native(scheduler.name):
        echo(text("schedule.elsewhere", python=job.python), err=True)


def _install(scheduler: System, job: Job, secrets: list[str], *, is_named: bool) -> None:
    from pipeline.schedule import records
    from pipeline.schedule.install import install
    from pipeline.schedule.words import ScheduleError

    state = records.home()
    before = records.read(state, job.name)
    if before and not is_named and before.job.paths != job.paths:
        raise ScheduleError(text("schedule.taken", name=job.name, paths=joined(before.job.paths)))
    now = datetime.now(UTC)
    replaced = install(state, records.Scheduled(job, scheduler.name, now, tuple(secrets)), scheduler)
    due = job.when.next_after(now.astimezone().replace(tzinfo=None))
    sentence = "schedule.replaced" if replaced else "schedule.scheduled"
    echo(text(sentence, name=job.name, title=scheduler.title, when=job.when, next=f"{due:%Y-%m-%d %H:%M}"))
    echo(text("schedule.log", file=records.folder(state, job.name) / records.LOG))
    for remark in (*scheduler.remarks(job), *scheduler.obstacles()):
        echo(remark, err=True)


def _say_secrets(secrets: list[str]) -> None:
    """Say of every secret that the schedule does not hold where it belongs."""
    from pipeline.schedule.environment import SECRETS, lacks
    from pipeline.schedule.records import home
    from pipeline.schedule.words import ScheduleError

    if not secrets:
        return
    file = home() / SECRETS
    try:
        missing = lacks(file, secrets)
    except ScheduleError as problem:
        echo(str(problem), err=True)
        return
    for name in missing:
        echo(
            text(
                "schedule.secret_left_out", name=name, file=file, how="" if os.name == "nt" else text("schedule.chmod")
            ),
            err=True,
        )
