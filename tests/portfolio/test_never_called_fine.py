"""No page, sheet or line calls a partnership fine that has an open critical or high finding, shared or not."""

from __future__ import annotations

import csv
import io
from collections import Counter
from collections.abc import Mapping
from datetime import datetime
from typing import Any

import openpyxl
from hypothesis import given
from hypothesis import strategies as st

from pipeline.analysis.assessment import Assessment
from pipeline.disclosure.audience import OUTSIDE
from pipeline.disclosure.numbers import editions
from pipeline.portfolio.book import book
from pipeline.portfolio.listing import listing
from pipeline.portfolio.page import page as portfolio_page
from pipeline.portfolio.page import portfolio_context
from pipeline.portfolio.portfolio import Portfolio, portfolio
from pipeline.reading.workbook import Reading
from pipeline.report.page import page
from pipeline.results.compute import Results
from pipeline.run.batch.workbook_result import WorkbookResult, pack
from pipeline.run.workbook.summary_text import totals_text
from schemas.wording.text import text, texts
from tests.portfolio.made import DAY, FOLDER, over
from tests.report.world import Page, Rows, activity, indicator, line, looked, risk

AUDIENCES = ("parties", OUTSIDE, "REDC", "STRANGER")
SHARING = st.sampled_from(["All", "Parties", ""])
# What says that nothing is wrong, by itself; each is looked for wherever people read.
CALM = (
    "portfolio.attention.calm", "report.agenda.none_grave", "report.agenda.none",
    "report.findings.none",
)  # fmt: skip
ON_TRACK = texts("portfolio.levels")["calm"]["name"]


@st.composite
def workbooks(draw: st.DrawFn) -> dict[str, Rows]:
    """A few rows of each sheet, some shared and some not, some accepted or closed by one for others."""
    scale = st.integers(1, 5)
    risks = [
        risk(
            f"R{number}", sharing=draw(SHARING), status=draw(st.sampled_from(["Open", "Accepted", "Closed", ""])),
            treatment=draw(st.sampled_from(["None", "Avoid", "Reduce", ""])), owner="REDC",
            measures=draw(st.sampled_from(["", "Drive by day"])),
            **{f"{name} · {code}": draw(scale) for name in ("likelihood", "impact") for code in ("REDC", "LOCA")},
            **{"exposure · LOCA": draw(st.sampled_from(["Direct", "Indirect", "None", ""]))},
        )
        for number in range(draw(st.integers(0, 2)))
    ]  # fmt: skip
    return {
        "Risks": risks,
        "Activities": [activity("1")] if draw(st.booleans()) else [],
        "Indicators": [indicator("I1", sharing=draw(SHARING))] if draw(st.booleans()) else [],
        "Budget": [line("B1", sharing=draw(SHARING))] if draw(st.booleans()) else [],
        "Arrangement": draw(st.sampled_from([[], [{"field": "purpose", "value": "Help"}]])),
    }


def reported(reading: Reading, results: Results) -> WorkbookResult:
    """The report of a run on such a workbook."""
    assessment = Assessment.of(reading.arrangement, DAY)
    told = editions(assessment, results.findings.counted, results.plan, (*reading.problems, *results.mentions))
    return WorkbookResult(
        path=FOLDER / "a.xlsx", status="written", was_read=True, arrangement_id="CA-TEST", title="Clinic access",
        severities=dict(Counter(found.severity for found in results.findings.counted)), actions=results.actions,
        packed=pack({"findings": [], "actions": [], "topics": [], "checks": []}, told), was_opened=True,
    )  # fmt: skip


@given(workbooks())
def test_none_is_called_fine_and_in_an_edition_for_others_none_whatever_it_holds(values: Mapping[str, Rows]) -> None:
    reading, results = looked(values)
    grave = Counter(found.severity for found in results.findings.counted)
    result = reported(reading, results)
    for audience in AUDIENCES:
        whole = portfolio(over(result, audience=audience), DAY)
        if audience == OUTSIDE or grave["critical"] or grave["high"]:
            _portfolio_is_not_calm(whole)
        if audience != "STRANGER":
            said = Page.of(page(reading, results, "a.xlsx", audience)).text
            assert not (grave["critical"] or grave["high"]) or _calm_words(said) == []
    for severity in ("critical", "high"):
        if grave[severity]:
            assert text(f"phrases.counted.{severity}", count=grave[severity]) in totals_text(result, checks_only=False)
            assert _measure(results, f"Findings, {severity}") == grave[severity]
    if grave["critical"] or grave["high"]:
        assert _measure(results, "To discuss first 1") is not None


def _portfolio_is_not_calm(whole: Portfolio) -> None:
    (item,) = whole.placed
    assert item.level != "calm"
    context = portfolio_context(whole)
    assert [row["level"] for row in context["rows"]] == [item.level]
    counted = {name: count for tile in context["tiles"] for count, name, *_ in tile.parts}
    assert not counted.get(ON_TRACK)
    assert _calm_words(Page.of(portfolio_page(whole)).text) == []
    (_, row) = csv.reader(io.StringIO(listing(whole).decode("utf-8-sig")))
    sheets = openpyxl.load_workbook(io.BytesIO(book(whole, datetime(2026, 11, 22))))  # noqa: DTZ001 (a day)
    cells = [str(cell) for sheet in sheets for line in sheet.iter_rows(values_only=True) for cell in line if cell]
    for said in (row, cells):
        assert ON_TRACK not in said
        assert _calm_words(" ".join(said)) == []


def _calm_words(said: str) -> list[str]:
    return [key for key in CALM if text(key) in said]


def _measure(results: Results, name: str) -> Any:
    rows = next(table for table in results.tables if table.name == "Summary").rows
    return next((row["value"] for row in rows if row["measure"] == name), None)
