"""Questions to the history about a folder over time: workbooks in numbers, as others may be told them or all."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any, Literal

from sqlalchemy import func, select

from pipeline.store.history import History, Row
from pipeline.store.tables import own_result, run, told_result

RUNS = 52
# So many of the last runs are looked through for those over one folder.
LOOKED_THROUGH = 2_000
# Databases bound how many values one question may hold.
AT_ONCE = 500
Edition = Literal["parties", "outside"]
_TABLES = {"parties": own_result, "outside": told_result}


def runs_over(history: History, paths: Sequence[str], *, until: str = "", most: int = RUNS) -> list[Row]:
    """The last finished runs over exactly these paths, oldest first; those before and with the run `until`, if given.

    Raises SQLAlchemyError, as all here, where the database does not answer.
    """
    wanted = select(run.c.run_id, run.c.started_at, run.c.day, run.c.paths).where(run.c.status == "finished")
    if until:
        wanted = wanted.where(run.c.run_id <= until)
    rows = history.ask(wanted.order_by(run.c.run_id.desc()).limit(LOOKED_THROUGH))
    same = [row for row in rows if sorted(row["paths"]) == sorted(paths)]
    return same[:most][::-1]


def numbers(history: History, run_ids: Iterable[str], edition: Edition) -> list[Row]:
    """The numbers of every workbook in these runs, without their items."""
    table = _TABLES[edition]
    columns = [column for column in table.c if column.name != "items"]
    wanted = set(run_ids)
    # Asked for by an index, which may say otherwise than the rows where a file is damaged.
    return [row for row in history.ask(select(*columns).where(table.c.run_id.in_(wanted))) if row["run_id"] in wanted]


def opened_after(history: History, run_id: str, until: str) -> set[str]:
    """The paths of workbooks that a run after `run_id`, up to and with `until`, opened."""
    since = [told_result.c.run_id > run_id, told_result.c["items"].is_not(None)]
    if until:
        since.append(told_result.c.run_id <= until)
    return {row["path"] for row in history.ask(select(told_result.c.path).where(*since).distinct())}


def items_at(
    history: History, paths: Iterable[str], run_id: str, edition: Edition, *, before: bool = False
) -> Mapping[str, Mapping[str, Any]]:  # fmt: skip
    """The findings and actions of these workbooks as they stood after the run `run_id`, or before it, by path."""
    found, table = {}, _TABLES[edition]
    until = table.c.run_id < run_id if before else table.c.run_id <= run_id
    for some in _in_parts(sorted(set(paths))):
        last = (
            select(table.c.path, func.max(table.c.run_id).label("run_id"))
            .where(table.c.path.in_(some), until, table.c["items"].is_not(None))
            .group_by(table.c.path)
            .subquery()
        )
        wanted = select(table.c.path, table.c["items"]).join(
            last, (table.c.path == last.c.path) & (table.c.run_id == last.c.run_id)
        )
        found.update({row["path"]: row["items"] for row in history.ask(wanted)})
    return found


def _in_parts(values: list[str]) -> Iterator[list[str]]:
    for start in range(0, len(values), AT_ONCE):
        yield values[start : start + AT_ONCE]
