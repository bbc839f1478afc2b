"""Numbers and days as the language in force writes them (CLDR, by Babel, which English does without)."""

from __future__ import annotations

from datetime import date

from schemas.wording.languages import DEFAULT, language


def number_text(value: float, digits: int = 0) -> str:
    """A number as the language in force writes it: thousands apart, its own decimal sign."""
    if language() == DEFAULT:  # without the library: it is asked for in every sentence that counts
        return f"{value:,.{digits}f}"
    from babel.numbers import format_decimal

    pattern = "#,##0" + (f".{'0' * digits}" if digits else "")
    return str(format_decimal(round(value, digits), pattern, locale=language()))


def measured(value: float) -> str:
    """A measured number as short as it can be, `4` or `4.5`, with the decimal sign of the language in force."""
    return with_decimal_sign(f"{value:g}")


def with_decimal_sign(digits: str) -> str:
    """The digits of a number, `4.5`, with the decimal sign of the language in force."""
    if language() == DEFAULT or "." not in digits:
        return digits
    from babel.numbers import get_decimal_symbol

    return digits.replace(".", get_decimal_symbol(language()))


def day_text(day: str) -> str:
    """A day, 2026-03-31, as a page in the language in force writes it; what is no day as it is."""
    if language() == DEFAULT:
        return day
    try:
        given = date.fromisoformat(day)
    except ValueError:
        return day
    from babel.dates import format_skeleton

    return str(format_skeleton("yMMMd", given, locale=language()))
