"""A workbook with a Run button as built, and what its macros hand over noted by what stands in for macOS.

In LibreOffice on Linux the macros take themselves for macOS. There, Excel brings along AppleScriptTask, which starts a
script; here, a module with a function of this name notes what it is given. What is compiled on macOS only is compiled
here, too.
"""

from __future__ import annotations

from pathlib import Path

from pyopenvba import ExcelFile
from pyopenvba.vba import VBAModuleKind

from pipeline.excel.addin import vba_project
from pipeline.excel.addin.vba_project import button_macro
from pipeline.run.create import Wanted, create

_MAC = """Attribute VB_Name = "ExcelForMac"
Public Function AppleScriptTask(script As String, handler As String, given As String) As String
    Open "{noted}" For Output As #1
    Print #1, script & " " & handler & " " & given
    Close #1
End Function
"""
SCRIPT = "concord.applescript StartConcord"


def noted_by(noted: Path, folder: Path, *more: str) -> Path:
    """The workbook, made in `folder`; `more` names modules of ours to put in beside those of the button."""
    path = folder / "clinic.xlsm"
    create(path, Wanted(title="Clinic", partners=("INTL=Harbour", "LOCA=Green"), button=button_macro))
    with ExcelFile(path) as workbook:
        modules = workbook.vba_project()
        modules.add_module("ExcelForMac", _MAC.format(noted=noted).replace("\n", "\r\n"))
        start = "\n".join(line for line in vba_project.own("ConcordStart.bas").split("\n") if "#" not in line)
        workbook.set_module("ConcordStart", start.replace("\n", "\r\n"))
        for name in more:
            modules.add_module(name, vba_project.own(f"{name}.bas").replace("\n", "\r\n"))
        for name in vba_project.CLASSES["Ribbon"] if "ConcordRibbon" in more else ():
            source = vba_project.own(f"{name}.cls").replace("\n", "\r\n")
            modules.add_module(name, source, kind=VBAModuleKind.other)
        workbook.save()
    return path
