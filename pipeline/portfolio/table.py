"""The portfolio as rows of plain values, for the workbook and the list."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date

from pipeline.portfolio.attention import Placed
from pipeline.portfolio.page import numbers
from pipeline.portfolio.portfolio import Portfolio
from pipeline.report.safe_text import clean, cut
from schemas.wording.text import joined, text, texts

Value = str | int | date | None
Row = Mapping[str, Value]
# Far below what a cell holds; a title of that length is nobody's title.
LONGEST = 500


def safe_cell_text(text: str) -> str:
    """A text of people as a cell takes it: no control characters, no tricks with direction, no endless texts."""
    return cut(str(clean(text)), LONGEST)


def portfolio_rows(whole: Portfolio) -> Iterator[Row]:
    """One row a partnership, in the order of their need of attention; numbers are None where it was not read."""
    for number, item in enumerate(whole.placed, start=1):
        yield {
            "number": number, "level": texts("portfolio.levels")[item.level]["name"],
            "partnership": safe_cell_text(item.one.title),
            "why": joined((reason.says for reason in item.reasons), "apart") or text("portfolio.attention.calm"),
            **_numbers(item), **_changed(item, whole), "workbook": safe_cell_text(item.one.name), "page": item.one.href,
        }  # fmt: skip


def _numbers(item: Placed) -> Mapping[str, Value]:
    one = item.one
    names = ("critical", "high", "medium", "low", "actions", "late", "missing", "mend", "partners")
    if not one.was_read:
        return dict.fromkeys((*names, "valid_until"))
    until = one.told.get("valid_until")
    plain_ones = {name: one.number(name) for name in ("missing", "mend", "partners")}
    return {**numbers(one), **plain_ones, "valid_until": date.fromisoformat(until) if until else None}


def _changed(item: Placed, whole: Portfolio) -> Mapping[str, Value]:
    names = {"new": "new", "closed": "closed", "back": "back", "newly_late": "late"}
    change = whole.change(item.one)
    if change is None or change.is_first:
        return dict.fromkeys(names)
    return {name: len(getattr(change, of)) for name, of in names.items()}
