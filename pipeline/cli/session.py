"""A run as seen from a terminal: progress on standard error, results on standard output."""

from __future__ import annotations

import signal
import sys
import threading
from collections.abc import Sequence
from pathlib import Path

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


class AnotherRun(click.ClickException):
    """Another run is in progress in the folder."""

    exit_code = 11


def session(
    paths: Sequence[Path], options: Options, manner: Manner, *, as_json: bool, force: bool = False,
    checks_only: bool = False,
) -> int:  # fmt: skip
    """Run over `paths`, show what came of it, and return the exit code."""
    _end_as_if_interrupted()
    single = len(paths) == 1 and not paths[0].is_dir()
    folders = [path for path in paths if path.is_dir()] if options.write else []
    try:
        with leased(folders), remembered(options, force) as memory:
            found = search(paths, options.out)
            reports = _with_progress(found.files, options, manner, memory)
    except Busy as problem:
        raise AnotherRun(str(problem)) from None
    if options.backups and any(report.status == "written" for report in reports):
        tidy(options.backups)
    reports += [Report(path=folder, status="refused", reason=why) for folder, why in found.unreadable.items()]
    code = exit_code(reports, single=single)
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


def _with_progress(files: Sequence[Found], options: Options, manner: Manner, memory: Memory | None) -> list[Report]:
    if len(files) < 2 or not sys.stderr.isatty():
        return run(files, options, manner, memory)
    with click.progressbar(length=len(files), label="Workbooks", file=sys.stderr, show_pos=True) as bar:
        return run(files, options, manner, memory, lambda _: bar.update(1))


def _end_as_if_interrupted() -> None:
    """Let a scheduler that ends the run be as Ctrl-C is: workers are stopped, leases given back."""
    if threading.current_thread() is threading.main_thread():
        signal.signal(signal.SIGTERM, signal.default_int_handler)
