"""`concord history`: the last runs, or what became of one workbook over time."""

from __future__ import annotations

import socket
from pathlib import Path
from typing import TYPE_CHECKING

import click

from pipeline.cli.common import database_option
from pipeline.cli.help import Command, option
from pipeline.cli.terminal.progress import waiting
from pipeline.cli.terminal.typed import echo
from pipeline.domain.finding import ACTION_STATES
from pipeline.printable import message, printable
from pipeline.run.status_words import counted
from schemas.wording.text import joined, text

if TYPE_CHECKING:
    from pipeline.store.history import Row

SEVERITIES = ("critical", "high", "medium")


@click.command("history", cls=Command, help="commands.history")
@click.argument("workbook", metavar="[WORKBOOK]", required=False)
@option("--last", type=click.IntRange(1), default=20, show_default=True, help="commands.history.options.last")
@database_option
def command(workbook: str | None, last: int, db: str | None) -> None:
    """List the last runs; with WORKBOOK (its file or its arrangement id), its findings and actions over time."""
    from pipeline.cli.common import history_at
    from pipeline.store.history import SQLAlchemyError

    history = history_at(db)
    history.listen(lambda said: echo(message(said), err=True))
    try:
        with waiting(text("cli.progress.history")):
            rows = history.of_workbook(_named(workbook), last) if workbook else history.runs(last)
    except SQLAlchemyError as problem:
        raise click.ClickException(text("cli.history.silent", problem=history.trouble(problem))) from None
    finally:
        history.close()
    if workbook:
        _workbook(rows)
    else:
        _runs(rows)


def _named(workbook: str) -> str:
    """The whole path of a file that is there, else what was given: an arrangement's id, or a file that is gone."""
    path = Path(workbook)
    return str(path.absolute()) if path.exists() else workbook


def _runs(rows: list[Row]) -> None:
    for row in rows:
        counts, paths = counted(row["counts"] or {}), joined(map(printable, row["paths"]))
        echo(f"{_moment(row)}  {_came_of(row):14}  {counts or '-':40}  {paths}")
    if not rows:
        echo(text("cli.history.no_runs"), err=True)


def _came_of(row: Row) -> str:
    from pipeline.files.process_alive import is_alive

    if row["finished_at"]:
        came = text(f"cli.history.came.{row['status']}")
        return came if row["exit_code"] is None else text("cli.history.with_code", came=came, code=row["exit_code"])
    if row["host"] != socket.gethostname():
        return text("cli.history.came.no_word")
    return text("cli.history.came.running" if is_alive(row["pid"]) else "cli.history.came.cut_off")


def _workbook(rows: list[Row]) -> None:
    if not rows:
        echo(text("cli.history.not_opened"), err=True)
        return
    words = [text(f"cli.history.columns.{name}") for name in (*SEVERITIES, "mend", *ACTION_STATES)]
    echo(f"{text('cli.history.columns.run'):16}  " + "  ".join(f"{word:>8}" for word in words))
    for row in rows:
        numbers = [*(row["findings"].get(code, 0) for code in SEVERITIES), row["cell_errors"],
                   *(row["actions"].get(code, 0) for code in ACTION_STATES)]  # fmt: skip
        echo(f"{_moment(row)}  " + "  ".join(f"{number:8}" for number in numbers))


def _moment(row: Row) -> str:
    from datetime import datetime

    return datetime.fromisoformat(row["started_at"]).astimezone().strftime("%Y-%m-%d %H:%M")
