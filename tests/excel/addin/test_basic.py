"""The VBA in both built files, judged by its text; `test_basic_runs` lets LibreOffice compile it."""

from __future__ import annotations

import re
from functools import cache

import pytest

from pipeline.excel.addin import build, vba_project
from pipeline.excel.addin.vba_project import button_macro
from pipeline.run.create import Wanted, create
from tests.excel.basic import EXCELS, arguments, declared, procedures, statements, too_long, used
from tests.excel.vba import modules

OURS = ("ConcordStart", "ConcordWords", "ConcordRibbon", "ConcordNew", "ConcordButton", "ConcordWatch")


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


# What VBA and Excel bring along, of that which our modules use.
LANGUAGE = _words(
    """
    and as attribute boolean byref byval call case const dim do double each else elseif end error exit explicit false
    for function get goto if iif in integer is let like long loop mod new next not nothing object on open option
    optional or output input append binary paramarray preserve print private public redim resume select set static
    step string sub then to true until variant wend while with xor close line lof type typeof stop empty null date
    me debug array
    """
)
LIBRARY = _words(
    """
    msgbox vbinformation vbcritical vblf vbcrlf vbnewline vbnullstring vbtab vbdirectory vbstring vbnormal instr
    instrrev mid$ mid left left$ right right$ trim trim$ len replace split ubound lbound hex hex$ ascw chr chrw
    vartype iserror isempty ismissing isarray lcase ucase cstr clng cint val join environ freefile dir kill filelen
    getattr createobject getobject now timer doevents err rnd int shell macscript applescripttask eof filecopy
    application activeworkbook thisworkbook workbooks workbook worksheet worksheets sheets range names iribboncontrol
    iribbonui withevents
    """
)


@cache
def built(kind: str) -> dict[str, str]:
    """The modules of a built file that hold code, by name."""
    if kind == "add-in":
        found = modules(build.build())
    else:
        import tempfile
        from pathlib import Path

        with tempfile.TemporaryDirectory() as folder:
            path = Path(folder) / "clinic.xlsm"
            create(path, Wanted(title="Clinic", partners=("INTL=Harbour", "LOCA=Green"), button=button_macro))
            found = modules(path.read_bytes())
    return {name: source for name, source in found.items() if "Sub " in source or "Function " in source}


KINDS = pytest.mark.parametrize("kind", ["add-in", "button"])
EVERYWHERE = pytest.mark.parametrize("excel", EXCELS)


@KINDS
def test_no_line_is_longer_than_the_editor_takes(kind: str) -> None:
    assert [line for source in built(kind).values() for line in too_long(source)] == []


@KINDS
@EVERYWHERE
def test_every_block_is_closed_by_its_own_end(kind: str, excel: str) -> None:
    for source in built(kind).values():
        assert procedures(statements(source, EXCELS[excel]))


@KINDS
def test_our_modules_declare_every_variable(kind: str) -> None:
    ours = {name: source for name, source in built(kind).items() if name in OURS}
    given = (vba_project.MODULES, vba_project.CLASSES)
    counts = [len(of["Ribbon"] if kind == "add-in" else of["Button"]) for of in given]
    assert len(ours) == sum(counts) + 1
    for source in ours.values():
        assert re.search(r"^Option Explicit$", source, re.MULTILINE)


@KINDS
@EVERYWHERE
def test_every_name_is_declared_here_or_known_to_excel(kind: str, excel: str) -> None:
    code = {name: statements(source, EXCELS[excel]) for name, source in built(kind).items()}
    public = {
        name.lower(): {found.name.lower() for found in procedures(lines) if found.public} | declared(_top(lines))
        for name, lines in code.items()
    }
    everywhere = LANGUAGE | LIBRARY | set(public) | set().union(*public.values())
    for module in set(code) & {*OURS}:
        lines = code[module]
        here = everywhere | declared(_top(lines)) | {found.name.lower() for found in procedures(lines)}
        for procedure in procedures(lines):
            local = arguments(procedure) | declared(procedure.lines)
            for before, name in used(procedure.lines):
                if before in public:
                    assert name in public[before], (module, procedure.name, before, name)
                elif not before:
                    assert name in here | local, (module, procedure.name, name)


@KINDS
def test_nothing_of_the_system_is_called_directly_and_nothing_is_there_of_what_scanners_look_for(kind: str) -> None:
    code = "\n".join(built(kind).values()).lower()
    for word in ("declare ", "dictionary", "cmd.exe", "powershell", "environ(", "adodb", "http", "kill ", "auto_open"):
        assert word not in code
    assert "workbook_open" not in code
    assert sum(len(source.splitlines()) for source in built(kind).values()) < 340
    assert set(re.findall(r'createobject\("(.*?)"\)', code)) == {"wscript.shell", "scripting.filesystemobject"}


def test_the_words_of_the_macros_are_letters_that_every_vba_knows_and_short_enough_to_ask() -> None:
    from schemas.wording.text import texts

    said = texts("excel.macro")
    assert all(text.isascii() for text in said.values())
    assert all(len(said[name]) <= 250 for name in said if name.startswith("new"))


@pytest.mark.parametrize(
    "wrong",
    [
        "Sub A()\nIf x Then\nEnd Sub",
        "Sub A()\nEnd If\nEnd Sub",
        "Sub A()\nFor i = 1 To 2\nLoop\nEnd Sub",
        "Sub A()\nEnd Function",
        "Sub A()\nSub B()\nEnd Sub",
        "Sub A()",
        "#If Mac Then\nSub A()\nEnd Sub",
    ],
)
def test_what_is_not_closed_is_seen(wrong: str) -> None:
    with pytest.raises(ValueError, match=r"\w"):
        procedures(statements(wrong, EXCELS["macOS"]))


def _top(lines: list[str]) -> list[str]:
    """The statements outside procedures."""
    top, inside = [], False
    for line in lines:
        begins = re.match(r"(?:(?:Public|Private|Friend) )?(?:Sub|Function|Property) ", line)
        inside = inside or bool(begins)
        if not inside:
            top.append(line)
        inside = inside and not re.fullmatch(r"End (?:Sub|Function|Property)", line)
    return top
