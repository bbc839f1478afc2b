"""A run on every sample: only what docs/design.md lists changes, and other programs read the result."""

from __future__ import annotations

import io
import shutil
import subprocess
import zipfile
from pathlib import Path

import openpyxl
import pytest
import python_calamine

from pipeline.package.chart_parts import our_charts
from pipeline.package.find import Book
from pipeline.package.lint import lint
from pipeline.package.parts import Package
from schemas.spec import input_tables, output_tables
from tests.run.made import run

SAMPLES = sorted((Path(__file__).resolve().parents[2] / "workbooks" / "samples").glob("*.xlsx"))


@pytest.fixture(params=SAMPLES, ids=lambda path: path.stem)
def sample(request: pytest.FixtureRequest, tmp_path: Path) -> Path:
    """A copy of one sample."""
    return Path(shutil.copy(request.param, tmp_path))


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


def styles(data: bytes) -> int:
    """How many cell styles there are: one may be appended where a date column has lost its own."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return (
            len(archive.read("xl/styles.xml").partition(b"<cellXfs")[2].partition(b"</cellXfs>")[0].split(b"<xf ")) - 1
        )


def test_every_other_member_of_the_file_comes_out_byte_for_byte(sample: Path) -> None:
    before = sample.read_bytes()
    run(sample)
    old, new = raw_members(before), raw_members(sample.read_bytes())
    changed = {name for name in old | new if old.get(name) != new.get(name)}
    if "xl/styles.xml" in changed:
        changed -= {"xl/styles.xml"}
        assert styles(sample.read_bytes()) == styles(before) + 1
    assert changed <= may_change(before) | {"xl/calcChain.xml"}
    inputs = {Book(Package(before)).table(table.name).sheet.part for table in input_tables()}
    assert not changed & inputs


def test_a_second_run_changes_no_byte(sample: Path) -> None:
    run(sample)
    first = sample.read_bytes()
    assert run(sample).status == "unchanged"
    assert sample.read_bytes() == first


def test_nothing_new_would_make_excel_offer_a_repair(sample: Path) -> None:
    before = lint(sample.read_bytes())
    run(sample)
    assert lint(sample.read_bytes()) == before


def values(path: Path, table: str) -> list[list[object]]:
    """The rows of a table as another reader sees them."""
    book = python_calamine.CalamineWorkbook.from_path(str(path), load_tables=True)
    rows = book.get_table_by_name(table).to_python()
    return [[round(cell, 9) if isinstance(cell, float) else cell for cell in row] for row in rows]


def test_openpyxl_loads_the_result_with_all_tables(sample: Path) -> None:
    run(sample)
    book = openpyxl.load_workbook(sample)
    found = {name for sheet in book.worksheets for name in sheet.tables}
    assert found >= {table.name for table in output_tables()}


@pytest.mark.system("soffice")
def test_libreoffice_opens_the_result_and_shows_the_values(sample: Path, tmp_path: Path) -> None:
    run(sample)
    out = tmp_path / "libreoffice"
    profile = f"-env:UserInstallation=file://{tmp_path}/profile"
    subprocess.run(
        ["soffice", profile, "--headless", "--convert-to", "xlsx", "--outdir", str(out), str(sample)],
        check=True, capture_output=True, timeout=180,
    )  # fmt: skip
    for table in output_tables():
        assert values(out / sample.name, table.name) == values(sample, table.name), table.name
