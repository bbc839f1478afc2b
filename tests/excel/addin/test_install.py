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
        r"C:\Users\x\.concord\start.py",
    ]  # fmt: skip


@pytest.mark.parametrize("user", ["x", "José", "Łukasz", "محمد"])
def test_the_settings_name_the_python_in_a_code_that_has_every_letter(user: str) -> None:
    python = rf"C:\Users\{user}\concord\Scripts\python.exe"
    settings = installed.items(WINDOWS, python)[1]
    assert settings.data.decode("utf-16") == f"{python}\r\n" == settings.shows


def test_on_macos_the_script_starts_a_python_with_spaces_and_quotes_in_its_path() -> None:
    _, script, starter = installed.items(MAC, '/opt/my "own" python/bin/python', {"HOME": "/Users/x y"})
    assert str(script.path) == "/Users/x y/Library/Application Scripts/com.microsoft.Excel/concord.applescript"
    assert r'quoted form of "/opt/my \"own\" python/bin/python" & " -P " & quoted form of "' in script.shows
    assert f'quoted form of "{starter.path}" & " " & quoted form of given' in script.shows


def test_what_is_installed_is_complete_and_what_is_removed_is_gone(items: list[Item], home: Path) -> None:
    assert len(list(lacks(items))) == 3
    install(items)
    assert list(lacks(items)) == []
    removed = remove(items)
    assert [path.name for path in removed] == ["concord.xlam", "concord.applescript", "start.py"]
    assert [path for path in home.rglob("*") if path.is_file()] == []
    assert not (home / ".concord").exists()


STORE = r"C:\Program Files\WindowsApps\PythonSoftwareFoundation.Python.3.11_3.11.2544.0_x64__qbz5n2kfra8p0"


@pytest.mark.parametrize(
    ("executable", "base"),
    [
        (r"C:\Users\x\AppData\Local\Microsoft\WindowsApps\python.exe", STORE),
        (r"C:\Users\x\concord\Scripts\python.exe", STORE),
        (r"C:\Users\x\AppData\Local\Packages\PythonSoftwareFoundation.Python.3.12_q\python.exe", r"C:\Python"),
    ],
)
def test_a_python_from_the_microsoft_store_is_refused_with_what_to_do(
    monkeypatch: pytest.MonkeyPatch, items: list[Item], executable: str, base: str
) -> None:
    monkeypatch.setattr(sys, "executable", executable)
    monkeypatch.setattr(sys, "base_prefix", base)
    with pytest.raises(InstallError, match=r"python\.org"):
        install(items)
    assert not any(Path(item.path).exists() for item in items)
    assert "Microsoft Store" in next(lacks(items))


def test_what_a_python_from_the_store_keeps_lies_where_excel_sees_it(
    monkeypatch: pytest.MonkeyPatch, home: Path
) -> None:
    from pipeline.excel.addin.folders import state_folder

    monkeypatch.setattr(sys, "platform", "win32")
    assert state_folder() == home / "Concord"
    monkeypatch.setattr(sys, "base_prefix", STORE)
    assert state_folder() == home / ".concord"


@pytest.mark.parametrize(
    "place",
    [r"C:\Users\x\AppData\Local\Python\pythoncore-3.14-64\python.exe", "/usr/bin/python3", r"D:\Python\python.exe"],
)
def test_other_pythons_are_not_taken_for_one_of_the_store(place: str) -> None:
    from pipeline.excel.addin.folders import is_from_store

    assert not is_from_store(place)


def test_files_of_another_version_are_told(items: list[Item]) -> None:
    install(items)
    Path(items[1].path).write_text("-- another", encoding="utf-8")
    (sentence,) = lacks(items)
    assert "another version of Concord or another Python" in sentence


def test_a_file_that_cannot_be_written_is_named_and_nothing_is_left_over(items: list[Item]) -> None:
    Path(items[0].path).parent.parent.mkdir(parents=True)
    Path(items[0].path).parent.write_text("a file where a folder should be", encoding="utf-8")
    with pytest.raises(InstallError, match="Close Excel"):
        install(items)


def test_a_folder_of_excel_that_macos_guards_is_said_with_what_to_allow(
    items: list[Item], monkeypatch: pytest.MonkeyPatch
) -> None:
    def guarded(*_: object) -> None:
        raise PermissionError(1, "Operation not permitted")

    install(items)
    monkeypatch.setattr(Path, "write_bytes", guarded)
    with pytest.raises(InstallError, match=r"concord\.xlam.*access data from other apps"):
        install(items)
    monkeypatch.setattr(Path, "unlink", guarded)
    with pytest.raises(InstallError, match="Full Disk Access"):
        remove(items)


def test_print_shows_every_file_and_writes_none(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sys.platform", "linux")
    result = called("install", "--print")
    assert "concord.xlam" in result.output
    assert r"    %USERPROFILE%\concord\Scripts\python.exe" in result.output
    assert list(home.iterdir()) == []


@pytest.mark.parametrize("what", ["install", "remove", "status"])
def test_where_there_is_no_excel_it_says_so(what: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sys.platform", "linux")
    assert "Windows and macOS only" in str(called(what).exception)


def test_what_a_button_uses_is_compiled_once_when_it_is_installed(tmp_path: Path) -> None:
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
