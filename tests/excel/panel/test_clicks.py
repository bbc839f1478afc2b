"""What people see when they click in the panel beside Excel."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from pipeline.excel import button
from pipeline.excel.panel.settings import keeps_in_front
from pipeline.excel.panel.topics import SHOWN
from tests.excel.opened import opened, texts
from tests.excel.panel.conftest import Shown

pytestmark = [pytest.mark.system("Xvfb", "xdotool"), pytest.mark.xdist_group("panel")]


@pytest.fixture
def other(app: Any, book: Any, tmp_path: Path) -> Iterator[Any]:
    """A workbook that is none of ours, in front."""
    openpyxl.Workbook().save(tmp_path / "other.xlsx")
    other = opened(app, tmp_path / "other.xlsx")
    yield other
    if other.impl in app.books.impl.open_ones:
        other.close()
    book.activate()


@pytest.fixture
def unnoticed(shown: Shown, monkeypatch: pytest.MonkeyPatch) -> None:
    """The panel does not look any more which workbook is in front."""
    monkeypatch.setattr(shown.panel.worker, "_look", lambda: None)


def lines(said: str) -> list[str]:
    return [line for line in said.split("\n") if line]


@pytest.mark.parametrize("name", ["check", "next_finding"])
def test_a_click_says_what_the_button_inside_excel_says(book: Any, shown: Shown, name: str) -> None:
    book.set_mock_caller()
    getattr(button, name)()
    inside = book.app.impl.alerts.pop()[0]
    book.impl.selected.clear()
    shown.press(name)
    assert lines(shown.says) == lines(inside)
    assert book.app.impl.alerts == [], "nothing is shown inside Excel"


def test_run_fills_in_the_results_and_says_what_to_discuss_first(book: Any, shown: Shown) -> None:
    shown.press("run")
    assert texts(book, "Gaps")[0]["Finding"]
    topics = [row["Topic"] for row in texts(book, "Agenda") if isinstance(row["No"], float)]
    assert shown.says.index("What to discuss first") < shown.says.index(f"1  {topics[0]}")
    assert f"and {len(topics) - SHOWN} more: see the sheet Agenda" in shown.says
    assert "A copy from before this run" in shown.says


def test_open_report_shows_the_page_in_the_browser(shown: Shown, monkeypatch: pytest.MonkeyPatch) -> None:
    shown_pages: list[str] = []
    monkeypatch.setattr("webbrowser.open", lambda address: not shown_pages.append(address))  # type: ignore[func-returns-value]
    shown.press("open_report")
    assert len(shown_pages) == 1
    assert "The report is open in your browser" in shown.says


def test_the_panel_says_which_workbook_it_is_about_and_follows(book: Any, shown: Shown, other: Any) -> None:
    assert shown.panel.window.name["text"] == book.name
    assert shown.panel.window.folder["text"] == str(Path(book.fullname).parent)
    shown.until(lambda: shown.panel.window.name["text"] == other.name)
    assert shown.says.startswith("Press Check"), "what was said of one is not left standing beside another's name"
    shown.press("run")
    assert "not a Concord workbook" in shown.says


def test_a_click_is_about_the_workbook_whose_name_is_shown(shown: Shown, unnoticed: None, other: Any) -> None:
    shown.press("check")
    assert "not a Concord workbook" not in shown.says


def test_a_workbook_that_was_closed_meanwhile_is_said(
    shown: Shown, other: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    shown.until(lambda: shown.panel.window.name["text"] == other.name)
    monkeypatch.setattr(shown.panel.worker, "_look", lambda: None)
    other.close()
    shown.press("run")
    assert "other.xlsx is not open in Excel any more" in shown.says


def test_without_a_workbook_it_says_what_to_do_and_notices_one_by_itself(app: Any, book: Any, shown: Shown) -> None:
    books = app.books.impl
    books.open_ones, books.active = [], None
    shown.until(lambda: "Open a workbook in Excel" in shown.says)
    buttons = shown.panel.window.buttons
    off = [name for name in buttons if buttons[name].instate(["disabled"])]
    assert off == ["check", "run", "next_finding", "open_report"]
    books.open_ones, books.active = [book.impl], book.impl
    shown.until(lambda: shown.panel.window.name["text"] == book.name)
    assert buttons["run"].instate(["!disabled"])


def test_without_excel_it_says_what_to_do_instead(shown: Shown, monkeypatch: pytest.MonkeyPatch) -> None:
    import xlwings

    monkeypatch.setattr(xlwings.engines, "active", None)
    shown.until(lambda: "concord run FILE" in shown.says)


def test_a_busy_excel_is_left_alone_and_the_name_stays(
    shown: Shown, other: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    from pipeline.excel.panel import attached

    asked: list[object] = []

    def busy(*_: object) -> None:
        asked.append(1)
        raise ConnectionError(-2147418111, "Call was rejected by callee.", None, None)

    monkeypatch.setattr(attached, "_front", busy)
    shown.until(lambda: len(asked) > 1)
    assert shown.panel.window.name["text"] != "None yet"
    monkeypatch.undo()
    shown.until(lambda: shown.panel.window.name["text"] == other.name)


def test_a_mistake_of_ours_is_a_sentence(shown: Shown, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("pipeline.excel.buttons.process.results_in", lambda *_: 1 / 0)
    shown.press("check")
    assert "Concord itself made a mistake (ZeroDivisionError)" in shown.says


def test_keys_press_the_buttons(shown: Shown) -> None:
    shown.key("alt+c")
    shown.until(lambda: shown.panel.at_work.startswith("Check: "))
    shown.ready()
    shown.key("F1")
    shown.until(lambda: "Alt and an underlined letter" in shown.says)
    shown.panel.window.buttons["check"].focus_force()
    shown.panel.root.update()
    shown.key("Return")
    shown.until(lambda: shown.panel.at_work.startswith("Check: "))
    shown.ready()


def test_what_a_button_does_is_said_beside_it(shown: Shown) -> None:
    shown.panel.window.buttons["run"].focus_force()
    shown.until(lambda: shown.panel.window.status["text"].startswith("Fills in the grey sheets"))


def test_whether_it_stays_in_front_is_remembered(shown: Shown) -> None:
    assert keeps_in_front()
    shown.click(shown.panel.window.keep)
    shown.until(lambda: not keeps_in_front())
    shown.key("alt+k")
    shown.until(keeps_in_front)
