"""The table Arrangement: a field a row, each with its own kind of answer."""

from __future__ import annotations

from datetime import date

import pytest

from pipeline.reading.workbook import UnreadableWorkbookError
from tests.reading.books import Formula, complete_fields
from tests.reading.reads import reading, told


def test_answers_arrive_by_field_name_and_empty_ones_are_absent() -> None:
    given = {"started_on": date(2026, 1, 1), "review_every_months": 6, "purpose": " p ", "arrangement_id": 12}
    read = reading({"Arrangement": given}).arrangement
    assert (read.day("started_on"), read.fields["review_every_months"]) == (date(2026, 1, 1), 6)
    assert (read.text("purpose"), read.text("arrangement_id")) == ("p", "12")
    assert "scope" not in read.fields
    assert read.field_blank("scope")
    assert read.field_rows["arrangement_id"] == 5
    assert set(read.field_rows) == set(complete_fields())


@pytest.mark.parametrize(
    ("field", "value", "check"),
    [
        ("started_on", "01/02/2026", "CHK-25"), ("valid_until", "open", "CHK-24"),
        ("review_every_months", "often", "CHK-16"),
        ("review_every_months", 2.5, "CHK-21"), ("review_every_months", -1, "CHK-21"),
        ("scope", Formula("=1/0", "#REF!"), "CHK-29"),
        ("purpose", Formula("=A1"), "CHK-30"),
    ],
)  # fmt: skip
def test_an_answer_that_cannot_be_understood_is_unknown(field: str, value: object, check: str) -> None:
    read = reading({"Arrangement": {field: value}})
    assert told(read) == [f"{check} Arrangement!B{read.arrangement.field_rows[field]}"]
    assert read.arrangement.unknown_fields == {field}
    assert not read.arrangement.field_blank(field)


def test_field_names_are_matched_like_headers() -> None:
    rows = [
        {"field": "Title", "value": "T"},
        {"field": "started_on", "value": "2026-02-03"},
        {"field": " VALID  until", "value": 46085},
    ]
    read = reading({"Arrangement": rows})
    assert read.arrangement.fields == {"title": "T", "started_on": date(2026, 2, 3), "valid_until": date(2026, 3, 4)}
    assert told(read) == ["CHK-61 Arrangement", "CHK-32 Arrangement!B6", "CHK-27 Arrangement!B7"]


def test_unknown_double_and_nameless_fields_are_told() -> None:
    rows = [
        {"field": "Titel", "value": "x"}, {"field": "title", "value": "one"}, {"field": "Title", "value": "two"},
        {"value": "orphan"}, {"note": "only a note"},
        *({"field": name} for name in complete_fields() if name != "title"),
    ]  # fmt: skip
    read = reading({"Arrangement": rows})
    assert told(read) == [
        "CHK-60 Arrangement!A5", "CHK-62 Arrangement!A7", "CHK-63 Arrangement!A8", "CHK-63 Arrangement!A9",
    ]  # fmt: skip
    assert "Did you mean 'Title'?" in read.problems[0].says
    assert read.arrangement.text("title") == "one"


@pytest.mark.parametrize("version", ["2", 2, "2.0", "1.0", 1, "0.9", "", None, "draft"])
def test_a_workbook_of_this_or_an_older_version_is_read(version: object) -> None:
    assert told(reading({"Arrangement": {"template_version": version}})) == []


@pytest.mark.parametrize("version", ["2.1", "3.0", 3, "2.0.1"])
def test_a_workbook_of_a_newer_version_is_refused_with_a_sentence(version: object) -> None:
    with pytest.raises(UnreadableWorkbookError, match=r"made by a newer Concord"):
        reading({"Arrangement": {"template_version": version}})
