"""Odd names and files that change while they are looked at: told in words, and never in the way of the others."""

from __future__ import annotations

import os
import sys
from itertools import product
from pathlib import Path

import pytest

from tests.chance import every
from tests.cli.test_commands import TODAY, code
from tests.run.made import data, run, workbook

pytestmark = pytest.mark.skipif(sys.platform in ("win32", "darwin"), reason="such names cannot be there")


NAMES = ["line\nbreak.xlsx", os.fsdecode(b"no text \xff.xlsx"), " .xlsx", "a'b\"c.xlsx", "é.XLSX"]


@pytest.mark.parametrize(("how", "name"), every(2, product([[], ["--json"]], NAMES)))
def test_a_workbook_of_any_name_is_worked_through_and_reported(
    name: str, how: list[str], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "books").mkdir()
    odd = workbook(tmp_path / "books", name)
    workbook(tmp_path / "books", "plain.xlsx", id="CA-2")
    assert code("run", tmp_path / "books", "--out", tmp_path / "out", *how, *TODAY, "--settle", "0") == 0
    assert odd.read_bytes() != data()
    assert "Traceback" not in "".join(capsys.readouterr())
    assert len(list((tmp_path / "out").glob("*.json"))) >= 2
    assert code("run", tmp_path / "books", *TODAY) == 0


def test_a_file_that_is_gone_when_its_turn_comes_costs_nothing_but_itself(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    outcome = run(tmp_path / "gone.xlsx")
    assert outcome.status == "refused"
    assert "moved or renamed" in outcome.reason


def test_a_name_that_changes_only_in_capitals_is_the_same_workbook_to_the_next_run(tmp_path: Path) -> None:
    path = workbook(tmp_path)
    assert code("run", tmp_path, *TODAY, "--settle", "0") == 0
    before = path.read_bytes()
    path.rename(tmp_path / "CLINIC.xlsx")
    assert code("run", tmp_path, *TODAY) == 0
    assert (tmp_path / "CLINIC.xlsx").read_bytes() == before


def test_a_file_dated_far_in_the_future_is_worked_through(tmp_path: Path) -> None:
    path = workbook(tmp_path)
    os.utime(path, (4e9, 4e9))
    assert code("run", tmp_path, *TODAY) == 0
    assert path.read_bytes() != data()


def test_a_link_that_leads_round_is_named_in_words(tmp_path: Path) -> None:
    (tmp_path / "round.xlsx").symlink_to(tmp_path / "round.xlsx")
    workbook(tmp_path)
    assert code("run", tmp_path, *TODAY, "--settle", "0") == 3
    assert "link that leads back to itself" in run(tmp_path / "round.xlsx").reason
