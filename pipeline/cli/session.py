"""A run as seen from a terminal: progress on standard error, results on standard output."""

from __future__ import annotations

import os
import signal
import sys
import threading
from collections.abc import Callable, Iterator
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
from pipeline.run.whole import Begins, Request, Say, carry_out
from pipeline.shown import message

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
            _leave_reports(ended, request)
            watch.ended(ended)
    finally:
        if request.history:
            request.history.close()
    if as_json:
        content = machine.workbook(ended.reports[0]) if request.is_single else machine.run(ended)
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
    except Busy as problem:
        raise AnotherRun(str(problem)) from None
    except NoCluster as problem:
        raise click.ClickException(str(problem)) from None


def _leave_reports(ended: Ended, request: Request) -> None:
    """What goes into the folder for reports besides the pages, which are there by now."""
    out = request.options.out
    if not out:
        return
    with writing_into(out):
        machine.write(ended, out)
        leave_portfolio(ended, request, out)


def leave_portfolio(ended: Ended, request: Request, out: Path) -> list[Path]:
    """The portfolio of all partnerships where more than one workbook was asked for; its files."""
    if request.is_single or not ended.reports:
        return []
    from pipeline.portfolio.write import write

    return write(ended, out, request.history, request.options.today)


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
    click.echo(message(text), err=True)


@contextmanager
def _progress(count: int) -> Iterator[Told]:
    if count < 2 or not sys.stderr.isatty():
        yield lambda _: None
        return
    with click.progressbar(length=count, label="Workbooks", file=sys.stderr, show_pos=True) as bar:
        yield lambda _: bar.update(1)


def _end_as_if_interrupted() -> None:
    """Let a scheduler that ends the run, or a terminal that is closed, be as Ctrl-C: workers stop, leases go back."""
    if threading.current_thread() is not threading.main_thread():
        return
    signal.signal(signal.SIGTERM, signal.default_int_handler)
    if sys.platform == "win32":
        signal.signal(signal.SIGBREAK, signal.default_int_handler)
    elif signal.getsignal(signal.SIGHUP) is not signal.SIG_IGN:  # as `nohup` has it
        signal.signal(signal.SIGHUP, _hung_up([number for number in (1, 2) if os.isatty(number)]))


def _hung_up(terminal: list[int]) -> Callable[[int, object], None]:
    """What to do when the terminal is gone, on which standard output and error (by their numbers) were shown."""

    def interrupt(signum: int, _: object) -> None:
        signal.signal(signum, signal.SIG_IGN)  # the kernel and the shell each send one
        # What is said from now on would end in an error, and that in place of the interruption.
        nowhere = os.open(os.devnull, os.O_WRONLY)
        for number in terminal:
            os.dup2(nowhere, number)
        os.close(nowhere)
        raise KeyboardInterrupt

    return interrupt
