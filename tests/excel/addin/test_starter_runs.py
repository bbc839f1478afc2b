"""The macros that start Python, run as on a Windows in an office."""

from __future__ import annotations

from typing import Any

import pytest

from pipeline.excel.addin.items import WINDOWS, items
from schemas.wording.text import text
from tests.excel.pressed import handed_over
from tests.excel.windows import WINDOW, Ribbon, Windows

BLOCKED = "Permission denied"


def computer(user: str = "x", **more: Any) -> Windows:
    """A Windows on which `concord excel install` was called by a user of this name."""
    home = rf"C:\Users\{user}"
    python = rf"{home}\con cord\Scripts\python.exe"
    environment = {"USERPROFILE": home, "APPDATA": rf"{home}\AppData\Roaming"}
    files = {str(item.path): item.data for item in items(WINDOWS, python, environment)}
    return Windows(environment, {python: b"", **files}, **more)


@pytest.mark.parametrize("user", ["x", "José Núñez", "Łukasz", "محمد", "100% O'Brien & Co"])
def test_a_button_starts_the_python_of_any_user_whatever_the_name(user: str) -> None:
    pc = computer(user, book="Süd & 100%TEMP% = $(x).xlsx")
    assert pc.press("RibbonRun") == []
    home = rf"C:\Users\{user}"
    handed = handed_over("run", "Süd & 100%TEMP% = $(x).xlsx", window=str(WINDOW))
    assert pc.started == [[rf"{home}\con cord\Scripts\python.exe", "-P", rf"{home}\.concord\start.py", handed]]
    assert pc.excel.statuses == [text("excel.macro.starting"), False]


@pytest.mark.parametrize(
    "forbidden", [{"refuses": BLOCKED}, {"without": ("WScript.Shell",)}, {"without": ("Scripting.FileSystemObject",)}]
)
def test_an_excel_that_may_not_start_programs_leads_to_the_panel(forbidden: dict[str, Any]) -> None:
    pc = computer(**forbidden)
    (said,) = pc.press("RibbonRun")
    assert said.startswith(text("excel.macro.blocked"))
    assert "concord excel panel" in said
    assert pc.excel.statuses[-1] is False


def test_without_settings_it_is_said_that_concord_is_not_set_up() -> None:
    pc = computer()
    pc.files = {path: data for path, data in pc.files.items() if not path.endswith(".conf")}
    assert pc.press("RibbonRun") == [text("excel.macro.not_set_up")]
    assert pc.excel.statuses[-1] is False


def test_a_python_that_is_gone_is_named() -> None:
    pc = computer("Łukasz")
    python = next(path for path in pc.files if path.endswith("python.exe"))
    del pc.files[python]
    assert pc.press("RibbonRun") == [f"{text('excel.macro.no_python')}\n{python}"]


def test_what_python_has_left_to_say_is_shown() -> None:
    pc = computer(code=70)
    pc.files[r"C:\Users\x\.concord\start.log"] = "Concord: Excel has been closed. Süd".encode("utf-16")
    assert pc.press("RibbonRun") == ["Concord: Excel has been closed. Süd"]


def test_where_concord_could_not_begin_a_file_with_the_details_is_named() -> None:
    (said,) = computer(code=71).press("RibbonRun")
    assert said == text("excel.macro.not_started") + "\n%USERPROFILE%\\.concord\\start.log"


@pytest.mark.parametrize("code", [1, -1073741510])
def test_a_python_that_was_ended_is_said_with_where_the_copy_lies_and_the_screen_is_seen_again(code: int) -> None:
    pc = computer(code=code)
    assert pc.press("RibbonRun") == [text("excel.macro.ended") + "\n%LOCALAPPDATA%\\Concord\\before-run"]
    assert pc.excel.updates_screen is True


def test_help_works_without_a_workbook_and_leaves_none_behind() -> None:
    pc = computer(book="")
    assert pc.press("RibbonHelp") == []
    assert pc.started[0][-1] == handed_over("help", "Mappe1", window=str(WINDOW))
    assert pc.excel.book.__class__.__name__ != "Workbook"


def test_run_without_a_workbook_asks_for_one_and_starts_nothing() -> None:
    pc = computer(book="")
    assert pc.press("RibbonRun") == [text("excel.macro.open_first")]
    assert pc.started == []


GREY = """
Public Function IsGrey() As Boolean
    Dim enabled
    RibbonHasWorkbook Nothing, enabled
    IsGrey = Not enabled
End Function
"""


@pytest.mark.parametrize("book", ["clinic.xlsx", ""])
def test_buttons_are_grey_where_there_is_no_workbook(book: str) -> None:
    vba = computer(book=book).loaded()
    vba.add_module(GREY, name="Asking")
    assert vba.run("IsGrey") is False  # as long as nobody would tell when a workbook is opened
    vba.run("RibbonLoaded", [Ribbon()])
    assert vba.run("IsGrey") is (book == "")


def test_the_tab_asks_again_when_another_workbook_comes_to_the_front() -> None:
    vba = computer().loaded()
    vba.run("LookAgain")
    ribbon = Ribbon()
    vba.run("RibbonLoaded", [ribbon])
    vba.run("LookAgain")
    assert ribbon.asked_again == 1
