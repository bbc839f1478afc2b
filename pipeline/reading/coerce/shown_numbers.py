"""Numbers that a format shows as an id: 4 as 004 or as R-04."""

from __future__ import annotations

import re

# Of the section for positive numbers: texts in quotes or behind a backslash, signs that need neither, and zeros alone.
_BESIDE = r"""(?:"[^"]*"|\\.|_.|[-/ ])*"""
_CODE = re.compile(rf"(?P<before>{_BESIDE})(?P<zeros>0+)(?P<behind>{_BESIDE})(?:;.*)?", re.DOTALL)
_SAID = re.compile(r'"([^"]*)"|\\(.)|([-/ ])|_.')


def shows_codes(number_format: str) -> bool:
    """Whether a number format shows numbers as ids: with zeros in front, or a text beside the digits."""
    found = _CODE.fullmatch(number_format)
    return found is not None and (len(found["zeros"]) > 1 or bool(found["before"] or found["behind"]))


def shown_as_code(number: object, number_format: str) -> str | None:
    """The id that people see where a whole number from 0 on stands in a cell of such a format; None for all else."""
    found = _CODE.fullmatch(number_format) if shows_codes(number_format) else None
    if found is None or isinstance(number, bool) or not isinstance(number, (int, float)):
        return None
    if not 0 <= number < 10**15 or number != int(number):
        return None
    before, behind = (_said(found[name]) for name in ("before", "behind"))
    return f"{before}{int(number):0{len(found['zeros'])}}{behind}".strip()


def _said(beside: str) -> str:
    return "".join(match[1] or match[2] or match[3] or " " for match in _SAID.finditer(beside))
