"""What the macros start, where Concord itself cannot begin or Excel shows nothing."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from pipeline.excel import button
from pipeline.excel.addin import start
from pipeline.excel.addin.items import WINDOWS, items
from tests.excel.pressed import note_of


@pytest.fixture
def note(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(sys, "path", sys.path.copy())
    monkeypatch.setattr(sys, "argv", ["start.py", "clinic_002Exlsx||check"])
    monkeypatch.setattr(start, "__file__", str(tmp_path / "start.py"))
    return tmp_path / start.NOTE


def test_a_concord_that_is_gone_ends_with_the_details_in_the_note(tmp_path: Path) -> None:
    path = tmp_path / "start.py"
    path.write_bytes(next(item.data for item in items(WINDOWS, "another python") if item.what == "starter"))
    done = subprocess.run([sys.executable, "-S", "-P", str(path), "x||run"], capture_output=True, check=False)
    assert (done.returncode, done.stdout, done.stderr) == (start.COULD_NOT, b"", b"")
    assert "ModuleNotFoundError: No module named 'pipeline'" in note_of(path)


def test_what_excel_could_not_show_is_the_whole_note(note: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def press(given: str) -> None:
        sys.stderr.write("something that a library says\n")
        raise SystemExit("Concord: Süd مدرسة")

    monkeypatch.setattr(button, "press", press)
    assert start.main("", "Concord", "") == start.TOLD
    assert note.read_text(encoding="utf-16") == "Concord: Süd مدرسة"


@pytest.mark.parametrize(
    ("raised", "says"),
    [(SystemExit("Concord: closed"), "Concord: closed"), (ImportError("x"), "It could not begin.\n")],
)
def test_on_macos_where_no_macro_waits_it_is_shown_from_here(
    note: Path, monkeypatch: pytest.MonkeyPatch, raised: BaseException, says: str
) -> None:
    shown: list[Any] = []

    def press(given: str) -> None:
        raise raised

    monkeypatch.setattr(button, "press", press)
    monkeypatch.setattr(sys, "platform", "darwin")
    monkeypatch.setattr("subprocess.run", lambda command, **_: shown.append(command))
    start.main("", "Concord", "It could not begin.")
    ((program, _, script, title, text),) = shown
    assert (program, title) == ("/usr/bin/osascript", "Concord")
    assert text == (says if says.startswith("Concord") else f"{says}{note}")
    assert "set status bar to false" in script


def test_only_buttons_can_be_pressed() -> None:
    with pytest.raises(ValueError, match="_options"):
        button.press("clinic||_options")
