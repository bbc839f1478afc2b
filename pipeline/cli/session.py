"""A run as seen from a terminal: progress on standard error, results on standard output."""

from __future__ import annotations

import signal
import sys
import threading
from collections.abc import Collection, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

import click

from pipeline.door.trouble import in_words
from pipeline.notify.watch import watched
from pipeline.run import as_json as machine
from pipeline.run.batch import Told
from pipeline.run.cluster import NoCluster
from pipeline.run.ended import Ended
from pipeline.run.lease import Busy
from pipeline.run.out_folder import OtherAudienceError
from pipeline.run.whole import Begins, Request, Say, carry_out

if TYPE_CHECKING:
    from pipeline.notify.settings import Settings


class AnotherRun(click.ClickException):
    """Another run is in progress in the folder."""

    exit_code = 11


def session(
    request: Request, *, as_json: bool, checks_only: bool = False, messages: Settings | None = None
) -> int:  # fmt: skip
    """Carry out the run, leave its reports, tell people, show what came of it, and return the exit code."""
    try:
        with watched(request, messages, say) as watch:
            ended = carried_out(request, watch.say, watch.begins)
            _leave_reports(ended, request, watch.say)
            watch.ended(ended)
    finally:
        if request.history:
            request.history.close()
    if as_json:
        single = request.is_single
        content = machine.workbook(ended.reports[0], ended.audience) if single else machine.run(ended)
        click.echo(machine.text(content))
    else:
        from pipeline.cli.screen import show

        show(ended.reports, single=request.is_single, checks_only=checks_only)
    return ended.code


def carried_out(request: Request, say: Say, begins: Begins = lambda _: None) -> Ended:
    """The run with its progress shown; what prevents it is said as of the command line."""
    _end_as_if_interrupted()
    try:
        return carry_out(request, _progress, say, begins)
    except OtherAudienceError as problem:
        raise click.UsageError(str(problem)) from None
    except Busy as problem:
        raise AnotherRun(str(problem)) from None
    except NoCluster as problem:
        raise click.ClickException(str(problem)) from None


def _leave_reports(ended: Ended, request: Request, say: Say) -> None:
    """What a run leaves besides the pages, which are there by now; and what is out of date goes."""
    out = request.options.out
    if not out:
        return leave_tidy(ended, (), say)
    with writing_into(out):
        try:
            machine.write(ended)
        finally:
            leave_portfolio(ended, request, out, say)
    return None


def leave_portfolio(ended: Ended, request: Request, out: Path, say: Say) -> list[Path]:
    """The portfolio of all partnerships where more than one workbook was asked for; its files.

    What is out of date goes first, so that nothing leads to it.
    """
    from pipeline.portfolio.write import FILES, write

    is_made = not request.is_single and bool(ended.reports)
    leave_tidy(ended, FILES if is_made else (), say)
    return write(ended, out, request.history, request.options.today) if is_made else []


def leave_tidy(ended: Ended, of_run: Collection[str], say: Say) -> None:
    """Remove the reports that do not belong any more, and say which were left alone although they do not."""
    if ended.leaves:
        from pipeline.run.out_tidy import tidy

        for text in tidy(ended.leaves, ended.reports, of_run):
            say(text)


@contextmanager
def writing_into(out: Path) -> Iterator[None]:
    """Say in words why reports cannot be written."""
    try:
        yield
    except OSError as problem:
        file = Path(problem.filename or out)
        what = in_words(problem, file.name, str(file.parent))[1]
        raise click.ClickException(f"The reports could not be written into {out}. {what}, then run again.") from problem


def say(text: str) -> None:
    """Tell people something that is no result."""
    click.echo(text, err=True)


@contextmanager
def _progress(count: int) -> Iterator[Told]:
    if count < 2 or not sys.stderr.isatty():
        yield lambda _: None
        return
    with click.progressbar(length=count, label="Workbooks", file=sys.stderr, show_pos=True) as bar:
        yield lambda _: bar.update(1)


def _end_as_if_interrupted() -> None:
    """Let a scheduler that ends the run be as Ctrl-C is: workers are stopped, leases given back."""
    if threading.current_thread() is threading.main_thread():
        signal.signal(signal.SIGTERM, signal.default_int_handler)
