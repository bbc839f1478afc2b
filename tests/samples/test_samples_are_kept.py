"""The samples are what their sources say, open in other programs, and name nobody real."""

from __future__ import annotations

import re
from io import BytesIO
from pathlib import Path

import pytest
from openpyxl import load_workbook
from python_calamine import CalamineWorkbook

from schemas.spec import tables
from scripts import build_samples
from tests.chance import every
from tests.samples.kept import ALL, FOLDER, MESSY, SHEETS, data, reading


def tables_of(name: str) -> set[str]:
    """The tables of a sample: in the workbook as people leave theirs nobody has made those that ship filled."""
    common = {table.name for table in tables().values() if name != MESSY or not table.ships_filled}
    return common | SHEETS.get(name, set())


@pytest.fixture(scope="module")
def built() -> dict[str, bytes]:
    """What the sources give."""
    return build_samples.samples()


def test_the_committed_samples_are_those_their_sources_give(
    built: dict[str, bytes], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(build_samples, "samples", lambda: built)
    assert build_samples.outdated() == []


def test_a_sample_that_differs_is_named(
    built: dict[str, bytes], monkeypatch: pytest.MonkeyPatch, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(build_samples, "samples", lambda: built)
    monkeypatch.setattr(build_samples, "SAMPLES", tmp_path)
    assert build_samples.main(["--check"]) == 1
    assert (
        "workbooks/samples/well-run.xlsx is not current. Run: python scripts/build_samples.py"
        in capsys.readouterr().out
    )


@pytest.mark.parametrize("name", every(3, ALL))
def test_openpyxl_opens_it_and_sees_every_table(name: str) -> None:
    book = load_workbook(BytesIO(data(name)))
    assert {table for sheet in book.worksheets for table in sheet.tables} == tables_of(name)


@pytest.mark.parametrize("name", ALL)
def test_calamine_reads_its_tables(name: str) -> None:
    book = CalamineWorkbook.from_filelike(BytesIO(data(name)), load_tables=True)
    assert set(book.table_names or ()) == tables_of(name)


@pytest.mark.parametrize("name", ALL)
def test_its_addresses_can_belong_to_nobody(name: str) -> None:
    addresses = [partner.email for partner in reading(name).arrangement.partners if partner.email]
    assert addresses
    assert all(re.fullmatch(r"[a-z]+@[a-z-]+\.example|[a-z]+\.[a-z]+@[a-z-]+\.example", each) for each in addresses)


def test_every_arrangement_has_an_id_of_its_own() -> None:
    ids = {reading(name).arrangement.text("arrangement_id") for name in ALL}
    assert len(ids) == len(ALL) == len(list(FOLDER.glob("*.xlsx")))
