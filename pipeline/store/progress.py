"""Questions to the history about workbooks in numbers, as others may be told them or all.

Which runs they are asked of says `pipeline.store.previous_run`. Raises SQLAlchemyError where the database is silent.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from typing import Any, Literal

from sqlalchemy import ColumnElement, Table, func, select, type_coerce

from pipeline.store.history import History, Row
from pipeline.store.tables import own_result, told_result

# Databases bound how many values one question may hold.
AT_ONCE = 500
NUMBERS = ("critical", "high", "medium", "low", "actions", "late")
Edition = Literal["parties", "outside"]
_TABLES = {"parties": own_result, "outside": told_result}


def totals(
    history: History, run_ids: Collection[str], edition: Edition, paths: Collection[str] | None = None
) -> Iterator[Row]:  # fmt: skip
    """Of each of these runs how many `workbooks` were read, and the numbers over all of them.

    Of the workbooks at some `paths` only, where these are given; a run may come several times then.
    """
    table = _TABLES[edition]
    sums = [func.sum(table.c[name], type_=table.c[name].type).label(name) for name in NUMBERS]
    for wanted in _wanted(table, run_ids, paths):
        counted = select(table.c.run_id, func.count().label("workbooks"), *sums).where(*wanted)
        yield from _of(run_ids, history.ask(counted.group_by(table.c.run_id)))


def latest(
    history: History, run_ids: Collection[str], edition: Edition, most: int, paths: Collection[str] | None = None
) -> Iterator[Row]:  # fmt: skip
    """The last of these runs in which each path was read, at most so many: `path`, `workbook_id`, `run_id`, `grave`.

    The latter is the number of critical and high findings. `paths` as in `totals`.
    """
    table = _TABLES[edition]
    grave = type_coerce(table.c.critical + table.c.high, table.c.high.type).label("grave")
    place = func.row_number().over(partition_by=table.c.path, order_by=table.c.run_id.desc()).label("place")
    for wanted in _wanted(table, run_ids, paths):
        ranked = select(table.c.path, table.c.workbook_id, table.c.run_id, grave, place).where(*wanted).subquery()
        asked = select(ranked.c.path, ranked.c.workbook_id, ranked.c.run_id, ranked.c.grave)
        yield from _of(run_ids, history.ask(asked.where(ranked.c.place <= most)))


def _wanted(
    table: Table, run_ids: Collection[str], paths: Collection[str] | None
) -> Iterator[list[ColumnElement[bool]]]:
    of_runs = table.c.run_id.in_(run_ids)
    for some in [None] if paths is None else _in_parts(sorted(paths)):
        yield [of_runs] if some is None else [of_runs, table.c.path.in_(some)]


def _of(run_ids: Collection[str], rows: Iterable[Row]) -> Iterator[Row]:
    """The rows of these runs: an index may say otherwise than the rows where a file is damaged."""
    return (row for row in rows if row["run_id"] in run_ids)


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
