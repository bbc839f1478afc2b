"""`concord history`: the last runs, or what became of one workbook over time."""

from __future__ import annotations

import socket
from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from pipeline.cli.common import database_option
from pipeline.cli.help import Command, option
from pipeline.cli.machines import suggest
from pipeline.cli.terminal.columns import fits, print_columns
from pipeline.cli.terminal.meant import path_meant
from pipeline.cli.terminal.numbers import Whole
from pipeline.cli.terminal.progress import waiting
from pipeline.cli.terminal.typed import echo
from pipeline.domain.finding import ACTION_STATES
from pipeline.files.backends import exists
from pipeline.printable import message, printable
from pipeline.run.status_words import counted
from schemas.alike import did_you_mean
from schemas.json_shape import document, json_text
from schemas.wording.text import joined, text

if TYPE_CHECKING:
    from pipeline.store.history import Row

SEVERITIES = ("critical", "high", "medium")
# On a terminal that has no room for a column a state of actions.
SUMMED = {"to_do": ("new", "open", "reopened", "waiting"), "settled": ("settled",), "resolved": ("resolved",)}


@click.command("history", cls=Command, help="commands.history")
@click.argument("workbook", metavar="[WORKBOOK]", required=False, shell_complete=suggest.files)
@option("--last", type=Whole(1), metavar="NUMBER", default=20, show_default=True, help="commands.history.options.last")
@database_option
@option("--json", "as_json", is_flag=True, help="commands.options.json")
def command(workbook: str | None, last: int, db: str | None, as_json: bool) -> None:
    """List the last runs; with WORKBOOK (its file or its arrangement id), its findings and actions over time."""
    from pipeline.cli.common import history_at
    from pipeline.store.history import SQLAlchemyError

    history = history_at(db)
    history.listen(lambda said: echo(message(said), err=True))
    try:
        with waiting(text("cli.progress.history")):
            rows = history.of_workbook(_named(workbook), last) if workbook else history.runs(last)
            known = history.workbooks() if workbook and not rows else []
    except SQLAlchemyError as problem:
        raise click.ClickException(text("cli.history.silent", problem=history.trouble(problem))) from None
    finally:
        history.close()
    if workbook and not rows:
        _say_not_opened(workbook, known)
    if as_json:
        runs, results = ([], rows) if workbook else (rows, [])
        content = document("history", runs=[_plain_run(row) for row in runs], results=[_plain(row) for row in results])
        click.echo(json_text(content))
    elif workbook and rows:
        _workbook(rows)
    elif not workbook:
        _runs(rows)


def _say_not_opened(workbook: str, known: list[Row]) -> None:
    """No run opened the workbook: which one was probably meant."""
    ids = {row["workbook_id"] for row in known if row["workbook_id"]}
    meant = path_meant(Path(workbook), [Path(row["path"]) for row in known]) or did_you_mean(workbook, ids)
    echo(text("cli.history.not_opened", workbook=printable(workbook), meant=printable(meant)), err=True)


def _named(workbook: str) -> str:
    """The whole path of a file that is there, else what was given: an arrangement's id, or a file that is gone."""
    path = Path(workbook)
    return str(path.absolute()) if exists(path) else workbook


def _plain_run(row: Row) -> dict[str, Any]:
    """A run for machines."""
    names = ("started_at", "finished_at", "status", "exit_code")
    return {**{name: row[name] for name in names}, "counts": row["counts"] or {}, "paths": list(row["paths"])}


def _plain(row: Row) -> dict[str, Any]:
    """What one run found in a workbook, for machines."""
    names = ("started_at", "day", "title", "status", "cell_errors")
    return {
        **{name: row[name] for name in names}, "workbook": row["path"], "findings_by_severity": dict(row["findings"]),
        "actions_by_state": dict(row["actions"]),
    }  # fmt: skip


def _runs(rows: list[Row]) -> None:
    if not rows:
        echo(text("cli.history.no_runs"), err=True)
        return
    shown = [
        (_moment(row), _came_of(row), counted(row["counts"] or {}) or "-", joined(map(printable, row["paths"])))
        for row in rows
    ]
    print_columns(_headings("run", "came", "workbooks", "over"), shown)


def _came_of(row: Row) -> str:
    from pipeline.files.process_alive import is_alive

    if row["finished_at"]:
        came = text(f"cli.history.came.{row['status']}")
        return came if row["exit_code"] is None else text("cli.history.with_code", came=came, code=row["exit_code"])
    if row["host"] != socket.gethostname():
        return text("cli.history.came.no_word")
    return text("cli.history.came.running" if is_alive(row["pid"]) else "cli.history.came.cut_off")


def _workbook(rows: list[Row]) -> None:
    """Its runs in a table, else with fewer columns, else, on a terminal too narrow for that, one below the other."""
    for states in ({code: (code,) for code in ACTION_STATES}, SUMMED):
        headings, shown = _numbers(rows, states)
        if fits(headings, shown):
            print_columns(headings, shown, right=range(1, len(headings)))
            return
    for moment, *numbers in shown:
        counts = joined(
            text("cli.whose", whose=of, says=count) for of, count in zip(headings[1:], numbers, strict=True)
        )
        echo(f"{moment}\n{counts}")


def _numbers(rows: list[Row], states: Mapping[str, tuple[str, ...]]) -> tuple[list[str], list[list[str]]]:
    """Headings and rows of the table; `states` says which states of actions a column counts."""
    shown = [
        [
            _moment(row), *(str(row["findings"].get(code, 0)) for code in SEVERITIES), str(row["cell_errors"]),
            *(str(sum(row["actions"].get(code, 0) for code in codes)) for codes in states.values()),
        ]
        for row in rows
    ]  # fmt: skip
    return _headings("run", *SEVERITIES, "mend", *states), shown


def _headings(*names: str) -> list[str]:
    return [text(f"cli.history.columns.{name}") for name in names]


def _moment(row: Row) -> str:
    from datetime import datetime

    return datetime.fromisoformat(row["started_at"]).astimezone().strftime("%Y-%m-%d %H:%M")
