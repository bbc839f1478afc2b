"""Copies from before a workbook was replaced: kept within limits, and put back without losing what stands there."""

from __future__ import annotations

import zipfile
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from pipeline.store import backups
from pipeline.store.backups import FOLDER, Keeping, all_copies, copies_of, keep, tidy
from tests.cli.test_commands import TODAY, call, code
from tests.run.made import data, run, workbook

NOW = datetime(2026, 11, 22, 17, 0, tzinfo=UTC)


@pytest.fixture
def state(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("CONCORD_STATE", str(tmp_path / "state"))
    return tmp_path / "state"


def contents(store: Path, path: Path) -> list[bytes]:
    return [copy.file.read_bytes() for copy in copies_of(store, path)]


def test_the_newest_copy_comes_first_and_the_same_content_is_kept_once(tmp_path: Path) -> None:
    path = tmp_path / "clinic.xlsx"
    for minute, content in enumerate((b"one", b"two", b"two")):
        keep(tmp_path / "kept", path, content, NOW + timedelta(minutes=minute))
    assert contents(tmp_path / "kept", path) == [b"two", b"one"]
    assert list(all_copies(tmp_path / "kept")) == [path]


def test_only_so_many_and_none_too_old_are_kept_but_always_the_last(tmp_path: Path) -> None:
    path = tmp_path / "clinic.xlsx"
    keeping = Keeping(copies=3, days=10)
    for day in range(5):
        keep(tmp_path / "kept", path, b"%d" % day, NOW + timedelta(days=day), keeping)
    assert contents(tmp_path / "kept", path) == [b"4", b"3", b"2"]
    keep(tmp_path / "kept", path, b"5", NOW + timedelta(days=13), keeping)
    assert contents(tmp_path / "kept", path) == [b"5", b"4", b"3"]
    keep(tmp_path / "kept", path, b"6", NOW + timedelta(days=400), keeping)
    assert contents(tmp_path / "kept", path) == [b"6"]


def test_beyond_the_total_the_oldest_go_first_but_never_the_last_of_a_workbook(tmp_path: Path) -> None:
    store, first, second = tmp_path / "kept", tmp_path / "a.xlsx", tmp_path / "b.xlsx"
    for minute in range(3):
        keep(store, first, bytes([minute]) * 100, NOW + timedelta(minutes=minute))
    keep(store, second, b"x" * 100, NOW)
    tidy(store, Keeping(total=250))
    assert contents(store, first) == [b"\2" * 100]
    tidy(store, Keeping(total=0))
    assert contents(store, first) == [b"\2" * 100]
    assert contents(store, second) == [b"x" * 100]


def test_a_run_keeps_what_it_replaces_and_a_run_that_writes_nothing_keeps_nothing(tmp_path: Path, state: Path) -> None:
    path = workbook(tmp_path)
    before = path.read_bytes()
    assert code("run", path, "--dry-run", *TODAY) == 0
    assert code("check", path, *TODAY) == 0
    assert not state.exists()
    assert code("run", path, *TODAY) == 0
    assert code("run", path, *TODAY) == 0
    assert contents(state / FOLDER, path) == [before]


def test_what_cannot_be_kept_is_not_replaced(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = workbook(tmp_path)
    before = path.read_bytes()
    (tmp_path / "kept").write_text("a file where a folder should be")
    outcome = run(path, backups=tmp_path / "kept")
    assert outcome.status == "refused"
    assert "back-up" in outcome.reason
    assert path.read_bytes() == before


def spoilt(file: Path, how: str) -> None:
    content = file.read_bytes()
    flipped = bytearray(content)
    with zipfile.ZipFile(file) as package:
        part = max(package.infolist(), key=lambda one: one.compress_size)
    flipped[part.header_offset + 30 + len(part.filename) + part.compress_size // 2] ^= 0xFF
    file.write_bytes({"cut": content[:100], "half": content[:-2000], "empty": b"", "zeros": bytes(len(content)),
                      "flipped": bytes(flipped)}[how])  # fmt: skip


@pytest.mark.parametrize("how", ["cut", "half", "empty", "zeros", "flipped"])
def test_a_damaged_copy_is_not_put_over_a_workbook_and_the_older_one_is_offered(
    how: str, tmp_path: Path, state: Path
) -> None:
    path = workbook(tmp_path)
    store = state / FOLDER
    for minute, id in enumerate(("CA-OLD", "CA-NEW")):
        keep(store, path, data(id=id), NOW + timedelta(minutes=minute))
    spoilt(copies_of(store, path)[0].file, how)
    before = path.read_bytes()
    result = call("restore", path, 1)
    assert result.exit_code == 1
    assert path.read_bytes() == before
    assert "is damaged" in result.stderr
    assert f"concord restore {path} 2" in result.stderr
    assert call("restore", path, 2).exit_code == 0
    assert path.read_bytes() == data(id="CA-OLD")


def test_a_damaged_copy_does_not_bring_back_a_workbook_that_is_gone(tmp_path: Path, state: Path) -> None:
    path = tmp_path / "clinic.xlsx"
    keep(state / FOLDER, path, data(), NOW)
    spoilt(copies_of(state / FOLDER, path)[0].file, "cut")
    result = call("restore", path, 1)
    assert result.exit_code == 1
    assert "No other back-up of it is sound" in result.stderr
    assert not path.exists()


def test_where_only_a_newer_copy_is_sound_that_one_is_offered(tmp_path: Path, state: Path) -> None:
    path = workbook(tmp_path)
    for minute, id in enumerate(("CA-OLD", "CA-NEW")):
        keep(state / FOLDER, path, data(id=id), NOW + timedelta(minutes=minute))
    spoilt(copies_of(state / FOLDER, path)[1].file, "cut")
    assert f"concord restore {path} 1" in call("restore", path, 2).stderr


def test_restore_lists_and_puts_back_and_keeps_what_stood_there(tmp_path: Path, state: Path) -> None:
    path = workbook(tmp_path)
    before = path.read_bytes()
    assert code("run", path, *TODAY) == 0
    after = path.read_bytes()
    assert "clinic.xlsx" in call("restore").output
    assert "1  " in call("restore", path).output
    assert call("restore", path, 1).exit_code == 0
    assert path.read_bytes() == before
    assert contents(state / FOLDER, path) == [after, before]
    assert call("restore", path, 9).exit_code == 2


def test_a_workbook_that_is_gone_comes_back(tmp_path: Path, state: Path) -> None:
    path = workbook(tmp_path)
    before = path.read_bytes()
    assert code("run", path, *TODAY) == 0
    path.unlink()
    assert call("restore", path, 1).exit_code == 0
    assert path.read_bytes() == before


def test_a_workbook_that_somebody_has_open_is_not_replaced(tmp_path: Path, state: Path) -> None:
    path = workbook(tmp_path)
    assert code("run", path, *TODAY) == 0
    after = path.read_bytes()
    (tmp_path / f".~lock.{path.name}#").write_text(",anna,desk,22.11.2026 09:00,file:///x;")
    result = call("restore", path, 1)
    assert result.exit_code == 1
    assert "anna" in result.output
    assert path.read_bytes() == after


def test_nothing_is_kept_of_a_workbook_that_was_never_replaced(tmp_path: Path, state: Path) -> None:
    path = tmp_path / "clinic.xlsx"
    path.write_bytes(data())
    assert call("restore", path).exit_code == 1
    assert backups.copies_of(state / FOLDER, path) == []
