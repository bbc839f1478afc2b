"""The add-in and the workbook with a Run button, as built: what their macros are, and that every control has one."""

from __future__ import annotations

import re
from io import BytesIO
from pathlib import Path
from xml.etree import ElementTree
from zipfile import ZipFile

import pytest

from pipeline.excel import button as entry_points
from pipeline.excel.addin import build, vba_project
from pipeline.excel.addin.vba_project import button_macro
from pipeline.run.create import Wanted, create
from pipeline.run.workbook.process import process
from pipeline.xlsx.lint.workbook_lint import lint
from tests.excel.opened import OPTIONS
from tests.excel.vba import modules
from tests.office import LibreOffice

SOURCES = ("ConcordStart.bas", "ConcordRibbon.bas", "ConcordNew.bas", "ConcordButton.bas")
PARTNERS = ("INTL=Harbour Relief", "LOCA=Green Valley")


@pytest.fixture
def button_workbook(tmp_path: Path) -> Path:
    path = tmp_path / "clinic.xlsm"
    create(path, Wanted(title="Clinic access", partners=PARTNERS, button=button_macro))
    return path


def subs(code: str) -> set[str]:
    return set(re.findall(r"^(?:Public )?Sub (\w+)\(", code, re.MULTILINE))


def test_every_control_of_the_ribbon_has_its_macro_in_the_add_in() -> None:
    found = modules(build.build())
    ui = ElementTree.fromstring(ZipFile(BytesIO(build.build())).read("customUI/customUI.xml"))
    actions = [element.get("onAction", "") for element in ui.iter() if element.tag.endswith("}button")]
    assert len(actions) == 6
    for action in actions:
        module, macro = action.split(".")
        assert macro in subs(found[module])


def test_buttons_that_need_a_workbook_ask_whether_there_is_one() -> None:
    found = modules(build.build())
    ui = ElementTree.fromstring(ZipFile(BytesIO(build.build())).read("customUI/customUI.xml"))
    asking = {element.get("id"): element.get("getEnabled") for element in ui.iter() if element.tag.endswith("}button")}
    assert {name for name, asks in asking.items() if not asks} == {"concordNew", "concordHelp"}
    for called in (ui.get("onLoad", ""), *filter(None, asking.values())):
        module, macro = called.split(".")
        assert macro in subs(found[module])


def test_the_add_in_opens_no_empty_window() -> None:
    workbook = ElementTree.fromstring(ZipFile(BytesIO(build.build())).read("xl/workbook.xml"))
    assert [view.get("visibility") for view in workbook.iter() if view.tag.endswith("}workbookView")] == ["hidden"]


def test_the_run_button_has_its_macro_in_the_workbook(button_workbook: Path) -> None:
    with ZipFile(button_workbook) as package:
        (drawing,) = [name for name in package.namelist() if "vmlDrawing" in name and not name.endswith(".rels")]
        (macro,) = re.findall(r"<x:FmlaMacro>\[0\]!(\w+)</x:FmlaMacro>", package.read(drawing).decode())
    assert macro in subs(modules(button_workbook.read_bytes())["ConcordButton"])


@pytest.mark.parametrize("kind", ["Ribbon", "Button"])
def test_every_macro_hands_over_to_a_function_that_is_there(kind: str) -> None:
    called = re.findall(r'StartConcord "(\w+)"', vba_project.own(f"Concord{kind}.bas"))
    assert called
    assert all(name in entry_points.__all__ and callable(getattr(entry_points, name)) for name in called)


def test_nothing_of_xlwings_own_code_is_in_the_project() -> None:
    for kind in ("Ribbon", "Button"):
        assert not {"xlwings", "Dictionary", "Module1"} & set(modules(build.build()))
        assert b"xlwings" not in vba_project.project(kind)


@pytest.mark.parametrize("kind", ["Ribbon", "Button"])
def test_no_path_and_no_name_of_a_machine_is_in_the_project(kind: vba_project.Kind) -> None:
    data = vba_project.project(kind)
    assert b"Users\\" not in data
    assert b"MSForms.exd" not in data


def test_blocks_of_our_vba_are_closed() -> None:
    for name, code in [(name, vba_project.own(name)) for name in SOURCES]:
        for what in ("Sub", "Function", "If"):
            lines = [line.strip() for line in code.splitlines()]
            opened = sum(bool(re.match(_OPENS[what], line)) for line in lines)
            assert opened == sum(line.startswith(f"End {what}") for line in lines), (name, what)


_OPENS = {
    "Sub": r"(?:Public |Private |Friend )?Sub \w+",
    "Function": r"(?:Public |Private |Friend )?Function \w+",
    "If": r"If .* Then(?:\s*'.*)?$",
}


def test_the_same_sources_give_the_same_add_in() -> None:
    first = build.build()
    vba_project.made.cache_clear()
    assert build.build() == first


def test_another_xlwings_than_the_known_one_is_named(monkeypatch: pytest.MonkeyPatch, button_workbook: Path) -> None:
    other = button_workbook.read_bytes()
    monkeypatch.setattr(vba_project, "xlwings_file", lambda _: other)
    vba_project.made.cache_clear()
    with pytest.raises(vba_project.VbaBuildError, match=r"requirements\.txt"):
        vba_project.project("Button")


def test_a_workbook_with_a_button_runs_as_any_other_and_keeps_it(button_workbook: Path) -> None:
    before = ZipFile(button_workbook).read("xl/vbaProject.bin")
    assert process(button_workbook, OPTIONS).status == "written"
    assert ZipFile(button_workbook).read("xl/vbaProject.bin") == before
    assert lint(button_workbook.read_bytes()) == []


@pytest.mark.system("soffice")
def test_libreoffice_opens_the_workbook_with_the_button(
    button_workbook: Path, tmp_path: Path, libreoffice: LibreOffice
) -> None:
    assert b"\n,Clinic access," in libreoffice.saved(button_workbook, tmp_path, "csv").read_bytes()  # its first sheet
