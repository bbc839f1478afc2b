"""The copy from before a run: one that Excel can open again, whatever the workbook is called."""

from __future__ import annotations

from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from pipeline.excel.addin.folders import LONGEST_PATH, copies_folder, reports_folder
from pipeline.excel.buttons import backup, create, page
from schemas.wording.text import text
from tests.excel.opened import made

NOW = datetime(2026, 11, 22, 9)  # noqa: DTZ001 - the time on people's clocks


def called(app: Any, folder: Path, name: str, monkeypatch: pytest.MonkeyPatch) -> Any:
    """A workbook that Excel calls so."""
    book = made(app, folder)
    monkeypatch.setattr(type(book.impl), "name", name)
    return book


@pytest.fixture
def quick_copies(monkeypatch: pytest.MonkeyPatch) -> None:
    """Where only names of copies count: the program in Excel's place takes long to save a workbook."""
    monkeypatch.setattr("pipeline.excel.session.native.save_copy", lambda _, path: path.write_bytes(b"saved"))


@pytest.mark.usefixtures("quick_copies")
@pytest.mark.parametrize(
    ("name", "copy"),
    [
        ("Plan.xlsb", "Plan 2026-11-22 090000.xlsb"),
        ("Plan.XLS", "Plan 2026-11-22 090000.XLS"),
        ("Plan.ods", "Plan 2026-11-22 090000.ods"),
        ("Plan.xltm", "Plan 2026-11-22 090000.xltm"),
        ("Mappe1", "Mappe1 2026-11-22 090000.xlsx"),
        ("Plan 2026.03", "Plan 2026 2026-11-22 090000.xlsx"),
    ],
)
def test_the_copy_has_the_ending_that_excel_gives_its_content(
    app: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str, copy: str
) -> None:
    assert backup.save_copy(called(app, tmp_path, name, monkeypatch), NOW).name == copy


@pytest.mark.usefixtures("quick_copies")
@pytest.mark.parametrize("stem", ["a" * 200, "ملف " * 45])
def test_a_long_name_is_cut_to_a_path_that_excel_opens(
    app: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, stem: str
) -> None:
    book = called(app, tmp_path, f"{stem}.xlsx", monkeypatch)
    copies = {backup.save_copy(book, NOW) for _ in range(3)}
    assert len(copies) == 3
    for copy in copies:
        assert len(str(copy)) <= LONGEST_PATH
        assert len(copy.name.encode()) <= 255


@pytest.mark.usefixtures("quick_copies")
def test_only_the_last_copies_of_a_workbook_are_kept(app: Any, tmp_path: Path) -> None:
    book = made(app, tmp_path)
    (copies_folder() / "clinic 2 2026-01-01 000000.xlsx").write_bytes(b"another workbook's")
    for at in range(backup.KEPT + 3):
        backup.save_copy(book, NOW + timedelta(minutes=at))
    kept = sorted(path.name for path in copies_folder().iterdir())
    assert len(kept) == backup.KEPT + 1
    assert "clinic 2 2026-01-01 000000.xlsx" in kept
    assert "clinic 2026-11-22 091200.xlsx" in kept


@pytest.mark.usefixtures("quick_copies")
def test_two_long_names_that_begin_alike_keep_their_copies_apart(
    app: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for last in "ab":
        book = called(app, tmp_path, f"{'x' * 200}{last}.xlsx", monkeypatch)
        for at in range(backup.KEPT + 2):
            backup.save_copy(book, NOW + timedelta(minutes=at))
    assert len(list(copies_folder().iterdir())) == 2 * backup.KEPT


def test_a_page_of_a_long_name_is_cut_too(home: Path) -> None:
    path = page._path(Path(f"{'x' * 230}.xlsx"), "A-01")
    assert len(str(path)) <= LONGEST_PATH
    assert path.name.endswith(" A-01.html")
    assert path.parent == reports_folder()


def test_a_new_workbook_in_a_place_that_excel_could_not_open_is_not_made(app: Any, tmp_path: Path) -> None:
    made(app, tmp_path)
    place = tmp_path / ("d" * 150) / f"{'n' * 60}.xlsx"
    place.parent.mkdir()
    said = create.new_workbook(app, "Clinic", "INTL=Harbour; LOCA=Green", str(place))
    assert said == text("excel.place_too_long", length=len(str(place)), longest=LONGEST_PATH)
    assert not place.exists()


def test_a_folder_that_macos_keeps_from_concord_is_said_in_words(
    app: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def kept(*_: object) -> None:
        raise PermissionError(1, "Operation not permitted")

    book = made(app, tmp_path)
    monkeypatch.setattr("pipeline.excel.session.native.on_mac", lambda: True)
    monkeypatch.setattr("pipeline.excel.session.native.save_copy", kept)
    with pytest.raises(backup.NoBackupError, match="Files & Folders") as refused:
        backup.save_copy(book, NOW)
    assert book.fullname in str(refused.value)
