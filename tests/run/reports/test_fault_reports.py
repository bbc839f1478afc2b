"""Reports that could not be written, or were broken off: none stays that says what is not so any more."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from pipeline.run.output import files as out_files
from pipeline.run.output import json_report
from tests.run.leaving import PARTIES_ONLY, WITHDRAWN, left, put, text
from tests.run.made import RISKS
from tests.run.reports.conftest import FirstRun


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
