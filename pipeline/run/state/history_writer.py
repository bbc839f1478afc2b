"""What a run leaves in the history: its workbooks, their findings and actions."""

from __future__ import annotations

import os
import socket
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from pipeline import __version__
from pipeline.disclosure.audience import OUTSIDE, PARTIES, Edition
from pipeline.files.names import as_unicode
from pipeline.run.batch.options import Options
from pipeline.run.batch.workbook_result import WorkbookResult
from pipeline.run.result import RunResult
from pipeline.run.workbook.outcome import NOT_COUNTED
from pipeline.store.earlier import VIEWS
from pipeline.store.forget import forget_runs
from pipeline.store.history import History, HistoryError, Rows, SQLAlchemyError, is_busy
from pipeline.store.previous_run import ThisRun
from schemas.wording.text import text

Said = Callable[[str], None]
# The rows of a workbook that was opened are ten times what is kept of it: a few workbooks' at a time. Of another there
# are three rows.
AT_A_TIME, UNOPENED_AT_A_TIME = 20, 500
# So often a file that somebody else is writing into is waited for (each time WAIT_MS) when the run is over.
TRIES = 3
NOT_YET, NOT_KEPT = "state.history.not_yet", "state.history.not_kept"


class Record:
    """One run in the history; what the database refuses is said and does not end the run."""

    def __init__(self, history: History, run_id: str, paths: Sequence[Path], options: Options, say: Said) -> None:
        self._history = history
        self._keep_days = options.keep_days
        self._say = say
        history.listen(say)
        self.run_id = run_id
        self.results: list[WorkbookResult] = []
        self._beginning = {
            "run_id": self.run_id, "started_at": _now(), "host": socket.gethostname(), "pid": os.getpid(),
            "version": __version__, "day": options.today.isoformat(), "status": "running",
            "paths": [as_unicode(path.absolute()) for path in paths],
        }  # fmt: skip
        self._started = history.is_ready and _kept(history, lambda: history.begin(self._beginning), NOT_YET, say)

    def end(self, status: str, code: int | None) -> None:
        """The run is over; what could not be kept at its start is kept now."""
        ours = [result for result in self.results if result.status not in NOT_COUNTED]
        counts = dict(Counter(result.status for result in self.results))
        changes = {"finished_at": _now(), "status": status, "exit_code": code, "counts": counts}
        beginning = None if self._started else self._beginning

        def finish() -> None:
            self._history.finish(self.run_id, changes, _RowsOf(self.run_id, ours), beginning)
            if status == "finished":
                forget_runs(self._history, self._keep_days, datetime.now(UTC))

        # Whoever interrupts a run does not want to wait.
        _kept(self._history, finish, NOT_KEPT, self._say, TRIES if status == "finished" else 1)


@contextmanager
def recorded(history: History, run_id: str, paths: Sequence[Path], options: Options, say: Said) -> Iterator[Record]:
    """Record the run inside; one that is broken off is recorded as interrupted, one that is killed stays running."""
    record = Record(history, run_id, paths, options, say)
    try:
        yield record
    except BaseException:
        record.end("interrupted", None)
        raise


def ended_otherwise(history: History, run_id: str, code: int, say: Said) -> None:
    """Correct the exit code of a run that is recorded: something that was to be made of it could not be written."""
    _kept(history, lambda: history.finish(run_id, {"exit_code": code}, ()), NOT_KEPT, say)


def _kept(history: History, step: Callable[[], None], otherwise: str, say: Said, tries: int = 1) -> bool:
    """Whether a step could be kept; what the history refuses is said and ends nothing else."""
    for left in reversed(range(tries)):
        try:
            step()
        except SQLAlchemyError as problem:
            if not (left and is_busy(problem)):
                say(text(otherwise, problem=history.trouble(problem)))
                return False
        except HistoryError as problem:  # found out only now, because it did not answer before
            say(str(problem))
            return False
        else:
            return True
    return False


def _now() -> str:
    return datetime.now(UTC).isoformat(timespec="milliseconds")


