"""`concord check`: validate only; changes nothing."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click

from pipeline.cli.common import (
    cluster_option,
    day_option,
    debug_option,
    limit_options,
    paths_argument,
    thresholds_option,
)
from pipeline.cli.help import Command, option


@click.command("check", cls=Command, help="commands.check")
@paths_argument
@day_option
@option("--json", "as_json", is_flag=True, help="commands.options.json")
@thresholds_option
@limit_options
@cluster_option
@debug_option
def command(
    paths: tuple[Path, ...], today: str | None, as_json: bool, config: Path | None, cluster: str, debug: bool,
    **limits: Any,
) -> int:  # fmt: skip
    """Check every cell of the workbooks at PATHS (files or folders) and say what to mend; changes nothing."""
    from pipeline.cli.common import manner_for, options_for

    options = options_for(today=today, config=config, write=False, rehearse=True)
    manner = manner_for(paths, debug=debug, cluster=cluster, **limits)
    from pipeline.cli.session import session
    from pipeline.run.run import Request

    code = session(Request(paths=paths, options=options, manner=manner), as_json=as_json, checks_only=True)
    if not as_json:
        _tell_of_sources(paths, today, limits)
    return code


def _tell_of_sources(paths: tuple[Path, ...], today: str | None, limits: dict[str, Any]) -> None:
    """Of workbooks named one by one: which of the files that they were adopted from have changed."""
    from pipeline.adopt.update.linked import changed_sources, said
    from pipeline.cli.common import limits_for, options_for
    from pipeline.cli.terminal.typed import echo
    from pipeline.printable import printable

    bounds = limits_for(memory_limit=limits["memory_limit"], time_limit=limits["time_limit"])
    day = options_for(today=today, config=None).today
    for path in paths:
        if path.is_file():
            for linked in changed_sources(path, bounds, day):
                echo(printable(said(linked, path)))
