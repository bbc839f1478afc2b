"""A run as seen from a terminal: progress on standard error, results on standard output."""

from __future__ import annotations

import os
import signal
import sys
import threading
from collections.abc import Callable, Collection
from pathlib import Path
from typing import TYPE_CHECKING

import click

from pipeline.cli.terminal.progress import of_workbooks, waiting
from pipeline.cli.terminal.typed import echo
from pipeline.files.backends import exists
from pipeline.files.errors import in_words
from pipeline.notify.watch import watched
from pipeline.printable import message, printable
from pipeline.run.cluster.client import ClusterError
from pipeline.run.output import json_report as machine
from pipeline.run.output.output_folder import PORTFOLIO, OtherAudienceError
from pipeline.run.result import RunResult
from pipeline.run.run import Begins, Request, Say, carry_out
from pipeline.run.state.lease import RunInProgressError
from schemas.json_shape import json_text
from schemas.wording.text import text

if TYPE_CHECKING:
    from pipeline.notify.settings import Settings


PORTFOLIO_PAGE = f"{PORTFOLIO}.html"


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
            ended = _with_reports_left(ended, request, watch.say)
            watch.ended(ended)
    finally:
        if request.history:
            request.history.close()
    if as_json:
        click.echo(json_text(machine.run(ended, "check" if checks_only else "run")))
    else:
        from pipeline.cli.screen import show

        show(ended.results, single=request.is_single, checks_only=checks_only)
        _say_where_pages_are(ended, request)
    return ended.code


def carried_out(request: Request, say: Say, begins: Begins = lambda _: None) -> RunResult:
    """The run with its progress shown; what prevents it is said as of the command line."""
    _end_as_if_interrupted()
    try:
        with waiting(text("cli.progress.looking")):
            return carry_out(request, of_workbooks, say, begins)
    except OtherAudienceError as problem:
        raise click.UsageError(str(problem)) from None
    except RunInProgressError as problem:
        raise AnotherRun(str(problem)) from None
    except ClusterError as problem:
        raise click.ClickException(str(problem)) from None


def _with_reports_left(ended: RunResult, request: Request, say: Say) -> RunResult:
    """Write what goes into the folder for reports besides the pages, which are there by now; what is out of date goes.

    What cannot be written is said, and is in the exit code; it costs nothing else of the run.
    """
    out = request.options.out
    if not out:
        leave_tidy(ended, (), say)
        return ended
    steps = (lambda: machine.write(ended), lambda: leave_portfolio(ended, request, out, say))
    with waiting(text("cli.progress.reports")):
        failures = tuple(dict.fromkeys(failure for step in steps if (failure := tried(step, out))))
    for failure in failures:
        say(failure)
    result = ended.without(failures)
    if request.history and request.options.write and result.code != ended.code:
        from pipeline.run.state.history_writer import ended_otherwise

        ended_otherwise(request.history, ended.run_id, result.code, say)
    return result


def _say_where_pages_are(ended: RunResult, request: Request) -> None:
    """Where the pages lie; the portfolio last, where there is one. Of a folder without pages, how to have some."""
    options = request.options
    if not options.out or not ended.leaves:
        if options.write and not (request.is_single or options.beside) and ended.results:
            echo(text("cli.pages.none"))
        return
    pages = [target.file for target in ended.leaves.targets.values() if exists(target.file)]
    if len(pages) == 1 and request.is_single:
        echo(text("cli.pages.page", file=printable(_plain_path(pages[0]))))
    elif pages:
        echo(text("cli.pages.pages", count=len(pages), folder=printable(_plain_path(options.out))))
    portfolio = _plain_path(options.out) / PORTFOLIO_PAGE
    if not request.is_single and exists(portfolio):
        echo(text("cli.pages.portfolio", file=printable(portfolio)))


def _plain_path(path: Path) -> Path:
    """The path from the root on, without steps back in it: as people open it."""
    return Path(os.path.abspath(path))  # noqa: PTH100 (resolve would follow links)


def leave_portfolio(ended: RunResult, request: Request, out: Path, say: Say) -> list[Path]:
    """The portfolio of all partnerships where more than one workbook was asked for; its files.

    What is out of date goes first, so that nothing leads to it.
    """
    from pipeline.portfolio.write import FILES, write

    is_made = not request.is_single and bool(ended.results)
    leave_tidy(ended, FILES if is_made else (), say)
    return write(ended, out, request.history, request.options.today) if is_made else []


def leave_tidy(ended: RunResult, of_run: Collection[str], say: Say) -> None:
    """Remove the reports that do not belong any more, and say which were left alone although they do not."""
    if ended.leaves:
        from pipeline.run.output.tidy import tidy

        for sentence in tidy(ended.leaves, ended.results, of_run):
            say(sentence)


def tried(step: Callable[[], object], out: Path) -> str:
    """Why reports cannot be written into `out`, in a sentence; "" when the step wrote them."""
    try:
        step()
    except OSError as problem:
        file = Path(problem.filename2 or problem.filename or out)
        what = in_words(problem, file.name, str(file.parent))[1]
        return text("cli.reports_not_written", folder=out, what=what)
    return ""


def say(sentence: str) -> None:
    """Tell people something that is no result."""
    echo(message(sentence), err=True)


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
