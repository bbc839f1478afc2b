"""Whatever command the pages show works as it is shown."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

import click
import openpyxl
import pytest
from click.testing import CliRunner

from pipeline.cli.main import concord
from tests.docs.pages import CONFIG, ROOT, WRITTEN, blocks, commands, section, text

SHOWN = [(page.name, command) for page in WRITTEN for command in commands(page)]
IN_LINE = sorted({(page.name, code) for page in WRITTEN for code in re.findall(r"`concord ([a-z][^`]*)`", text(page))})


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with everything that the pages speak of: a workbook, a folder of them, files of one's own."""
    folder = tmp_path_factory.mktemp("desk")
    new = ["--title", "Clinic access", "--partner", "INTL=Harbour Relief", "--partner", "LOCA=Green Valley Association"]
    made = CliRunner().invoke(concord, ["new", str(folder / "Clinic access.xlsx"), *new])
    assert made.exit_code == 0, made.output
    (folder / "Partnerships").mkdir()
    shutil.copy(folder / "Clinic access.xlsx", folder / "Partnerships")
    for name, content in zip(
        ("our-limits.yaml", "our-keeping.yaml", "our-indicators.yaml"), blocks(CONFIG, "yaml"), strict=True
    ):
        (folder / name).write_text(content, encoding="utf-8")
    header = "Risk ID,Risk description,Likelihood,Impact,Owner,Status"
    row = "R1,Convoys are attacked on the northern road,4,5,Logistics manager,Open"
    (folder / "register.csv").write_text(f"{header}\n{row}\n", encoding="utf-8")
    theirs = openpyxl.Workbook()
    for cells in (header, row):
        theirs.worksheets[0].append(cells.split(","))
    theirs.save(folder / "theirs.xlsx")
    return folder


@pytest.mark.parametrize(("page", "command"), SHOWN, ids=[f"{page}: {' '.join(words[:3])}" for page, words in SHOWN])
def test_a_command_in_a_block_works(
    page: str, command: list[str], desk: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    shutil.copytree(desk, tmp_path, dirs_exist_ok=True)
    monkeypatch.chdir(tmp_path)
    if command[0] == "new":
        Path(command[1]).unlink(missing_ok=True)
    result = CliRunner().invoke(concord, command, standalone_mode=False)
    assert result.exception is None, f"{page}: {result.exception}"
    assert result.return_value in (None, 0, 3)


@pytest.mark.parametrize(("page", "code"), IN_LINE, ids=[f"{page}: {code}" for page, code in IN_LINE])
def test_a_command_within_a_sentence_and_its_options_exist(page: str, code: str) -> None:
    name, *words = code.replace("\\|", "|").split()
    command = concord.get_command(click.Context(concord), name)
    assert command is not None, f"{page}: {name}"
    known = {option for parameter in command.params for option in parameter.opts}
    assert {word for word in words if word.startswith("--")} <= known


def test_every_option_in_the_guides_table_is_one_of_the_run() -> None:
    shown = set(re.findall(r"`(--[a-z-]+)", section(ROOT / "docs" / "guide" / "4-running-it.md", "More options")))
    run = concord.get_command(click.Context(concord), "run")
    assert run is not None
    assert shown
    assert shown <= {option for parameter in run.params for option in parameter.opts}


def test_scripts_that_pages_name_are_there() -> None:
    named = {name for page in WRITTEN for name in re.findall(r"scripts/\w+\.py", text(page))}
    assert named
    assert all((ROOT / name).exists() for name in named)
