"""What is asked stands before its answers: a text behind them says what is to be done, whatever its header is."""

from __future__ import annotations

from pipeline.adopt.recognise.list_columns import ListColumns
from pipeline.adopt.recognise.scales.word_lists import begins_with_answers
from pipeline.adopt.recognise.weighed import WeighedColumn, is_called

_LONG, _DIFFERING = 18, 0.9  # letters, on average; of the cells
_TOLD_BY_CELLS, _SUPPOSED = 0.7, 0.65


def is_behind_answers(columns: ListColumns, column: WeighedColumn) -> bool:
    """Whether answers stand before a column, and what they answer before them."""
    answers = (each for each in columns.likely("rating") if 1 < each.number < column.number)
    return any(begins_with_answers(each.profile) for each in answers)


def ask_before_answers(columns: ListColumns) -> None:
    """Let the sentences before the answers be what is asked, where only a text behind these could be it by a word.

    Area | Met? | Corrective measure: each area is a sentence of its own, and the measure is not what is rated.
    """
    texts = columns.likely("text")
    is_known = any(is_called(each, columns.kind, "text") or not is_behind_answers(columns, each) for each in texts)
    if is_known or not texts:
        return
    before = [each for each in columns if _may_be_asked(each) and not is_behind_answers(columns, each)]
    if before:
        before[0].become("text", _TOLD_BY_CELLS)
        for each in texts:
            each.become("notes", _SUPPOSED)


def _may_be_asked(column: WeighedColumn) -> bool:
    is_free = not column.is_likely or column.concept in ("element", "indicator", "question")
    profile = column.profile
    return is_free and profile.mean_length > _LONG and profile.distinct_share >= _DIFFERING
