"""One cell at a time: what is read, what is mentioned, what is an error. Clean cells first."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.reading.coerce.column import coerce
from pipeline.reading.source.cell_marks import ExcelError, Uncalculated
from schemas.spec import Column, table

NUMBER = table("Budget").by_name["unit_cost"]
DAY = table("Risks").by_name["next_review_on"]
STATUS = table("Risks").by_name["status"]
ROLE = table("Activities").by_name["role"]
ACTIVITY = table("Activities").by_name["activity"]
SUPPORTS = table("Budget").by_name["supports"]
PROTECTS = table("Budget").by_name["protects"]
OWNER = table("Risks").by_name["owner"]
EVIDENCE = table("Indicators").by_name["evidence_needed"]
TEXT = table("Risks").by_name["description"]
RISK = table("Risks").by_name["risk"]
NBSP, RLM = "\u00a0", "\u200f"


def read(column: Column, cell: object, from_1904: bool = False) -> tuple[object, str]:
    """The value of one cell, and the check that speaks of it."""
    values, troubles = coerce(column, [cell], from_1904)
    return values[0], troubles[0].check if troubles else ""


@pytest.mark.parametrize(
    ("cell", "value", "check"),
    [
        (12.5, 12.5, ""), (0, 0, ""), ("", None, ""), (NBSP, None, ""),
        (float("inf"), None, "CHK-16"), (float("nan"), None, "CHK-16"), ("9" * 400, None, "CHK-16"),
        ("12", 12, "CHK-18"), ("1,5", 1.5, "CHK-18"), ("1.5", 1.5, "CHK-18"), ("1.234,50", 1234.5, "CHK-18"),
        ("1,234.50", 1234.5, "CHK-18"), ("1.234.567", 1234567, "CHK-18"), ("1 234,5", 1234.5, "CHK-18"),
        (f"1{NBSP}234", 1234, "CHK-18"), ("1'234.50", 1234.5, "CHK-18"), ("12%", None, "CHK-65"),
        ("1２ ％", None, "CHK-65"),
        ("€ 12", 12, "CHK-18"), ("12 EUR", 12, "CHK-18"), ("USD 1,5", 1.5, "CHK-18"), ("$12.50", 12.5, "CHK-18"),
        ("٣", 3, "CHK-18"), ("۱۲٫۵", 12.5, "CHK-18"), ("0,500", 0.5, "CHK-18"), ("1234,567", 1234.567, "CHK-18"),
        ("-3", -3, "CHK-18"), ("−3", -3, "CHK-18"), (".5", 0.5, "CHK-18"),
        ("1.234", None, "CHK-17"), ("1,234", None, "CHK-17"), ("12.345", None, "CHK-17"),
        ("a few", None, "CHK-16"), ("1-2", None, "CHK-16"), ("1.2.3", None, "CHK-16"),
        ("1,23,456", 123456, "CHK-18"), ("12,00,000.50", 1200000.5, "CHK-18"),
        ("(500)", -500, "CHK-18"), ("(1,5)", -1.5, "CHK-18"), ("１２", 12, "CHK-18"), ("１２，５", 12.5, "CHK-18"),
        ("500/-", 500, "CHK-18"), ("Rs. 12,00,000/-", 1200000, "CHK-18"), ("500.-", 500, "CHK-18"),
        ("500,--", 500, "CHK-18"), ("500.—", 500, "CHK-18"), ("(EUR 500)", -500, "CHK-18"),
        ("EUR (500)", -500, "CHK-18"), ("$(1 500)", -1500, "CHK-18"), ("(500) EUR", -500, "CHK-18"),
        ("500-", None, "CHK-17"), ("(1,200)", None, "CHK-17"), ("US$ 500", 500, "CHK-18"), ("500 euros", 500, "CHK-18"),
        ("5 lakh", 500000, "CHK-18"), ("1.5k", 1500, "CHK-18"), ("2,5 millions", 2500000, "CHK-18"),
        ("3 crore", 3e7, "CHK-18"), ("٢ مليون", 2e6, "CHK-18"),
        ("1.500 k", None, "CHK-17"), ("5 mil", None, "CHK-16"), ("5 m", None, "CHK-16"),
        ("١٬٠٠٠", 1000, "CHK-18"), ("١٫٢٣٤", 1.234, "CHK-18"), ("١٬٢٣٤٫٥٦٧", 1234.567, "CHK-18"),
        ("١،٥", 1.5, "CHK-18"),
        (3.0000000000000004, 3, ""), (2.9999999999999996, 3, ""), (2.9999, 2.9999, ""),
        ("1e5", None, "CHK-16"), ("nan", None, "CHK-16"), ("12 or 13", None, "CHK-16"), ("EUR", None, "CHK-16"),
        (True, None, "CHK-22"), (date(2026, 1, 5), None, "CHK-23"), (time(12), None, "CHK-23"),
        (timedelta(hours=30), None, "CHK-23"), (ExcelError("#DIV/0!"), None, "CHK-29"),
        (Uncalculated(), None, "CHK-30"),
    ],
)  # fmt: skip
def test_a_number(cell: object, value: object, check: str) -> None:
    assert read(NUMBER, cell) == (value, check)


@pytest.mark.parametrize(
    ("cell", "value", "check"),
    [
        (date(2026, 3, 4), date(2026, 3, 4), ""), (datetime(2026, 3, 4, 9, 30), date(2026, 3, 4), ""),  # noqa: DTZ001
        ("2026-03-04", date(2026, 3, 4), "CHK-32"), ("2026-03-04T00:00:00", date(2026, 3, 4), "CHK-32"),
        ("2026/3/4", date(2026, 3, 4), "CHK-32"), ("4 March 2026", date(2026, 3, 4), "CHK-32"),
        ("4. Mar 2026", date(2026, 3, 4), "CHK-32"), ("March 4th, 2026", date(2026, 3, 4), "CHK-32"),
        ("04-Mar-2026", date(2026, 3, 4), "CHK-32"), ("25/12/2026", date(2026, 12, 25), "CHK-32"),
        ("12/25/2026", date(2026, 12, 25), "CHK-32"), ("05.05.2026", date(2026, 5, 5), "CHK-32"),
        ("٢٠٢٦-٠٣-٠٤", date(2026, 3, 4), "CHK-32"), (46085.0, date(2026, 3, 4), "CHK-27"),
        ("2026-05-01T00:00:00Z", date(2026, 5, 1), "CHK-32"), ("2026-05-01T00:00:00+02:00", date(2026, 5, 1), "CHK-32"),
        ("2026-04-30T22:00:00.000Z", date(2026, 4, 30), "CHK-93"),
        ("2026-05-01 00:00:00 UTC", date(2026, 5, 1), "CHK-32"),
        ("2026-05-01T10:00:00+02:00[Europe/Paris]", date(2026, 5, 1), "CHK-93"),
        ("20260501T000000Z", date(2026, 5, 1), "CHK-32"),
        ("2026-05-01Z", date(2026, 5, 1), "CHK-32"), ("2026-05-01+02:00", date(2026, 5, 1), "CHK-32"),
        ("Fri, 01 May 2026 00:00:00 GMT", date(2026, 5, 1), "CHK-32"),
        ("Fri May 01 2026 22:00:00 GMT+0200 (Central European Summer Time)", date(2026, 5, 1), "CHK-93"),
        ("2026-05-01, 10:00 AM", date(2026, 5, 1), "CHK-32"), ("13/05/2026 10:00", date(2026, 5, 13), "CHK-32"),
        ("２０２６－０５－０１", date(2026, 5, 1), "CHK-32"), ("2026年5月1日", date(2026, 5, 1), "CHK-32"),
        ("2026–05–01", date(2026, 5, 1), "CHK-32"), ("2026-05-01T10", None, "CHK-24"),
        ("03/04/2026", None, "CHK-25"), ("3.4.2026", None, "CHK-25"), ("03/04/26", None, "CHK-26"),
        ("2026-02-30", None, "CHK-24"), ("31/31/2026", None, "CHK-24"), ("next spring", None, "CHK-24"),
        ("2026", None, "CHK-24"), ("4 Brumaire 2026", None, "CHK-24"), (5.0, None, "CHK-24"), (2026.0, None, "CHK-24"),
        (9e9, None, "CHK-24"), (-3.0, None, "CHK-24"), (time(0, 0), None, "CHK-24"), (True, None, "CHK-22"),
        (date(1905, 1, 1), None, "CHK-28"), ("2999-01-01", None, "CHK-28"),
    ],
)  # fmt: skip
def test_a_day(cell: object, value: object, check: str) -> None:
    assert read(DAY, cell) == (value, check)


def test_a_count_of_days_in_a_workbook_from_1904() -> None:
    assert read(DAY, 46085.0 - 1462, from_1904=True) == (date(2026, 3, 4), "CHK-27")


@pytest.mark.parametrize(
    ("column", "cell", "value", "check"),
    [
        (STATUS, "Open", "open", ""), (STATUS, " oPEN" + NBSP, "open", ""), (STATUS, "in_treatment", "treating", ""),
        (STATUS, "Opne", "", "CHK-13"), (STATUS, 1.0, "", "CHK-13"), (ROLE, "lead", "L", ""), (ROLE, "l", "L", ""),
        (table("Partners").by_name["party"], True, "yes", ""), (table("Partners").by_name["party"], False, "no", ""),
        (table("Risks").by_name["sharing"], "management only", "", "CHK-14"),
        (EVIDENCE, "Documented; several agree\nconfirmed", ("documented", "several_agree", "confirmed"), ""),
        (EVIDENCE, "documented, documented,", ("documented",), ""), (EVIDENCE, "documented, rumour", (), "CHK-15"),
        (OWNER, f"redc{RLM} ", "REDC", ""), (OWNER, f"{NBSP}REDC", "REDC", ""),
        (OWNER, "Nobody Known", "NOBODY KNOWN", ""),
        (PROTECTS, "a, B;c\nA", ("A", "B", "C"), ""), (PROTECTS, "a،b؛c", ("A", "B", "C"), ""),
        (SUPPORTS, "R1, r1 ,1.2", ("R1", "1.2"), ""), (SUPPORTS, 1.2, ("1.2",), "CHK-11"),
        (SUPPORTS, date(2026, 2, 1), (), "CHK-09"), (SUPPORTS, "١.٢", ("1.2",), ""),
        (ACTIVITY, "1.10", "1.10", ""), (ACTIVITY, 1.2, "1.2", "CHK-11"), (ACTIVITY, 3.0, "3", "CHK-11"),
        (ACTIVITY, 0.1 + 0.2, "0.3", "CHK-11"), (ACTIVITY, date(2026, 2, 1), "", "CHK-09"),
        (ACTIVITY, "۱.۲", "1.2", ""), (ACTIVITY, "2,1", "2.1", "CHK-11"), (ACTIVITY, "٢٫١", "2.1", "CHK-11"),
        (ACTIVITY, "2, 1.3", "2.1.3", "CHK-11"), (ACTIVITY, "2,", "2,", ""),
        (RISK, f" R{RLM}1\u200b ", "R1", ""), (RISK, 7.0, "7", "CHK-11"),
        (RISK, 2.1, "2.1", "CHK-11"), (RISK, time(1, 2), "", "CHK-09"),
        (TEXT, "a\r\nb\x07 ", "a\nb", ""), (TEXT, 3.0, "3", ""), (TEXT, date(2026, 1, 2), "2026-01-02", ""),
        (TEXT, "\u200b ", "", ""), (TEXT, ExcelError("#REF!"), "", "CHK-29"),
    ],
)  # fmt: skip
def test_a_word_a_code_or_a_text(column: Column, cell: object, value: object, check: str) -> None:
    assert read(column, cell) == (value, check)


def test_a_wrong_word_is_answered_with_the_allowed_ones_and_the_nearest() -> None:
    _, troubles = coerce(STATUS, ["Acepted"])
    assert troubles[0].values == {"allowed": "Open, Treating, Accepted, Closed", "nearest": " Did you mean 'Accepted'?"}


def test_true_is_not_taken_for_the_number_1() -> None:
    values, troubles = coerce(NUMBER, [1, True, 1.0, "1"])
    assert values == [1, None, 1.0, 1]
    assert {position: trouble.check for position, trouble in troubles.items()} == {1: "CHK-22", 3: "CHK-18"}


CELLS: st.SearchStrategy[Any] = st.one_of(
    st.text(max_size=12), st.floats(allow_nan=False, allow_infinity=False, width=32), st.booleans(),
    st.dates(), st.datetimes(), st.times(), st.timedeltas(), st.just(""), st.just(ExcelError("#N/A")),
    st.from_regex(r"[0-9.,/ %-]{1,10}", fullmatch=True),
)  # fmt: skip
COLUMNS = [NUMBER, DAY, STATUS, ACTIVITY, SUPPORTS, PROTECTS, OWNER, EVIDENCE, TEXT, RISK]


@given(st.sampled_from(COLUMNS), st.lists(CELLS, max_size=8))
def test_a_column_is_read_as_its_cells_one_by_one(column: Column, cells: list[object]) -> None:
    values, troubles = coerce(column, cells)
    for position, cell in enumerate(cells):
        value, check = read(column, cell)
        assert values[position] == value
        assert type(values[position]) is type(value)
        assert (troubles[position].check if position in troubles else "") == check


@given(st.floats(min_value=-1e9, max_value=1e9), st.sampled_from([",", "."]))
def test_a_number_written_as_text_is_read_right_or_not_at_all(number: float, decimal: str) -> None:
    text = f"{number:.4f}".replace(".", decimal)
    assert read(NUMBER, text)[0] in (None, pytest.approx(round(number, 4)))


@given(st.dates(min_value=date(1990, 1, 1), max_value=date(2200, 1, 1)), st.sampled_from("-/. "))
def test_a_day_written_as_text_is_read_right_or_not_at_all(day: date, mark: str) -> None:
    assert read(DAY, f"{day.year}{mark}{day.month}{mark}{day.day}")[0] in (day, None)
    assert read(DAY, f"{day.day}{mark}{day.month}{mark}{day.year}")[0] in (day, None)
    assert read(DAY, f"{day:%d %B %Y}")[0] == day


def test_cells_with_the_same_day_share_it() -> None:
    (first, _, second), _ = coerce(DAY, [date(2026, 3, 4), "", date(2026, 3, 4)])
    assert first == date(2026, 3, 4)
    assert first is second
