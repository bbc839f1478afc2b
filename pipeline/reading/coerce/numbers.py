"""Cells that hold numbers, and texts that people meant as numbers."""

from __future__ import annotations

import re
from math import isfinite

from pipeline.reading.coerce.amount_parts import amount
from pipeline.reading.coerce.clean import as_typed
from pipeline.reading.coerce.texts import DAYS_AND_TIMES, Coerced
from pipeline.reading.coerce.units import codes_of
from pipeline.reading.problems import Trouble

_NUMBER = re.compile(r"\d+(?:[.,٫٬]\d+)*|[.,٫]\d+")
_SPACES_BETWEEN = re.compile(r"(?<=\d)[ '](?=\d{3}(?:\D|$))")
# As in India, Nepal, Pakistan and Bangladesh: 12,34,567 is 1,234,567.
_LAKHS = re.compile(r"(\d{1,2}(?:([,٬])\d{2})(?:\2\d{2})*\2\d{3})(?:[.٫](\d+))?")
_GROUPED = re.compile(r"\d{1,3}(?:([.,٬])\d{3})(?:\1\d{3})*")
# Arabic has a mark of its own for each, so that nothing is to be asked: 1٫234 is no thousand, 1٬234 is one.
_DECIMAL, _THOUSANDS = "٫", "٬"
_ROUNDING = 1e-9


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
    parts = amount(text)
    if not parts or not all(map(codes_of, parts.words)):
        return None, Trouble("CHK-16")
    sign = -parts.factor if parts.below_zero else parts.factor
    readings = [sign * reading for reading in _readings(_SPACES_BETWEEN.sub("", parts.digits))]
    if not readings or not all(map(isfinite, readings)):
        return None, Trouble("CHK-16")
    if parts.sign_behind and len(readings) == 1:  # or a stroke that means nothing
        readings = [-readings[0], readings[0]]
    if len(readings) > 1:
        return None, Trouble("CHK-17", dict(zip(("one", "other"), readings, strict=True)))
    if parts.per_cent:
        return None, Trouble("CHK-65")
    return readings[0], Trouble("CHK-18", {"read": readings[0]})


def _readings(digits: str) -> list[float]:
    """What digits with marks between them can mean: one number, two (1.234), or none (1.2.3)."""
    if not _NUMBER.fullmatch(digits):
        return []
    if lakhs := _LAKHS.fullmatch(digits):
        return [_joined(lakhs[1], lakhs[3] or "")]
    whole, decimal_sign, decimals = _split(digits)
    marks = {mark for mark in whole if not mark.isdigit()}
    if (marks and not _GROUPED.fullmatch(whole)) or (decimals and not decimals.isdigit()):
        return []
    if decimal_sign not in (".", ",") or marks or not _GROUPED.fullmatch(digits) or digits.startswith("0"):
        return [_joined(whole, decimals)]
    return [_joined(whole, decimals), _joined(digits, "")]


def _split(digits: str) -> tuple[str, str, str]:
    """What stands before the decimal sign, the sign, and what stands behind; "" for those that are not there.

    It is the Arabic one where it stands there; else the last point or comma that stands there once.
    """
    if _DECIMAL in digits:
        whole, _, decimals = digits.partition(_DECIMAL)
        return whole, _DECIMAL, decimals
    last = next((mark for mark in reversed(digits) if not mark.isdigit()), "")
    if last in ("", _THOUSANDS) or digits.count(last) > 1:
        return digits, "", ""
    whole, _, decimals = digits.partition(last)
    return whole, last, decimals


def _joined(whole: str, decimals: str) -> float:
    return float(re.sub(r"\D", "", whole) + f".{decimals}")
