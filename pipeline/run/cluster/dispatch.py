"""Workbooks worked through on the machines of a cluster, and put down by this one.

The others only read. So one machine writes, keeps the copies of what it replaces, and has all that
`concord restore` needs; a machine that is lost leaves nothing half in the shared folders.
"""

from __future__ import annotations

import socket
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from hashlib import sha256
from pathlib import Path

from pipeline.files.backends import exists
from pipeline.run.batch.discover import Found
from pipeline.run.batch.task import Identified, Task, described, identify, mistaken, size_and_time
from pipeline.run.batch.workbook_result import Mark, WorkbookResult
from pipeline.run.batch.workers import Limits, WorkerError
from pipeline.run.cluster.client import Cluster
from pipeline.run.workbook.outcome import Change, Status
from schemas.wording.languages import speaking
from schemas.wording.text import text

SAMPLE = 20


@dataclass(frozen=True, slots=True)
class Prepared:
    """A workbook worked through on another machine: what is told of it, what is to be put into it, and its page."""

    result: WorkbookResult
    change: Change | None = None
    page: str = ""


def sample(files: Sequence[Found]) -> list[tuple[Path, int]]:
    """Some of the files, spread over all, with their sizes in bytes: other machines must see the same."""
    known = [(there(found.path), found.size) for found in files if found.size >= 0]
    return known[:: len(known) // SAMPLE + 1]


def there(path: Path) -> Path:
    """The path as other machines are given it: they run in other folders."""
    return path.absolute()


def identified(
    cluster: Cluster, paths: Sequence[Path], limits: Limits
) -> Iterator[tuple[Path, Identified | Exception]]:
    """As `pipeline.run.batch.task.identify` for each."""
    for place, came in cluster.each(_identify, [there(path) for path in paths], limits):
        yield paths[place], came


def worked_through(
    cluster: Cluster, tasks: Sequence[Task], limits: Limits
) -> Iterator[tuple[Task, WorkbookResult | Exception]]:
    """As `pipeline.run.batch.task.work` for each."""
    sent = [replace(task, path=there(task.path)) for task in tasks]
    for place, came in cluster.each(_begin, sent, limits):
        task = tasks[place]
        yield task, came if isinstance(came, Exception) else _finished(task, came)


def _identify(path: Path) -> Identified:
    _must_be_seen(path)
    return identify(path)


def _begin(task: Task) -> Prepared:
    """All but the putting down, on a machine of the cluster. Our own mistakes become a report, too."""
    with speaking(task.spoken):
        return _begun(task)


def _begun(task: Task) -> Prepared:
    from pipeline.run.workbook.gc_pause import uncollected
    from pipeline.run.workbook.page_file import page_of
    from pipeline.run.workbook.process import prepare

    _must_be_seen(task.path)
    moment, before = time.time(), size_and_time(task.path)
    try:
        with uncollected():
            outcome = prepare(task.path, task.options, task.looked)
        result = described(outcome, task.options)
        page, why = "", ""
        if task.page:
            page, why = page_of(outcome, task.options, task.page.home, is_written=outcome.change is not None)
    except MemoryError:
        raise
    except Exception as mistake:
        return Prepared(mistaken(task.path, mistake))
    mark = Mark(*before, moment, outcome.content) if before else None
    return Prepared(
        replace(result, mark=mark, notes=(*result.notes, why) if why else result.notes), outcome.change, page
    )


def _must_be_seen(path: Path) -> None:
    # Excel saves by deleting and renaming: readers ask twice, so here it is asked twice, too.
    if not exists(path):
        time.sleep(0.2)
        if not exists(path):
            raise WorkerError(text("run.cluster.unseen", file=path, host=socket.gethostname()))


def _finished(task: Task, prepared: Prepared) -> WorkbookResult:
    try:
        return _put_down(task, prepared)
    except Exception as mistake:
        if task.debug:
            raise
        return mistaken(task.path, mistake)


def _put_down(task: Task, prepared: Prepared) -> WorkbookResult:
    from pipeline.files.atomic_replace import SavedMeanwhileError
    from pipeline.run.workbook.page_file import put_page, with_page
    from pipeline.run.workbook.write_back import write_back

    result = replace(prepared.result, path=task.path)
    if prepared.change:
        try:
            status, reason = write_back(task.path, prepared.change, task.options.backups)
        except SavedMeanwhileError as saved:
            status, reason = "open", str(saved)
        mark = result.mark if status == "beside" else _mark(task.path, prepared.change, status)
        result = replace(result, status=status, reason=reason, mark=mark)
    if task.page and prepared.page:
        why = put_page(prepared.page, task.page, result, task.options)
        result = with_page(result, task.page.file, why)
    return result


def _mark(path: Path, change: Change, status: Status) -> Mark | None:
    moment, after = time.time(), size_and_time(path)
    if status != "written" or not after:
        return None
    return Mark(*after, moment, sha256(change.new).hexdigest())
