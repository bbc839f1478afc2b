"""What is done with one workbook of a batch, in this process or in a worker: the trap is here."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import date
from functools import partial
from pathlib import Path
from typing import Any, TypeVar

from pipeline.files.backends import drive_of
from pipeline.run.batch.crash_text import kind_and_place, traceback_of
from pipeline.run.batch.options import Options
from pipeline.run.batch.workbook_result import Mark, WorkbookResult, reported
from pipeline.run.batch.workers import Crew, Limits, WorkerError, ended
from pipeline.run.output.files import Target
from pipeline.run.workbook.gc_pause import uncollected
from pipeline.run.workbook.outcome import Outcome
from pipeline.run.workbook.page_file import write_page
from pipeline.xlsx.preflight.verdict import Looked
from schemas.wording.languages import language, speaking
from schemas.wording.text import text

# The arrangement id of a workbook, and the look at its bytes.
Identified = tuple[str, Looked | None]
Asked = TypeVar("Asked")
Made = TypeVar("Made")


@dataclass(frozen=True)
class Task:
    """One workbook, how to treat it, and where its page goes, if it gets one.

    `debug` lets our own mistakes through with their traceback. `spoken` is the language of who asked: what stops a
    workbook is told in it, wherever the work is done. `looked` is what `identify` showed of its bytes, if it was asked.
    """

    path: Path
    options: Options
    debug: bool = False
    page: Target | None = None
    spoken: str = field(default_factory=language)
    looked: Looked | None = None


def sendable(options: Options) -> Options:
    """The same options in a form that another process can be given."""
    return replace(options, thresholds=dict(options.thresholds))


def process(path: Path, options: Options, looked: Looked | None) -> Outcome:
    """As `pipeline.run.workbook.process.process`, which is loaded only where a workbook is worked through."""
    from pipeline.run.workbook import process as one

    return one.process(path, options, looked)


@uncollected()  # as a whole: what one workbook leaves to be looked through is least once all of it is done
def work(task: Task) -> WorkbookResult:
    """Work through a workbook. Our own mistakes become a report, too; MemoryError is raised."""
    with speaking(task.spoken):
        return _worked(task)


def _worked(task: Task) -> WorkbookResult:
    moment, before = time.time(), size_and_time(task.path)
    try:
        outcome = process(task.path, task.options, task.looked)
        result = described(outcome, task.options)
        if outcome.status == "written":
            # Who saves between our writing and this line is found out by the content: the time is too near.
            moment, before = time.time(), size_and_time(task.path)
        result = replace(result, mark=Mark(*before, moment, outcome.content) if before else None)
        return _with_reports(outcome, result, task.options, task.page) if task.page and result.was_read else result
    except MemoryError:
        raise
    except Exception as mistake:
        if task.debug:
            raise
        return mistaken(task.path, mistake)


def _with_reports(outcome: Outcome, result: WorkbookResult, options: Options, page: Target) -> WorkbookResult:
    """The report of a workbook whose page is written, and in a folder for reports what it says for machines.

    That of a workbook which is not to be written, as of copies, is made when the run knows what became of it.
    """
    made = write_page(outcome, result, options, page)
    if options.out and options.write:
        from pipeline.run.output import json_report  # what makes it is loaded only where there is such a folder

        json_report.put(made, page, options)
    return made


def described(outcome: Outcome, options: Options) -> WorkbookResult:
    """All that is told of a workbook that was worked through."""
    with speaking(outcome.language):
        return replace(reported(outcome, _editions(outcome, options)), due=_due(outcome, options))


def size_and_time(path: Path) -> tuple[int, int] | None:
    """What a mark says of a file; None where it cannot be looked at."""
    try:
        status = drive_of(path).status(path)
    except OSError:
        return None
    return status.st_size, status.st_mtime_ns


def _due(outcome: Outcome, options: Options) -> date | None:
    """From which day on the results may be others; None where no day matters."""
    if outcome.reading is None:
        return None
    from pipeline.analysis.falls_due import next_day

    reading = outcome.reading
    plan, agenda = reading.present.get("ActionPlan"), reading.present.get("Agenda")
    return next_day(reading.arrangement, plan, options.today, options.thresholds, agenda)


def _editions(outcome: Outcome, options: Options) -> dict[str, Any] | None:
    """What each audience is told of it in numbers; None where it could not be read."""
    if outcome.reading is None or outcome.plan is None or outcome.findings is None:
        return None
    from pipeline.analysis.assessment import Assessment
    from pipeline.disclosure.numbers import editions

    assessment = Assessment.of(outcome.reading.arrangement, options.today, options.thresholds)
    return editions(assessment, outcome.findings.counted, outcome.plan, outcome.problems)


@uncollected()
def identify(path: Path) -> Identified:
    """As `arrangement_id`, which is loaded only where a workbook is opened."""
    from pipeline.reading.locate.identify import arrangement_id

    return arrangement_id(path)


def mistaken(path: Path, mistake: Exception) -> WorkbookResult:
    """The report of a workbook that we made a mistake with."""
    reason = text("run.failed", what=kind_and_place(mistake))
    return WorkbookResult(path=path, status="failed", reason=reason, traceback=traceback_of(mistake))


def lost(path: Path, problem: Exception, limits: Limits) -> WorkbookResult:
    """The report of a workbook that ended its worker, or was given up."""
    if isinstance(problem, WorkerError):
        return WorkbookResult(path=path, status="waiting", reason=text("run.waiting.left", why=problem))
    reason = ended(problem, limits)
    return WorkbookResult(path=path, status="refused", reason=reason) if reason else mistaken(path, problem)


def _speaking(code: str, task: Callable[[Asked], Made], asked: Asked) -> Made:
    """The task in the language of who asked: a worker's own would be the default."""
    with speaking(code):
        return task(asked)


def within(limits: Limits, task: Callable[[Asked], Made], asked: Asked, refusal: Callable[[str], Exception]) -> Made:
    """Do one task that opens a workbook in a worker, which can be ended.

    Raises what `refusal` makes of a sentence where it took more than `limits` allow, and what the task raises.
    """
    with Crew(limits, here=False) as crew:
        ((_, came),) = crew.each(partial(_speaking, language(), task), [asked])
    if not isinstance(came, Exception):
        return came
    said = ended(came, limits)
    raise refusal(said) if said else came
