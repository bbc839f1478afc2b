"""A run that is watched: its log, the file about the last run, the dead-man switch, and messages when it is over.

None of it can change what becomes of the run; what does not work is a warning.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

import click

from pipeline.run.batch.crash_text import kind_and_place
from pipeline.run.observe import last_run
from pipeline.run.observe.log import Log
from pipeline.run.result import RunResult
from pipeline.store.state_dir import state_folder
from schemas.wording.text import text

if TYPE_CHECKING:
    from pipeline.notify.compared import Changes
    from pipeline.notify.settings import Settings
    from pipeline.notify.tell import Signal
    from pipeline.run.run import Request

Say = Callable[[str], None]
INTERRUPTED, FAILED = 130, 1
# With these the run did what it was to do, if not with every workbook.
ALIVE = (0, 3)


class Watch:
    """What accompanies one run. `say` is standard error."""

    def __init__(self, request: Request, settings: Settings | None, say: Say) -> None:
        self._request, self._settings, self._say = request, settings, say
        self._run_id = ""
        self._started = datetime.now(UTC)
        self._folder = _folder() if request.options.write else None
        self._log = Log(None, "")
        self._warned = self._is_over = False

    def begins(self, run_id: str) -> None:
        """The run begins: nobody else is at work in its folders."""
        if not self._request.options.write:
            return
        self._run_id, self._started = run_id, datetime.now(UTC)
        self._log = Log(self._folder, run_id)
        if self._settings is None and self._folder:
            self._settings = self._standing(self._folder)
        request = self._request
        self._log.begins(
            request.paths, request.options, force=request.force, workers=request.manner.limits.workers,
            beside=request.options.beside, history=request.history is not None, messages=self._settings is not None,
        )  # fmt: skip
        self._keep(lambda folder: last_run.began(folder, run_id, request.paths, self._started))
        self._ping("start")

    def say(self, sentence: str) -> None:
        """A warning: on standard error, and in the log."""
        self._warned = True
        self._say(sentence)
        self._log.warning(sentence)

    def ended(self, ended: RunResult) -> None:
        """The run is over: this is written down, and people are told."""
        self._is_over = True
        if not self._run_id:
            return
        self._log.ended(ended)
        self._keep(lambda folder: last_run.ended(folder, ended))
        self._tell(ended)
        self._point_to_log(any(result.status == "failed" for result in ended.results))

    def broken_off(self, why: BaseException) -> None:
        """The run was interrupted, or did not finish; a run that was over by then stays so."""
        if self._is_over or not self._run_id:
            return
        code = INTERRUPTED if isinstance(why, (KeyboardInterrupt, click.Abort)) else FAILED
        if code == INTERRUPTED:
            self._log.broken_off("interrupted")
        elif isinstance(why, click.ClickException):
            self._log.broken_off(why.message)
        else:
            self._log.mistake(why)
        request, started = self._request, self._started
        self._keep(lambda folder: last_run.broke_off(folder, self._run_id, request.paths, started, code))
        self._tell(
            RunResult(
                run_id=self._run_id, paths=request.paths, started=started, finished=datetime.now(UTC), results=(),
                code=code,
            )
        )  # fmt: skip
        self._point_to_log(code == FAILED)

    def _standing(self, folder: Path) -> Settings | None:
        """The settings that stand in the folder for state. One that is not understood keeps no run from its work."""
        from pipeline.notify.settings import FILE, read_settings
        from schemas.yaml_file import DataError

        if not (folder / FILE).exists():
            return None
        try:
            return read_settings(folder / FILE)
        except DataError as problem:
            self.say(text("notify.watch.nobody_told", problem=problem))
            return None

    def _tell(self, ended: RunResult) -> None:
        if self._settings is None:
            return
        try:
            self._tell_by(self._settings, ended)
        except Exception as mistake:
            self._log.mistake(mistake)
            self.say(text("notify.watch.mistake", what=kind_and_place(mistake)))

    def _tell_by(self, settings: Settings, ended: RunResult) -> None:
        from pipeline.notify.message import Places, message
        from pipeline.notify.tell import tell

        changes = self._changes(ended)
        places = Places(out=self._request.options.out if ended.results else None, log=self._log.path)
        self._ping("ok" if ended.code in ALIVE else "fail", message(ended, changes, places).subject)
        tell(ended, settings, changes, places, self._not_sent)

    def _not_sent(self, what: str) -> None:
        self.say(text("notify.watch.unconcerned", what=what))

    def _changes(self, ended: RunResult) -> Changes:
        from pipeline.notify.compared import Changes, compared
        from pipeline.store.history import SQLAlchemyError

        if ended.code in (INTERRUPTED, FAILED) and not ended.results:
            return Changes(came_out_otherwise=True)
        today = self._request.options.today
        try:
            return compared(ended, self._request.history, today)
        except SQLAlchemyError:
            self.say(text("notify.watch.no_comparison"))
            return compared(ended, None, today)

    def _ping(self, signal: Signal, note: str = "") -> None:
        if self._settings and self._settings.ping:
            from pipeline.notify.tell import ping

            ping(self._settings, signal, self._not_sent, note)

    def _keep(self, step: Callable[[Path], None]) -> None:
        if self._folder:
            try:
                step(self._folder)
            except OSError as problem:
                self.say(text("notify.watch.no_last_run", path=self._folder / last_run.FILE, problem=problem.strerror))

    def _point_to_log(self, went_wrong: bool) -> None:
        if self._log.trouble:
            self._say(text("notify.watch.no_log", why=self._log.trouble))
            return
        if self._log.stuck:
            self._say(text("notify.watch.log_stuck", path=self._log.path, why=self._log.stuck))
        if (went_wrong or self._warned) and self._log.path:
            self._say(text("notify.watch.see_log", path=self._log.path, run_id=self._run_id))


@contextmanager
def watched(request: Request, settings: Settings | None, say: Say) -> Iterator[Watch]:
    """Watch over the run inside; where nothing is to be written anywhere, nothing is kept and nobody is told."""
    watch = Watch(request, settings, say)
    try:
        yield watch
    except BaseException as why:
        watch.broken_off(why)
        raise


def _folder() -> Path | None:
    try:
        return state_folder()
    except OSError:
        return None
