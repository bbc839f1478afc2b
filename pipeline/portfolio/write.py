"""The portfolio of a run, written beside the reports of its workbooks."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import quote

from pipeline.disclosure.audience import named
from pipeline.files.backends import drive_of, exists
from pipeline.portfolio.book import book
from pipeline.portfolio.from_history import NO_PAST, Past
from pipeline.portfolio.listing import listing
from pipeline.portfolio.page import page
from pipeline.portfolio.portfolio import portfolio
from pipeline.portfolio.table import portfolio_rows
from pipeline.run.output.files import Target, put_all
from pipeline.run.output.output_folder import PORTFOLIO
from pipeline.run.output.record import FILE
from pipeline.run.result import RunResult
from pipeline.run.workbook.outcome import NOT_COUNTED

if TYPE_CHECKING:
    from pipeline.store.history import History

FILES = tuple(f"{PORTFOLIO}.{ending}" for ending in ("html", "xlsx", "csv"))


def write(ended: RunResult, out: Path, history: History | None, day: date) -> list[Path]:
    """Write portfolio.html, portfolio.xlsx and portfolio.csv into `out`, each whole or not at all; their paths.

    Where the history does not answer the portfolio is without a past, and says so. Raises OSError.
    """
    whole = portfolio(ended, day, _past(history, ended), _links(ended, out))
    rows = list(portfolio_rows(whole))
    contents = (page(whole).encode("utf-8", "replace"), book(whole, ended.started, rows), listing(whole, rows))
    within = tuple(sorted(ended.leaves.roots.get(out, ()))) if ended.leaves else ()
    of = tuple(result.path for result in ended.results if result.status not in NOT_COUNTED)
    targets = [Target(out / name, out / FILE, named(ended.audience), "", "", within, "", of) for name in FILES]
    put_all(((target, data, "") for target, data in zip(targets, contents, strict=True)), day.isoformat())
    return [out / name for name in FILES]


def _links(ended: RunResult, out: Path) -> Mapping[Path, str]:
    """From each workbook to its page, where that is there."""
    targets = ended.leaves.targets if ended.leaves else {}
    there = {entry.name for entry in drive_of(out).entries(out)} if exists(out) else set()
    return {
        path: quote(target.file.name, safe="", errors="replace")
        for path, target in targets.items()
        if target.file.parent == out and target.file.name in there
    }


def _past(history: History | None, ended: RunResult) -> Past:
    if history is None:
        return NO_PAST
    from pipeline.portfolio.from_history import past
    from pipeline.store.history import SQLAlchemyError

    try:
        return past(history, ended)
    except SQLAlchemyError:
        return NO_PAST
