"""Cells that hold numbers, and texts that people meant as numbers."""

from __future__ import annotations

import re
import unicodedata
from math import isfinite

from pipeline.reading.coerce.clean import as_typed, id_text, western_digits
from pipeline.reading.coerce.texts import DAYS_AND_TIMES, Coerced
from pipeline.reading.coerce.units import codes_of
from pipeline.reading.problems import Trouble

_CURRENCY_CODE = re.compile(r"^[A-Z]{3}(?=[\s\d+-])|(?<=[\s\d])[A-Z]{3}$")
# Words and letters before and behind a number; they go where they name a currency: US$, Rs., dollars.
_WORDS_AROUND = re.compile(r"^([^\W\d_][^\d(+-]*?)\s*(?=[\d(+-])|(?<=[\d)])\s*([^\W\d_][^\d]*)$")
_NUMBER = re.compile(r"^[+-]?(\d+(?:[.,]\d+)*|[.,]\d+)$")
# As in India, Nepal, Pakistan and Bangladesh: 12,34,567 is 1,234,567.
_LAKHS = re.compile(r"^([+-]?)(\d{1,2}(?:,\d{2})+,\d{3})(\.\d+)?$")
_IN_BRACKETS = re.compile(r"^\(\s*([^()+-]+?)\s*\)$")  # as bookkeepers write what is below zero
_NOTHING_BEHIND = re.compile(r"(?<=\d)(?:/-|[.,]-{1,2})$")  # 500/- and 500.-: no smaller coins
_GROUPED = re.compile(r"^\d{1,3}(?:([.,])\d{3})(?:\1\d{3})*$")
_ROUNDING = 1e-9
_SIGNS = {"−": "-", "–": "-", "—": "-", "،": ",", "’": "'", "٪": "%"}
_FULL_WIDTH = {"％": "%", "，": ",", "．": ".", "（": "(", "）": ")", "＋": "+", "－": "-"}
_WRITTEN = str.maketrans(_SIGNS | _FULL_WIDTH)
# Arabic has a mark of its own for each: behind the decimal one a 0 more makes 1.234 no thousand.
_ARABIC_THOUSANDS, _ARABIC_DECIMALS = re.compile(r"(?<=\d)٬(?=\d{3})"), re.compile(r"٫(\d*)$|٫(\d+)(?=\D)")
# Only words that mean the same number in every language: "mil" may be a thousand or a million.
_MULTIPLES = {
    1e3: ("k", "thousand", "mille", "ألف", "الف", "آلاف"),
    1e5: ("lakh", "lakhs", "lac", "lacs"),
    1e6: ("million", "millions", "mn", "millón", "millones", "مليون", "ملايين"),
    1e7: ("crore", "crores"),
}  # fmt: skip
_FACTORS = {word: factor for factor, words in _MULTIPLES.items() for word in words}
_MULTIPLE = re.compile(rf"(?<=\d)\s?({'|'.join(sorted(_FACTORS, key=len, reverse=True))})$", re.IGNORECASE)


def number(value: object) -> Coerced:
    """Any number. Text is read where it can mean one number only, and mentioned; else it is an error."""
    if isinstance(value, bool):
        return None, Trouble("CHK-22")
    if isinstance(value, (int, float)):
        return (nearly_whole(value), None) if isfinite(value) else (None, Trouble("CHK-16"))
    if isinstance(value, DAYS_AND_TIMES):
        return None, Trouble("CHK-23", {"found": as_typed(value)})
    return _text(str(value))


def nearly_whole(value: float) -> float:
    """A number, or the whole one that it misses by a rounding error of a formula: 3.0000000000000004 is 3."""
    near = round(value)
    return float(near) if value != near and abs(value - near) <= _ROUNDING else value


def _text(text: str) -> Coerced:
    plain, percent, factor = _bare(text)
    if _LAKHS.match(plain):
        plain = plain.replace(",", "")
        plain += "0" if "." in plain else ""
    below_zero_behind = plain[-1:] == "-" and plain[:1].isdigit()
    plain = plain[:-1] if below_zero_behind else plain
    if not _NUMBER.match(plain):
        return None, Trouble("CHK-16")
    sign = -factor if plain.startswith("-") else factor
    readings = [sign * reading for reading in _readings(plain.lstrip("+-"))]
    if not readings or not all(map(isfinite, readings)):
        return None, Trouble("CHK-16")
    if below_zero_behind and len(readings) == 1:  # or a stroke that means nothing
        readings = [-readings[0], readings[0]]
    if len(readings) > 1:
        return None, Trouble("CHK-17", dict(zip(("one", "other"), readings, strict=True)))
    if percent:
        return None, Trouble("CHK-65")
    return readings[0], Trouble("CHK-18", {"read": readings[0]})


def _bare(text: str) -> tuple[str, bool, float]:
    """The digits, sign and separators of a text, whether it had a per cent sign, and what a word multiplies it by."""
    plain = _ARABIC_THOUSANDS.sub("", western_digits(id_text(text)))
    plain = _ARABIC_DECIMALS.sub(r".\1\g<2>0", plain).translate(_WRITTEN)
    plain = _without_currency(plain)
    if inside := _IN_BRACKETS.match(plain):
        plain = f"-{_without_currency(inside[1])}"
    percent = plain.endswith("%")
    plain = plain.rstrip("%").strip()
    multiple = _MULTIPLE.search(plain)
    plain = plain[: multiple.start()] if multiple else plain
    plain = _NOTHING_BEHIND.sub("", plain)
    plain = re.sub(r"(?<=\d)[ '](?=\d{3}(?:\D|$))", "", plain)
    return re.sub(r"^([+-])\s+", r"\1", plain), percent, _FACTORS[multiple[1].lower()] if multiple else 1


def _without_currency(plain: str) -> str:
    """A number without signs, codes and words of currencies."""
    plain = _WORDS_AROUND.sub(lambda word: "" if codes_of(word[0].strip()) else word[0], plain)
    plain = "".join(mark for mark in plain if unicodedata.category(mark) != "Sc").strip()
    return _CURRENCY_CODE.sub("", plain).strip()


def _readings(digits: str) -> list[float]:
    """What digits with points and commas can mean: one number, two (1.234), or none (1.2.3)."""
    marks = [mark for mark in digits if mark in ".,"]
    if not marks:
        return [float(digits)]
    grouped = _GROUPED.match(digits)
    if len(set(marks)) == 2:
        whole, decimal = digits.rsplit(marks[-1], 1)
        inner = _GROUPED.match(whole)
        return [float(re.sub("[.,]", "", whole) + "." + decimal)] if inner and marks.count(marks[-1]) == 1 else []
    if len(marks) > 1:
        return [float(re.sub("[.,]", "", digits))] if grouped else []
    as_decimal = float(digits.replace(",", "."))
    if grouped and not digits.startswith("0"):
        return [as_decimal, float(re.sub("[.,]", "", digits))]
    return [as_decimal]
