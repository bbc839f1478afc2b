"""A workbook with a Run button through its whole life: made, filled in, given a ribbon by somebody, run twice."""

from __future__ import annotations

from io import BytesIO
from pathlib import Path
from typing import Any, NamedTuple
from zipfile import ZipFile

import pytest
from click.testing import CliRunner

from pipeline.cli.main import concord
from pipeline.xlsx.lint.workbook_lint import lint
from tests.excel.vba import modules
from tests.loading import loaded

# The workbook lives once, for all tests that look at it.
UI = '<customUI xmlns="http://schemas.microsoft.com/office/2006/01/customui"><ribbon/></customUI>'
RELATION = (
    '<Relationship Id="rIdTheirs" Type="http://schemas.microsoft.com/office/2006/relationships/ui/extensibility" '
    'Target="customUI/customUI.xml"/></Relationships>'
)
DAY = "2026-11-22"


def command(*arguments: str) -> None:
    done = CliRunner().invoke(concord, arguments)
    assert done.exit_code == 0, done.output


class Life(NamedTuple):
    """The workbook before its first run, after it, and after a second one."""

    before: bytes
    once: bytes
    twice: bytes


@pytest.fixture(scope="module")
def life(tmp_path_factory: pytest.TempPathFactory) -> Life:
    folder = tmp_path_factory.mktemp("life")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("CONCORD_STATE", str(folder / "state"))
        path = lived_in(folder / "clinic.xlsm")
        stages = [path.read_bytes()]
        for _ in range(2):
            command("run", str(path), "--today", DAY)
            stages.append(path.read_bytes())
    return Life(*stages)


def lived_in(path: Path) -> Path:
    """A workbook made with the command, filled in with another program, with a ribbon of the users' own in it."""
    command("new", str(path), "--title", "Clinic", "--partner", "INTL=Harbour", "--partner", "LOCA=Green")
    book = loaded(path.read_bytes(), keep_vba=True)
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


def theirs(data: bytes) -> dict[str, bytes]:
    """Macros, drawings with their buttons, the ribbon, and what leads to them."""
    with ZipFile(BytesIO(data)) as package:
        names = [
            name
            for name in package.namelist()
            if any(word in name.lower() for word in ("vba", "vml", "drawing", "ctrlprop", "customui", "_rels/.rels"))
        ]
        return {name: package.read(name) for name in names if "chart" not in name}


def test_macros_button_and_ribbon_come_out_of_a_run_byte_for_byte(life: Life) -> None:
    before = theirs(life.before)
    assert life.once != life.before
    assert theirs(life.once) == before
    assert {"xl/vbaProject.bin", "customUI/customUI.xml"} <= set(before)
    assert any("vml" in name.lower() for name in before)


def test_it_is_a_sound_workbook_with_its_macro_afterwards(life: Life) -> None:
    macros = modules(life.before)
    assert modules(life.once) == macros
    assert "Sub RunConcord()" in macros["ConcordButton"]
    assert lint(life.once) == []


def test_a_second_run_changes_no_byte(life: Life) -> None:
    assert life.twice == life.once
