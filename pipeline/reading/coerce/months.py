"""Months and days of the week by their names, or first letters, in the languages that are understood (Babel, CLDR)."""

from __future__ import annotations

from functools import cache

from schemas.vocabulary import normal
from schemas.wording.languages import languages

# In Arabic months have other names from the Levant to the Gulf, and others again in the Maghreb.
_REGIONS = {"ar": ("ar_SY", "ar_IQ", "ar_DZ", "ar_MA", "ar_MR")}
_ALSO = ("pt",)  # what others keep and is adopted comes in this language, too


def month_called(name: str) -> int | None:
    """The number of the month that a text names in any of them, in full or shortened; None for no month."""
    return months().get(normal(name).rstrip("."))


def is_weekday(name: str) -> bool:
    """Whether a text names a day of the week in a shipped language."""
    return normal(name).rstrip(".") in _weekdays()


@cache
def months() -> dict[str, int]:
    """The months by their names as compared, without a full stop behind."""
    from babel.core import Locale  # only where somebody has typed a month in letters

    found = {"sept": 9}
    for code in _locales():
        for width in ("wide", "abbreviated"):
            for number, name in Locale.parse(code).months["format"][width].items():
                found.setdefault(normal(name).rstrip("."), number)
    return found


@cache
def letters_of_months() -> frozenset[tuple[str, ...]]:
    """The months by their first letters as compared, in each of the languages."""
    return _letters("months")


@cache
def letters_of_weekdays() -> frozenset[tuple[str, ...]]:
    """The days of the week by their first letters as compared, from Monday or Sunday on, in each of the languages."""
    return _letters("days")


def _letters(names: str) -> frozenset[tuple[str, ...]]:
    from babel.core import Locale

    every = (getattr(Locale.parse(code), names)["stand-alone"]["narrow"].values() for code in _locales())
    return frozenset(tuple(map(normal, letters)) for letters in every)


@cache
def _weekdays() -> frozenset[str]:
    from babel.core import Locale

    return frozenset(
        normal(name).rstrip(".")
        for code in languages()
        for width in ("wide", "abbreviated")
        for name in Locale.parse(code).days["format"][width].values()
    )


def _locales() -> tuple[str, ...]:
    return (*(one for code in languages() for one in (code, *_REGIONS.get(code, ()))), *_ALSO)
