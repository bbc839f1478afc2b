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

PROJECT = "concord"
FRAME = "quickstart_standalone.xlsm"  # the sheets Sheet1 and Sheet2, and no reference to any add-in
STARTER = "xlwings_custom_addin.bas"  # acts on the workbook in front, wherever the macro itself lives
Kind = Literal["Ribbon", "Button"]
BUTTON_MACRO = "RunConcord"

_NAME = 'PROJECT_NAME As String = "myaddin"'
_FOLDER = 'GetConfig("ADD_WORKBOOK_TO_PYTHONPATH", "true")'
_SETTINGS = re.compile(r"^Function GetConfig\(.*?^End Function$", re.MULTILINE | re.DOTALL)
_EMBEDDED = re.compile(
    r"^    ' Check for embedded Python code\n.*?(?=^    If uses_embedded_code = True Then\n)", re.MULTILINE | re.DOTALL
)


class NotAsExpected(Exception):  # noqa: N818 - says what to do
    """The installed xlwings is not the one that this was made for."""


@cache
def project(kind: Kind) -> bytes:
    """The bytes of a `vbaProject.bin`, for the ribbon or for a button. Raises NotAsExpected."""
    from pyopenvba import ExcelFile

    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "frame.xlsm"
        path.write_bytes(xlwings_file(FRAME))
        with ExcelFile(path) as workbook:
            modules = workbook.vba_project()
            workbook.set_module("xlwings", _as_stored(starter()))
            for name in ("ConcordStart", f"Concord{kind}"):
                modules.add_module(name, _as_stored(own(f"{name}.bas")))
            modules.delete_module("Module1")
            # Nothing here needs it, and it holds a path of the machine it was made on.
            workbook.drop_reference("MSForms")
            workbook.save()
        with ExcelFile(path) as workbook:
            return bytes(workbook.vba_project_bytes())


def own(name: str) -> str:
    """One of our own text sources."""
    return files("pipeline.excel").joinpath("vba", name).read_text(encoding="utf-8")


def xlwings_file(name: str) -> bytes:
    """A file of the installed xlwings, which need not be imported for that. Raises NotAsExpected."""
    found = find_spec("xlwings")
    path = Path((found.submodule_search_locations or [""])[0], name) if found else None
    if path is None or not path.is_file():
        raise NotAsExpected(f"The Python package xlwings is not installed, or without its file {name}.")
    return path.read_bytes()


def starter() -> str:
    """xlwings' module, with our settings file, deaf to settings and Python code that come with a workbook."""
    text = xlwings_file(STARTER).decode("utf-8").replace("\r\n", "\n")
    changed = _SETTINGS.sub(lambda _: own("GetConfig.bas").rstrip("\n"), text)
    changed = _EMBEDDED.sub("    uses_embedded_code = False\n\n", changed)
    changed = changed.replace(_FOLDER, _FOLDER.replace("true", "false"))
    changed = changed.replace(_NAME, _NAME.replace("myaddin", PROJECT))
    found = (len(_SETTINGS.findall(text)), len(_EMBEDDED.findall(text)), text.count(_FOLDER), text.count(_NAME))
    if found != (1, 1, 2, 1):
        raise NotAsExpected(
            f"The VBA module of the installed xlwings is not the one that Concord knows (found {found}). "
            "Install the version that requirements.txt names."
        )
    return changed


def _as_stored(text: str) -> str:
    return text.replace("\r\n", "\n").replace("\n", "\r\n")
