"""The charts of the Summary from run to run, and workbooks that have none."""

from __future__ import annotations

import io
from collections.abc import Iterator
from pathlib import Path

import openpyxl
import pytest

from pipeline.domain.table_update import OutColumn, OutRow, TableUpdate
from pipeline.xlsx.ooxml.chart_parts import our_charts
from pipeline.xlsx.ooxml.package import Package
from pipeline.xlsx.ooxml.workbook import Book
from pipeline.xlsx.writer.rewrite import rewrite
from tests.chance import every
from tests.loading import loaded
from tests.run.conftest import INDICATORS
from tests.run.made import run, workbook
from tests.xlsx.writer.charted import Seen, cells, seen

SAMPLES = sorted((Path(__file__).parents[3] / "workbooks" / "samples").glob("*.xlsx"))


def every_reference(data: bytes) -> Iterator[tuple[str, Seen]]:
    """Every reference of our charts, with the chart's name."""
    for chart in our_charts(Book(Package(data))):
        for series in seen(data, chart.part):
            yield from ((chart.name, found) for found in series)


def told_rightly(data: bytes) -> bool:
    """Whether every chart remembers what the cells that it refers to hold, as openpyxl reads them."""
    return all(
        all(_is_told(*pair) for pair in zip(found.remembered, cells(data, found), strict=True))
        for _, found in every_reference(data)
    )


def _is_told(text: str | None, value: object) -> bool:
    return float(text) == value if isinstance(value, (int, float)) and text else text == value


def named(data: bytes, name: str) -> list[list[str | None]]:
    """What a chart remembers, reference by reference."""
    return [found.remembered for chart, found in every_reference(data) if chart == name]


@pytest.mark.parametrize("sample", every(4, SAMPLES), ids=lambda path: path.stem)
def test_after_a_run_every_chart_says_what_the_cells_say(sample: Path, tmp_path: Path) -> None:
    path = tmp_path / sample.name
    path.write_bytes(sample.read_bytes())
    run(path)
    assert told_rightly(path.read_bytes())


def rewritten(path: Path, table: str, columns: tuple[str, ...], *rows: tuple[str, ...]) -> None:
    """Put rows into an input table as people do; its other columns stay."""
    data = path.read_bytes()
    top = Book(Package(data)).table(table).body.top
    made = tuple(OutRow(top + at, row) for at, row in enumerate(rows))
    path.write_bytes(rewrite(data, [TableUpdate(table, tuple(map(OutColumn, columns)), made, clear_filter=False)]))


def test_a_party_and_elements_fewer_move_the_rows_and_every_chart_goes_with_them(tmp_path: Path) -> None:
    path = workbook(tmp_path, values={"Indicators": INDICATORS})
    run(path)
    before = path.read_bytes()
    assert ["INTL", "LOCA"] in named(before, "Concord risk levels")
    assert ["Trust", "Money", "Care"] in named(before, "Concord readiness")
    rewritten(path, "Partners", ("Partner", "Party"), ("INTL", "Yes"), ("LOCA", "No"))
    rewritten(path, "Indicators", ("Indicator", "Element"), ("I1", "Trust"), ("I2", "Trust"), ("I3", "Purpose"))
    assert run(path).status == "written"
    after = path.read_bytes()
    assert named(after, "Concord risk levels")[1] == ["INTL"]
    assert named(after, "Concord readiness")[1:] == [["Trust", "Purpose"], ["50", "50"]]
    assert told_rightly(after)
    assert run(path).status == "unchanged"


def test_a_workbook_whose_charts_somebody_deleted_runs_as_before(tmp_path: Path) -> None:
    path = workbook(tmp_path)
    book = loaded(path.read_bytes())  # openpyxl keeps no chart
    book.save(path)
    outcome = run(path)
    assert (outcome.status, list(every_reference(path.read_bytes()))) == ("written", [])


def test_a_workbook_from_before_the_charts_runs_as_before_and_without_a_word_about_it(tmp_path: Path) -> None:
    path = workbook(tmp_path)
    book = loaded(path.read_bytes())
    del book["Figures"]
    book.save(path)
    outcome = run(path)
    assert (outcome.status, [note for note in outcome.notes if "Figures" in note]) == ("written", [])
    assert run(path).status == "unchanged"


@pytest.mark.system("soffice")
@pytest.mark.xdist_group("libreoffice")
def test_charts_that_libreoffice_has_saved_are_still_ours(saved_by_libreoffice: tuple[Path, Path]) -> None:
    path, saved = (folder / "new.xlsx" for folder in saved_by_libreoffice)
    assert run(saved).status == "written"
    data = saved.read_bytes()
    assert ["Trust", "Money", "Care"] in named(data, "Concord readiness")
    assert told_rightly(data)
    assert run(saved).status == "unchanged"
    sheets, before = (openpyxl.load_workbook(io.BytesIO(of), read_only=True) for of in (data, path.read_bytes()))
    assert len(sheets.sheetnames) == len(before.sheetnames)
