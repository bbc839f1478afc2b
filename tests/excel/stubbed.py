"""A workbook with a Run button that LibreOffice can compile.

It cannot compile xlwings' module (system calls of Windows and macOS), so that one is replaced by a few lines that
note what they are handed. Everything from the button to there is as built.
"""

from __future__ import annotations

from pathlib import Path

from pyopenvba import ExcelFile

from pipeline.excel.addin import vba_project
from pipeline.excel.addin.vba_project import button_macro
from pipeline.run.create import create

_STUB = """Attribute VB_Name = "xlwings"
Public Function RunPython(PythonCommand As String)
    Open "{noted}" For Output As #1
    Print #1, PythonCommand
    Close #1
End Function
Public Function FileExists(FileSpec As String) As Boolean
    FileExists = True
End Function
Public Function GetConfigFilePath() As String
    GetConfigFilePath = "there"
End Function
Public Function GetConfig(configKey As String) As Variant
    GetConfig = "there"
End Function
"""


def stubbed(folder: Path, noted: Path, *more: str) -> Path:
    """The workbook; `more` names modules of ours to put in beside those of the button."""
    path = folder / "clinic.xlsm"
    create(path, title="Clinic", partners=("INTL=Harbour", "LOCA=Green"), catalogues=(), old=None, button=button_macro)
    with ExcelFile(path) as workbook:
        workbook.set_module("xlwings", _STUB.format(noted=noted).replace("\n", "\r\n"))
        modules = workbook.vba_project()
        modules.delete_module("Dictionary")
        for name in more:
            modules.add_module(name, vba_project.own(f"{name}.bas").replace("\n", "\r\n"))
        workbook.save()
    return path
