"""Processes in registers: the field of the risk for most, what is at risk for some."""

from __future__ import annotations

from collections.abc import Sequence

from pipeline.adopt.lexicon import word_set
from pipeline.adopt.recognise.weighed import WeighedColumn, likely
from schemas.wording.text import text

_SURELY = 0.85


def aim_processes(columns: Sequence[WeighedColumn]) -> None:
    """Let a process be of which kind the risk is, where nothing else says so, and ask; others are left by name.

    Where weaknesses are listed, the process is what is at risk.
    """
    processes = [each for each in columns if is_process(each) and (each.concept == "asset" or not each.is_likely)]
    if not processes or any(word_set("vulnerability_words") & {*column.head.words} for column in columns):
        return
    first = processes[:0] if likely(columns, "category") else processes[:1]  # a part of it says the same more closely
    for column in processes:
        column.become("category" if column in first else "other_id", _SURELY)
        column.why = "" if column in first else text("adopt.why.no_place")


def ask_processes(columns: Sequence[WeighedColumn]) -> None:
    """Ask about a process that goes anywhere: what some mean by it, others do not."""
    for column in columns:
        if column.target in ("Risks.asset", "Risks.category") and is_process(column):
            column.ask, column.why = True, column.why or text("adopt.why.process")


def is_process(column: WeighedColumn) -> bool:
    """Whether a header says that a process stands below it, and no more than that: Process name, sub-process."""
    words = {*column.head.words}
    others = words - word_set("process_words")
    return len(others) < len(words) and others <= word_set("process_part_words")
