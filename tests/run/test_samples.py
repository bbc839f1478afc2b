"""A run on samples that differ (on all with --deep): only what docs/design.md lists changes, and others read it."""

from __future__ import annotations

import io
import shutil
import zipfile
from dataclasses import dataclass
from pathlib import Path

import openpyxl
import pytest
import python_calamine

from pipeline.xlsx.lint.workbook_lint import lint
from pipeline.xlsx.ooxml.chart_parts import our_charts
from pipeline.xlsx.ooxml.package import Package
from pipeline.xlsx.ooxml.workbook import Book
from schemas.spec import input_tables, output_tables
from tests.chance import every
from tests.run.made import run

# A run takes long: once a sample, so all that look at them stay in one process, with those who start LibreOffice.
pytestmark = pytest.mark.xdist_group("libreoffice")
SAMPLES = every(3, sorted((Path(__file__).resolve().parents[2] / "workbooks" / "samples").glob("*.xlsx")))


@dataclass(frozen=True)
class Ran:
    """A copy of a sample after a run: where it lies, and what it was before."""

    path: Path
    before: bytes

    @property
    def after(self) -> bytes:
        return self.path.read_bytes()


@pytest.fixture(scope="module")
def all_ran(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Ran]:
    """Each of them after a run, by name. No test changes them."""
    copies = [Path(shutil.copy(sample, tmp_path_factory.mktemp("samples"))) for sample in SAMPLES]
    found = {path.stem: Ran(path, path.read_bytes()) for path in copies}
    for ran in found.values():
        assert run(ran.path).status == "written"
    return found


@pytest.fixture(params=[sample.stem for sample in SAMPLES])
def sample(request: pytest.FixtureRequest, all_ran: dict[str, Ran]) -> Ran:
    """One sample after a run."""
    return all_ran[request.param]


def raw_members(data: bytes) -> dict[str, bytes]:
    """The compressed bytes of each member as they lie in the file."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        found = {}
        for info in archive.infolist():
            start = (
                info.header_offset
                + 30
                + int.from_bytes(data[info.header_offset + 26 : info.header_offset + 28], "little")
            )
            start += int.from_bytes(data[info.header_offset + 28 : info.header_offset + 30], "little")
            found[info.filename] = data[start : start + info.compress_size]
    return found


def may_change(data: bytes) -> set[str]:
    """The parts of our output tables, sheets and definitions, our charts, and the workbook part with its flag."""
    book = Book(Package(data))
    tables = [book.table(table.name) for table in output_tables()]
    charts = {chart.part for chart in our_charts(book)}
    return {"xl/workbook.xml"} | {table.sheet.part for table in tables} | {table.part for table in tables} | charts


def test_every_other_member_of_the_file_comes_out_byte_for_byte(sample: Ran) -> None:
    before, after = sample.before, sample.after
    old, new = raw_members(before), raw_members(after)
    changed = {name for name in old | new if old.get(name) != new.get(name)}
    assert changed <= may_change(before) | {"xl/calcChain.xml"}
    book = Book(Package(before))
    there = {table.name for table in input_tables()} & {
        found.name for sheet in book.sheets for found in book.tables(sheet)
    }
    assert len(there) >= len(input_tables()) - 1  # one of them need not be there
    inputs = {book.table(name).sheet.part for name in there}
    assert not changed & inputs


def test_a_second_run_changes_no_byte(sample: Ran) -> None:
    first = sample.after
    assert run(sample.path).status == "unchanged"
    assert sample.after == first


def test_nothing_new_would_make_excel_offer_a_repair(sample: Ran) -> None:
    assert lint(sample.after) == lint(sample.before)


def values(path: Path, table: str) -> list[list[object]]:
    """The rows of a table as another reader sees them."""
    book = python_calamine.CalamineWorkbook.from_path(str(path), load_tables=True)
    rows = book.get_table_by_name(table).to_python()
    return [[round(cell, 9) if isinstance(cell, float) else cell for cell in row] for row in rows]


def test_openpyxl_loads_the_result_with_all_tables(sample: Ran) -> None:
    book = openpyxl.load_workbook(sample.path)
    found = {name for sheet in book.worksheets for name in sheet.tables}
    assert found >= {table.name for table in output_tables()}


@pytest.mark.system("soffice")
def test_libreoffice_opens_the_result_and_shows_the_values(saved_by_libreoffice: tuple[Path, Path]) -> None:
    before, after = (folder / "sample.xlsx" for folder in saved_by_libreoffice)
    for table in output_tables():
        assert values(after, table.name) == values(before, table.name), table.name
    assert values(after, "Gaps")
