"""A run as seen from a terminal: progress on standard error, results on standard output."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import click

from pipeline.run import as_json as machine
from pipeline.run.batch import run
from pipeline.run.discover import discover
from pipeline.run.exit_code import exit_code
from pipeline.run.options import Options
from pipeline.run.report import Report
from pipeline.run.workers import Limits


def session(
    paths: Sequence[Path], options: Options, limits: Limits, *, as_json: bool, debug: bool = False,
    checks_only: bool = False,
) -> int:  # fmt: skip
    """Run over `paths`, show what came of it, and return the exit code."""
    files = discover(paths, options.out)
    single = len(paths) == 1 and not paths[0].is_dir()
    reports = _with_progress(files, options, limits, debug)
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


def _with_progress(files: list[Path], options: Options, limits: Limits, debug: bool) -> list[Report]:
    import sys

    if len(files) < 2 or not sys.stderr.isatty():
        return run(files, options, limits, debug=debug)
    with click.progressbar(length=len(files), label="Workbooks", file=sys.stderr, show_pos=True) as bar:
        return run(files, options, limits, lambda _: bar.update(1), debug)
