"""A number of thousands of digits, wherever it stands: Python reads none so long, and nobody means one."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from benchmarks.hostile import LATER
from benchmarks.hostile_parts import GAPS, PLAN
from benchmarks.spoilt import put, spoilt
from pipeline.analysis.order import natural
from pipeline.reading.workbook import UnreadableWorkbookError, read
from pipeline.run.batch.options import Options
from pipeline.run.workbook.process import process
from tests.chance import every
from tests.reading.books import FIELDS, book

DIGITS = "9" * 5_000
CHART, TABLE, BOOK, STYLES = "xl/charts/chart1.xml", "xl/tables/table8.xml", "xl/workbook.xml", "xl/styles.xml"
ACTIVITY = {"phase": "response", "event": "Flood", "title": "What is done"}
RISK = {"event": "Flood", "description": "What could happen", "status": "open"}


def cell(inside: str) -> str:
    return f'<row r="2000"><c r="Z2000" {inside}</c></row>'


PLACES = [
    (GAPS, "(?=</sheetData>)", cell(f't="s"><v>{DIGITS}</v>')),
    (GAPS, "(?=</sheetData>)", cell(f't="s" x="1"><v>{DIGITS}</v>')),
    (GAPS, "(?=</sheetData>)", cell(f's="{DIGITS}"><v>1</v>')),
    (GAPS, "(?=</sheetData>)", cell(f"><v>{DIGITS}</v>")),
    (GAPS, "(?=</sheetData>)", f'<row r="{DIGITS}"/>'),
    (PLAN, "(?=</sheetData>)", cell(f"><f>A{DIGITS}</f><v>1</v>")),
    (GAPS, '(?<=<col min=")', DIGITS),
    (GAPS, '(?<=sqref=")', f"A{DIGITS}:B{DIGITS} "),
    (CHART, '(?<=<c:ser><c:idx val=")', DIGITS),
    (CHART, '(?<=<c:pt idx=")', DIGITS),
    (CHART, '(?<=<c:ptCount val=")', DIGITS),
    (TABLE, '(?<=<tableColumn id=")', DIGITS),
    (STYLES, '(?<=numFmtId=")', DIGITS),
    (BOOK, '(?<=sheetId=")', DIGITS),
    (BOOK, '(?<=localSheetId=")', DIGITS),
]


@pytest.mark.parametrize(("part", "before", "text"), every(2, PLACES))
def test_in_a_part_it_is_left_alone_or_refused_in_words(tmp_path: Path, part: str, before: str, text: str) -> None:
    path = tmp_path / "x.xlsx"
    path.write_bytes(spoilt(put(part, before, lambda _: text), 1))
    outcome = process(path, Options(today=LATER))
    assert outcome.status in ("written", "refused")


@pytest.mark.parametrize(
    "rows",
    [
        {"Risks": [{"risk": "R1", **RISK, "owner": f"A{DIGITS}", "likelihood · A": DIGITS, "next_review_on": DIGITS}]},
        {"Risks": [{"risk": f"R{DIGITS}", **RISK}]},
        {"Activities": [{"activity": f"1.{DIGITS}", **ACTIVITY}, {"activity": "2", **ACTIVITY, "supports": DIGITS}]},
        {"Budget": [{"line": f"B{DIGITS}", "category": "training", "quantity": DIGITS, "supports": f"R{DIGITS}"}]},
        {"ActionPlan": [{"action": f"M-{DIGITS}", "notes": "a note"}, {"action": "M-1", "stamp": DIGITS}]},
        {"Arrangement": {**FIELDS, "sign_off_limit": DIGITS}},
    ],
)
def test_in_a_row_it_is_worked_through(tmp_path: Path, rows: dict[str, Any]) -> None:
    partners = [{"partner": code, "name": "An organisation", "party": "yes"} for code in "AB"]
    path = tmp_path / "x.xlsx"
    path.write_bytes(book({"Partners": partners, **rows}))
    assert process(path, Options(today=LATER)).status == "written"


def test_as_the_version_of_a_template_it_is_a_newer_one() -> None:
    with pytest.raises(UnreadableWorkbookError, match=r"made by a newer Concord \(template version 9{40}\)"):
        read(book({"Arrangement": {**FIELDS, "template_version": DIGITS}}))


def test_in_an_id_it_is_sorted_as_a_text() -> None:
    assert sorted([f"R{DIGITS}", "R10", "R2"], key=natural) == ["R2", "R10", f"R{DIGITS}"]
