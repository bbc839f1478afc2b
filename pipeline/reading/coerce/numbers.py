"""Cells that hold numbers, and texts that people meant as numbers."""

from __future__ import annotations

import re
import unicodedata
from math import isfinite

from pipeline.reading.coerce.clean import as_typed, id_text, number_text, western_digits
from pipeline.reading.coerce.texts import DAYS_AND_TIMES, Coerced
from pipeline.reading.problems import Trouble

_CURRENCY_WORD = re.compile(r"^[A-Z]{3}(?=[\s\d+-])|(?<=[\s\d])[A-Z]{3}$")
_NUMBER = re.compile(r"^[+-]?(\d+(?:[.,]\d+)*|[.,]\d+)$")
# As in India, Nepal, Pakistan and Bangladesh: 12,34,567 is 1,234,567.
_LAKHS = re.compile(r"^([+-]?)(\d{1,2}(?:,\d{2})+,\d{3})(\.\d+)?$")
_IN_BRACKETS = re.compile(r"^\(\s*([^()+-]+?)\s*\)$")  # as bookkeepers write what is below zero
_GROUPED = re.compile(r"^\d{1,3}(?:([.,])\d{3})(?:\1\d{3})*$")
_ROUNDING = 1e-9
_SIGNS = {"−": "-", "–": "-", "٫": ".", "٬": ",", "’": "'", "٪": "%"}
_FULL_WIDTH = {"％": "%", "，": ",", "．": ".", "（": "(", "）": ")", "＋": "+", "－": "-"}
_WRITTEN = str.maketrans(_SIGNS | _FULL_WIDTH)


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
    plain, percent = _bare(text)
    if lakhs := _LAKHS.match(plain):
        plain = lakhs[1] + lakhs[2].replace(",", "") + (lakhs[3] or "")
        if not percent:
            return float(plain), Trouble("CHK-18", {"read": number_text(float(plain))})
    if not _NUMBER.match(plain):
        return None, Trouble("CHK-16")
    readings = _readings(plain.lstrip("+-"))
    if not readings or not all(map(isfinite, readings)):
        return None, Trouble("CHK-16")
    if len(readings) > 1:
        one, other = (number_text(reading) for reading in readings)
        return None, Trouble("CHK-17", {"one": one, "other": other})
    amount = -readings[0] if plain.startswith("-") else readings[0]
    if percent:
        return None, Trouble("CHK-65")
    return amount, Trouble("CHK-18", {"read": number_text(amount)})


def _bare(text: str) -> tuple[str, bool]:
    """The digits and separators of a text, without currency, spaces and per cent sign; and whether it had one."""
    plain = western_digits(id_text(text)).translate(_WRITTEN)
    plain = _IN_BRACKETS.sub(r"-\1", plain)
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
