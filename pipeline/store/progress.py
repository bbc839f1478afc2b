"""Questions to the history about workbooks in numbers, as others may be told them or all.

Which runs they are asked of says `pipeline.store.previous_run`. Raises SQLAlchemyError where the database is silent.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any, Literal

from sqlalchemy import func, select

from pipeline.store.history import History, Row
from pipeline.store.tables import own_result, told_result

# Databases bound how many values one question may hold.
AT_ONCE = 500
Edition = Literal["parties", "outside"]
_TABLES = {"parties": own_result, "outside": told_result}


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
