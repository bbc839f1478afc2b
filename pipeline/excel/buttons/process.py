"""A check or a run on the workbook that is open in Excel: the same engine as for files, between other doors."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from dataclasses import replace
from pathlib import Path
from typing import Any

from pipeline.excel.buttons.backup import NoBackupError
from pipeline.excel.buttons.guard import PartlyWrittenError
from pipeline.excel.session import native
from pipeline.excel.session.app_state import tell
from pipeline.excel.session.source import read
from pipeline.reading.workbook import ForeignWorkbookError, UnreadableWorkbookError
from pipeline.results.in_language import results_in
from pipeline.run.batch.options import Options
from pipeline.run.workbook.copy_for_reader import CopyForReaderError, refuse_copy
from pipeline.run.workbook.gc_pause import uncollected
from pipeline.run.workbook.outcome import Outcome
from pipeline.run.workbook.summary_text import absent, told_first
from pipeline.xlsx.ooxml.errors import WriteError
from schemas.spec import TEMPLATE_VERSION
from schemas.wording.text import text


@uncollected()
def check(book: Any, options: Options) -> Outcome:
    """Read the workbook and find what there is to find; changes nothing."""
    path = Path(book.name)
    try:
        reading = read(book)
    except ForeignWorkbookError:
        return Outcome(path=path, status="foreign", reason=text("run.foreign"))
    except UnreadableWorkbookError as problem:
        return Outcome(path=path, status="refused", reason=str(problem))
    try:
        refuse_copy(reading)
    except CopyForReaderError as copy:
        return Outcome(path=path, status="copy", reason=str(copy))
    tell(book, text("excel.computing"))
    results = results_in(reading.language, reading, options.today, options.thresholds)
    return Outcome(
        path=path, status="checked", reading=reading, results=results, language=reading.language,
        problems=(*reading.problems, *results.mentions), notes=(*told_first(results), *absent(reading.present)),
    )  # fmt: skip


@uncollected()
def rehearse(book: Any, options: Options) -> Outcome:
    """The same as `check`, and what would stop a run; changes nothing."""
    outcome = check(book, options)
    if outcome.reading is not None and outcome.reading.is_of_an_older_template:
        return replace(outcome, status="refused", reason=text("phrases.older_template", version=TEMPLATE_VERSION))
    if outcome.results is None:
        return outcome
    from pipeline.excel.writer.placement import placements

    try:
        placements(book, outcome.results.updates)
    except WriteError as problem:
        return replace(outcome, status="refused", reason=text("excel.would_stop", why=_where(problem)))
    return outcome


@uncollected()
def run(book: Any, options: Options, save_copy: Callable[[], Path]) -> Outcome:
    """The same, and the results written into the open workbook after `save_copy` has kept one from before.

    Nothing is saved: that is left to people, as with everything else they do in Excel.
    """
    outcome = check(book, options)
    if outcome.results is None:
        return outcome
    if outcome.reading is not None and outcome.reading.is_of_an_older_template:
        return replace(outcome, status="refused", reason=text("phrases.older_template", version=TEMPLATE_VERSION))
    if not outcome.results.updates:
        return replace(outcome, status="unchanged")
    if native.is_final(book):
        return replace(outcome, status="refused", reason=text("writer.reserved.final"))
    from pipeline.excel.writer.resize import NotBegunError
    from pipeline.excel.writer.rewrite import write  # Check and Open report do without it

    copies: list[Path] = []
    try:
        notes = write(book, outcome.results.updates, lambda: copies.append(save_copy()))
    except WriteError as problem:
        is_part = copies and not isinstance(problem, NotBegunError)
        reason = text("excel.part" if is_part else "excel.refused", why=_where(problem))
        return replace(outcome, status="refused", reason=reason, copy=next(iter(copies), None))
    except NoBackupError as problem:
        return replace(outcome, status="refused", reason=str(problem))
    except Exception as mistake:
        if copies:
            raise PartlyWrittenError(copies[0]) from mistake
        raise
    return replace(outcome, status="written", notes=(*outcome.notes, *notes), copy=next(iter(copies), None))


def show_agenda(book: Any, outcome: Outcome) -> None:
    """After a run people stand before what to discuss; where its sheet is gone, or nothing was run, where they were."""
    name = outcome.reading.places.sheet("Agenda") if outcome.reading else ""
    if outcome.status not in ("written", "unchanged") or not name:
        return
    sheet = book.sheets[name]
    native.show_sheet(sheet)
    with suppress(Exception):  # a sheet that cannot be shown is no reason to say that the run failed
        sheet.activate()


def _where(problem: WriteError) -> str:
    return f"{problem.sheet}!{problem.cell}: {problem.reason}" if problem.cell else problem.reason
