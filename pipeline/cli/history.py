"""`concord history`: the last runs, or what became of one workbook over time."""

from __future__ import annotations

import socket
from pathlib import Path
from typing import TYPE_CHECKING

import click

from pipeline.cli.common import HISTORY_SILENT, database_option
from pipeline.printable import message, printable

if TYPE_CHECKING:
    from pipeline.store.history import Row

SEVERITIES = ("critical", "high", "medium")
STATES = ("new", "open", "reopened", "resolved")


@click.command("history", short_help="The last runs, or one workbook over time.")
@click.argument("workbook", metavar="[WORKBOOK]", required=False)
@click.option("--last", type=click.IntRange(1), default=20, show_default=True, help="So many runs.")
@database_option
def command(workbook: str | None, last: int, db: str | None) -> None:
    """List the last runs; with WORKBOOK (its file or its arrangement id), its findings and actions over time."""
    from pipeline.cli.common import history_at
    from pipeline.store.history import SQLAlchemyError

    history = history_at(db)
    history.listen(lambda said: click.echo(message(said), err=True))
    try:
        if workbook is None:
            _runs(history.runs(last))
        else:
            path = Path(workbook)
            _workbook(history.of_workbook(str(path.absolute()) if path.exists() else workbook, last))
    except SQLAlchemyError as problem:
        raise click.ClickException(HISTORY_SILENT.format(problem=history.trouble(problem))) from None
    finally:
        history.close()


def _runs(rows: list[Row]) -> None:
    for row in rows:
        counts = ", ".join(f"{number} {status}" for status, number in (row["counts"] or {}).items())
        click.echo(f"{_moment(row)}  {_came_of(row):14}  {counts or '-':40}  {', '.join(map(printable, row['paths']))}")
    if not rows:
        click.echo("No run is recorded yet.", err=True)


def _came_of(row: Row) -> str:
    from pipeline.files.process_alive import is_alive

    if row["finished_at"]:
        return f"{row['status']} ({row['exit_code']})" if row["exit_code"] is not None else str(row["status"])
    if row["host"] != socket.gethostname():
        return "no word yet"
    return "running" if is_alive(row["pid"]) else "did not finish"


def _workbook(rows: list[Row]) -> None:
    if not rows:
        click.echo("No run has opened this workbook yet.", err=True)
        return
    words = (*SEVERITIES, "to mend", *STATES)
    click.echo(f"{'run':16}  " + "  ".join(f"{word:>8}" for word in words))
    for row in rows:
        numbers = [*(row["findings"].get(code, 0) for code in SEVERITIES), row["cell_errors"],
                   *(row["actions"].get(code, 0) for code in STATES)]  # fmt: skip
        click.echo(f"{_moment(row)}  " + "  ".join(f"{number:8}" for number in numbers))


def _moment(row: Row) -> str:
    from datetime import datetime

    return datetime.fromisoformat(row["started_at"]).astimezone().strftime("%Y-%m-%d %H:%M")
