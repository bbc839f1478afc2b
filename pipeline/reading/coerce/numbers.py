"""Cells that hold numbers, and texts that people meant as numbers."""

from __future__ import annotations

import re
import unicodedata
from math import isfinite

from pipeline.reading.coerce.clean import id_text, number_text, shown, western_digits
from pipeline.reading.coerce.texts import DAYS_AND_TIMES, Coerced
from pipeline.reading.problems import Trouble

_CURRENCY_WORD = re.compile(r"^[A-Z]{3}(?=[\s\d+-])|(?<=[\s\d])[A-Z]{3}$")
_NUMBER = re.compile(r"^[+-]?(\d+(?:[.,]\d+)*|[.,]\d+)$")
_GROUPED = re.compile(r"^\d{1,3}(?:([.,])\d{3})(?:\1\d{3})*$")
_SIGNS = str.maketrans({"−": "-", "–": "-", "٫": ".", "٬": ",", "’": "'", "٪": "%"})


def number(value: object) -> Coerced:
    """Any number. Text is read where it can mean one number only, and mentioned; else it is an error."""
    if isinstance(value, bool):
        return None, Trouble("CHK-22")
    if isinstance(value, (int, float)):
        return (value, None) if isfinite(value) else (None, Trouble("CHK-16"))
    if isinstance(value, DAYS_AND_TIMES):
        return None, Trouble("CHK-23", {"found": shown(value)})
    return _text(str(value))


def _text(text: str) -> Coerced:
    plain, percent = _bare(text)
    if not _NUMBER.match(plain):
        return None, Trouble("CHK-16")
    readings = _readings(plain.lstrip("+-"))
    if not readings or not all(map(isfinite, readings)):
        return None, Trouble("CHK-16")
    if len(readings) > 1:
        one, other = (number_text(reading) for reading in readings)
        return None, Trouble("CHK-17", {"one": one, "other": other})
    amount = -readings[0] if plain.startswith("-") else readings[0]
    amount = round(amount / 100, 12) if percent else amount
    return amount, Trouble("CHK-18", {"read": number_text(amount)})


def _bare(text: str) -> tuple[str, bool]:
    """The digits and separators of a text, without currency, spaces and per cent sign; and whether it had one."""
    plain = western_digits(id_text(text)).translate(_SIGNS)
    percent = plain.endswith("%")
    plain = plain.rstrip("%").strip()
    plain = "".join(mark for mark in plain if unicodedata.category(mark) != "Sc").strip()
    plain = _CURRENCY_WORD.sub("", plain).strip()
    plain = re.sub(r"(?<=\d)[ '](?=\d{3}(?:\D|$))", "", plain)
    return re.sub(r"^([+-])\s+", r"\1", plain), percent


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
