"""The garbage collector is held while a workbook is worked through, and only then."""

from __future__ import annotations

import gc
import weakref
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from pipeline.run.batch import task
from pipeline.run.batch.options import Options
from pipeline.run.batch.task import Task, work
from pipeline.run.batch.worker_preload import load
from pipeline.run.workbook import process as one_workbook
from pipeline.run.workbook.gc_pause import kept, uncollected
from tests.run.made import DAY, RISKS, data


def test_it_is_on_again_afterwards_even_after_a_failure() -> None:
    def fails() -> None:
        assert not gc.isenabled()
        raise KeyError

    with pytest.raises(KeyError):
        uncollected()(fails)()
    assert gc.isenabled()


def test_who_had_switched_it_off_finds_it_off() -> None:
    gc.disable()
    try:
        with uncollected():
            pass
        assert not gc.isenabled()
    finally:
        gc.enable()


def test_a_decorated_function_holds_it_on_every_call() -> None:
    asked = uncollected()(gc.isenabled)
    assert [asked(), asked()] == [False, False]


def test_what_is_loaded_for_good_is_never_looked_through_again() -> None:
    try:
        with kept():
            loaded = [[] for _ in range(100)]  # type: ignore[var-annotated]
            assert not gc.isenabled()
        assert gc.isenabled()
        assert not any(entry is loaded for entry in gc.get_objects())
    finally:
        gc.unfreeze()


def test_workers_share_what_was_loaded_before_them_and_do_not_look_through_it() -> None:
    try:
        load()
        assert gc.get_freeze_count() > 100_000
    finally:
        gc.unfreeze()


def test_what_comes_of_it_is_not_looked_through_as_it_ends() -> None:
    phases: list[str] = []

    def note(phase: str, _: dict[str, int]) -> None:
        phases.append(phase)

    @uncollected()
    def make() -> list[list[object]]:
        return [[] for _ in range(10_000)]

    gc.collect()
    gc.callbacks.append(note)
    try:
        made = make()
        has_looked = bool(phases)
    finally:
        gc.callbacks.remove(note)
    assert len(made) == 10_000
    assert not has_looked


def test_a_workbook_of_a_folder_is_collected_once_when_all_of_it_is_done(monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[bool] = []
    monkeypatch.setattr(task, "_worked", lambda _: asked.append(gc.isenabled()))
    task.work(task.Task(Path("register.xlsx"), Options(today=date(2026, 11, 22))))
    assert asked == [False]


def test_a_workbook_is_let_go_of_without_a_collection_when_its_work_is_done(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    held: list[weakref.ref[object]] = []
    read = one_workbook.read_and_compute

    def watched(*asked: Any) -> Any:
        stored, sound, reading, results = read(*asked)
        held.extend(map(weakref.ref, (stored.package, stored.package.archive, reading.arrangement)))
        return stored, sound, reading, results

    monkeypatch.setattr(one_workbook, "read_and_compute", watched)
    path = tmp_path / "clinic.xlsx"
    path.write_bytes(data({"Risks": RISKS}, "CA-CLINIC"))
    gc.disable()
    try:
        assert work(Task(path, Options(today=DAY), debug=True)).status == "written"
        assert [type(left()).__name__ for left in held if left() is not None] == []
    finally:
        gc.enable()
    assert len(held) == 3
