"""Words and pages are true: every sentence is used, every command shown works."""

from __future__ import annotations

from pathlib import Path

import pytest
from click.testing import CliRunner

from pipeline.cli.main import concord
from schemas.yaml_file import package_data
from tests.docs.pages import DOCS, ROOT, commands, section

PAGE = DOCS / "shared-drives.md"
SHOWN = [command for command in commands(PAGE) if command[0] in ("schedule", "status", "unschedule")]


@pytest.mark.parametrize("name", package_data("wording/en/schedule.yaml"))
def test_every_sentence_is_said_somewhere(name: str) -> None:
    files = [*(ROOT / "pipeline" / "schedule").rglob("*.py"), *(ROOT / "pipeline" / "cli").glob("*schedule.py")]
    sources = "\n".join(file.read_text(encoding="utf-8") for file in [*files, ROOT / "pipeline" / "cli" / "status.py"])
    said = name if not name.startswith("why_") else "why_"
    assert f'"{said}"' in sources.replace("'", '"')


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
