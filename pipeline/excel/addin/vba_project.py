"""The VBA project of the add-in and of workbooks with a Run button, built from text.

Its frame and the module that starts Python are xlwings' (BSD-3, with its licence inside; the module
Dictionary is Tim Hall's, MIT). The rest is in `vba/`, a few lines that hand over to Python.
"""

from __future__ import annotations

import re
import tempfile
from functools import cache
from importlib.resources import files
from importlib.util import find_spec
from pathlib import Path
from typing import Literal

from pipeline.template.build import Macro
from schemas.wording.text import text, texts

PROJECT = "concord"
FRAME = "quickstart_standalone.xlsm"  # the sheets Sheet1 and Sheet2, and no reference to any add-in
STARTER = "xlwings_custom_addin.bas"  # acts on the workbook in front, wherever the macro itself lives

Kind = Literal["Ribbon", "Button"]
BUTTON_MACRO = "RunConcord"
MODULES: dict[Kind, tuple[str, ...]] = {
    "Ribbon": ("ConcordStart", "ConcordRibbon", "ConcordNew"),
    "Button": ("ConcordStart", "ConcordButton"),
}
WORDS = "ConcordWords"

# What is said otherwise in xlwings' module, and how often it stands there.
_CHANGES = (
    ('PROJECT_NAME As String = "myaddin"', f'PROJECT_NAME As String = "{PROJECT}"', 1),
    # Neither the workbook's folder nor its name comes near Python's import path.
    ('GetConfig("ADD_WORKBOOK_TO_PYTHONPATH", "true")', 'GetConfig("ADD_WORKBOOK_TO_PYTHONPATH", "false")', 2),
    ('& ";" & ActiveFullName & ";" & ThisFullName & ";"', '& ";;;"', 2),
    # Excel's current folder is often that of the workbook: nothing there is taken for the command window or for code.
    ('WScript.Run("cmd.exe /C "', 'WScript.Run(Environ("ComSpec") & " /C "', 1),
    ('PythonInterpreter & " -B -c ""import', 'PythonInterpreter & " -B -P -c ""import', 1),
    ('Application.StatusBar = "Running..."', f"Application.StatusBar = {WORDS}.Starting", 1),
    ("Content = ReadFile(FileName)", "Content = ConcordStart.Worded(ReadFile(FileName))", 1),
    (
        "\"To enable RunPython, please run 'xlwings runpython install' in a terminal once and try again.\"",
        f"{WORDS}.NoScript",
        1,
    ),
)
_SETTINGS = re.compile(r"^Function GetConfig\(.*?^End Function$", re.MULTILINE | re.DOTALL)
_EMBEDDED = re.compile(
    r"^    ' Check for embedded Python code\n.*?(?=^    If uses_embedded_code = True Then\n)", re.MULTILINE | re.DOTALL
)


class VbaBuildError(ValueError):
    """The installed xlwings is not the one that this was made for."""


def button_macro() -> Macro:
    """What a workbook with a Run button holds. Raises VbaBuildError."""
    return Macro(project("Button"), BUTTON_MACRO)


@cache
def project(kind: Kind) -> bytes:
    """The bytes of a `vbaProject.bin`, for the ribbon or for a button. Raises VbaBuildError."""
    from pyopenvba import ExcelFile

    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "frame.xlsm"
        path.write_bytes(xlwings_file(FRAME))
        with ExcelFile(path) as workbook:
            modules = workbook.vba_project()
            workbook.set_module("xlwings", _as_stored(starter()))
            modules.add_module(WORDS, _as_stored(words_module()))
            for name in MODULES[kind]:
                modules.add_module(name, _as_stored(own(f"{name}.bas")))
            modules.delete_module("Module1")
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


def starter() -> str:
    """xlwings' module, with our settings file, deaf to settings and Python code that come with a workbook."""
    theirs = xlwings_file(STARTER).decode("utf-8").replace("\r\n", "\n")
    changed = _SETTINGS.sub(lambda _: own("GetConfig.bas").rstrip("\n"), theirs)
    changed = _EMBEDDED.sub("    uses_embedded_code = False\n\n", changed)
    for there, ours, _ in _CHANGES:
        changed = changed.replace(there, ours)
    found = [
        len(_SETTINGS.findall(theirs)), len(_EMBEDDED.findall(theirs)), *(theirs.count(there) for there, *_ in _CHANGES)
    ]  # fmt: skip
    if found != [1, 1, *(times for *_, times in _CHANGES)]:
        raise VbaBuildError(text("excel.installing.other_xlwings", file=STARTER))
    return changed


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
