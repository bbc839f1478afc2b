"""Columns of a table whose kind is known, with headers that are not: told by the single words, and asked about."""

from __future__ import annotations

from collections.abc import Iterable

from pipeline.adopt.lexicon import lexicon
from pipeline.adopt.recognise.asked.said_by_half import is_id_of_something
from pipeline.adopt.recognise.by_values.names import holds_codes
from pipeline.adopt.recognise.by_values.text_columns import tells_how_good
from pipeline.adopt.recognise.candidate import LIKELY
from pipeline.adopt.recognise.weighed import WeighedColumn
from pipeline.adopt.word_votes import guess

RISKS = "risk_register"
_NEARLY_ALL = 0.9
_SEVERAL = frozenset({"measures", "existing_measures", "cause", "consequence", "notes", "place"})


def guess_by_words(columns: Iterable[WeighedColumn], kind: str) -> None:
    """Let columns of which nothing is likely be what their words speak for, where no other column is that already."""
    columns = list(columns)
    taken = {column.concept for column in columns if column.is_likely}
    is_form = not any(column.profile.count for column in columns)
    for column in columns:
        is_empty = not column.profile.count and not is_form  # nothing would be carried, whatever is answered
        if column.is_likely or not column.head.header or column.why or is_empty:
            continue
        concept, score = guess(kind, column.head.words)
        if not concept or (concept in taken and concept not in _SEVERAL):
            continue
        if is_id_of_something(column) or (concept == "owner" and holds_codes(column.profile)):
            continue
        are_steps = column.profile.step_share >= _NEARLY_ALL and not column.profile.number_share
        if kind == RISKS and are_steps and "scale" not in lexicon(kind).concepts[concept].values:
            continue  # words of a scale say neither what may happen nor what is done
        if kind == RISKS and concept in ("measures", "existing_measures") and tells_how_good(column.profile):
            continue  # Capability: good, weak
        fit = column.profile.fit(lexicon(kind).concepts[concept].values)
        sure = score * (0.35 + 0.65 * min(1.0, fit / 0.75))
        if sure >= LIKELY:
            column.become(concept, sure)
            taken.add(concept)
