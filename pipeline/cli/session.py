"""A run as seen from a terminal: progress on standard error, results on standard output."""

from __future__ import annotations

import signal
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

import click

from pipeline.notify.watch import Watch, watched
from pipeline.run import as_json as machine
from pipeline.run.batch import Told
from pipeline.run.cluster import NoCluster
from pipeline.run.ended import Ended
from pipeline.run.lease import Busy
from pipeline.run.whole import Request, carry_out

if TYPE_CHECKING:
    from pipeline.notify.settings import Settings


class AnotherRun(click.ClickException):
    """Another run is in progress in the folder."""

    exit_code = 11


def session(
    request: Request, *, as_json: bool, checks_only: bool = False, messages: Settings | None = None
) -> int:  # fmt: skip
    """Carry out the run, leave its reports, tell people, show what came of it, and return the exit code."""
    _end_as_if_interrupted()
    try:
        with watched(request, messages, _say) as watch:
            ended = _carried_out(request, watch)
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


def _carried_out(request: Request, watch: Watch) -> Ended:
    try:
        ended = carry_out(request, _progress, watch.say, watch.begins)
        _leave_reports(ended, request)
    except Busy as problem:
        raise AnotherRun(str(problem)) from None
    except NoCluster as problem:
        raise click.ClickException(str(problem)) from None
    return ended


def _leave_reports(ended: Ended, request: Request) -> None:
    """What goes into the folder for reports besides the pages, which are there by now."""
    out = request.options.out
    if not out:
        return
    try:
        machine.write(ended, out)
        if not request.is_single:
            from pipeline.portfolio.write import write as write_portfolio

            write_portfolio(ended, out, request.history, request.options.today)
    except OSError as problem:
        raise click.ClickException(f"The reports could not be written into {out}: {problem.strerror}.") from problem


def _say(text: str) -> None:
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
