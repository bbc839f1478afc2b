"""What is carried into a new workbook arrives as it was."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl import Workbook

from pipeline.adopt.workbook.sheets import Lines
from pipeline.domain.table_update import OutColumn, OutRow, TableUpdate
from pipeline.reading.workbook import read
from pipeline.template.build import build
from pipeline.template.catalogues import catalogue_rows
from pipeline.template.new_workbook import OwnSheet, OwnTable
from pipeline.xlsx.writer.rewrite import rewrite
from tests.chance import examples
from tests.template.made import TWO, cells_of, new, opened, values_of

RISK: dict[str, object] = {"risk": "R1", "event": "Flood", "description": "The river rises."}
TEXTS = ["http://example.org", "007", "1.10", "TRUE", "@here", "-3", "'quoted", "  padded  "]
ODD = {
    "description": "=1+1", "likelihood · LOCA": 4, "exposure · REDC": "none", "treatment": "Mitigat",
    "likelihood · REDC": float("nan"), "asset": "", "owner": None,
}  # fmt: skip
GIVEN: dict[str, list[dict[str, object]]] = {
    "Risks": [{**RISK, **ODD, "location": TEXTS[0]}, *({**RISK, "location": text} for text in TEXTS[1:])],
    "Budget": [{"line": "B1", "category": "psychosocial", "description": "Care", "protects": ("REDC", "LOCA")}],
    "Indicators": [{"indicator": "I1", "evidence_needed": ("documented", "several_agree")}],
    "Arrangement": [{"field": "purpose", "value": "Keep people safe.", "note": "Agreed in May."}],
}


@pytest.fixture(scope="module")
def book() -> Workbook:
    """A workbook with all that is GIVEN, built and loaded once; tests only look at it."""
    return opened(build(new(values=GIVEN)))


def test_a_text_that_begins_with_equals_stays_text(book: Workbook) -> None:
    assert values_of(book, "Risks", "Description") == ["=1+1", *[RISK["description"]] * (len(TEXTS) - 1)]
    assert cells_of(book, "Risks", "Description")[0].data_type == "s"


def test_a_text_that_looks_like_something_else_stays_text(book: Workbook) -> None:
    assert values_of(book, "Risks", "Location") == TEXTS


def test_codes_become_labels_and_lists_become_one_text(book: Workbook) -> None:
    assert values_of(book, "Budget", "Category") == ["Psychosocial"]
    assert values_of(book, "Budget", "Whose people this protects") == ["REDC, LOCA"]
    assert values_of(book, "Indicators", "Evidence needed") == ["Documented, Several agree"]


def test_per_partner_values_stand_in_the_partners_column(book: Workbook) -> None:
    assert values_of(book, "Risks", "Likelihood · LOCA") == [4]
    assert values_of(book, "Risks", "Exposure · REDC") == ["None"]
    assert values_of(book, "Risks", "Likelihood · REDC") == []


def test_a_word_nobody_knows_is_carried_over_as_it_stands(book: Workbook) -> None:
    assert values_of(book, "Risks", "Treatment") == ["Mitigat"]


def test_nothing_and_not_a_number_leave_the_cell_empty(book: Workbook) -> None:
    for header in ("Likelihood · REDC", "Owner", "Who or what is at risk"):
        assert values_of(book, "Risks", header) == []


def test_a_text_too_long_for_a_cell_is_refused_rather_than_cut() -> None:
    with pytest.raises(ValueError, match="does not fit in one cell"):
        build(new(values={"Risks": [{**RISK, "description": "x" * 32_768}]}))


def test_the_arrangement_shows_its_questions_and_keeps_what_was_answered(book: Workbook) -> None:
    until = {"field": "valid_until", "value": date(2027, 12, 31)}
    reading = read(build(new(values={"Arrangement": [*GIVEN["Arrangement"], until]})))
    assert reading.problems == ()
    fields, values, notes = (values_of(book, "Arrangement", header) for header in ("Field", "Value", "Note"))
    assert fields[:4] == ["Arrangement id", "Template version", "Language", "Title"]
    assert values[0] == "flood-1"
    assert (values[4], notes[4]) == ("Keep people safe.", "Agreed in May.")
    assert notes[5] == "Which activities, for which events, where? (ISO 22397, 5.3)"


def test_partners_given_by_code_and_name_are_parties_and_keep_what_is_known_of_them() -> None:
    book = opened(build(new(values={"Partners": [{"partner": "LOCA", "sector": "non_profit", "party": "no"}]})))
    assert values_of(book, "Partners", "Name") == [name for _, name in TWO]
    assert values_of(book, "Partners", "Party") == ["Yes", "No"]
    assert values_of(book, "Partners", "Sector") == [None, "Non-profit"]


def test_a_catalogue_adds_only_indicators_that_are_not_there_yet() -> None:
    known = {"indicator": "JR-01", "element": "Duty of care", "applies_to": "partnership"}
    book = opened(build(new(values={"Indicators": [known]}, catalogue=catalogue_rows(["joint_review"]))))
    ids = values_of(book, "Indicators", "Indicator")
    assert ids.count("JR-01") == 1
    assert len(ids) == 29
    assert values_of(book, "Indicators", "Applies to")[0] == "Partnership"


@settings(max_examples=examples(3))
@given(st.text(st.characters(blacklist_categories=["Cs", "Cc"]), min_size=1, max_size=60).filter(str.strip))
def test_any_text_arrives_whole(text: str) -> None:
    book = opened(build(new(values={"Risks": [{**RISK, "location": text}]})))
    assert values_of(book, "Risks", "Location") == [text]


def test_our_own_writer_can_fill_the_tables_of_a_new_workbook() -> None:
    rows = tuple(OutRow(None, (f"RSK-01/R{number}", "High")) for number in range(30))
    filled = rewrite(build(new()), [TableUpdate("Gaps", (OutColumn("Finding"), OutColumn("Severity")), rows)])
    book = opened(filled)
    assert len(values_of(book, "Gaps", "Finding")) == 30
    last = cells_of(book, "Gaps", "Severity")[-1]
    assert last.alignment.wrap_text


def test_a_filled_row_has_room_for_its_text_and_still_grows() -> None:
    import io
    import re
    import zipfile

    data = build(new(values={"Risks": [{**RISK, "description": "The river rises. " * 30}]}))
    xml = zipfile.ZipFile(io.BytesIO(data)).read("xl/worksheets/sheet5.xml").decode()
    row = re.search(r'<row r="2"[^>]*>', xml)
    assert row is not None
    assert "ht=" in row[0]
    assert "customHeight" not in row[0]


def test_the_rows_of_a_long_sheet_are_asked_for_once_and_arrive_as_they_were() -> None:
    given = [
        ("R1", "A text & <more> of it", 4, 2.5, date(2026, 3, 1), True, None),
        ("é", "", "x" * 11, 1, "B7", 0, "-"),
    ]
    asked = []

    def made() -> Iterator[tuple[object, ...]]:
        for row in given:
            asked.append(row)
            yield row

    headers = tuple(f"Column {at}" for at in range(7))
    sheet = OwnSheet("Own", "About", [OwnTable("Own", "Caption", headers, (9,) * 7, Lines(2, made))])
    book = opened(build(new(sheets=(sheet,))))
    kept = [[cell.value for cell in row] for row in book["Own"][book["Own"].tables["Own"].ref]][1:]
    assert kept[0][:4] == ["R1", "A text & <more> of it", 4, 2.5]
    assert [kept[0][4].date(), *kept[0][5:]] == [date(2026, 3, 1), True, None]
    assert kept[1] == ["é", None, "x" * 11, 1, "B7", 0, "-"]
    assert asked == given
