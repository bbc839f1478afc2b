"""The VBA project of the add-in and of workbooks with a Run button, built from text.

Its frame, the empty project that Excel keeps for a workbook with two sheets, is taken from a workbook that comes with
xlwings; all of its code is in `vba/`, a few lines that hand over to Python. It calls nothing of the system directly,
and is the same on every machine, so that it can be signed.
"""

from __future__ import annotations

import tempfile
from functools import cache
from importlib.resources import files
from importlib.util import find_spec
from pathlib import Path
from typing import Literal

from pipeline.template.build import Macro
from schemas.wording.text import language, text, texts

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
    functions = [_function(name.title().replace("_", ""), said) for name, said in texts("excel.macro").items()]
    return "\n\n".join([f'Attribute VB_Name = "{WORDS}"\nOption Explicit', *functions])


def _function(name: str, said: str) -> str:
    """A function that gives a text; LibreOffice knows no constants of several lines."""
    quoted = ('"' + line.replace('"', '""') + '"' for line in said.split("\n"))
    literal = " & vbLf & _\n        ".join(quoted)
    return f"Public Function {name}() As String\n    {name} = {literal}\nEnd Function"


def _as_stored(code: str) -> str:
    return code.replace("\r\n", "\n").replace("\n", "\r\n")
