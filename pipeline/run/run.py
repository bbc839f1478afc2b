"""A whole run: leases of the folders, memory, history, and the batch in between."""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence
from contextlib import AbstractContextManager, ExitStack, nullcontext
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from pipeline.files.temp_files import LEFT_OVER_AFTER, sweep_these
from pipeline.run.batch.batch import Manner, Told, run
from pipeline.run.batch.discover import Found, is_folder, search
from pipeline.run.batch.options import Options
from pipeline.run.batch.workbook_result import WorkbookResult
from pipeline.run.output.output_folder import claim
from pipeline.run.output.outputs import outputs
from pipeline.run.result import RunResult, exit_code, new_run_id
from pipeline.run.state.lease import leased
from pipeline.run.state.unchanged import remembered
from pipeline.run.workbook.summary_text import NAMED
from pipeline.store.backups import Keeping, tidy
from schemas.wording.text import joined_first, text

if TYPE_CHECKING:
    from pipeline.run.state.history_writer import Record
    from pipeline.store.history import History

Say = Callable[[str], None]
# Given how many workbooks there are: whom to tell of each, while it is open.
Progress = Callable[[int], AbstractContextManager[Told]]
# Given the run's id: whom to tell that it begins.
Begins = Callable[[str], None]


@dataclass(frozen=True, kw_only=True)
class Request:
    """What a run is asked for: `paths`, files or folders; `force` opens unchanged workbooks, too.

    `folders` are those of the paths that are folders: asked once, for a drive may be gone when it is asked again.
    """

    paths: tuple[Path, ...]
    options: Options
    manner: Manner = field(default_factory=Manner)
    force: bool = False
    history: History | None = None
    folders: tuple[Path, ...] = field(init=False)

    def __post_init__(self) -> None:
        """Ask which of the paths are folders."""
        object.__setattr__(self, "folders", tuple(path for path in self.paths if is_folder(path)))

    @property
    def is_single(self) -> bool:
        """Whether one workbook was named."""
        return len(self.paths) == 1 and not self.folders


def carry_out(request: Request, progress: Progress, say: Say, begins: Begins = lambda _: None) -> RunResult:
    """Do the run; `say` is told what cannot be kept of it, `begins` when nobody else is at work in the folders.

    Raises RunInProgressError when another run is at work in one, OtherAudienceError when the folder for reports holds
    what is for others.
    """
    options, run_id, started = request.options, new_run_id(), datetime.now(UTC)
    claimed = claim(options.out, options.audience) if options.out else None
    with ExitStack() as held:
        held.enter_context(leased(request.folders if options.write else ()))
        begins(run_id)
        memory = held.enter_context(remembered(options, request.force, say))
        record = held.enter_context(_recorded(request, run_id, say))
        found = search(request.paths, options.out, request.folders)
        if options.write:
            sweep_these(found.left_over, LEFT_OVER_AFTER, time.time())
            _say_of_locks(found.files, say)
        leaves = outputs(request.paths, found, options, claimed)
        with progress(len(found.files)) as after:
            results = run(found.files, options, request.manner, memory, after, leaves)
        results += [
            WorkbookResult(path=folder, status="unreached" if folder in found.unreached else "refused", reason=why)
            for folder, why in found.unreadable.items()
        ]
        if options.backups and any(result.status == "written" for result in results):
            tidy(options.backups, Keeping(days=options.keep_days), started)
        code = exit_code(results, single=request.is_single)
        if record:
            record.results = results
            record.end("finished", code)
    return RunResult(
        run_id=run_id, paths=request.paths, started=started, finished=datetime.now(UTC), results=tuple(results),
        code=code, audience=options.audience, leaves=leaves,
    )  # fmt: skip


def _say_of_locks(files: Sequence[Found], say: Say) -> None:
    """Say of lock files that seem to be left over, before their workbooks are written."""
    left = [found for found in files if found.lock_left]
    if len(left) == 1:
        say(text("run.lock", file=left[0].path, what=left[0].lock_left))
    elif left:
        say(text("run.locks", count=len(left), names=joined_first([found.path for found in left], NAMED)))


def _recorded(request: Request, run_id: str, say: Say) -> AbstractContextManager[Record | None]:
    if request.history is None or not request.options.write:
        return nullcontext()
    from pipeline.run.state.history_writer import recorded

    return recorded(request.history, run_id, request.paths, request.options, say)
