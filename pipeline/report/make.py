"""Pages for many workbooks, one trap a workbook; nothing is written but the pages."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from pipeline.door.read import CannotRead
from pipeline.door.soundness import Refused
from pipeline.reading.workbook import NotOurs, Unreadable
from pipeline.report.audience import NotForThemError, audience
from pipeline.report.page import page
from pipeline.report.pdf import print_pdf
from pipeline.run.one import Work, look
from pipeline.run.options import Options
from pipeline.run.out_folder import report_names, write_whole

Status = Literal["made", "foreign", "refused", "failed"]
ALL_WELL, REFUSED, SOME_NEED_ATTENTION = 0, 1, 3


@dataclass(frozen=True, kw_only=True)
class Made:
    """What became of one workbook: its page, or the reason why there is none."""

    path: Path
    status: Status
    page: Path | None = None
    reason: str = ""
    cell_errors: int = 0


@dataclass(frozen=True, kw_only=True)
class Wish:
    """Where pages go, for whom they are, and with which browser a PDF is printed beside each, if one is."""

    out: Path
    audience: str
    browser: str = ""


def make(
    paths: Sequence[Path], options: Options, wish: Wish, before: Callable[[Path], None], debug: bool = False
) -> list[Made]:
    """A page for each workbook; `before` is called with each path. Raises OSError when `out` cannot be written."""
    wish.out.mkdir(parents=True, exist_ok=True)
    made = []
    for path, name in zip(paths, report_names(list(paths)), strict=True):
        before(path)
        made.append(_one(path, name, options, wish, debug))
    return made


def _one(path: Path, name: str, options: Options, wish: Wish, debug: bool) -> Made:
    try:
        work = look(path, options)
        suffix, content = _page(path, work, options, wish)
    except NotOurs:
        return Made(path=path, status="foreign", reason="This is not a Concord workbook; `concord new` makes one.")
    except (Refused, Unreadable, CannotRead, NotForThemError) as problem:
        return Made(path=path, status="refused", reason=str(problem))
    except Exception as mistake:
        if debug:
            raise
        reason = (
            f"Concord itself made a mistake here ({type(mistake).__name__}). Please report this; `--debug` shows more."
        )
        return Made(path=path, status="failed", reason=reason)
    target = wish.out / f"{name}{suffix}.html"
    write_whole(target, content)
    reason = print_pdf(wish.browser, target, target.with_suffix(".pdf")) if wish.browser else ""
    errors = sum(problem.severity == "high" for problem in work.reading.problems)
    return Made(path=path, status="made", page=target, reason=reason, cell_errors=errors)


def _page(path: Path, work: Work, options: Options, wish: Wish) -> tuple[str, str]:
    """The end of the file's name, and the page."""
    suffix = audience(wish.audience, work.reading.arrangement).suffix
    return suffix, page(work.reading, work.results, path.name, wish.audience, options.thresholds)


def exit_code(made: Sequence[Made], *, single: bool) -> int:
    """The exit code of the command (DESIGN.md, Commands); `single`: one workbook was named."""
    if single and any(one.status != "made" for one in made):
        return REFUSED
    attention = any(
        one.status in ("refused", "failed") or one.cell_errors or one.reason for one in made if one.status != "foreign"
    )
    return SOME_NEED_ATTENTION if attention else ALL_WELL
