"""How one workbook stood on an earlier day, as a run found it then.

Raises SQLAlchemyError where the database does not answer.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import select

from pipeline.store.history import History, Row
from pipeline.store.tables import item_state, run, workbook_result

# The kind of the one item that holds the views on all risks.
VIEWS = "views"
# With these a workbook was read and its items kept.
_READ = ("written", "unchanged", "checked", "beside", "strict")


@dataclass(frozen=True, slots=True)
class Stood:
    """A workbook after a run of an earlier day.

    `day` is that day (ISO), `runs` how many runs looked at it since. `findings`: severity by id. `actions`: state and
    status by id. `views`: of each risk its state (open, accepted, closed) and the scores by party, None where the run
    was one of an earlier Concord that kept none.
    """

    day: str
    runs: int
    findings: Mapping[str, str]
    actions: Mapping[str, tuple[str, str]]
    views: Mapping[str, tuple[str, Mapping[str, int]]] | None = field(default=None)


def stood(history: History, workbook_id: str, path: str, first: str, last: str) -> Stood | None:
    """As the last run before the day `first` left it, else as the first run until `last` found it; both days ISO.

    "" for `first` means the beginning. None where no run opened the workbook: by its arrangement id, or by its path
    where it has none.
    """
    runs = [row for row in _readings(history, workbook_id, path) if row["day"] <= last]
    before = [row for row in runs if row["day"] < first]
    chosen = before[-1] if before else runs[0] if runs else None
    if chosen is None:
        return None
    later = {row["run_id"] for row in runs if row["run_id"] > chosen["run_id"]}
    return _stood(history, chosen, len(later))


def _readings(history: History, workbook_id: str, path: str) -> list[Row]:
    """The runs that opened it, by day; of several files with its id those of the one at `path`, if it is among them."""
    known = workbook_result.c.workbook_id == workbook_id if workbook_id else workbook_result.c.path == path
    rows = history.ask(
        select(workbook_result.c.run_id, workbook_result.c.path, run.c.day)
        .join(run)
        .where(known, workbook_result.c.was_opened == 1, workbook_result.c.status.in_(_READ))
    )
    here = [row for row in rows if row["path"] == path]
    others = {row["run_id"] for row in here}
    # A copy that lay beside it in one run is another file; before it was moved or renamed it was this one.
    told = [*here, *(row for row in rows if row["run_id"] not in others)]
    return sorted(told, key=lambda row: (row["day"], row["run_id"]))


def _stood(history: History, chosen: Row, runs: int) -> Stood:
    items = history.ask(
        select(item_state).where(item_state.c.run_id == chosen["run_id"], item_state.c.path == chosen["path"])
    )
    of = {kind: [row for row in items if row["kind"] == kind] for kind in ("finding", "action", VIEWS)}
    views = dict(_views(of[VIEWS][0]["payload"])) if of[VIEWS] else None
    return Stood(
        chosen["day"], runs, {row["item_id"]: row["status"] for row in of["finding"]},
        {row["item_id"]: (row["status"], row["value"]) for row in of["action"]}, views,
    )  # fmt: skip


def _views(said: Mapping[str, Any]) -> Iterator[tuple[str, tuple[str, Mapping[str, int]]]]:
    """The views that can be understood: a file may hold anything once it is damaged."""
    for id, view in said.items():
        if isinstance(view, list) and len(view) == 2 and isinstance(view[0], str) and isinstance(view[1], dict):
            scores = {code: score for code, score in view[1].items() if isinstance(score, int)}
            yield id, (view[0], scores)
