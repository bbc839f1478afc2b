"""The VBA project of the add-in and of workbooks with a Run button, built from text.

Its frame, the empty project that Excel keeps for a workbook with two sheets, is taken from a workbook that comes with
xlwings; all of its code is in `vba/`, a few lines that hand over to Python. It calls nothing of the system directly,
and is the same on every machine, so that it can be signed.
"""

from __future__ import annotations

import string
import tempfile
from functools import cache
from importlib.resources import files
from importlib.util import find_spec
from pathlib import Path
from typing import Literal
from xml.sax.saxutils import escape

from pipeline.template.build import Macro
from schemas.wording.languages import is_from_the_right, language
from schemas.wording.text import text, texts

PROJECT = "concord"
FRAME = "quickstart_standalone.xlsm"  # the sheets Sheet1 and Sheet2, and no reference to any add-in
_FRAME = ("ThisWorkbook", "Sheet1", "Sheet2")
_THEIRS = ("Module1", "xlwings", "Dictionary")  # what is in it of xlwings' own

Kind = Literal["Ribbon", "Button"]
BUTTON_MACRO = "RunConcord"
MODULES: dict[Kind, tuple[str, ...]] = {
    "Ribbon": ("ConcordStart", "ConcordRibbon", "ConcordNew"),
    "Button": ("ConcordStart", "ConcordButton"),
}
CLASSES: dict[Kind, tuple[str, ...]] = {"Ribbon": ("ConcordWatch",), "Button": ()}
WORDS = "ConcordWords"
_LOOK = 64 + 0x1000  # of a box of Windows' own: for information, in front of Excel
_FROM_THE_RIGHT = 0x80000 + 0x100000  # its text at the right, and read from there
_PLAIN = frozenset(string.ascii_letters + string.digits + " .,:;!?()<>=%*\\/-'")
_IN_A_LINE = 100  # letters


class VbaBuildError(ValueError):
    """The installed xlwings is not the one that this was made for."""


def button_macro() -> Macro:
    """What a workbook with a Run button holds. Raises VbaBuildError."""
    return Macro(project("Button"), BUTTON_MACRO)


def project(kind: Kind) -> bytes:
    """The bytes of a `vbaProject.bin`, for the ribbon or for a button. Raises VbaBuildError."""
    return made(kind, language())


@cache
def made(kind: Kind, _said_in: str) -> bytes:
    """The same, once for each language in force."""
    from pyopenvba import ExcelFile
    from pyopenvba.vba import VBAModuleKind

    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "frame.xlsm"
        path.write_bytes(xlwings_file(FRAME))
        with ExcelFile(path) as workbook:
            modules = workbook.vba_project()
            if {module.name for module in modules.modules} != {*_THEIRS, *_FRAME}:
                raise VbaBuildError(text("excel.installing.other_xlwings", file=FRAME))
            for name in _THEIRS:
                modules.delete_module(name)
            modules.add_module(WORDS, _as_stored(words_module()))
            for name in MODULES[kind]:
                modules.add_module(name, _as_stored(own(f"{name}.bas")))
            for name in CLASSES[kind]:
                modules.add_module(name, _as_stored(own(f"{name}.cls")), kind=VBAModuleKind.other)
            # Nothing here needs it, and it holds a path of the machine it was made on.
            workbook.drop_reference("MSForms")
            workbook.save()
        with ExcelFile(path) as workbook:
            return bytes(workbook.vba_project_bytes())


def own(name: str) -> str:
    """One of our own text sources."""
    return files("pipeline.excel.addin").joinpath("vba", name).read_text(encoding="utf-8")


def xlwings_file(name: str) -> bytes:
    """A file of the installed xlwings, which need not be imported for that. Raises VbaBuildError."""
    found = find_spec("xlwings")
    path = Path((found.submodule_search_locations or [""])[0], name) if found else None
    if path is None or not path.is_file():
        raise VbaBuildError(text("excel.installing.no_xlwings", file=name))
    return path.read_bytes()


def words_module() -> str:
    """The module of what the macros say themselves, from the wording."""
    said = {**texts("excel.macro"), "look": str(_LOOK + (_FROM_THE_RIGHT if is_from_the_right() else 0))}
    functions = [_function(name.title().replace("_", ""), each) for name, each in said.items()]
    return "\n\n".join([f'Attribute VB_Name = "{WORDS}"\nOption Explicit', *functions])


def _function(name: str, said: str) -> str:
    """A function that gives a text; LibreOffice knows no constants of several lines."""
    if said.isascii():
        quoted = ('"' + line.replace('"', '""') + '"' for line in said.split("\n"))
        literal = " & vbLf & _\n        ".join(quoted)
    else:
        spelt = _spelt(said)
        literal = 'ConcordStart.Spelt("' + '" & _\n        "'.join(spelt) + '")'
    return f"Public Function {name}() As String\n    {name} = {literal}\nEnd Function"


def _spelt(said: str) -> list[str]:
    """A text as `Spelt` reads it, in pieces that fit into a line: a module holds the letters of one language only."""
    units = said.encode("utf-16-be")
    letters = [chr(int.from_bytes(units[at : at + 2], "big")) for at in range(0, len(units), 2)]
    spelt = [one if one in _PLAIN else f"_{ord(one):04X}" for one in letters]
    return ["".join(spelt[at : at + _IN_A_LINE]) for at in range(0, len(spelt), _IN_A_LINE)]


def ribbon() -> str:
    """The Concord tab (customUI), whose buttons are called and explained as those of the panel."""
    said = {"group_workbook": text("excel.ribbon.workbook"), "group_more": text("excel.ribbon.more")}
    for name, label in texts("panel.buttons").items():
        said |= {name: label.replace("&", "").strip(), f"{name}_does": text(f"panel.hints.{name}")}
    return own("customUI.xml").format_map({name: escape(each, {'"': "&quot;"}) for name, each in said.items()})


def _as_stored(code: str) -> str:
    return code.replace("\r\n", "\n").replace("\n", "\r\n")
