"""`concord report`: pages beside one another in a folder, and nothing else touched."""

from __future__ import annotations

from pathlib import Path

import pytest

from pipeline.cli.main import main
from pipeline.template.build import NewWorkbook
from tests.report.world import PARTNERS, TYPICAL
from tests.run.made import built_once


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder with one of our workbooks and one that is not ours."""
    from openpyxl import Workbook

    values = {"Partners": [{"partner": code, "name": name, "party": "Yes"} for code, name in PARTNERS], **TYPICAL}
    new = NewWorkbook(title="Clinic access", partners=PARTNERS, arrangement_id="CA-TEST", values=values)
    (tmp_path / "in").mkdir()
    (tmp_path / "in" / "clinic.xlsx").write_bytes(built_once(new))
    Workbook().save(tmp_path / "in" / "foreign.xlsx")
    return tmp_path


def run(*arguments: object) -> int:
    with pytest.raises(SystemExit) as left:
        main(["report", *map(str, arguments)])
    assert isinstance(left.value.code, int)
    return left.value.code


def test_a_page_is_made_and_the_workbook_stays_as_it_is(folder: Path) -> None:
    workbook = folder / "in" / "clinic.xlsx"
    before = workbook.read_bytes()
    assert run(workbook, "--out", folder / "out") == 0
    assert (folder / "out" / "clinic.html").read_text(encoding="utf-8").startswith("<!DOCTYPE html>")
    assert workbook.read_bytes() == before


def pages(folder: Path) -> list[str]:
    """The pages of workbooks in the folder for pages."""
    return sorted(page.name for page in (folder / "out").glob("*.html") if page.stem != "portfolio")


def test_workbooks_that_are_not_ours_are_no_error_in_a_folder(folder: Path) -> None:
    assert run(folder / "in", "--out", folder / "out") == 0
    assert pages(folder) == ["clinic.html"]


def test_a_folder_gets_a_portfolio(folder: Path) -> None:
    run(folder / "in", "--out", folder / "out")
    assert {path.suffix for path in (folder / "out").glob("portfolio.*")} == {".html", ".xlsx", ".csv"}


def test_a_single_workbook_gets_none(folder: Path) -> None:
    run(folder / "in" / "clinic.xlsx", "--out", folder / "out")
    assert not list((folder / "out").glob("portfolio.*"))


def test_a_workbook_that_is_not_ours_is_one_when_named(folder: Path) -> None:
    assert run(folder / "in" / "foreign.xlsx", "--out", folder / "out") == 1


def test_a_folder_is_for_one_audience_and_says_so_to_any_other(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    for audience, code in (("outside", 0), ("Outside", 0), ("parties", 2), ("LOCA", 2)):
        assert run(folder / "in", "--out", folder / "out", "--audience", audience) == code
    assert "holds what was made for outside (clinic.html)" in capsys.readouterr().err.replace("\n", " ")
    assert pages(folder) == ["clinic.html"]


def test_an_audience_that_is_no_partner_gets_a_sentence(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(folder / "in" / "clinic.xlsx", "--out", folder / "out", "--audience", "NOBODY") == 1
    assert "The parties are: REDC, LOCA, WATR." in capsys.readouterr().err
    assert not pages(folder)


def test_in_a_folder_the_others_get_their_pages(folder: Path) -> None:
    (folder / "in" / "broken.xlsx").write_bytes(b"PK\x03\x04 not a workbook")
    assert run(folder / "in", "--out", folder / "out") == 3
    assert (folder / "out" / "clinic.html").exists()


def test_the_day_can_be_given(folder: Path) -> None:
    run(folder / "in", "--out", folder / "out", "--today", "2031-05-06")
    assert "2031-05-06" in (folder / "out" / "clinic.html").read_text(encoding="utf-8")


def test_without_a_browser_a_pdf_is_refused_before_anything_is_made(
    folder: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr("pipeline.report.pdf.browser", lambda: "")
    assert run(folder / "in", "--out", folder / "out", "--pdf") == 2
    assert "needs Chromium, Chrome or Edge" in capsys.readouterr().err
    assert not (folder / "out").exists()


@pytest.mark.system("chromium")
def test_a_pdf_stands_beside_the_page(folder: Path) -> None:
    assert run(folder / "in", "--out", folder / "out", "--pdf") == 0
    assert (folder / "out" / "clinic.pdf").read_bytes().startswith(b"%PDF-")
