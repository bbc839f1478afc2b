"""Faults of a formula that Excel would not have stored."""

from __future__ import annotations

import re
from collections.abc import Iterator

_LONGEST = 8192
_TEXTS = re.compile(r"\"[^\"]*\"|'[^']*'")
_FUNCTION = re.compile(r"(?<![\w.])([A-Z][A-Z.]+)\(")
# Functions younger than the file format are stored with the prefix _xlfn.
_YOUNG = frozenset(
    {
        "CONCAT", "DROP", "FILTER", "FORECAST.LINEAR", "IFS", "LAMBDA", "LET", "MAXIFS", "MINIFS", "RANDARRAY",
        "SEQUENCE", "SORT", "SORTBY", "STDEV.P", "STDEV.S", "SWITCH", "TAKE", "TEXTBEFORE", "TEXTJOIN", "TEXTSPLIT",
        "TOCOL", "TOROW", "UNIQUE", "VSTACK", "HSTACK", "TEXTAFTER", "XLOOKUP", "XMATCH",
    }
)  # fmt: skip


def formula_faults(formula: str) -> Iterator[str]:
    """Everything wrong with a formula (without its `=`)."""
    if len(formula) > _LONGEST:
        yield f"a formula of {len(formula)} characters"
    bare = _TEXTS.sub("", formula)
    if bare.count("(") != bare.count(")"):
        yield "a formula whose parentheses do not match"
    if bare.startswith("="):
        yield "a formula that begins with ="
    for name in _FUNCTION.findall(bare):
        if name in _YOUNG:
            yield f"the function {name} without its prefix"
