"""Budgets of several years side by side, with what was spent: the newest, or what is proposed, is what is planned."""

from __future__ import annotations

import re
from collections.abc import Sequence

from pipeline.adopt.compared_words import words_of
from pipeline.adopt.lexicon import word_set
from pipeline.adopt.recognise.costs.quantity_parts import without_time
from pipeline.adopt.recognise.list_columns import ListColumns
from pipeline.adopt.recognise.weighed import WeighedColumn
from pipeline.adopt.source.sheet import amount_of
from schemas.wording.text import text

# 2026, 24-25, FY26, AF 26, '26
_YEAR = re.compile(
    r"(?<!\d)((?:19|20)\d\d|\d\d(?=\s?[-/]\s?\d\d(?!\d)))|(?:\b(?:FY|AF|EF|HJ|GJ)\s?'?|[’'])(\d\d)(?!\d)"
)
_NUMBER = re.compile(r"(?<!\d)\d(?!\d)")
_HALF, _ASKED, _FEWEST = 0.5, 0.7, 2  # of the cells; how sure; columns
_SPENT = 0.6


def newest_budget(columns: ListColumns) -> bool:
    """Keep of budgets of several years the newest one, after asking; whether there are several.

    Amounts that were spent, or are a difference, are none; what is called proposed goes before a year.
    """
    if columns.likely("quantity") or any(each.sure == 1 for each in columns.likely("unit_cost")):
        return False
    dated = [each for each in columns if each.profile.number_share >= _HALF and _year(each)]
    plans = [each for each in dated if not word_set("spent_words") & _words(each)]
    if len(dated) < _FEWEST or not any(word_set("plan_of_money_words") & _words(each) for each in plans):
        return False
    if not any(_YEAR.search(each.head.with_group) for each in dated) and len(plans) == len(dated):
        return False  # the first, second and third year of a plan: all of them cost
    if any(_are_parts_of(columns, plans, each) for each in columns if each not in dated):
        return False  # what each line costs in all stands beside them
    newest = max(plans, key=lambda each: (bool(word_set("latest_words") & _words(each)), _year(each)))
    for each in dated:
        if each is not newest:
            each.become("spent", _SPENT)
            each.why = text("adopt.why.twice", other=newest.head.header)
    newest.become("total", _ASKED)
    return True


def _are_parts_of(columns: ListColumns, years: Sequence[WeighedColumn], whole: WeighedColumn) -> bool:
    """Whether a column holds in each row what the years come to together: not one of them is the budget."""
    if len(years) < _FEWEST or whole.profile.number_share < _HALF:
        return False
    rows = zip(*(columns.cells(each.number) for each in (whole, *years)), strict=True)
    amounts = [[amount_of(cell) or 0.0 for cell in row] for row in rows]
    stated = [(one, parts) for one, *parts in amounts if one]
    are_several = sum(sum(map(bool, parts)) > 1 for _, parts in stated) >= _FEWEST
    return are_several and all(abs(one - sum(parts)) <= 1e-6 * abs(one) for one, parts in stated)


def ask_newest(columns: ListColumns) -> None:
    """Ask whether the newest is meant, unless its header says that it is what is proposed."""
    others = [each for each in columns if each.concept == "spent" and each.why]
    for column in columns:
        is_clear = word_set("latest_words") & _words(column)
        if column.target == "Budget.unit_cost" and others and not is_clear and not column.ask:
            column.ask, column.why = True, text("adopt.why.twice", other=others[0].head.header)


def _words(column: WeighedColumn) -> set[str]:
    return {*words_of(column.head.with_group)}


def _year(column: WeighedColumn) -> int:
    """The last year that a header names, 0 for none; 24-25 is as late as 2024/25."""
    found = [int(long or short) % 100 for long, short in _YEAR.findall(column.head.with_group)]
    return max(found, default=_numbered(column)) + 1


def _numbered(column: WeighedColumn) -> int:
    """Which of several years a header says that it is of: Year 2; -1 for none."""
    found = [int(number) for number in _NUMBER.findall(column.head.with_group)]
    return found[0] if len(found) == 1 and without_time(column.head.with_group) is not None else -1
