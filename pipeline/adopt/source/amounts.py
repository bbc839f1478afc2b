"""Amounts that stand as text, with a currency and the marks of any language: `USD 1,250.50`, `1.250,50 €`, `9 days`."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache, lru_cache

from pipeline.adopt.compared_words import words_of
from pipeline.adopt.lexicon import word_set
from pipeline.reading.coerce.amount_parts import amount, is_currency_sign
from pipeline.reading.coerce.numbers import number
from pipeline.reading.coerce.units import codes_of, is_listed_currency

_LONGEST = 40
_KEPT = 1_024  # texts: those of a long list stand there once
_SHORTEST_CURRENCY = 2  # a letter and a number are an id: R 12
_ONE_LETTER = re.compile(r"^[RKQ]\s?(?=\d)")  # rand, kwacha, quetzal: money only where a column is one of amounts
_CODE = re.compile(r"[A-Z]{3}")
_EITHER = "CHK-17"  # the message on a number that can be read in two ways
# Of money of these nobody writes three decimals behind a comma; of the price of a litre in euros some do.
_COMMA_FOR_THOUSANDS = ("$", "£", "USD", "GBP")
_ABOUT = "~≈ "
_LEAD = re.compile(r"[^\W\d_][^\d(]*(?=\d)")  # brackets around an amount are none of its words
# Up to three words behind an amount, or one letter behind a stroke: 88 jours, 526 km, 160 h, 20 €/mois, $1k/h.
_WORD = r"(?:[^\W\d_]{2,}|[ckd]?m[23])\.?"  # of volumes and areas the digit belongs to the word: 50 m3
_COUNTED = re.compile(
    rf"(?P<amount>.*?\d[^\w/]*[kK]?)(?:/\s?(?:{_WORD}|[^\W\d_])|(?<![kK])(?P<first>{_WORD}|h))(?:[ -]{_WORD}){{0,2}}"
)

# M is a million in most languages, a thousand in some offices: read as the first, and asked about.
_MILLION = 1e6
_MILLIONS = re.compile(r"(?<=\d)(?:\s?M|m)(?P<currency>\s?[^\w\s]{1,3}|\s?[A-Z]{3})?$")


@lru_cache(_KEPT)
def readings(text: str) -> tuple[float, ...]:
    """What a text can mean as an amount: nothing, one number, or two, the one with decimals first (1.250)."""
    bare = text.strip().replace("/.", "/ ")  # S/.30.00
    lead = _LEAD.match(bare)
    if len(bare) > _LONGEST or (lead and not _may_lead(lead[0])) or _MILLIONS.search(bare):
        return ()
    parts = amount(bare)
    # Nothing stands beside the digits but a currency that there is: ISO 27001 and 3 R are no amounts.
    if parts is None or not all(map(_is_currency, parts.words)):
        return ()
    if _begins_with_letter(bare) and len(parts.words[0]) < _SHORTEST_CURRENCY:
        return ()
    value, trouble = number(bare)
    if isinstance(value, float):
        return (value,)
    if trouble and trouble.check == _EITHER:
        one, other = (float(str(trouble.values[name])) for name in ("one", "other"))
        if one == -other:
            return ()
        return (other,) if "," in parts.digits and _parts_thousands(parts.words) else (one, other)
    return ()


def measured(text: str, decimal_mark: str = "") -> float | None:
    """The amount in front of what it is counted in, or that is said to be about right; None where there is none."""
    if is_in_millions(text):
        amount = read_amount(_in_millions(text), decimal_mark)
        return None if amount is None else amount * _MILLION
    return read_amount(_without_unit(text), decimal_mark)


def is_in_millions(text: str) -> bool:
    """Whether an amount ends with the letter M: GBP 2.5M, 1,2 M€."""
    return bool(readings(_in_millions(text)))


def _in_millions(text: str) -> str:
    """An amount without its M, "" where it has none; a small one, as of metres, only where a currency stands beside."""
    bare = text.strip().lstrip(_ABOUT)
    found = _MILLIONS.search(bare)
    if not found:
        return ""
    rest = f"{bare[: found.start()]}{found['currency'] or ''}"
    has_currency = any(not (mark.isdigit() or mark in "., -") for mark in rest)
    return rest if has_currency or bare.endswith("M") else ""


def _without_unit(text: str) -> str:
    bare = _ONE_LETTER.sub("", text.strip().lstrip(_ABOUT))
    found = None if readings(bare) else _COUNTED.fullmatch(bare)
    is_multiple = found and not word_set("multiples").isdisjoint(words_of(found["first"] or ""))
    return found["amount"] if found and not is_multiple else bare


@lru_cache(_KEPT)
def _may_lead(words: str) -> bool:
    """Whether words before the first digit may be a currency: those of a long list stand there again and again."""
    parts = amount(f"{words}1")
    return parts is not None and all(_may_be_currency(word) and _is_currency(word) for word in parts.words)


def _may_be_currency(word: str) -> bool:
    """Whether a word may stand before an amount as its currency; names in all languages are not even loaded for it."""
    return is_listed_currency(word) or bool(_CODE.fullmatch(word)) or any(map(is_currency_sign, word))


def _parts_thousands(words: tuple[str, ...]) -> bool:
    return bool(words) and all(word.strip().endswith(_COMMA_FOR_THOUSANDS) for word in words)


def _is_currency(word: str) -> bool:
    if len(word) == 1:
        return is_currency_sign(word)
    return any(map(is_currency_sign, word)) or bool(codes_of(word) & _currencies())


@cache
def _currencies() -> frozenset[str]:
    from babel.numbers import list_currencies  # only where letters stand beside digits

    return frozenset(list_currencies())


def _begins_with_letter(text: str) -> bool:
    return text.lstrip("-−( ")[:1].isalpha()


def read_amount(text: str, decimal_mark: str = "") -> float | None:
    """The amount that a text means; of two readings the one with this decimal mark, without one in thousands."""
    found = readings(text)
    if not found:
        return None
    return found[0] if decimal_mark and decimal_mark in text else found[-1]


def decimal_mark(cells: Iterable[object]) -> str:
    """The decimal mark of a column, `.` or `,`: told by amounts that mean one thing only; "" where none or both."""
    found = {mark for cell in cells if isinstance(cell, str) and (mark := _mark_of(cell))}
    return found.pop() if len(found) == 1 else ""


def is_undecided(cells: Iterable[object]) -> bool:
    """Whether a column has an amount that can be read in two ways, and no other of its cells tells which.

    One below zero stays out, whichever it is.
    """
    texts = [cell for cell in cells if isinstance(cell, str)]
    return any(map(is_either, texts)) and not decimal_mark(texts)


def is_either(text: str) -> bool:
    """Whether the amount in a text can be read in two ways: 1.250, 1,485 km."""
    return len(found := readings(_without_unit(text))) > 1 and found[0] >= 0


def _mark_of(text: str) -> str:
    """The decimal mark that an amount shows, or the one that is left where the other parts its thousands."""
    bare = _without_unit(text)
    parts = amount(bare) if len(readings(bare)) == 1 else None
    marks = [mark for mark in parts.digits if mark in ".,"] if parts else []
    if not marks:
        return ""
    if len(set(marks)) == 2 or len(marks) == 1:
        return marks[-1]
    return "," if marks[0] == "." else "."
