"""Open report: the page of the workbook as it stands in Excel, shown in the browser."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from pipeline.excel import button
from pipeline.excel.addin.folders import reports_folder
from tests.excel.opened import made, opened
from tests.excel.pressed import press
from tests.run.made import workbook


@pytest.fixture
def addresses(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """What the browser was asked to show."""
    asked: list[str] = []

    def show(address: str) -> bool:
        asked.append(address)
        return True

    monkeypatch.setattr("pipeline.excel.buttons.page.webbrowser.open", show)
    return asked


def shown(book: Any) -> tuple[str, Path]:
    """What the box says, and the page."""
    book.set_mock_caller()
    button.open_report()
    (page,) = reports_folder().iterdir()
    return str(book.app.impl.alerts[-1][0]), page


def test_the_page_is_opened_and_the_box_says_where_it_lies(app: Any, tmp_path: Path, addresses: list[str]) -> None:
    text, page = shown(made(app, tmp_path, "Klinik & Zugang.xlsx"))
    assert addresses == [page.as_uri()]
    assert str(page) in text
    assert page.name.startswith("Klinik & Zugang ")
    assert "Clinic access" in page.read_text(encoding="utf-8")


def test_it_shows_what_was_typed_and_not_saved(app: Any, tmp_path: Path, addresses: list[str]) -> None:
    book = made(app, tmp_path)
    book.sheets["Risks"]["C2"].value = "typed and not saved"
    assert "typed and not saved" in shown(book)[1].read_text(encoding="utf-8")


def test_it_changes_nothing_in_the_workbook(app: Any, tmp_path: Path, addresses: list[str]) -> None:
    book = made(app, tmp_path)
    shown(book)
    assert book.impl.calls == []


def test_a_workbook_that_was_never_saved_has_a_page(app: Any, tmp_path: Path, addresses: list[str]) -> None:
    book = made(app, tmp_path)
    book.impl.path = Path("Book1")
    assert shown(book)[1].name.startswith("Book1 ")


def test_workbooks_of_one_name_from_two_partnerships_have_two_pages(
    app: Any, tmp_path: Path, addresses: list[str]
) -> None:
    for folder in (tmp_path / "one", tmp_path / "two"):
        folder.mkdir()
        book = made(app, folder)
        book.sheets["Arrangement"]["B2"].value = f"CA-{folder.name}"
        book.set_mock_caller()
        button.open_report()
        book.close()
    assert len(list(reports_folder().iterdir())) == 2


def test_cells_that_count_as_unknown_are_counted(app: Any, tmp_path: Path, addresses: list[str]) -> None:
    book = made(app, tmp_path)
    book.sheets["Risks"]["F2"].value = "often"
    assert "1 cell to correct" in shown(book)[0]


def test_where_no_browser_starts_the_box_says_how_to_open_it(
    app: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("pipeline.excel.buttons.page.webbrowser.open", lambda _: False)
    text, page = shown(made(app, tmp_path))
    assert "double click" in text
    assert str(page) in text


def test_another_workbook_has_no_page(app: Any, tmp_path: Path, addresses: list[str]) -> None:
    import openpyxl

    openpyxl.Workbook().save(tmp_path / "other.xlsx")
    book = opened(app, tmp_path / "other.xlsx")
    book.set_mock_caller()
    button.open_report()
    assert "not a Concord workbook" in app.impl.alerts[-1][0]
    assert addresses == []
    assert list(reports_folder().iterdir()) == []


def test_the_command_line_of_the_macro_opens_the_browser(
    home: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    browser = tmp_path / "browser"
    browser.write_text(f'#!/bin/sh\necho "$1" > {tmp_path}/shown.txt\n', encoding="utf-8")
    browser.chmod(0o755)
    monkeypatch.setenv("BROWSER", f"{browser} %s")
    pressed = press("open_report", tmp_path, workbook(tmp_path))
    assert (pressed.code, pressed.note) == (0, "")
    assert "is open in your browser" in pressed.text
    address = (tmp_path / "shown.txt").read_text(encoding="utf-8").strip()
    assert address.startswith("file://")
    assert len(list((home / "concord" / "reports").iterdir())) == 1
