"""No report in a folder stays older than its workbook, and none stays that does not belong any more."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import timedelta
from itertools import product
from pathlib import Path

import pytest

from pipeline.run.output import json_report
from pipeline.run.output.record import FILE
from tests.chance import every
from tests.run.leaving import PARTIES_ONLY, SHARED, WITHDRAWN, files, left, put, signing, text
from tests.run.made import DAY, RISKS
from tests.run.reports.conftest import FirstRun

BETWEEN: dict[str, Callable[[Path], object]] = {
    "the one file": lambda folder: left(folder / "clinic.xlsx"),
    "the folder without results": lambda folder: left(folder),
    "the folder with results elsewhere": lambda folder: left(folder, out=folder.parent / "elsewhere"),
    "nothing": lambda folder: None,
}


@pytest.mark.parametrize(("between", "audience"), every(3, product(BETWEEN, ["parties", "outside"])))
def test_whatever_ran_in_between_the_next_run_renews_the_reports(
    first: FirstRun, folder: Path, out: Path, audience: str, between: str
) -> None:
    first.after(audience)
    assert PARTIES_ONLY in text(out / "clinic.html")
    changed = {"Risks": [{**RISKS[0], "description": "Bridge closed", "sharing": "All"}, RISKS[1]]}
    put(folder, "clinic.xlsx", changed)
    BETWEEN[between](folder)
    left(folder, out=out, audience=audience)
    for name in ("clinic.html", "clinic.json"):
        assert PARTIES_ONLY not in text(out / name)
    assert "Bridge closed" in text(out / "clinic.html")


@pytest.mark.parametrize("between", BETWEEN.values(), ids=BETWEEN)
def test_what_is_withdrawn_is_gone_from_the_page_for_others(
    first: FirstRun, folder: Path, out: Path, between: Callable[[Path], object]
) -> None:
    first.after("outside")
    put(folder, "clinic.xlsx", WITHDRAWN)
    between(folder)
    left(folder, out=out, audience="outside")
    assert PARTIES_ONLY not in text(out / "clinic.html")
    assert PARTIES_ONLY in text(out / "school.html")


def test_a_run_of_the_one_file_renews_its_page_in_the_folder(first: FirstRun, folder: Path, out: Path) -> None:
    first.after("outside")
    put(folder, "clinic.xlsx", WITHDRAWN)
    left(folder / "clinic.xlsx", out=out, audience="outside")
    assert PARTIES_ONLY not in text(out / "clinic.html")


def test_the_reports_of_a_workbook_that_is_gone_go(first: FirstRun, folder: Path, out: Path) -> None:
    first.after()
    (folder / "clinic.xlsx").unlink()
    said: list[str] = []
    left(folder, out=out, said=said)
    assert files(out) == ["school.html", "school.json"]
    assert said == []


def test_the_reports_of_a_workbook_follow_its_name(first: FirstRun, folder: Path, out: Path) -> None:
    first.after()
    (folder / "clinic.xlsx").rename(folder / "hospital.xlsx")
    put(folder / "north", "school.xlsx", id="CA-north")
    left(folder, out=out)
    names = ("hospital", "in-school.xlsx", "north-school.xlsx")
    assert files(out) == sorted(f"{name}.{ending}" for name in names for ending in ("html", "json"))


def test_a_report_that_somebody_has_changed_is_left_alone_and_said(first: FirstRun, folder: Path, out: Path) -> None:
    first.after()
    (folder / "clinic.xlsx").unlink()
    (out / "clinic.html").write_text("somebody's notes")
    for _ in range(2):
        said: list[str] = []
        left(folder, out=out, said=said)
        assert text(out / "clinic.html") == "somebody's notes"
        assert len(said) == 1
        assert "clinic.html" in said[0]
    (out / "clinic.html").unlink()
    left(folder, out=out, said=said)
    assert len(said) == 1


def test_a_page_that_somebody_has_changed_is_made_anew_while_it_belongs(
    first: FirstRun, folder: Path, out: Path
) -> None:
    first.after()
    before = (out / "clinic.html").read_bytes()
    (out / "clinic.html").write_bytes(before.replace(b"Staff", b"Stuff"))
    left(folder, out=out)
    assert (out / "clinic.html").read_bytes() == before


def test_an_organisation_that_no_longer_signs_loses_its_reports(folder: Path, out: Path) -> None:
    put(folder, "clinic.xlsx", signing("INTL", "LOCA"))
    left(folder, out=out, audience="loca")
    assert "clinic.html" in files(out)
    put(folder, "clinic.xlsx", signing("INTL"))
    left(folder / "clinic.xlsx")
    left(folder, out=out, audience="LOCA")
    assert files(out) == ["school.html", "school.json"]


def test_a_workbook_that_cannot_be_read_now_keeps_its_reports(first: FirstRun, folder: Path, out: Path) -> None:
    first.after()
    (folder / "clinic.xlsx").write_bytes(b"PK\x03\x04 half a copy")
    left(folder, out=out)
    assert "clinic.html" in files(out)


def test_reports_of_other_folders_stay(folder: Path, out: Path) -> None:
    put(folder.parent / "other", "market.xlsx")
    left(folder.parent / "other", out=out)
    left(folder, out=out)
    assert {"market.html", "clinic.html"} <= set(files(out))


def test_a_workbook_of_another_folder_never_takes_the_place_of_a_report(
    first: FirstRun, folder: Path, out: Path
) -> None:
    first.after()
    before = (out / "clinic.html").read_bytes()
    other = put(folder.parent / "other", "clinic.xlsx", {"Risks": RISKS[:1]}, id="CA-other")
    left(other, out=out)
    assert (out / "clinic.html").read_bytes() == before
    assert {"clinic.html", "clinic.xlsx.html"} <= set(files(out))


def test_a_named_workbook_keeps_the_name_of_its_reports(folder: Path, out: Path) -> None:
    put(folder / "north", "clinic.xlsx", id="CA-north")
    left(folder, out=out)
    before = files(out)
    left(folder / "north" / "clinic.xlsx", out=out)
    assert files(out) == before


def test_a_printed_page_that_is_out_of_date_goes(folder: Path, out: Path) -> None:
    from pipeline.run.workbook.page_file import put_pdf

    ended = left(folder, out=out)
    assert ended.leaves is not None
    for report in ended.results:
        put_pdf(b"%PDF-1.7", ended.leaves.targets[report.path], report, ended.leaves.options)
    left(folder, out=out)
    assert {"clinic.pdf", "school.pdf"} <= set(files(out))
    put(folder, "clinic.xlsx", WITHDRAWN)
    left(folder, out=out)
    assert [name for name in files(out) if name.endswith(".pdf")] == ["school.pdf"]


def test_the_portfolio_of_a_folder_that_is_empty_now_goes(first: FirstRun, folder: Path, out: Path) -> None:
    first.after()
    assert (out / "portfolio.html").exists()
    for path in folder.iterdir():
        path.unlink()
    left(folder, out=out)
    assert [path.name for path in out.iterdir() if path.name != FILE] == []


def test_a_run_of_one_workbook_keeps_the_portfolio_of_the_folder(first: FirstRun, folder: Path, out: Path) -> None:
    first.after()
    left(folder / "clinic.xlsx", out=out)
    assert (out / "portfolio.html").exists()


def test_nothing_is_written_again_while_nothing_changes(first: FirstRun, folder: Path, out: Path) -> None:
    first.after()
    left(folder, out=out)
    before = {path.name: path.stat().st_mtime_ns for path in out.iterdir() if path.stem != "portfolio"}
    results = left(folder, out=out, today=DAY + timedelta(days=1)).results
    after = {path.name: path.stat().st_mtime_ns for path in out.iterdir() if path.stem != "portfolio"}
    assert not [report for report in results if report.was_opened]
    assert {name for name in before if before[name] != after[name]} <= {FILE}


def test_a_line_of_somebody_else_removes_nothing_outside_the_folder(first: FirstRun, folder: Path, out: Path) -> None:
    from hashlib import sha256

    first.after()
    victim = folder.parent / "victim.html"
    victim.write_text("not ours")
    line = json.loads((out / FILE).read_bytes().split(b"\n")[0])
    for name in ("../victim.html", str(victim), "..\\victim.html"):
        line |= {"file": name, "workbook": "0", "sha256": sha256(b"not ours").hexdigest(), "size": 8}
        with (out / FILE).open("a") as record:
            record.write(json.dumps(line) + "\n")
    left(folder, out=out)
    assert victim.exists()


def test_a_sharing_that_is_given_back_is_on_the_page_again(folder: Path, out: Path) -> None:
    for values in (SHARED, WITHDRAWN, SHARED):
        put(folder, "clinic.xlsx", values)
        left(folder, out=out, audience="outside")
    assert PARTIES_ONLY in text(out / "clinic.html")


def test_what_stands_in_a_report_that_stays_is_not_laid_out_again(
    first: FirstRun, folder: Path, out: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    first.after()
    laid_out: list[str] = []
    monkeypatch.setattr(json_report, "of_workbook", lambda result, _: laid_out.append(result.path.name))
    left(folder, out=out)
    assert laid_out == []


def test_a_report_says_what_came_of_its_workbook_when_that_was_last_opened(folder: Path, out: Path) -> None:
    said = []
    for force in (False, False, True, False):
        left(folder, out=out, force=force)
        said.append(json.loads(text(out / "clinic.json"))["workbooks"][0]["status"])
    assert said == ["written", "written", "unchanged", "unchanged"]
