"""A workbook with a Run button through its whole life: made, filled in, given a ribbon by somebody, run twice."""

from __future__ import annotations

from pathlib import Path
from typing import Any
from zipfile import ZipFile

import openpyxl
import pytest
from click.testing import CliRunner

from pipeline.cli.main import concord
from pipeline.xlsx.lint.workbook_lint import lint
from tests.excel.vba import modules

UI = '<customUI xmlns="http://schemas.microsoft.com/office/2006/01/customui"><ribbon/></customUI>'
RELATION = (
    '<Relationship Id="rIdTheirs" Type="http://schemas.microsoft.com/office/2006/relationships/ui/extensibility" '
    'Target="customUI/customUI.xml"/></Relationships>'
)
DAY = "2026-11-22"


def command(*arguments: str) -> None:
    done = CliRunner().invoke(concord, arguments)
    assert done.exit_code == 0, done.output


@pytest.fixture
def lived_in(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A workbook made with the command, filled in with another program, with a ribbon of the users' own in it."""
    monkeypatch.setenv("CONCORD_STATE", str(tmp_path / "state"))
    path = tmp_path / "clinic.xlsm"
    command("new", str(path), "--title", "Clinic", "--partner", "INTL=Harbour", "--partner", "LOCA=Green")
    book = openpyxl.load_workbook(path, keep_vba=True)
    sheet: Any = book["Risks"]
    top = sheet.tables["Risks"].ref.split(":")[0]
    header = sheet[int(top.lstrip("ABCDEFGHIJKLMNOPQRSTUVWXYZ"))]
    filled: dict[Any, Any] = {
        "Risk": "R1",
        "Threat / event": "Flood",
        "Description": "Staff cut off",
        "Likelihood · INTL": 5,
    }
    for cell in header:
        if cell.value in filled:
            cell.offset(1, 0).value = filled[cell.value]
    book.save(path)
    return with_ribbon(path)


def with_ribbon(path: Path) -> Path:
    with ZipFile(path) as package:
        parts = {name: package.read(name) for name in package.namelist()}
    parts["_rels/.rels"] = parts["_rels/.rels"].replace(b"</Relationships>", RELATION.encode())
    parts["customUI/customUI.xml"] = UI.encode()
    with ZipFile(path, "w") as package:
        for name, data in parts.items():
            package.writestr(name, data)
    return path


def theirs(path: Path) -> dict[str, bytes]:
    """Macros, drawings with their buttons, the ribbon, and what leads to them."""
    with ZipFile(path) as package:
        names = [
            name
            for name in package.namelist()
            if any(word in name.lower() for word in ("vba", "vml", "drawing", "ctrlprop", "customui", "_rels/.rels"))
        ]
        return {name: package.read(name) for name in names if "chart" not in name}


def test_macros_button_and_ribbon_come_out_of_a_run_byte_for_byte(lived_in: Path) -> None:
    before = theirs(lived_in)
    whole = lived_in.read_bytes()
    command("run", str(lived_in), "--today", DAY)
    assert lived_in.read_bytes() != whole
    assert theirs(lived_in) == before
    assert {"xl/vbaProject.bin", "customUI/customUI.xml"} <= set(before)
    assert any("vml" in name.lower() for name in before)


def test_it_is_a_sound_workbook_with_its_macro_afterwards(lived_in: Path) -> None:
    macros = modules(lived_in.read_bytes())
    command("run", str(lived_in), "--today", DAY)
    assert modules(lived_in.read_bytes()) == macros
    assert "Sub RunConcord()" in macros["ConcordButton"]
    assert lint(lived_in.read_bytes()) == []


def test_a_second_run_changes_no_byte(lived_in: Path) -> None:
    command("run", str(lived_in), "--today", DAY)
    once = lived_in.read_bytes()
    command("run", str(lived_in), "--today", DAY)
    assert lived_in.read_bytes() == once
