"""No report is more readable than the workbook it tells of."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from pipeline.run.output import rights
from tests.chance import examples
from tests.run.leaving import SHARED, left, put

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="rights are kept elsewhere there")


@pytest.fixture(autouse=True)
def open_handed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, in_this_process: None) -> Iterator[None]:
    """As somebody whose new files everybody may write; workers that began earlier may hold otherwise."""
    monkeypatch.setenv("CONCORD_STATE", str(tmp_path / "state"))
    before = os.umask(0)
    yield
    os.umask(before)


def modes(out: Path) -> dict[str, int]:
    return {path.name: path.stat().st_mode & 0o777 for path in out.iterdir() if not path.name.startswith(".")}


def test_pages_and_lists_are_as_readable_as_their_workbooks_and_the_portfolio_as_the_least_of_them(
    tmp_path: Path,
) -> None:
    put(tmp_path / "books", "private.xlsx").chmod(0o600)
    put(tmp_path / "books", "team.xlsx").chmod(0o640)
    put(tmp_path / "books", "all.xlsx").chmod(0o664)
    left(tmp_path / "books", out=tmp_path / "out")
    assert modes(tmp_path / "out") == {
        "private.html": 0o600, "private.json": 0o600, "team.html": 0o640, "team.json": 0o640, "all.html": 0o664,
        "all.json": 0o664, "portfolio.html": 0o600, "portfolio.csv": 0o600, "portfolio.xlsx": 0o600,
    }  # fmt: skip


def test_a_report_that_is_replaced_is_no_more_readable_than_its_workbook_is_now(tmp_path: Path) -> None:
    path = put(tmp_path / "books", "a.xlsx")
    path.chmod(0o644)
    left(tmp_path / "books", out=tmp_path / "out")
    path.chmod(0o600)
    put(tmp_path / "books", "a.xlsx", {"Risks": SHARED["Risks"][:1]})
    left(tmp_path / "books", out=tmp_path / "out")
    assert set(modes(tmp_path / "out").values()) == {0o600}


def test_so_is_one_of_a_workbook_of_which_only_the_rights_changed(tmp_path: Path) -> None:
    path = put(tmp_path / "books", "a.xlsx")
    left(tmp_path / "books", out=tmp_path / "out")
    os.utime(path, (1_700_000_000, 1_700_000_000))
    left(tmp_path / "books", out=tmp_path / "out")
    path.chmod(0o600)
    left(tmp_path / "books", out=tmp_path / "out")
    assert set(modes(tmp_path / "out").values()) == {0o600}


def test_a_page_beside_a_workbook_follows_it_too(tmp_path: Path) -> None:
    put(tmp_path / "books", "a.xlsx").chmod(0o640)
    left(tmp_path / "books", beside=True)
    assert modes(tmp_path / "books") == {"a.xlsx": 0o640, "a (Concord).xlsx": 0o640, "a (Concord).html": 0o640}
    (tmp_path / "books" / "a.xlsx").chmod(0o600)
    left(tmp_path / "books", beside=True, force=True)
    assert set(modes(tmp_path / "books").values()) == {0o600}


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=examples(60))
@given(st.integers(0, 0o777), st.booleans(), st.booleans())
def test_whatever_rights_and_group_a_workbook_has_nobody_else_may_read_the_report(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, mode: int, other_group: bool, folder_gives_group: bool
) -> None:
    workbook, folder = tmp_path / "a.xlsx", tmp_path / "out"
    workbook.touch()
    folder.mkdir(exist_ok=True)
    workbook.chmod(mode)
    folder.chmod(0o2777 if folder_gives_group else 0o777)
    of_report = folder.stat().st_gid if folder_gives_group else os.getegid()
    if other_group:
        if os.geteuid():
            return  # nobody else may give files away
        os.chown(workbook, -1, of_report + 1)
        workbook.chmod(mode)
    page = folder / "a.html"
    page.unlink(missing_ok=True)
    os.close(os.open(page, os.O_CREAT | os.O_WRONLY, rights.mode_for(folder, [workbook])))
    given_mode = page.stat().st_mode
    assert given_mode & 0o600 == 0o600
    assert not given_mode & 0o006 & ~mode
    group_of_page = mode & 0o060 if page.stat().st_gid == workbook.stat().st_gid else (mode & 0o006) << 3 & mode
    assert not given_mode & 0o060 & ~group_of_page
    assert not rights.is_too_open(page, [workbook])
