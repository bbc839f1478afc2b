"""What an amount is counted in, as its cell shows it: a currency, or per cent."""

from __future__ import annotations

import re
import unicodedata
from functools import cache

from schemas.vocabulary import normal
from schemas.yaml_file import package_data

PER_CENT = "%"
_SECTION = re.compile(r"""((?:"[^"]*"|\\.|\[[^\]]*\]|[^;"\\\[])*)""")
_PIECE = re.compile(r"""\[\$([^\]\-]*)[^\]]*\]|"([^"]*)"|\\(.)|_.|\*.|\[[^\]]*\]|(.)""", re.DOTALL)
_CODE = re.compile(r"(?<![A-Za-z])[A-Z]{3}(?![A-Za-z])")
_WORD = re.compile(r"[^\d\s.,'+\-()٫٬%]+(?:\s+[^\d\s.,'+\-()٫٬%]+)*")


def unit_of_format(code: str) -> str:
    """The currency or the per cent sign that a number format shows beside a number; "" for neither."""
    match = _SECTION.match(code)
    words: list[str] = []
    bare = ""
    for sign, quoted, escaped, other in _PIECE.findall(match[1] if match else ""):
        words += [str(part) for part in (sign, quoted, escaped) if part.strip()]
        bare += other
    if PER_CENT in bare:
        return PER_CENT
    together = "".join(words).strip()
    for word in (*words, together, *(mark for mark in bare if unicodedata.category(mark) == "Sc")):
        if codes_of(word):
            return word.strip()
    return ""


def unit_of_text(text: str) -> str:
    """The currency or the per cent sign that is typed beside a number; "" for neither."""
    if PER_CENT in text or "٪" in text or "％" in text:
        return PER_CENT
    words = (str(match[0]) for match in _WORD.finditer(text))
    return next((word.strip() for word in words if codes_of(word)), "")


@cache
def codes_of(text: str) -> frozenset[str]:
    """The codes of the currencies that a text can mean, empty for none: `€` and `Euros` are EUR.

    Three capitals that stand alone are a code, also one that is not in the list.
    """
    codes = set(_codes_by_word().get(_bare(text), ()))
    for code in _CODE.findall(text):
        codes.add(code)
    if not codes:
        codes = {
            code for mark in text if unicodedata.category(mark) == "Sc" for code in _codes_by_word().get(mark, (mark,))
        }
    return frozenset(codes)


def _bare(text: str) -> str:
    return normal(text).strip(" .,:;()")


@cache
def _codes_by_word() -> dict[str, set[str]]:
    found: dict[str, set[str]] = {}
    currencies: dict[str, list[str]] = package_data("currencies.yaml")["currencies"]
    for code, words in currencies.items():
        for word in (code, *words):
            found.setdefault(_bare(str(word)), set()).add(code)
    return found
