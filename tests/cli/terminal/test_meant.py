"""What is mistyped is told with the nearest there is, and a missing folder is called one."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.cli.test_commands import call
from tests.run.made import workbook


def last(*arguments: object) -> str:
    """The last line of what a refused command says."""
    result = call(*arguments)
    assert result.exit_code == 2
    return result.stderr.splitlines()[-1]


@pytest.fixture
def clinic(tmp_path: Path) -> Path:
    return workbook(tmp_path, "Clinic run.xlsx")


@pytest.mark.parametrize(("typed", "meant"), [("runn", "run"), ("chek", "check"), ("reprot", "report"), ("RUN", "run")])
def test_a_command(typed: str, meant: str) -> None:
    assert last(typed) == f"Error: There is no command '{typed}'. Did you mean {meant}?"


def test_a_command_of_a_command() -> None:
    assert "install" in last("excel", "instal")


def test_an_option() -> None:
    assert "--json" in last("run", "--jsno", ".")


def test_a_workbook(clinic: Path) -> None:
    said = last("run", clinic.with_name("Clinic rum.xlsx"))
    assert said == f"Error: Clinic rum.xlsx is not in the folder {clinic.parent}. Did you mean Clinic run.xlsx?"


def test_a_workbook_without_its_ending(clinic: Path) -> None:
    assert last("check", clinic.with_suffix("")).endswith("Did you mean Clinic run.xlsx?")


def test_a_missing_folder_is_called_a_missing_folder(clinic: Path, tmp_path: Path) -> None:
    (tmp_path / "Partners").mkdir()
    said = last("run", tmp_path / "Partnes" / "sub" / "x.xlsx")
    assert said == f"Error: The folder {tmp_path / 'Partnes'} does not exist. Did you mean Partners?"


def test_a_folder_that_was_named(tmp_path: Path) -> None:
    (tmp_path / "Partners").mkdir()
    assert last("run", tmp_path / "Partner") == (
        f"Error: There is no file or folder {tmp_path / 'Partner'}. Did you mean Partners?"
    )


def test_a_file_of_settings(clinic: Path, tmp_path: Path) -> None:
    (tmp_path / "limits.yaml").write_text("{}")
    assert "is not in the folder" in last("run", clinic, "--config", tmp_path / "limit.yaml")


def test_where_nothing_is_near_nothing_is_guessed(tmp_path: Path) -> None:
    assert last("run", tmp_path / "x.xlsx") == f"Error: x.xlsx is not in the folder {tmp_path}."
