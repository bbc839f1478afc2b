"""The sample as people leave theirs: each mistake is named where it stands, the rest is read, nothing is lost."""

from __future__ import annotations

from io import BytesIO
from pathlib import Path
from zipfile import ZipFile

import yaml
from openpyxl import load_workbook

from pipeline.run.batch.options import Options
from pipeline.run.workbook.process import process
from tests.samples.kept import MESSY, TODAY, data, found, reading

EXPECTED = Path(__file__).with_name("expected_problems.yaml")


def test_each_planned_mistake_is_named_at_its_cell_and_nothing_else_is() -> None:
    places = reading(MESSY).places
    said: dict[str, list[str]] = {}
    for problem in reading(MESSY).problems:
        address = places.address(problem.cell) if problem.cell else ""
        said.setdefault(problem.sheet, []).append(f"{problem.check} {address}".strip())
    assert said == yaml.safe_load(EXPECTED.read_text(encoding="utf-8"))


def test_codes_of_unknown_organisations_are_findings() -> None:
    assert {"PAR-06/CLINIC", "PAR-06/PORT", "PAR-06/WIDOWS"} <= found(MESSY)


def test_rows_below_a_table_after_blank_rows_and_hidden_ones_are_read() -> None:
    arrangement = reading(MESSY).arrangement
    assert {"R1", "R5", "R10", "R11"} <= {risk.risk for risk in arrangement.risks}
    assert "I7" in {indicator.indicator for indicator in arrangement.indicators}
    assert "2.2" in {activity.activity for activity in arrangement.activities}


def test_a_text_that_begins_with_equals_stays_text() -> None:
    (jackets,) = [each for each in reading(MESSY).arrangement.activities if each.activity == "1.2"]
    assert jackets.resources == "=see budget line 4"


def test_a_run_leaves_chart_pictures_comments_and_input_sheets_byte_for_byte(tmp_path: Path) -> None:
    before, after = _parts(data(MESSY)), _parts(_run(tmp_path))
    theirs = [name for name in before if name.startswith(("xl/charts/", "xl/media/", "xl/drawings/", "xl/comments"))]
    sheets = [f"xl/worksheets/sheet{number}.xml" for number in range(1, 9)]
    assert len(theirs) >= 6
    assert {name: after[name] for name in (*theirs, *sheets)} == {name: before[name] for name in (*theirs, *sheets)}


def test_a_run_keeps_the_column_and_the_action_that_people_added(tmp_path: Path) -> None:
    sheet = load_workbook(BytesIO(_run(tmp_path)))["Action plan"]
    headers = [cell.value for cell in sheet[5]]
    row = next(row for row in sheet.iter_rows(min_row=6, values_only=True) if "second frequency" in str(row[3]))
    assert (row[0], row[headers.index("Traffic light")]) == ("M-1", "amber")


def _run(folder: Path) -> bytes:
    path = folder / MESSY
    path.write_bytes(data(MESSY))
    assert process(path, Options(today=TODAY)).status == "written"
    return path.read_bytes()


def _parts(workbook: bytes) -> dict[str, bytes]:
    with ZipFile(BytesIO(workbook)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}
