"""A typed amount in its parts: the digits, and what stands before and behind them."""

from __future__ import annotations

import re
import unicodedata
from typing import NamedTuple

from pipeline.reading.coerce.clean import id_text, western_digits

PER_CENT = "%"
_SIGNS = {"−": "-", "–": "-", "—": "-", "،": ",", "’": "'", "٪": "%"}
_FULL_WIDTH = {"％": "%", "，": ",", "．": ".", "（": "(", "）": ")", "＋": "+", "－": "-"}
_WRITTEN = str.maketrans(_SIGNS | _FULL_WIDTH)
# A decimal sign may stand first, .5, but not behind a letter: in Rs.5 it belongs to the word.
_AROUND = re.compile(r"(?P<before>\D*?)(?P<digits>(?:(?<![^\W\d_])[.,٫])?\d(?:.*\d)?)(?P<behind>\D*)")
_NOTHING_BEHIND = re.compile(r"^(?:/-|[.,]-{1,2}|٫)(?![^\W\d_])")  # 500/- and 500.-: no smaller coins
_ALONE = re.compile(r"(?<!\w)[+-]|[+-](?!\w)")  # a sign, no hyphen of a word
# Only words that mean the same number in every language: "mil" may be a thousand or a million.
_MULTIPLES = {
    1e3: ("k", "thousand", "mille", "ألف", "الف", "آلاف"),
    1e5: ("lakh", "lakhs", "lac", "lacs"),
    1e6: ("million", "millions", "mn", "millón", "millones", "مليون", "ملايين"),
    1e7: ("crore", "crores"),
}  # fmt: skip
_FACTORS = {word: factor for factor, words in _MULTIPLES.items() for word in words}
# In French and Spanish a small word joins a million to what is counted: 2 millions d'euros, 2 millones de euros.
_MULTIPLE = re.compile(
    rf"^\s?({'|'.join(sorted(_FACTORS, key=len, reverse=True))})(?![^\W\d_])(?:\s(?:de\s|d'))?", re.IGNORECASE
)


class Amount(NamedTuple):
    """A text with digits: those with the marks between them, and what the rest says of them."""

    digits: str
    words: tuple[str, ...]
    """What stands around them besides the signs: a currency, or what makes it no number."""
    below_zero: bool
    sign_behind: bool
    per_cent: bool
    factor: float


def amount(text: str) -> Amount | None:
    """The parts of a text that may be an amount; None for one without digits, or with signs that do not go together."""
    plain = western_digits(id_text(text)).translate(_WRITTEN)
    found = _AROUND.fullmatch(plain)
    if not found:
        return None
    before, behind = found["before"], _NOTHING_BEHIND.sub("", found["behind"])
    per_cent = PER_CENT in before + behind
    before, behind = before.replace(PER_CENT, "", 1), behind.replace(PER_CENT, "", 1)
    in_brackets = "(" in before and ")" in behind  # as bookkeepers write what is below zero
    if in_brackets:
        before, behind = before.replace("(", "", 1), behind.replace(")", "", 1)
    signs = [mark for mark in before if mark in "+-"]
    if len(signs) + in_brackets > 1:
        return None
    sign_behind = behind[:1] == "-"
    multiple = _MULTIPLE.match(behind)
    behind = behind[multiple.end() :] if multiple else behind.removeprefix("-")
    if _ALONE.search(behind):
        return None
    words = (re.sub("[+-]", "", before).strip(), behind.strip())
    return Amount(
        digits=found["digits"], words=tuple(word for word in words if word), below_zero="-" in signs or in_brackets,
        sign_behind=sign_behind, per_cent=per_cent, factor=_FACTORS[multiple[1].lower()] if multiple else 1,
    )  # fmt: skip


def is_currency_sign(mark: str) -> bool:
    """Whether a mark is the sign of some currency."""
    return unicodedata.category(mark) == "Sc"
