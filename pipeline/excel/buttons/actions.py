"""What a click on each button does in a workbook, the same from a macro and from the panel."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime
from typing import Any, NamedTuple

from pipeline.excel.buttons import backup, messages, process
from pipeline.run.batch.options import Options
from pipeline.run.workbook.outcome import Outcome
from schemas.wording.languages import speaking


class Answer(NamedTuple):
    """What a click has to say, and what came of the workbook."""

    says: str
    outcome: Outcome


def run(book: Any) -> Answer:
    """Fill in the results, and say in short what came of it."""
    outcome = process.run(book, options(), lambda: backup.save_copy(book, datetime.now()))  # noqa: DTZ005
    process.show_agenda(book, outcome)
    return _answer(outcome, messages.summary)


def check(book: Any) -> Answer:
    """Say which cells could not be understood; changes nothing."""
    outcome = process.rehearse(book, options())
    return _answer(outcome, messages.checked)


def next_finding(book: Any) -> Answer:
    """Go to the next cell that something was found about, and say what."""
    from pipeline.excel.buttons.next_finding import next_stop

    outcome = process.check(book, options())
    return _answer(outcome, lambda seen: next_stop(book, seen))


def open_report(book: Any) -> Answer:
    """Make the workbook's page on this computer and show it in the browser; changes nothing."""
    from pipeline.excel.buttons.page import open_page

    given = options()
    outcome = process.check(book, given)
    return _answer(outcome, lambda seen: open_page(seen, given.thresholds))


def _answer(outcome: Outcome, say: Callable[[Outcome], str]) -> Answer:
    """What is said is said in the language of the workbook that people have in front of them."""
    with speaking(outcome.language):
        return Answer(say(outcome), outcome)


def options() -> Options:
    """How a click works: as of the day on this machine's calendar, which is what people mean by today."""
    return Options(today=date.today())  # noqa: DTZ011
