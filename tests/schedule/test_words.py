"""The page about schedules is true: every command shown works."""

from __future__ import annotations

from pathlib import Path

import pytest
from click.testing import CliRunner

from pipeline.cli.main import concord
from tests.docs.pages import DOCS, commands, section

PAGE = DOCS / "shared-drives.md"
SHOWN = [command for command in commands(PAGE) if command[0] in ("schedule", "status", "unschedule")]


@pytest.mark.parametrize("command", SHOWN, ids=" ".join)
def test_a_command_on_the_page_works(
    command: list[str], state: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "Partnerships").mkdir()
    result = CliRunner().invoke(concord, command, standalone_mode=False)
    assert result.exception is None
    assert result.output


def test_every_option_is_on_the_page() -> None:
    schedule = concord.get_command(None, "schedule")  # type: ignore[arg-type]
    assert schedule is not None
    options = {option for parameter in schedule.params for option in parameter.opts if option.startswith("--")}
    assert [option for option in options if f"`{option}" not in section(PAGE, "Scheduling")] == []
