"""The README shows what a run really says, one picture, and the way on for each of four people."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from click.testing import CliRunner

from pipeline.cli.main import concord
from tests.docs.pages import README, ROOT, links, text

SAMPLE = ROOT / "workbooks" / "samples" / "two-organisations.xlsx"


def test_what_it_shows_of_a_run_is_what_a_run_says(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CONCORD_STATE", str(tmp_path / "state"))
    copy = shutil.copy(SAMPLE, tmp_path)
    said = CliRunner().invoke(concord, ["run", str(copy), "--today", "2026-11-28"]).stdout
    lines = [line.rstrip() for line in said.splitlines()]
    shown = next(block for block in text(README).split("```") if "What to discuss first" in block)
    before, last = shown.strip().split("\n...\n")
    start = lines.index("What to discuss first")
    assert before.splitlines() == lines[start : start + len(before.splitlines())]
    assert last == lines[-1]


def test_it_has_one_picture_and_leads_each_of_four_people_on() -> None:
    assert text(README).count("![") == 1
    people = [line for line in text(README).splitlines() if line.startswith("| a")]
    assert len(people) == 4
    assert all("](docs/" in line for line in people)


def test_it_is_read_in_a_minute() -> None:
    assert len(text(README).splitlines()) <= 110
    assert "docs/commands.md" in links(README)
