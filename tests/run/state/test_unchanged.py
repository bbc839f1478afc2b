"""Workbooks in a folder that have not changed since the last run are not opened again, and never one too many."""

from __future__ import annotations

import os
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest

from pipeline.run.batch import batch
from pipeline.run.batch.batch import Manner
from pipeline.run.batch.discover import search
from pipeline.run.batch.options import Options
from pipeline.run.batch.task import Task
from pipeline.run.batch.task import work as work_on
from pipeline.run.batch.workbook_result import WorkbookResult
from pipeline.run.output import json_report
from pipeline.run.output.outputs import outputs
from pipeline.run.result import RunResult
from pipeline.run.state import unchanged
from pipeline.run.state.fingerprint import method
from pipeline.run.state.unchanged import Memory
from pipeline.store.fingerprints import FILE, SeenStore, opened
from schemas.thresholds import defaults
from tests.run.made import DAY, RISKS, data, workbook

LONG_AGO = 1_700_000_000
OPTIONS = Options(today=DAY)


@pytest.fixture
def store(tmp_path: Path) -> Iterator[SeenStore]:
    (tmp_path / "state").mkdir()
    store = SeenStore(tmp_path / "state")
    yield store
    store.close()


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder with two workbooks and somebody's shopping list, untouched for long."""
    folder = tmp_path / "shared"
    folder.mkdir()
    for name in ("clinic", "school"):
        aged(workbook(folder, f"{name}.xlsx", id=f"CA-{name}"))
    (folder / "list.xlsx").write_bytes(data()[:50])
    return folder


@pytest.fixture
def opening(monkeypatch: pytest.MonkeyPatch, in_this_process: None) -> list[str]:
    """The names of the workbooks that were worked through, in order."""
    names: list[str] = []
    real = work_on

    def work(task: Task) -> WorkbookResult:
        names.append(task.path.name)
        return real(task)

    monkeypatch.setattr(batch, "work", work)
    return names


def aged(path: Path, seconds: int = LONG_AGO) -> Path:
    os.utime(path, (seconds, seconds))
    return path


def run(
    folder: Path, store: SeenStore, options: Options = OPTIONS, *, force: bool = False
) -> dict[str, WorkbookResult]:
    remembered = Memory(store, options.today, method(options), force=force)
    results = batch.run(search([folder]).files, options, Manner(), remembered)
    return {report.path.name: report for report in results}


def settled(folder: Path, store: SeenStore, options: Options = OPTIONS) -> dict[str, WorkbookResult]:
    """Two runs: after them everything is known, and the time of every file lies well before the last look."""
    run(folder, store, options)
    for path in folder.glob("[cs]*.xlsx"):
        aged(path)
    return run(folder, store, options)


