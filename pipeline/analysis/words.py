"""Values as they stand in sentences: days, lists of codes, labels, shares. The sentences are in schemas/wording."""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Mapping
from datetime import date
from functools import cache
from typing import Literal, TypeVar

from schemas.vocabulary import vocabulary
from schemas.wording.text import joined, text

LISTED = 20

Answer = TypeVar("Answer", bound=Hashable)


def day(given: date) -> str:
    """A date in a sentence, the same in every language: 2026-03-03. A time of day is left out."""
    return f"{given.year:04}-{given.month:02}-{given.day:02}"


def names(codes: Iterable[str]) -> str:
    """Partner codes in a sentence: `A`, `A and B`, `A, B and C`; "" for none."""
    return joined(codes, "and")


@cache
def label(words: str, code: str) -> str:
    """The label of a code of the vocabulary `words`, as it stands within a sentence: `very high`."""
    written = vocabulary(words).label(code)
    return written[:1].lower() + written[1:]


def percent(share: float) -> str:
    """A share of 0 to 1 as people read it: `40 %`; small ones with a decimal, so that 1.4 and 0.6 stay apart."""
    digits = f"{100 * share:.1f}" if round(100 * share) < 10 else f"{100 * share:.0f}"
    return text("phrases.percent", number=digits.removesuffix(".0"))


def shared(answers: Mapping[str, Hashable]) -> str:
    """Answers with those who gave them: `20 (VELA), 12 (LARK, MIDW)`."""
    return joined(
        text("phrases.shared_by", answer=answer, partners=joined(codes)) for answer, codes in grouped(answers).items()
    )


def grouped(answers: Mapping[str, Answer]) -> dict[Answer, tuple[str, ...]]:
    """Who gave each answer: from answers by partner, the answers in the order first given, with their partners."""
    found: dict[Answer, list[str]] = {}
    for code, answer in answers.items():
        found.setdefault(answer, []).append(code)
    return {answer: tuple(codes) for answer, codes in found.items()}


def listed(texts: Iterable[str], kind: Literal["plain", "apart"] = "plain") -> str:
    """Several texts in one sentence; beyond the first twenty only how many more there are."""
    found = tuple(texts)
    shown = joined(found[:LISTED], kind)
    return text("phrases.more", shown=shown, count=len(found) - LISTED) if len(found) > LISTED else shown
