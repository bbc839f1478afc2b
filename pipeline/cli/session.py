"""A run as seen from a terminal: progress on standard error, results on standard output."""

from __future__ import annotations

import signal
import sys
import threading
from collections.abc import Sequence
from contextlib import AbstractContextManager, ExitStack
from pathlib import Path
from typing import TYPE_CHECKING

import click

from pipeline.run import as_json as machine
from pipeline.run.batch import Manner, run
from pipeline.run.discover import Found, search
from pipeline.run.exit_code import exit_code
from pipeline.run.lease import Busy, leased
from pipeline.run.memory import Memory, remembered
from pipeline.run.options import Options
from pipeline.run.report import Report
from pipeline.store.backups import tidy

if TYPE_CHECKING:
    from pipeline.run.record import Record
    from pipeline.store.history import History


class AnotherRun(click.ClickException):
    """Another run is in progress in the folder."""

    exit_code = 11


def session(
    paths: Sequence[Path], options: Options, manner: Manner, *, as_json: bool, force: bool = False,
    checks_only: bool = False, history: History | None = None,
) -> int:  # fmt: skip
    """Run over `paths`, show what came of it, and return the exit code."""
    _end_as_if_interrupted()
    single = len(paths) == 1 and not paths[0].is_dir()
    try:
        reports, code = _worked_through(paths, options, manner, force, history)
    except Busy as problem:
        raise AnotherRun(str(problem)) from None
    if options.out:
        try:
            machine.write(reports, options.out)
        except OSError as problem:
            raise click.ClickException(
                f"The reports could not be written into {options.out}: {problem.strerror}."
            ) from problem
    if as_json:
        content = machine.workbook(reports[0]) if single else machine.run(reports, code)
        click.echo(machine.text(content))
    else:
        from pipeline.cli.screen import show

        show(reports, single=single, checks_only=checks_only)
    return code


def _worked_through(
    paths: Sequence[Path], options: Options, manner: Manner, force: bool, history: History | None
) -> tuple[list[Report], int]:
    """The reports on everything found under `paths`, and the exit code."""
    folders = [path for path in paths if path.is_dir()] if options.write else []
    with ExitStack() as held:
        held.enter_context(leased(folders))
        memory = held.enter_context(remembered(options, force))
        record = held.enter_context(_recorded(history, paths, options)) if history else None
        found = search(paths, options.out)
        reports = _with_progress(found.files, options, manner, memory)
        reports += [Report(path=folder, status="refused", reason=why) for folder, why in found.unreadable.items()]
        if options.backups and any(report.status == "written" for report in reports):
            tidy(options.backups)
        code = exit_code(reports, single=len(paths) == 1 and not paths[0].is_dir())
        if record:
            record.reports = reports
            record.end("finished", code)
    return reports, code


def _recorded(history: History, paths: Sequence[Path], options: Options) -> AbstractContextManager[Record]:
    """The record of this run; what cannot be kept is said on standard error."""
    from pipeline.run.record import recorded

    return recorded(history, paths, options, lambda text: click.echo(text, err=True))


def _with_progress(files: Sequence[Found], options: Options, manner: Manner, memory: Memory | None) -> list[Report]:
    if len(files) < 2 or not sys.stderr.isatty():
        return run(files, options, manner, memory)
    with click.progressbar(length=len(files), label="Workbooks", file=sys.stderr, show_pos=True) as bar:
        return run(files, options, manner, memory, lambda _: bar.update(1))


def _end_as_if_interrupted() -> None:
    """Let a scheduler that ends the run be as Ctrl-C is: workers are stopped, leases given back."""
    if threading.current_thread() is threading.main_thread():
        signal.signal(signal.SIGTERM, signal.default_int_handler)
