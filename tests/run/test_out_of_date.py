"""No report in a folder stays older than its workbook, and none stays that does not belong any more."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import timedelta
from itertools import product
from pathlib import Path
from shutil import copytree, rmtree

import pytest

from pipeline.run.output import files as out_files
from pipeline.run.output import json_report
from pipeline.run.output.record import FILE
from tests.chance import every
from tests.run.leaving import SHARED, WITHDRAWN, files, left, put, signing
from tests.run.made import DAY, RISKS

PARTIES_ONLY = "Staff cut off"  # the description of the risk that is withdrawn


# A first run over two workbooks comes before nearly every test: it is made once for each audience.
pytestmark = pytest.mark.xdist_group("out of date")


class FirstRun:
    """A folder with two workbooks and what a first run over it leaves; both are put back where they were made."""

    def __init__(self, place: Path) -> None:
        self.now, self._kept = place / "now", place / "kept"

    @property
    def folder(self) -> Path:
        return self.now / "in"

    def before(self) -> None:
        """The folder as it is before it."""
        rmtree(self.now, ignore_errors=True)
        put(self.folder, "clinic.xlsx")
        put(self.folder, "school.xlsx")

    def after(self, audience: str = "parties") -> None:
        """The folder, its reports and what Concord remembers as they are after it."""
        kept = self._kept / audience
        if not kept.exists():
            self.before()
            left(self.folder, out=self.now / "out", audience=audience)
            copytree(self.now, kept)
        rmtree(self.now)
        copytree(kept, self.now)


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> FirstRun:
    return FirstRun(tmp_path_factory.mktemp("first run"))


@pytest.fixture
def first(made: FirstRun, monkeypatch: pytest.MonkeyPatch) -> FirstRun:
    monkeypatch.setenv("CONCORD_STATE", str(made.now / "state"))
    made.before()
    return made


@pytest.fixture
def folder(first: FirstRun) -> Path:
    return first.folder


@pytest.fixture
def out(first: FirstRun) -> Path:
    return first.now / "out"


def text(file: Path) -> str:
    return file.read_text(encoding="utf-8")


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


def test_on_a_drive_that_is_full_the_old_page_goes_and_the_next_run_makes_the_new_one(
    first: FirstRun, folder: Path, out: Path, monkeypatch: pytest.MonkeyPatch, in_this_process: None
) -> None:
    first.after("outside")
    put(folder, "clinic.xlsx", WITHDRAWN)

    def full(path: Path, content: bytes, of: object) -> None:
        raise OSError(28, "No space left on device", str(path))

    with monkeypatch.context() as patched:
        patched.setattr(out_files, "write_whole", full)
        ended = left(folder, out=out, audience="outside")
    assert ended.code == 3
    assert any("Free some space, then run again" in failure for failure in ended.failures)
    assert not {"clinic.html", "clinic.json", "portfolio.html", "portfolio.csv"} & {path.name for path in out.iterdir()}
    left(folder, out=out, audience="outside")
    assert (out / "clinic.html").exists()
    assert PARTIES_ONLY not in text(out / "clinic.html")


def test_an_interruption_before_the_portfolio_leaves_no_list_of_what_a_workbook_said_before(
    first: FirstRun, folder: Path, out: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    first.after()
    put(folder, "clinic.xlsx", {"Risks": RISKS[:1]})

    def interrupted(*_: object) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as patched:
        patched.setattr(json_report, "write", interrupted)
        with pytest.raises(KeyboardInterrupt):
            left(folder, out=out)
    made = text(out / "clinic.json")
    assert '"R2"' not in made
    left(folder, out=out)
    assert text(out / "clinic.json") == made


def test_a_list_for_machines_that_could_not_be_written_is_told_of_and_left_to_the_next_run(
    folder: Path, out: Path
) -> None:
    left(folder, out=out)
    made = text(out / "clinic.json")
    (out / "clinic.json").unlink()
    (out / "clinic.json").mkdir()
    assert left(folder, out=out, force=True).failures
    (out / "clinic.json").rmdir()
    assert not left(folder, out=out).failures
    assert json.loads(text(out / "clinic.json"))["workbooks"][0]["title"] == json.loads(made)["workbooks"][0]["title"]


def test_a_list_for_machines_is_made_with_the_page_and_not_when_the_run_is_over(
    folder: Path, out: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(json_report, "write", lambda _: None)
    left(folder, out=out)
    assert json.loads(text(out / "clinic.json"))["workbooks"][0]["was_read"]


def test_an_interruption_between_remembering_a_page_and_writing_it_is_mended(
    first: FirstRun, folder: Path, out: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    first.after("outside")
    put(folder, "clinic.xlsx", WITHDRAWN)

    def interrupted(*_: object) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as patched:
        patched.setattr(out_files, "write_whole", interrupted)
        with pytest.raises(KeyboardInterrupt):
            left(folder, out=out, audience="outside")
    left(folder, audience="outside")
    left(folder, out=out, audience="outside")
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
