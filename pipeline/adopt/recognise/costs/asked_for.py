"""What was asked for beside what was allowed: the lines cost what was allowed, and it is asked about."""

from __future__ import annotations

from pipeline.adopt.compared_words import words_of
from pipeline.adopt.lexicon import word_set
from pipeline.adopt.recognise.list_columns import ListColumns
from pipeline.adopt.recognise.weighed import WeighedColumn
from schemas.wording.text import text

_NUMBERS, _ASKED = 0.6, 0.7  # of the cells; how sure
_AMOUNTS = frozenset({"funded_amount", "unit_cost", "total"})


def cost_what_was_allowed(columns: ListColumns) -> None:
    """Of what was asked for and what was allowed let the latter be the cost, where nothing else says what a line costs.

    Else what was asked for would be what somebody pays, and lines would cost less than that.
    """
    if columns.likely("quantity"):
        return
    amounts = [each for each in columns if each.profile.count and each.profile.number_share >= _NUMBERS]
    amounts = [each for each in amounts if not any(map(str.isdigit, each.head.header))]  # of one year, and of another
    asked = [each for each in amounts if _says(each, "asked_for_words") and not _says(each, "allowed_words")]
    allowed = [each for each in amounts if _says(each, "allowed_words") and not _says(each, "asked_for_words")]
    others = [each for each in columns.likely("unit_cost", "total") if each not in (*asked, *allowed)]
    others = [each for each in others if not _says(each, "earlier_words")]
    if len(asked) != 1 or len(allowed) != 1 or others or not {asked[0].concept, allowed[0].concept} & _AMOUNTS:
        return
    allowed[0].become("total", _ASKED)
    asked[0].become("", 0.0)
    asked[0].why = text("adopt.why.twice", other=allowed[0].head.header)


def _says(column: WeighedColumn, words: str) -> bool:
    return not word_set(words).isdisjoint(words_of(column.head.header))
