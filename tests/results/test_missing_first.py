"""What is missing comes first: rows that are not in the results, and sheets that are still empty."""

from __future__ import annotations

from datetime import date
from typing import Any

from pipeline.analysis.assessment import Assessment
from pipeline.findings.engine import find
from pipeline.reading.workbook import Reading
from pipeline.report.page import page
from pipeline.results.compute import Results, compute
from schemas.wording.text import text
from tests.reading.reads import activity, indicator, line, reading, risk
from tests.report.world import Page

DAY = date(2026, 11, 22)
WHOLE = {"Risks": [risk()], "Activities": [activity()], "Indicators": [indicator()]}


def looked(given: dict[str, Any]) -> tuple[Reading, Results]:
    read = reading(given)
    assessment = Assessment.of(read.arrangement, DAY)
    return read, compute(assessment, find(assessment), read)


def first(given: dict[str, Any]) -> list[str]:
    _, results = looked(given)
    rows = next(table.rows for table in results.tables if table.name == "Summary")
    told = [one.name for one in results.missing]
    assert [row["measure"] for row in rows[: len(told)]] == told
    return told


def test_nothing_is_said_where_nothing_is_missing() -> None:
    assert first(WHOLE) == []


def test_rows_without_an_id_that_can_be_used_are_named_first_by_their_cells() -> None:
    rows = [risk(), risk(None), risk("R1"), risk("a, b")]
    assert first({**WHOLE, "Risks": rows}) == ["3 rows of Risks are not in these results: A6, A7, A8"]
    assert first({**WHOLE, "Budget": [line(None)]}) == ["1 row of Budget is not in these results: A5"]


def test_of_many_rows_the_first_six_are_named() -> None:
    told = first({**WHOLE, "Risks": [risk(), *[risk("R1")] * 9]})
    assert told == ["9 rows of Risks are not in these results: A6, A7, A8, A9, A10, A11 and 3 more"]


def test_empty_sheets_are_said_with_where_to_begin() -> None:
    given = {"Activities": [activity()]}
    assert first(given) == ["Risks and Indicators are still empty"]
    _, results = looked(given)
    assert results.missing[0].note.startswith("Nothing is concluded from that. Begin with Risks: write what")
    assert first({**WHOLE, "Indicators": []}) == ["Indicators is still empty"]


def test_a_sheet_all_of_whose_rows_had_to_be_left_out_is_not_empty() -> None:
    assert first({**WHOLE, "Risks": [risk(None)]}) == ["1 row of Risks is not in these results: A5"]


def test_the_page_begins_with_it() -> None:
    read, results = looked({**WHOLE, "Risks": [risk(), risk(None)]})
    shown = Page.of(page(read, results, "a.xlsx", "parties")).text
    assert "1 row of Risks is not in these results: A6." in shown
    assert shown.index("Not in these results") < shown.rindex(text("report.agenda.title"))
    assert "not in these results" not in Page.of(page(read, results, "a.xlsx", "outside")).text


def test_nothing_is_concluded_from_a_table_with_a_row_that_has_no_id() -> None:
    """That row may be the insurance, the second party, the activity for the event."""
    exposed = risk("R1", likelihood__A=5, impact__A=5, exposure__A="Direct", measures="m", treatment="Reduce")
    insurance = line(None, category="insurance", protects="A", funded_amount=10, unit_cost=10, supports="R1")
    given = {**WHOLE, "Risks": [exposed], "Budget": [line("B1", protects="A", funded_amount=1), insurance]}
    given["Activities"] = [activity("1", event="Other"), activity(None, event="Flood")]
    found = {finding.id for finding in looked(given)[1].findings.shown}
    assert not found & {"BUD-03/A", "RSK-12/arrangement", "RSK-11/arrangement", "RSK-11/Flood", "ACT-14/arrangement"}
    parties = [{"partner": "A", "name": "Alpha", "party": "yes"}, {"partner": None, "name": "Beta", "party": "yes"}]
    assert "PAR-01/arrangement" not in {one.id for one in looked({"Partners": parties})[1].findings.shown}
