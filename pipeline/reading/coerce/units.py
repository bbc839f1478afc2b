"""What an amount is counted in, as its cell shows it: a currency, or per cent."""

from __future__ import annotations

import re
from functools import cache

from pipeline.reading.coerce.amount_parts import PER_CENT, amount, is_currency_sign
from schemas.vocabulary import normal
from schemas.wording.languages import languages
from schemas.yaml_file import package_data

_SECTION = re.compile(r"""((?:"[^"]*"|\\.|\[[^\]]*\]|[^;"\\\[])*)""")
_PIECE = re.compile(r"""\[\$([^\]\-]*)[^\]]*\]|"([^"]*)"|\\(.)|_.|\*.|\[[^\]]*\]|(.)""", re.DOTALL)
_CODE = re.compile(r"(?<![A-Za-z])[A-Z]{3}(?![A-Za-z])")


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
    for word in (*words, together, *(mark for mark in bare if is_currency_sign(mark))):
        if codes_of(word):
            return word.strip()
    return ""


def unit_of_text(text: str) -> str:
    """The currency or the per cent sign that is typed beside a number; "" for neither."""
    parts = amount(text)
    if not parts:
        return ""
    return PER_CENT if parts.per_cent else next((word for word in parts.words if codes_of(word)), "")


@cache
def codes_of(text: str) -> frozenset[str]:
    """The codes of the currencies that a text can mean, empty for none: `€` and `Euros` are EUR.

    Three capitals that stand alone are a code, also one that is not in the list.
    """
    bare = _bare(text)
    codes = _codes_by_word().get(bare)
    if not codes and any(map(str.isalpha, text)) and not _CODE.fullmatch(text.strip()):
        codes = _codes_of_languages().get(bare)
    codes = codes or {*_CODE.findall(text)}
    if not codes:
        signs = filter(is_currency_sign, text)
        codes = {code for sign in signs for code in _codes_by_word().get(sign, (sign,))}
    return frozenset(codes)


def is_listed_currency(word: str) -> bool:
    """Whether a word is one of those that are listed for a currency, whatever languages call it besides."""
    return _bare(word) in _codes_by_word()


def _bare(text: str) -> str:
    return normal(text).strip(" .,:;()")


def _currencies() -> dict[str, list[str]]:
    currencies: dict[str, list[str]] = package_data("currencies.yaml")["currencies"]
    return currencies


@cache
def known_codes() -> tuple[str, ...]:
    """The codes of the currencies that are listed, the most used first."""
    return tuple(_currencies())


@cache
def _codes_by_word() -> dict[str, set[str]]:
    found: dict[str, set[str]] = {}
    for code, words in _currencies().items():
        for word in (code, *words):
            found.setdefault(_bare(str(word)), set()).add(code)
    return found


@cache
def _codes_of_languages() -> dict[str, set[str]]:
    """The codes by what each language calls a currency (Babel, CLDR): its sign, and its name for one and for many."""
    from babel import Locale  # only where somebody has typed a word beside an amount
    from babel.numbers import get_currency_name, get_currency_symbol

    found: dict[str, set[str]] = {}
    for locale in map(Locale.parse, languages()):
        for code in _currencies():
            names = {get_currency_name(code, count, locale) for count in (None, 0, 1, 2, 3, 11, 100)}
            for name in {*names, get_currency_symbol(code, locale)}:
                found.setdefault(_bare(name), set()).add(code)
    return found
