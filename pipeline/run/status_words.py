"""What became of the workbooks of a run, counted in words; the words are in schemas/wording/en/run.yaml."""

from __future__ import annotations

from collections.abc import Mapping

from schemas.wording.numbers_and_days import number_text
from schemas.wording.text import joined, text, texts


def counted(counts: Mapping[str, int]) -> str:
    """How many workbooks came out how: `2 written, 1 refused`; "" for none.

    A history that several machines share may hold what only another version knows: that stands as it is.
    """
    known = texts("run.counted")
    return joined(
        text(f"run.counted.{status}", count=number) if status in known else f"{number_text(number)} {status}"
        for status, number in counts.items()
    )


def sentence(status: str) -> str:
    """What became of a workbook, in a sentence; "" where its reason says it."""
    return text(f"run.outcome.{status}") if status in texts("run.outcome") else ""
