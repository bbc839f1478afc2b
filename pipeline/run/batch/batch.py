"""Many workbooks: identify, then act, one trap a workbook, so that the batch always finishes."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import AbstractContextManager, nullcontext
from dataclasses import dataclass, field, replace
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from pipeline.files.backends import exists
from pipeline.run.batch.discover import Found
from pipeline.run.batch.duplicates import as_copy, copies
from pipeline.run.batch.options import Options
from pipeline.run.batch.settle import unsettled
from pipeline.run.batch.spill import Spill
from pipeline.run.batch.task import Identified, Task, identify, lost, sendable, work
from pipeline.run.batch.workbook_result import WorkbookResult
from pipeline.run.batch.workers import Crew, Limits
from pipeline.run.output.outputs import Outputs
from pipeline.run.state.unchanged import Memory
from pipeline.run.workbook.beside import copy_of
from pipeline.xlsx.preflight.verdict import Looked
from schemas.wording.text import text

if TYPE_CHECKING:
    from pipeline.run.cluster.client import Cluster

Told = Callable[[WorkbookResult], None]


@dataclass(frozen=True)
class Manner:
    """How a batch is run, whatever is asked of its workbooks.

    `settle`: so many seconds a file found in a folder must have been unchanged. `downloads`: so many
    files that are kept only in the cloud are read. `debug` lets our own mistakes through with their traceback.
    `cluster`: the address of a Dask scheduler whose machines do the work, "" for this one.
    """

    limits: Limits = field(default_factory=Limits)
    settle: float = 0.0
    downloads: int = 100
    debug: bool = False
    cluster: str = ""


def run(
    files: Sequence[Found], options: Options, manner: Manner, memory: Memory | None = None, after: Told | None = None,
    leaves: Outputs | None = None,
) -> list[WorkbookResult]:  # fmt: skip
    """Work through the workbooks; `after` is called with each result as soon as it is there.

    `leaves` says where the page of each goes. What `memory` still knows, and has its page as it would be
    made now, is not opened again, unless it was named. Two workbooks with one arrangement id are copies of
    each other: both are checked, neither is written (docs/design.md, Folders and commands). Raises ClusterError
    where the cluster that was asked for cannot be used.
    """
    leaves = leaves or Outputs(options)
    with _cluster(manner, files) as cluster, Crew(manner.limits, here=manner.debug) as crew:
        return _Batch(list(files), sendable(options), manner, memory, after, leaves, crew, cluster).results()


def _cluster(manner: Manner, files: Sequence[Found]) -> AbstractContextManager[Cluster | None]:
    if not manner.cluster:
        return nullcontext()
    from pipeline.run.cluster.client import connected
    from pipeline.run.cluster.dispatch import sample

    return connected(manner.cluster, sample(files))


@dataclass
class _Batch:
    """The work on one batch: by path, what is done, what is known without opening, and what was seen on the way."""

    files: Sequence[Found]
    options: Options
    manner: Manner
    memory: Memory | None
    after: Told | None
    leaves: Outputs
    crew: Crew
    cluster: Cluster | None
    spill: Spill = field(default_factory=Spill)
    done: dict[Path, WorkbookResult] = field(default_factory=dict)
    known: dict[Path, WorkbookResult] = field(default_factory=dict)
    looked: dict[Path, Looked | None] = field(default_factory=dict)
    twins: dict[Path, tuple[Path, ...]] = field(default_factory=dict)

    @cached_property
    def notes(self) -> dict[Path, tuple[str, ...]]:
        """What was noted of files when they were found."""
        return {found.path: found.notes for found in self.files if found.notes}

    def results(self) -> list[WorkbookResult]:
        """What came of each file, in their order."""
        if self.memory:
            known = self.memory.recalled([found for found in self.files if not found.is_named])
            self.known = {path: result for path, result in known.items() if self._has_reports(result)}
        self._leave_for_later()
        if self.options.write and len(self.files) > 1:
            self._identify()
        for path, result in self.known.items():
            if path not in self.twins:
                self._tell(path, result)
        self._work()
        return [self.done[found.path] for found in self.files]

    @property
    def _ahead(self) -> list[Found]:
        """The files that are to be opened."""
        held = self.known.keys() - self.twins.keys()
        return [found for found in self.files if found.path not in self.done and found.path not in held]

    def _has_reports(self, result: WorkbookResult) -> bool:
        has_copy = result.status != "beside" or exists(copy_of(result.path))
        return has_copy and self.leaves.is_fresh(result)

    def _leave_for_later(self) -> None:
        for path in unsettled(self._ahead, self.manner.settle, time.time()):
            self._tell(path, WorkbookResult(path=path, status="waiting", reason=text("run.waiting.still_saved")))
        for found in [found for found in self._ahead if found.is_cloud_only][self.manner.downloads :]:
            self._tell(
                found.path, WorkbookResult(path=found.path, status="waiting", reason=text("run.waiting.in_the_cloud"))
            )

    def _identify(self) -> None:
        ids = {path: result.arrangement_id for path, result in self.known.items()}
        for path, found in self._identified(self._ahead):
            if isinstance(found, Exception):
                self._tell(path, lost(path, found, self.manner.limits))
            else:
                ids[path], self.looked[path] = found
        self.twins = copies(ids)

    def _work(self) -> None:
        ahead = self._ahead
        plain, checked = self.options, replace(self.options, write=False)
        tasks = [
            Task(
                found.path, checked if found.path in self.twins else plain, self.manner.debug,
                self.leaves.targets.get(found.path), looked=self.looked.get(found.path),
            )
            for found in ahead
        ]  # fmt: skip
        by_path = {found.path: found for found in ahead}
        for task, made in self._worked_through(tasks):
            result = lost(task.path, made, self.manner.limits) if isinstance(made, Exception) else made
            if task.path in self.twins:
                result = as_copy(result, self.twins[task.path])
            if self.memory:
                result = self.memory.with_past(by_path[task.path], result)
                self.memory.keep([(by_path[task.path], result)])
            self._tell(task.path, result)

    def _identified(self, files: Sequence[Found]) -> Iterator[tuple[Path, Identified | Exception]]:
        paths = [found.path for found in files]
        if self.cluster is None:
            return self.crew.each(identify, paths)
        from pipeline.run.cluster.dispatch import identified

        return identified(self.cluster, paths, self.manner.limits)

    def _worked_through(self, tasks: Sequence[Task]) -> Iterator[tuple[Task, WorkbookResult | Exception]]:
        if self.cluster is None:
            return self.crew.each(work, tasks)
        from pipeline.run.cluster.dispatch import worked_through

        return worked_through(self.cluster, tasks, self.manner.limits)

    def _tell(self, path: Path, result: WorkbookResult) -> None:
        notes = (*result.notes, *self.notes.get(path, ()))
        told = self.done[path] = replace(result, notes=notes, packed=self.spill.put(result.packed))
        if self.after:
            self.after(told)
