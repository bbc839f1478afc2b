"""The portfolio of a run, written beside the reports of its workbooks."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from pipeline.drive.of import exists
from pipeline.portfolio.book import book
from pipeline.portfolio.links import links
from pipeline.portfolio.listing import listing
from pipeline.portfolio.page import page
from pipeline.portfolio.past import NO_PAST, Past
from pipeline.portfolio.portfolio import Link, portfolio
from pipeline.run.ended import Ended
from pipeline.run.out_folder import PORTFOLIO, write_whole

if TYPE_CHECKING:
    from pipeline.store.history import History


def write(
    ended: Ended, out: Path, history: History | None, day: date, to: Mapping[Path, Link] | None = None
) -> list[Path]:
    """Write portfolio.html, portfolio.xlsx and portfolio.csv into `out`, each whole or not at all; their paths.

    `to` leads from a workbook to its page, by default to what lies in `out`. Where the history does not
    answer the portfolio is without a past, and says so. Raises OSError.
    """
    if not exists(out):
        out.mkdir(parents=True, exist_ok=True)
    whole = portfolio(ended, day, _past(history, ended), links(ended, out) if to is None else to)
    contents: dict[str, str | bytes] = {"html": page(whole), "xlsx": book(whole, ended.started), "csv": listing(whole)}
    for suffix, content in contents.items():
        write_whole(out / f"{PORTFOLIO}.{suffix}", content)
    return [out / f"{PORTFOLIO}.{suffix}" for suffix in contents]


def _past(history: History | None, ended: Ended) -> Past:
    if history is None:
        return NO_PAST
    from pipeline.portfolio.from_history import past
    from pipeline.store.history import SQLAlchemyError

    try:
        return past(history, ended)
    except SQLAlchemyError:
        return NO_PAST
