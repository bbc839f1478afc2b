"""`concord excel`: what it writes, where, and what it says."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

from pipeline.cli import excel as cli
from pipeline.excel.addin import items as installed
from pipeline.excel.addin.install import InstallError, install, lacks, remove
from pipeline.excel.addin.items import MAC, WINDOWS, Item

PYTHON = r"C:\Concord\Scripts\python.exe"


@pytest.fixture
def items(home: Path) -> list[Item]:
    """The files for macOS, which can be put in place here too."""
    return installed.items(MAC, "/opt/concord/bin/python", {"HOME": str(home)})


def called(*arguments: str) -> Any:
    return CliRunner().invoke(cli.command, list(arguments), standalone_mode=False)


def test_on_windows_everything_lies_in_the_users_own_folders() -> None:
    files = installed.items(WINDOWS, PYTHON, {"APPDATA": r"C:\Users\x\Roaming", "USERPROFILE": r"C:\Users\x"})
    assert [str(item.path) for item in files] == [
        r"C:\Users\x\Roaming\Microsoft\Excel\XLSTART\concord.xlam", r"C:\Users\x\.concord\concord.conf",
    ]  # fmt: skip


def test_the_settings_name_the_python_and_keep_the_workbooks_folder_off_the_path() -> None:
    settings = installed.items(WINDOWS, PYTHON)[1].shows
    assert f'"INTERPRETER_WIN","{PYTHON}"\r\n' in settings
    assert '"ADD_WORKBOOK_TO_PYTHONPATH","False"\r\n' in settings


def test_on_macos_the_script_that_the_macro_calls_is_among_the_files(items: list[Item]) -> None:
    from pipeline.excel.addin.vba_project import starter

    (script,) = [item for item in items if item.what == "script"]
    version = starter().split('XLWINGS_VERSION As String = "', 1)[1].split('"', 1)[0]
    assert script.path.name == f"xlwings-{version}.applescript"


def test_what_is_installed_is_complete_and_what_is_removed_is_gone(items: list[Item], home: Path) -> None:
    assert len(list(lacks(items))) == 3
    install(items)
    assert list(lacks(items)) == []
    removed = remove(items)
    assert [path.name for path in removed] == ["concord.xlam", "concord.conf"]
    assert [path.name for path in home.rglob("*") if path.is_file()] == [items[2].path.name]


def test_files_of_another_version_are_told(items: list[Item]) -> None:
    install(items)
    Path(items[1].path).write_text('"INTERPRETER_MAC","/other/python"', encoding="utf-8")
    (sentence,) = lacks(items)
    assert "another version of Concord or another Python" in sentence


def test_a_file_that_cannot_be_written_is_named_and_nothing_is_left_over(items: list[Item]) -> None:
    Path(items[0].path).parent.parent.mkdir(parents=True)
    Path(items[0].path).parent.write_text("a file where a folder should be", encoding="utf-8")
    with pytest.raises(InstallError, match="Close Excel"):
        install(items)


def test_print_shows_every_file_and_writes_none(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sys.platform", "linux")
    result = called("install", "--print")
    assert "concord.xlam" in result.output
    assert '"ADD_WORKBOOK_TO_PYTHONPATH","False"' in result.output
    assert list(home.iterdir()) == []


@pytest.mark.parametrize("what", ["install", "remove", "status"])
def test_where_there_is_no_excel_it_says_so(what: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sys.platform", "linux")
    assert "Windows and macOS only" in str(called(what).exception)


def test_what_a_button_uses_is_compiled_once_when_it_is_installed(tmp_path: Path) -> None:
    """`-B`, with which the macro starts Python, would compile it all at every press."""
    kept = tmp_path / "compiled"
    code = "from pipeline.excel.addin import preload; preload.USED = ['wave']; preload.make_ready()"
    environment = os.environ | {"PYTHONPYCACHEPREFIX": str(kept)}
    environment.pop("PYTHONDONTWRITEBYTECODE", None)
    subprocess.run([sys.executable, "-c", code], env=environment, check=True, cwd=Path(__file__).parents[3])
    names = {path.name.split(".")[0] for path in kept.rglob("*.pyc")}
    assert {"button", "process", "rewrite", "rsk_01", "risks", "wave"} <= names


def test_what_a_button_would_lack_is_named_when_it_is_installed(
    monkeypatch: pytest.MonkeyPatch, items: list[Item]
) -> None:
    monkeypatch.setattr(installed, "here", lambda: items)
    monkeypatch.setitem(sys.modules, "pipeline.excel.buttons.page", None)
    assert "pipeline.excel.buttons.page is missing" in str(called("install").exception)


def test_the_commands_put_say_and_take_away(monkeypatch: pytest.MonkeyPatch, items: list[Item]) -> None:
    monkeypatch.setattr(installed, "here", lambda: items)
    assert (called("status").return_value, called("install").return_value) == (3, None)
    assert called("status").return_value == 0
    assert "Removed" in called("remove").output
    assert "nothing to remove" in called("remove").output
