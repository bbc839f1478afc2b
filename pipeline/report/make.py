"""Pages for many workbooks, one trap a workbook; nothing is written but the pages."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Literal

from pipeline.portfolio.told import told
from pipeline.report.audience import ending
from pipeline.report.pdf import print_pdf
from pipeline.run.ended import Ended, new_run_id
from pipeline.run.one import process
from pipeline.run.options import Options
from pipeline.run.out_folder import report_names, write_whole
from pipeline.run.pages import page_of
from pipeline.run.report import Report, reported
from pipeline.run.task import mistaken

Status = Literal["made", "foreign", "refused", "failed"]
ALL_WELL, REFUSED, SOME_NEED_ATTENTION = 0, 1, 3


@dataclass(frozen=True, kw_only=True)
class Made:
    """What became of one workbook: its page, or the reason why there is none.

    `report` is what was found in it, `name` how its page is called but for the audience and the ending.
    """

    path: Path
    status: Status
    page: Path | None = None
    reason: str = ""
    cell_errors: int = 0
    report: Report | None = None
    name: str = ""


@dataclass(frozen=True, kw_only=True)
class Wish:
    """Where pages go, and with which browser a PDF is printed beside each, if one is."""

    out: Path
    browser: str = ""


def make(
    paths: Sequence[Path], options: Options, wish: Wish, before: Callable[[Path], None], debug: bool = False
) -> list[Made]:
    """A page for each workbook, for the audience of the options; `before` is called with each path.

    Raises OSError when `out` cannot be written.
    """
    wish.out.mkdir(parents=True, exist_ok=True)
    made = []
    for path, name in zip(paths, report_names(list(paths)), strict=True):
        before(path)
        made.append(_one(path, name, options, wish, debug))
    return made


def _one(path: Path, name: str, options: Options, wish: Wish, debug: bool) -> Made:
    try:
        outcome = process(path, options)
        content, why = page_of(outcome, options, is_written=False)
        report = reported(outcome, told(outcome, options))
    except Exception as mistake:
        if debug:
            raise
        return Made(path=path, status="failed", reason=mistaken(path, mistake).reason, report=mistaken(path, mistake))
    if not content:
        status: Status = "foreign" if outcome.status == "foreign" else "refused"
        return Made(path=path, status=status, reason=outcome.reason or why, report=report)
    target = wish.out / f"{name}{ending(options.audience)}.html"
    write_whole(target, content)
    reason = print_pdf(wish.browser, target, target.with_suffix(".pdf")) if wish.browser else ""
    return Made(
        path=path, status="made", page=target, reason=reason, cell_errors=outcome.cell_errors, report=report, name=name
    )


def ended(made: Sequence[Made], paths: Sequence[Path], started: datetime) -> Ended:
    """What was made as a run that is over: what the portfolio is made from."""
    reports = tuple(one.report for one in made if one.report)
    return Ended(
        run_id=new_run_id(), paths=tuple(paths), started=started, finished=datetime.now(UTC), reports=reports,
        code=exit_code(made, single=False), names={one.path: one.name for one in made if one.name},
    )  # fmt: skip


def exit_code(made: Sequence[Made], *, single: bool) -> int:
    """The exit code of the command (DESIGN.md, Commands); `single`: one workbook was named."""
    if single and any(one.status != "made" for one in made):
        return REFUSED
    attention = any(
        one.status in ("refused", "failed") or one.cell_errors or one.reason for one in made if one.status != "foreign"
    )
    return SOME_NEED_ATTENTION if attention else ALL_WELL
