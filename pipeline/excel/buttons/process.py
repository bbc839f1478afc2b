"""A check or a run on the workbook that is open in Excel: the same engine as for files, between other doors."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from pipeline.analysis.assessment import Assessment
from pipeline.excel.buttons.backup import NoBackupError
from pipeline.excel.buttons.guard import PartlyWrittenError
from pipeline.excel.session.app_state import tell
from pipeline.excel.session.source import read
from pipeline.findings.engine import find
from pipeline.reading.workbook import ForeignWorkbookError, UnreadableWorkbookError
from pipeline.results.compute import Results, compute
from pipeline.run.batch.options import Options
from pipeline.run.workbook.outcome import Outcome
from pipeline.run.workbook.summary_text import FOREIGN, absent
from pipeline.xlsx.ooxml.errors import WriteError
from schemas.spec import TEMPLATE_VERSION
from schemas.wording.text import text


@dataclass(frozen=True)
class Done:
    """What came of it: as for a file, with all results, and where the copy from before the run lies."""

    outcome: Outcome
    results: Results | None = None
    copy: Path | None = field(default=None)


def check(book: Any, options: Options) -> Done:
    """Read the workbook and find what there is to find; changes nothing."""
    path = Path(book.name)
    try:
        reading = read(book)
    except ForeignWorkbookError:
        return Done(Outcome(path=path, status="foreign", reason=FOREIGN))
    except UnreadableWorkbookError as problem:
        return Done(Outcome(path=path, status="refused", reason=str(problem)))
    tell(book, text("excel.computing"))
    assessment = Assessment.of(reading.arrangement, options.today, options.thresholds)
    results = compute(assessment, find(assessment), reading)
    outcome = Outcome(
        path=path, status="checked", reading=reading, results=results,
        problems=(*reading.problems, *results.mentions), notes=absent(reading.present),
    )  # fmt: skip
    return Done(outcome, results)


def run(book: Any, options: Options, save_copy: Callable[[], Path]) -> Done:
    """The same, and the results written into the open workbook after `save_copy` has kept one from before.

    Nothing is saved: that is left to people, as with everything else they do in Excel.
    """
    done = check(book, options)
    if done.results is None:
        return done
    if done.outcome.reading is not None and done.outcome.reading.is_of_an_older_template:
        reason = text("phrases.older_template", version=TEMPLATE_VERSION)
        return replace(done, outcome=replace(done.outcome, status="refused", reason=reason))
    if not done.results.updates:
        return replace(done, outcome=replace(done.outcome, status="unchanged"))
    from pipeline.excel.writer.resize import NotBegunError
    from pipeline.excel.writer.rewrite import write  # Check and Open report do without it

    copies: list[Path] = []
    try:
        noted = write(book, done.results.updates, lambda: copies.append(save_copy()))
    except WriteError as problem:
        where = f"{problem.sheet}!{problem.cell}: " if problem.cell else ""
        state = "part" if copies and not isinstance(problem, NotBegunError) else "refused"
        reason = f"{where}{problem.reason} {text('excel.' + state)}"
        return Done(replace(done.outcome, status="refused", reason=reason), done.results, *copies)
    except NoBackupError as problem:
        return Done(replace(done.outcome, status="refused", reason=str(problem)), done.results)
    except Exception as mistake:
        if copies:
            raise PartlyWrittenError(copies[0]) from mistake
        raise
    notes = (text("excel.notes_stay", tables=", ".join(noted)),) if noted else ()
    outcome = replace(done.outcome, status="written", notes=(*done.outcome.notes, *notes))
    return Done(outcome, done.results, *copies)
