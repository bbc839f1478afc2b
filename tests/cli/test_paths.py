"""What a command takes for files and folders: paths, patterns that reached it as they were typed, addresses."""

from __future__ import annotations

from pathlib import Path

import click
import pytest

from pipeline.cli.paths import Workbooks
from pipeline.files.smb.path import SmbPath
from tests.cli.test_commands import code
from tests.run.made import workbook


def meant(text: object) -> list[Path]:
    return list(Workbooks().convert(str(text), None, None))


def names(found: list[Path], folder: Path) -> list[str]:
    return [path.relative_to(folder).as_posix() for path in found]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    for name in ("a.xlsx", "b.XLSM", "~$a.xlsx", ".hidden.xlsx", "notes.txt", "north/c.xlsx", "north/deep/d.xlsx",
                 "south/e.xlsx", "south/list.csv"):  # fmt: skip
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).touch()
    return tmp_path


def test_a_path_without_signs_is_taken_as_it_is(folder: Path) -> None:
    assert meant(folder / "a.xlsx") == [folder / "a.xlsx"]
    assert meant(folder) == [folder]


def test_a_pattern_means_workbooks_and_folders_but_no_lock_files_hidden_or_other_ones(folder: Path) -> None:
    assert names(meant(folder / "*"), folder) == ["a.xlsx", "b.XLSM", "north", "south"]
    assert names(meant(folder / "?.xls?"), folder) == ["a.xlsx"]


def test_two_stars_mean_the_folder_itself_and_all_below(folder: Path) -> None:
    found = ["a.xlsx", "north/c.xlsx", "north/deep/d.xlsx", "south/e.xlsx"]
    assert names(meant(folder / "**" / "*.xlsx"), folder) == found
    assert names(meant(folder / "n*" / "**" / "d.xlsx"), folder) == ["north/deep/d.xlsx"]


def test_what_lies_in_a_folder_that_matched_needs_no_mention(folder: Path) -> None:
    assert names(meant(folder / "**" / "*"), folder) == ["a.xlsx", "b.XLSM", "north", "south"]


def test_a_name_with_brackets_that_is_there_is_meant_as_it_is_written(folder: Path) -> None:
    (folder / "[a].xlsx").touch()
    assert meant(folder / "[a].xlsx") == [folder / "[a].xlsx"]
    (folder / "[a].xlsx").unlink()
    assert names(meant(folder / "[a].xlsx"), folder) == ["a.xlsx"]


def test_a_folder_with_brackets_on_the_way_is_meant_as_it_is_written(folder: Path) -> None:
    (folder / "plan [2026]").mkdir()
    (folder / "plan [2026]" / "f.xlsx").touch()
    assert names(meant(folder / "plan [2026]" / "*.xlsx"), folder) == ["plan [2026]/f.xlsx"]


def test_a_pattern_works_from_where_one_stands(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(folder)
    assert meant("n*/*.xlsx") == [folder / "north" / "c.xlsx"]


def test_links_that_lead_round_end(folder: Path) -> None:
    (folder / "north" / "up").symlink_to(folder)
    assert names(meant(folder / "**" / "c.xlsx"), folder) == ["north/c.xlsx"]


@pytest.mark.parametrize("pattern", ["*.ods", "nowhere/*.xlsx", "notes*"])
def test_a_pattern_that_matches_nothing_is_a_usage_error_in_words(folder: Path, pattern: str) -> None:
    with pytest.raises(click.UsageError, match="Nothing matches"):
        meant(folder / pattern)
    assert code("check", folder / pattern) == 2


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("smb://amina:hush@server/share", "without user name and password"),
        ("smb://amina@server/share", "without user name and password"),
        ("smb://amina:hu/sh@server/share", "without user name and password"),
        ("smb://server:hush/share/a.xlsx", "port"),
        ("smb://server:70000/share", "port"),
        ("smb://server", "the share"),
        ("smb://server/..", "the share"),
        ("smb:", "the share"),
    ],
)
def test_an_address_that_cannot_be_meant_is_refused_without_repeating_it(text: str, says: str) -> None:
    with pytest.raises(click.UsageError, match=says) as caught:
        meant(text)
    assert "hu" not in caught.value.format_message()
    assert "amina" not in caught.value.format_message()


def test_an_address_reads_the_same_however_it_is_written() -> None:
    address = SmbPath.parsed("smb://Server:1445/share/a b/[c]/x.xlsx")
    assert SmbPath.parsed("SMB:\\\\Server:1445\\share\\a b\\.\\d\\..\\[c]\\x.xlsx") == address
    assert str(address) == "smb://server:1445/share/a b/[c]/x.xlsx"
    assert SmbPath.parsed(str(address)) == address


def test_reports_go_into_no_folder_called_like_an_address(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    assert code("run", workbook(tmp_path), "--out", "smb://server/share/out") == 2
    assert [path.name for path in tmp_path.iterdir()] == ["clinic.xlsx"]
