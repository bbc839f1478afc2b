"""What people type means the same however their language writes it, and with whatever digits."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from babel.dates import format_date
from babel.numbers import format_currency, format_decimal, format_percent
from hypothesis import example, given
from hypothesis import strategies as st

from pipeline.reading.coerce.column import coerce
from pipeline.reading.coerce.numbers import number
from pipeline.reading.coerce.units import codes_of, unit_of_text
from schemas.spec import table
from schemas.vocabulary import compared, vocabularies
from schemas.wording.languages import languages, speaking
from schemas.yaml_file import package_data

DIGITS = {"latn": "0123456789", "arab": "٠١٢٣٤٥٦٧٨٩", "arabext": "۰۱۲۳۴۵۶۷۸۹"}
CURRENCIES = tuple(package_data("currencies.yaml")["currencies"])
WAYS = st.tuples(st.sampled_from(languages()), st.sampled_from([*DIGITS]))
AMOUNTS = st.decimals(min_value=-(10**9), max_value=10**9, places=2).map(lambda value: value + 0)
DAYS = st.dates(min_value=date(1990, 1, 1), max_value=date(2200, 12, 31))


def in_digits(text: str, system: str) -> str:
    return text.translate(str.maketrans(DIGITS["latn"], DIGITS[system]))


def read(name: str, column: str, cell: str) -> tuple[Any, str]:
    values, troubles = coerce(table(name).by_name[column], [cell])
    return values[0], troubles[0].check if troubles else ""


@given(AMOUNTS, WAYS, st.integers(min_value=0, max_value=6))
@example(Decimal("1.23"), ("en", "latn"), 3)  # 1.230 is either
def test_an_amount_is_the_same_in_each_writing(value: Decimal, way: tuple[str, str], zeros: int) -> None:
    language, system = way
    form = f"#,##0.{'0' * zeros}{'#' * 6}"
    text = in_digits(format_decimal(value, form, locale=language, numbering_system=system), system)
    found, trouble = number(text)
    assert trouble
    if trouble.check == "CHK-17":  # only a point or a comma can be either
        assert system == "latn"
        assert float(value) in (trouble.values["one"], trouble.values["other"])
    else:
        assert (found, trouble.check) == (float(value), "CHK-18")


@given(AMOUNTS, WAYS, st.sampled_from(CURRENCIES), st.sampled_from(["standard", "accounting", "name"]))
def test_an_amount_with_its_currency_is_the_same_in_each_writing(
    value: Decimal, way: tuple[str, str], currency: str, form: str
) -> None:
    language, system = way
    shown: Any = form
    text = format_currency(
        value, currency, locale=language, numbering_system=system, format_type=shown, currency_digits=False
    )
    assert number(in_digits(text, system))[0] == float(value)
    assert currency in codes_of(unit_of_text(in_digits(text, system)))


@given(st.integers(min_value=0, max_value=999), WAYS)
def test_a_whole_number_is_the_same_in_each_writing(value: int, way: tuple[str, str]) -> None:
    language, system = way
    text = in_digits(format_decimal(value, locale=language, numbering_system=system), system)
    assert read("Budget", "quantity", text) == (value, "CHK-18")
    assert read("Risks", "likelihood", text)[0] == value


@given(st.decimals(min_value=0, max_value=2, places=3), WAYS, st.booleans())
def test_per_cent_is_told_in_each_writing(share: Decimal, way: tuple[str, str], sign_first: bool) -> None:
    language, system = way
    text = format_percent(share, "#,##0.##%", locale=language, numbering_system=system)
    sign = "٪" if system != "latn" else "%"
    text = f"{sign} {text.rstrip('%').strip()}" if sign_first else text.replace("%", sign)
    assert number(in_digits(text, system))[1].check == "CHK-65"  # type: ignore[union-attr]


@given(DAYS, WAYS, st.sampled_from(["long", "full"]))
def test_a_day_in_letters_is_the_same_in_each_writing(day: date, way: tuple[str, str], form: Any) -> None:
    language, system = way
    assert read("Risks", "next_review_on", in_digits(format_date(day, form, locale=language), system))[0] == day


@given(DAYS, WAYS, st.sampled_from(["short", "medium", "y-MM-dd", "dd/MM/y"]))
def test_a_day_in_figures_is_the_same_in_each_writing_or_asked_about(
    day: date, way: tuple[str, str], form: str
) -> None:
    language, system = way
    text = in_digits(format_date(day, form, locale=language), system)
    found, check = read("Risks", "next_review_on", text)
    assert found == day or check in ("CHK-25", "CHK-26")
    assert check == read("Risks", "next_review_on", format_date(day, form, locale=language))[1]


@pytest.mark.parametrize("spoken", languages())
@pytest.mark.parametrize("typed", languages())
def test_a_word_of_a_list_is_the_same_in_each_language(spoken: str, typed: str) -> None:
    for words in vocabularies().values():
        with speaking(typed):
            labels = {code: words.label(code) for code in words.codes}
        with speaking(spoken):
            read_as = {code: words.code(f" {label.upper()} ") for code, label in labels.items()}
        assert read_as == {code: code for code in words.codes}, words.name


@given(st.lists(st.integers(min_value=1, max_value=9999), min_size=1, max_size=4), st.sampled_from([*DIGITS]))
def test_a_code_of_an_activity_is_the_same_in_all_digits(parts: list[int], system: str) -> None:
    code = ".".join(map(str, parts))
    marks = (".",) if system == "latn" else (".", "٫")
    for mark in marks:
        typed = in_digits(code.replace(".", mark), system)
        assert read("Activities", "activity", typed)[0] == code
        assert read("Budget", "supports", typed)[0] == (code,)


@given(st.from_regex(r"[A-Z][A-Z0-9]{0,11}", fullmatch=True), st.sampled_from([*DIGITS]))
def test_an_id_and_the_code_of_a_partner_are_the_same_in_all_digits(code: str, system: str) -> None:
    typed = in_digits(code, system)
    assert read("Partners", "partner", typed)[0] == code
    assert read("Risks", "owner", typed)[0] == code
    assert read("Budget", "protects", typed)[0] == (code,)
    assert compared(str(read("Risks", "risk", typed)[0])) == compared(code)


@pytest.mark.parametrize(
    ("typed", "value", "check"),
    [
        ("١٠٠٫٥٠", 100.5, "CHK-18"), ("۱۰۰٫۵۰", 100.5, "CHK-18"), ("١٠٠٫٥٠٠", 100.5, "CHK-18"),
        ("١٬٠٠٠", 1000, "CHK-18"), ("١٢٬٣٤٬٥٦٧٫٨", 1234567.8, "CHK-18"), ("1.000٫5", 1000.5, "CHK-18"),
        ("1٬000.500", 1000.5, "CHK-18"), ("٫٥", 0.5, "CHK-18"), ("٥٫", 5, "CHK-18"), ("١٫٥ مليون", 1.5e6, "CHK-18"),
        ("2 millions d'euros", 2e6, "CHK-18"), ("2 millones de dólares", 2e6, "CHK-18"),
        ("١٠٠٫٥٠ د.أ.", 100.5, "CHK-18"), ("500 (EUR)", 500, "CHK-18"), ("-CHF 5", -5, "CHK-18"),
        ("(5 CHF)", -5, "CHK-18"), ("Rs.5", 5, "CHK-18"), ("٪٥", None, "CHK-65"), ("% 5", None, "CHK-65"),
        ("١٬٥", None, "CHK-16"), ("١٫٢٫٣", None, "CHK-16"), ("1.000٬500", None, "CHK-16"), ("1$50", None, "CHK-16"),
        ("-(5)", None, "CHK-16"), ("5 USD -", None, "CHK-16"), ("١،٢٣٤", None, "CHK-17"),
    ],
)  # fmt: skip
def test_marks_that_mean_one_thing_are_not_asked_about(typed: str, value: float | None, check: str) -> None:
    assert read("Budget", "unit_cost", typed) == (value, check)
