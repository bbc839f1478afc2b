"""A row is left out only when its id is missing, malformed or there already; its id still counts as known."""

from __future__ import annotations

from datetime import date

import pytest

from tests.reading.books import Formula
from tests.reading.reads import activity, indicator, line, reading, risk, told


def test_a_workbook_in_which_all_is_well_gives_no_message() -> None:
    given = {"Risks": [risk()], "Activities": [activity()], "Indicators": [indicator()], "Budget": [line()]}
    read = reading(given)
    assert told(read) == []
    assert read.arrangement.left_out == {}
    assert read.arrangement.missing == frozenset()


@pytest.mark.parametrize(
    ("table", "row", "check", "known"),
    [
        ("Risks", risk(None), "CHK-02", None),
        ("Risks", risk("R1, R2"), "CHK-03", "R1, R2"), ("Risks", risk("R" * 41), "CHK-03", "R" * 41),
        ("Risks", risk(date(2026, 2, 1)), "CHK-09", None), ("Risks", risk(Formula("=1/0", "#DIV/0!")), "CHK-29", None),
        ("Activities", activity("1.a"), "CHK-05", "1.a"), ("Activities", activity("01"), "CHK-05", "01"),
        ("Activities", activity("1.0"), "CHK-05", "1.0"), ("Activities", activity(date(2026, 2, 1)), "CHK-09", None),
        ("Budget", line("B;1"), "CHK-06", "B;1"),
    ],
)  # fmt: skip
def test_a_row_whose_id_cannot_be_used_is_left_out(
    table: str, row: dict[str, object], check: str, known: str | None
) -> None:
    read = reading({table: [row]})
    assert told(read) == [f"{check} {table}!A5"]
    assert read.arrangement.table_rows(table) == ()
    assert read.arrangement.left_out == ({table: {known}} if known else {})


def test_a_partner_with_a_malformed_code_is_left_out() -> None:
    read = reading({"Partners": [{"partner": "Red Cross", "name": "Red", "party": "yes"}]}, partners=())
    assert told(read) == ["CHK-04 Partners!A5"]
    assert read.arrangement.partner_codes == {"RED CROSS"}


def test_a_partner_code_may_be_typed_in_small_letters() -> None:
    read = reading({"Partners": [{"partner": "a\u200f ", "name": "n", "party": "yes"}], "Risks": [risk(owner="A")]})
    assert [row.id for row in read.arrangement.partners] == ["A"]
    assert told(read) == []


def test_the_upper_of_two_rows_with_the_same_id_stays() -> None:
    read = reading({"Risks": [risk("Rä 1"), risk("R2"), risk("ra1", location="there")]})
    assert told(read) == ["CHK-07 Risks!A7"]
    assert "'ra1' stands in A5 already" in read.problems[0].says
    assert [row.id for row in read.arrangement.risks] == ["Rä 1", "R2"]
    assert read.arrangement.left_out == {"Risks": {"ra1"}}


def test_errors_in_a_row_that_is_left_out_are_told_too() -> None:
    read = reading({"Risks": [risk("R1"), risk("R1", status="whatever")]})
    assert told(read) == ["CHK-07 Risks!A6", "CHK-13 Risks!S6"]


def test_the_same_value_that_cannot_stand_is_told_in_each_cell_and_table() -> None:
    rows = [risk(id, **{"likelihood · A": 7, "impact · A": 7}) for id in ("R1", "R2")]
    read = reading({"Risks": [*rows, risk("R3"), risk("X;1")], "Indicators": [indicator("X;1")]})
    assert [one for one in told(read) if not one.startswith("CHK-19")] == ["CHK-03 Risks!A8", "CHK-03 Indicators!A5"]
    assert sum(one.startswith("CHK-19") for one in told(read)) == 4
    assert [row.likelihood for row in read.arrangement.risks[:2]] == [{}, {}]


def test_ids_are_unique_in_their_table_only_and_may_be_plain_numbers() -> None:
    given = {"Risks": [risk("1")], "Activities": [activity("1")], "Indicators": [indicator("1")], "Budget": [line("1")]}
    read = reading(given)
    assert told(read) == []
    assert all([row.id for row in read.arrangement.table_rows(name)] == ["1"] for name in given)


def test_an_id_typed_as_a_number_is_read_by_its_shortest_form_and_mentioned() -> None:
    read = reading({"Risks": [risk(1), risk(2.1)], "Indicators": [indicator(3.0)], "Budget": [line(12)]})
    assert told(read) == ["CHK-11 Risks!A5", "CHK-11 Risks!A6", "CHK-11 Indicators!A5", "CHK-11 Budget!A5"]
    assert [row.id for row in read.arrangement.risks] == ["1", "2.1"]


def test_a_decimal_comma_in_an_activity_code_is_a_point_and_mentioned() -> None:
    read = reading({"Activities": [activity("2"), activity("2,1")]})
    assert told(read) == ["CHK-11 Activities!A6"]
    assert [row.id for row in read.arrangement.activities] == ["2", "2.1"]


def test_a_word_in_front_of_a_supported_activity_is_understood() -> None:
    rows = [activity("1", supports="Activity 2; “2.1”, activity 9"), activity("2"), activity("2.1")]
    read = reading({"Activities": rows})
    assert read.arrangement.activities[0].supports == ("2", "2.1", "activity 9")
    assert told(read) == ["CHK-12 Activities!L5"]


def test_a_number_as_activity_code_is_read_and_mentioned() -> None:
    read = reading({"Activities": [activity("1"), activity(1.2)]})
    assert told(read) == ["CHK-11 Activities!A6"]
    assert [row.id for row in read.arrangement.activities] == ["1", "1.2"]


def test_1_10_typed_as_a_number_after_1_1_says_why_it_is_taken_for_a_double() -> None:
    read = reading({"Activities": [activity("1"), activity("1.1"), activity(1.10)]})
    assert told(read) == ["CHK-33 Activities!A7"]


def test_an_activity_without_its_parent_stays_usable() -> None:
    read = reading({"Activities": [activity("1"), activity("1.2.3")]})
    assert told(read) == ["CHK-10 Activities!A6"]
    assert "there is no activity 1.2" in read.problems[0].says
    assert [row.id for row in read.arrangement.activities] == ["1", "1.2.3"]


def test_a_parent_that_was_left_out_is_not_missing() -> None:
    read = reading({"Activities": [activity("1"), activity("1"), activity("1.1")]})
    assert told(read) == ["CHK-07 Activities!A6"]


def test_an_unknown_code_in_supports_is_a_mention_and_stays() -> None:
    read = reading({"Activities": [activity("1", supports="1, 7")]})
    assert [(p.check, p.severity, p.address) for p in read.problems] == [("CHK-12", "low", "L5")]
    assert read.arrangement.activities[0].supports == ("1", "7")


def test_unknown_partners_and_unknown_ids_in_the_budget_are_for_the_rules() -> None:
    read = reading({"Risks": [risk(owner="zulu")], "Budget": [line(supports="R9", protects="Zulu, a")]})
    assert told(read) == []
    assert read.arrangement.risks[0].owner == "ZULU"
    assert read.arrangement.lines[0].protects == ("ZULU", "A")
