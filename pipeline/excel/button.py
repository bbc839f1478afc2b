"""What the buttons call: each press is a fresh Python process, which `addin/start.py` begins.

This file keeps its path: what is installed at users names it.

Only what is needed to begin is imported at the top, so that a fault anywhere else is met by the guard.
"""

from __future__ import annotations

from typing import Any

from pipeline.excel.buttons.caller import decoded, remember
from pipeline.excel.buttons.guard import guarded
from pipeline.run.workbook.gc_pause import kept

__all__ = ["check", "help", "new_workbook", "next_finding", "open_report", "run"]


@kept()
def press(given: str) -> None:
    """Press a button as the macro hands it over, with bars between: workbook, Excel's window, button, answers.

    Workbook and answers are as `decoded` reads them. Raises ValueError for what is no button.
    """
    workbook, window, name, *answers = given.split("|")
    if name not in __all__:
        raise ValueError(name)
    remember(decoded(workbook), window)
    globals()[name](*map(decoded, answers))


def run() -> None:
    """Run: fill in the results of the workbook in front, and say in short what came of it."""
    guarded(_run)


def check() -> None:
    """Check: say which cells could not be understood; changes nothing."""
    guarded(_check)


def next_finding() -> None:
    """Next finding: go to the next cell that something was found about, and say what."""
    guarded(_next_finding)


def open_report() -> None:
    """Open report: make the workbook's page on this computer and show it in the browser; changes nothing."""
    guarded(_open_report)


def new_workbook(title: str, partners: str, place: str) -> None:
    """New workbook: make it from what the macro asked for, and open it."""

    def make(book: Any) -> str:
        from pipeline.excel.buttons import create

        return create.new_workbook(book.app, title, partners, place)

    guarded(make)


def help() -> None:
    """Help: what each button does, and where things are kept."""
    guarded(_help)


def _run(book: Any) -> str:
    from pipeline.excel.buttons import actions

    return actions.run(book).says


def _check(book: Any) -> str:
    from pipeline.excel.buttons import actions

    return actions.check(book).says


def _next_finding(book: Any) -> str:
    from pipeline.excel.buttons import actions

    return actions.next_finding(book).says


def _open_report(book: Any) -> str:
    from pipeline.excel.buttons import actions

    return actions.open_report(book).says


def _help(book: Any) -> str:
    from pipeline.excel.buttons.messages import help_text

    return help_text()