def test_what_has_not_changed_is_told_again_without_opening_it(
    folder: Path, store: SeenStore, opening: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    first = run(folder, store)
    settled(folder, store)
    opening.clear()
    monkeypatch.setattr(unchanged, "read_bytes", lambda path: pytest.fail("its content was read"))
    again = run(folder, store)
    assert opening == ["list.xlsx"]  # refused: it may be whole the next time
    assert (again["clinic.xlsx"].status, again["clinic.xlsx"].was_opened) == ("unchanged", False)
    assert again["clinic.xlsx"].found == first["clinic.xlsx"].found
    assert again["clinic.xlsx"].severities == first["clinic.xlsx"].severities


def test_a_file_changed_so_near_to_the_last_look_is_known_by_its_content(
    folder: Path, store: SeenStore, opening: list[str]
) -> None:
    run(folder, store)
    opening.clear()
    run(folder, store)  # just written: the times are too near
    assert opening == ["list.xlsx"]


def test_a_save_within_the_coarseness_of_file_times_is_noticed(
    folder: Path, store: SeenStore, opening: list[str]
) -> None:
    run(folder, store)
    path = folder / "clinic.xlsx"
    before = path.stat()
    content = bytearray(path.read_bytes())
    content[-1] ^= 1  # in the archive's comment length or near: what matters is that it is another content
    path.write_bytes(content)
    os.utime(path, ns=(before.st_atime_ns, before.st_mtime_ns))
    opening.clear()
    run(folder, store)
    assert "clinic.xlsx" in opening


def test_a_save_is_noticed_by_size_or_by_time(folder: Path, store: SeenStore, opening: list[str]) -> None:
    settled(folder, store)
    aged(folder / "school.xlsx", LONG_AGO + 60)  # touched, not changed
    aged(workbook(folder, "clinic.xlsx", id="CA-clinic", values={"Risks": RISKS[:1]}))
    opening.clear()
    results = run(folder, store)
    assert opening == ["clinic.xlsx", "list.xlsx"]
    assert results["school.xlsx"].was_opened is False


def test_what_falls_due_a_new_threshold_strictness_and_force_open_everything(
    folder: Path, store: SeenStore, opening: list[str]
) -> None:
    settled(folder, store)
    others = {
        "an earlier day": replace(OPTIONS, today=DAY - timedelta(days=1)),
        "a threshold": replace(OPTIONS, thresholds={**defaults(), "level.high_from": 9}),
        "strict": replace(OPTIONS, strict=True),
        "much later": replace(OPTIONS, today=date(2028, 1, 1)),
    }
    for name, options in others.items():
        opening.clear()
        run(folder, store, options)
        assert {"clinic.xlsx", "school.xlsx"} <= set(opening), name
        settled(folder, store)
    opening.clear()
    run(folder, store, force=True)
    assert {"clinic.xlsx", "school.xlsx"} <= set(opening)


def test_cells_to_mend_are_told_of_until_they_are_mended(tmp_path: Path, store: SeenStore) -> None:
    folder = tmp_path / "shared"
    folder.mkdir()
    aged(workbook(folder, "clinic.xlsx", values={"Risks": [{**RISKS[0], "impact · INTL": 9}]}))
    results = settled(folder, store)
    assert results["clinic.xlsx"].was_opened is False
    assert results["clinic.xlsx"].needs_attention


def test_a_copy_of_a_known_workbook_is_found_out(folder: Path, store: SeenStore) -> None:
    settled(folder, store)
    aged(workbook(folder, "copy.xlsx", id="CA-clinic"))
    results = run(folder, store)
    assert {name for name, report in results.items() if "CA-clinic" in report.reason} == {"clinic.xlsx", "copy.xlsx"}


def test_a_named_workbook_is_always_opened(folder: Path, store: SeenStore, opening: list[str]) -> None:
    settled(folder, store)
    opening.clear()
    run(folder / "clinic.xlsx", store)
    assert opening == ["clinic.xlsx"]


def test_a_damaged_store_is_begun_anew(tmp_path: Path) -> None:
    (tmp_path / FILE).write_bytes(b"not a database" * 500)
    store = opened(tmp_path)
    assert store is not None
    assert store.all_of([tmp_path]) == {}
    store.close()


def test_a_report_that_is_missing_or_not_as_it_was_is_written_again_and_one_that_is_stays(
    folder: Path, store: SeenStore, tmp_path: Path
) -> None:
    results = tuple(settled(folder, store).values())
    now = datetime(2026, 11, 22, tzinfo=UTC)
    out = tmp_path / "out"

    def write() -> None:
        leaves = outputs((folder,), search([folder], out), replace(OPTIONS, out=out))
        json_report.write(
            RunResult(run_id="1", paths=(folder,), started=now, finished=now, results=results, code=0, leaves=leaves)
        )

    write()
    (out / "clinic.json").unlink()
    aged(out / "school.json")
    write()
    assert '"RSK-02"' in (out / "clinic.json").read_text(encoding="utf-8")
    assert (out / "school.json").stat().st_mtime == LONG_AGO
    (out / "school.json").write_text("somebody else's")
    write()
    assert '"RSK-02"' in (out / "school.json").read_text(encoding="utf-8")