def this_run(ended: RunResult) -> ThisRun:
    """A run as it is looked for in the history: with its paths and workbooks as they are kept there."""
    return ThisRun(
        run_id=ended.run_id, paths=[as_unicode(path.absolute()) for path in ended.paths],
        workbooks={
            as_unicode(result.path.absolute()): _id(result)
            for result in ended.results if result.status not in NOT_COUNTED
        },
    )  # fmt: skip


def _id(result: WorkbookResult) -> str:
    return as_unicode(result.arrangement_id)[:64]


class _RowsOf:
    """The rows of all workbooks, some at a time; they can be gone through again."""

    def __init__(self, run_id: str, results: Sequence[WorkbookResult]) -> None:
        self._run_id, self._reports = run_id, results

    def __iter__(self) -> Iterator[Rows]:
        for was_opened, most in ((True, AT_A_TIME), (False, UNOPENED_AT_A_TIME)):
            reports = [result for result in self._reports if result.was_opened == was_opened]
            for at in range(0, len(reports), most):
                yield _rows(self._run_id, reports[at : at + most])


def _rows(run_id: str, results: Sequence[WorkbookResult]) -> Rows:
    outcomes, items, told, own = [], [], [], []
    for result in results:
        outcomes.append(_result(run_id, result))
        if result.was_opened:
            items += _items(run_id, result)
        if result.counts(OUTSIDE):
            told.append(_numbers(run_id, result, OUTSIDE))
            own.append(_numbers(run_id, result, PARTIES))
    return Rows(outcomes, items, told, own)


def _result(run_id: str, result: WorkbookResult) -> dict[str, Any]:
    return {
        "run_id": run_id, "path": as_unicode(result.path.absolute()), "workbook_id": _id(result),
        "title": as_unicode(result.title), "sha256": result.mark.content if result.mark else "",
        "status": result.status,
        "was_opened": int(result.was_opened), "cell_errors": result.cell_errors,
        "findings": dict(result.severities), "actions": dict(result.actions), "message": as_unicode(result.reason),
    }  # fmt: skip


def _numbers(run_id: str, result: WorkbookResult, audience: Edition) -> dict[str, Any]:
    """What an audience is told of a workbook; its items only where it was opened, for else they are those of before."""
    items = {name: result.numbers(audience)[name] for name in ("findings", "actions")} if result.was_opened else None
    return {
        "run_id": run_id, "path": as_unicode(result.path.absolute()), "workbook_id": _id(result),
        **result.counts(audience), "items": items,
    }  # fmt: skip


def items_of(result: WorkbookResult) -> dict[tuple[str, str], tuple[str, str, str, dict[str, Any]]]:
    """The findings and actions of a workbook by kind and id: status, value, due date and more.

    An id that stands in the plan twice counts once, the upper row.
    """
    items: dict[tuple[str, str], tuple[str, str, str, dict[str, Any]]] = {}
    found = result.found
    for one in found["findings"]:
        items["finding", as_unicode(one["id"])[:200]] = (one["severity"], "", "", {"partners": one["partners"]})
    for action in found["actions"]:
        said = (
            action["state"][:20], as_unicode(action["status"]), action["agreed_due"],
            {"responsible": action["agreed_responsible"]},
        )  # fmt: skip
        items.setdefault(("action", as_unicode(action["action"])[:200]), said)
    return items


def _items(run_id: str, result: WorkbookResult) -> list[dict[str, Any]]:
    return [
        {
            "run_id": run_id, "path": as_unicode(result.path.absolute()), "workbook_id": _id(result), "kind": kind,
            "item_id": item, "status": status, "value": value, "due": due, "payload": payload,
        }
        for (kind, item), (status, value, due, payload) in {**items_of(result), **_views(result)}.items()
    ]  # fmt: skip


def _views(result: WorkbookResult) -> dict[tuple[str, str], tuple[str, str, str, dict[str, Any]]]:
    """How each risk stood, in one row whatever their number: what a review looks back on."""
    views = result.numbers(PARTIES).get("views")
    return {} if views is None else {(VIEWS, ""): ("", "", "", {as_unicode(id): said for id, said in views.items()})}
