"""Who has a workbook open: owner files of Excel, lock files of LibreOffice, and what opening for writing says."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.files.lock_files import excel_user, left_over, libreoffice_user, occupant
from tests.files.faults import refusing_to_open, windows_error

NOW = 1_800_000_000.0
HOUR = 3600


def owner_file(name: str) -> bytes:
    """An owner file as Excel writes it: 165 bytes."""
    narrow = name.encode("cp1252", "replace")
    wide = name.encode("utf-16-le")
    padded = bytes([len(narrow)]) + narrow.ljust(54, b" ") + (len(wide) // 2).to_bytes(2, "little") + wide
    return padded + b" \0" * ((165 - len(padded)) // 2)


@pytest.fixture
def book(tmp_path: Path) -> Path:
    path = tmp_path / "Joint security plan of two partners.xlsx"
    path.write_bytes(b"x")
    return path


def lock(path: Path, content: bytes, age: float = 0, form: str = "~${}") -> Path:
    beside = path.parent / form.format(path.name)
    beside.write_bytes(content)
    os.utime(beside, (NOW - age, NOW - age))
    return beside


def test_nobody_has_a_workbook_open_that_has_no_lock_file(book: Path) -> None:
    assert occupant(book, NOW) is None
    assert left_over(book, NOW) is None


def test_a_fresh_owner_file_names_who_has_it_open_in_excel(book: Path) -> None:
    lock(book, owner_file("Amina Ünal"), HOUR)
    found = occupant(book, NOW)
    assert found is not None
    assert (found.name, found.program) == ("Amina Ünal", "Excel")
    assert found.since is not None
    assert found.since.timestamp() == NOW - HOUR
    assert found.sentence == "Open in Excel by Amina Ünal. Close the workbook, then run again."


def test_an_owner_file_of_yesterday_is_left_over_when_the_workbook_can_be_written(book: Path) -> None:
    beside = lock(book, owner_file("Amina"), 25 * HOUR)
    assert occupant(book, NOW) is None
    found = left_over(book, NOW)
    assert found is not None
    assert "Amina" in found.left_over
    assert beside.exists()


@pytest.mark.parametrize("age", [0, 25 * HOUR])
def test_an_owner_file_counts_at_any_age_when_the_workbook_cannot_be_written(
    book: Path, monkeypatch: pytest.MonkeyPatch, age: float
) -> None:
    lock(book, owner_file("Amina"), age)
    refusing_to_open(monkeypatch, book, PermissionError(13, "Permission denied"))
    found = occupant(book, NOW)
    assert found is not None
    assert found.name == "Amina"


@pytest.mark.parametrize("number", [32, 33])
def test_a_sharing_violation_alone_says_that_someone_has_it_open(
    book: Path, monkeypatch: pytest.MonkeyPatch, number: int
) -> None:
    refusing_to_open(monkeypatch, book, windows_error(number))
    found = occupant(book, NOW)
    assert found is not None
    assert found.sentence == "Open by someone. Close the workbook, then run again."


def test_a_read_only_workbook_is_not_occupied_even_beside_an_old_owner_file(
    book: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    lock(book, owner_file("Amina"), 25 * HOUR)
    monkeypatch.setattr(os, "access", lambda path, mode: False)
    assert occupant(book, NOW) is None


def test_permission_denied_without_any_lock_file_is_not_occupied(book: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    refusing_to_open(monkeypatch, book, PermissionError(13, "Permission denied"))
    assert occupant(book, NOW) is None


def test_a_lock_file_of_libreoffice_names_the_person_and_the_computer(book: Path) -> None:
    lock(book, b",amina,office-3,22.11.2026 04:36,file:///home/amina/.config/libreoffice/4;", form=".~lock.{}#")
    found = occupant(book, NOW)
    assert found is not None
    assert (found.name, found.program) == ("amina on office-3", "LibreOffice")


def test_the_lock_file_of_another_workbook_does_not_count(book: Path) -> None:
    lock(book.with_name("Other.xlsx"), owner_file("Amina"))
    assert occupant(book, NOW) is None


def test_a_lock_file_beside_the_file_that_a_link_leads_to_counts(book: Path, tmp_path: Path) -> None:
    lock(book, owner_file("Amina"))
    (tmp_path / "links").mkdir()
    link = tmp_path / "links" / "plan.xlsx"
    link.symlink_to(book)
    assert occupant(link, NOW) is not None


def test_a_folder_or_a_link_in_the_place_of_a_lock_file_does_not_count(book: Path) -> None:
    (book.parent / f"~${book.name}").mkdir()
    (book.parent / f".~lock.{book.name}#").symlink_to(book)
    assert occupant(book, NOW) is None


def test_a_clock_that_was_set_back_counts_as_fresh(book: Path) -> None:
    lock(book, owner_file("Amina"), -HOUR)
    assert occupant(book, NOW) is not None


def test_an_owner_file_without_the_wide_name_falls_back_to_the_narrow_one() -> None:
    assert excel_user(b"\5Amina" + b" " * 159) == "Amina"


def test_an_empty_owner_file_still_says_that_it_is_open(book: Path) -> None:
    lock(book, b"")
    found = occupant(book, NOW)
    assert found is not None
    assert found.sentence == "Open in Excel by someone. Close the workbook, then run again."


def test_marks_that_would_disguise_a_message_are_dropped_from_a_name() -> None:
    assert excel_user(owner_file("Ami\u202ena\n\x1b[31m")) == "Amina[31m"


def test_separators_within_a_name_of_libreoffice_are_read() -> None:
    assert libreoffice_user(rb"Amina\, R.,amina,host,date,profile;") == "Amina, R. on host"


@given(st.text(st.characters(categories=("L", "N", "P")), min_size=1, max_size=52))
def test_any_name_is_read_back_from_an_owner_file(name: str) -> None:
    if len(name.encode("utf-16-le")) <= 104:
        assert excel_user(owner_file(name)) == name


@given(st.binary(max_size=300))
def test_any_bytes_of_a_lock_file_give_a_name_that_can_be_shown(content: bytes) -> None:
    for name in (excel_user(content), libreoffice_user(content)):
        assert name.isprintable() or name == ""
        assert len(name) < 130
