"""A run leaves the page of each workbook in the folder for reports."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from pathlib import Path

import pytest

from pipeline.run.batch.batch import Told
from pipeline.run.batch.options import Options
from pipeline.run.output import output_folder
from pipeline.run.output.output_folder import OtherAudienceError
from pipeline.run.result import RunResult
from pipeline.run.run import Request, carry_out
from tests.run.made import DAY, workbook

LONG_AGO = 1_700_000_000


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("CONCORD_STATE", str(tmp_path / "state"))
    made = tmp_path / "partners"
    made.mkdir()
    return made


def run(*paths: Path, **more: object) -> RunResult:
    options = Options(today=DAY, out=paths[0].parent / "reports", **more)  # type: ignore[arg-type]
    return carry_out(Request(paths=paths, options=options), _silent, print)


@contextmanager
def _silent(_: int) -> Iterator[Told]:
    yield lambda report: None


def pages(folder: Path) -> list[str]:
    return sorted(path.name for path in (folder.parent / "reports").glob("*.html"))


def long_ago(path: Path) -> None:
    os.utime(path, (LONG_AGO, LONG_AGO))


def test_each_workbook_gets_a_page_that_says_what_was_found(folder: Path) -> None:
    workbook(folder, "clinic.xlsx", id="CA-1")
    workbook(folder, "school.xlsx", id="CA-2")
    run(folder)
    assert pages(folder) == ["clinic.html", "school.html"]
    assert "Clinic access" in (folder.parent / "reports" / "clinic.html").read_text(encoding="utf-8")


def test_a_named_workbook_gets_its_page_too(folder: Path) -> None:
    (folder.parent / "one").mkdir()
    run(workbook(folder.parent / "one", "clinic.xlsx"))
    assert (folder.parent / "one" / "reports" / "clinic.html").exists()


def test_a_foreign_spreadsheet_gets_no_page(folder: Path) -> None:
    workbook(folder, "clinic.xlsx")
    (folder / "budget.xlsx").write_bytes(b"not a workbook")
    run(folder)
    assert pages(folder) == ["clinic.html"]


def test_workbooks_of_one_name_get_pages_of_different_names(folder: Path) -> None:
    for name in ("north", "south"):
        (folder / name).mkdir()
        workbook(folder / name, "register.xlsx", id=f"CA-{name}")
    run(folder)
    assert pages(folder) == ["north-register.xlsx.html", "south-register.xlsx.html"]


def test_an_unchanged_workbook_whose_page_is_missing_is_opened_again(folder: Path) -> None:
    long_ago(workbook(folder, "clinic.xlsx"))
    run(folder)
    long_ago(folder / "clinic.xlsx")
    run(folder)
    (unchanged,) = run(folder).results
    (folder.parent / "reports" / "clinic.html").unlink()
    (missing,) = run(folder).results
    assert (unchanged.was_opened, missing.was_opened) == (False, True)
    assert pages(folder) == ["clinic.html"]


def test_a_page_for_others_never_takes_the_place_of_one_for_the_parties(folder: Path) -> None:
    workbook(folder, "clinic.xlsx")
    run(folder)
    before = (folder.parent / "reports" / "clinic.html").read_bytes()
    with pytest.raises(OtherAudienceError, match="a folder of its own"):
        run(folder, audience="outside")
    assert (folder.parent / "reports" / "clinic.html").read_bytes() == before


def test_a_page_for_somebody_who_is_no_partner_is_not_made_and_the_report_says_why(folder: Path) -> None:
    workbook(folder, "clinic.xlsx")
    (report,) = run(folder, audience="otside").results
    assert report.status == "written"
    assert "'otside' is not a partner of this arrangement. Did you mean outside?" in report.notes[-1]
    assert pages(folder) == []


def test_a_page_that_cannot_be_written_costs_only_itself(
    folder: Path, monkeypatch: pytest.MonkeyPatch, in_this_process: None
) -> None:
    def full(path: Path, content: bytes, of: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("pipeline.run.output.files.write_whole", full)
    workbook(folder, "clinic.xlsx")
    (report,) = run(folder).results
    assert report.status == "written"
    assert "could not be written" in report.failures[0]


def test_the_same_workbook_on_a_later_day_gives_the_same_page_while_nothing_falls_due(folder: Path) -> None:
    workbook(folder, "clinic.xlsx")
    run(folder)
    run(folder)
    page = folder.parent / "reports" / "clinic.html"
    first = page.read_bytes()
    page.unlink()
    options = Options(today=DAY + timedelta(days=1), out=page.parent)
    carry_out(Request(paths=(folder,), options=options), _silent, print)
    assert page.read_bytes() == first


def test_names_do_not_depend_on_what_the_other_files_hold() -> None:
    paths = [Path("a/register.xlsx"), Path("b/register.xlsx"), Path("b/clinic.xlsx")]
    assert output_folder.report_names(paths) == ["a-register.xlsx", "b-register.xlsx", "clinic"]


def test_a_workbook_that_ends_in_a_language_is_not_taken_for_the_page_of_another_one(tmp_path: Path) -> None:
    paths = [tmp_path / name for name in ("clinic.xlsx", "clinic.fr.xlsx", "camp.es.xlsx")]
    assert output_folder.report_names(paths) == ["clinic", "clinic.fr.xlsx", "camp.es"]
    assert output_folder.report_names(paths[:1], {"clinic.fr"}) == ["clinic.xlsx"]
