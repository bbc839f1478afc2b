"""xlwings' own code for Windows, on any system: what it takes from pywin32 and Windows is as little as it needs.

Its calls go to `com_objects`, which answer as Excel's own objects over the test engine.
"""

from __future__ import annotations

import ctypes
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from importlib import import_module
from types import ModuleType
from typing import Any
from unittest.mock import MagicMock, patch

from tests.excel.entering import ComError

WINDOW, PROCESS = 4711, 99
_ABSENT = object()


class CDispatch:
    """The type by which xlwings knows an object of Excel's."""


class TimeType(datetime):
    """A moment as pywin32 gives it: always with a time zone."""


def _module(name: str, **holds: Any) -> ModuleType:
    made = ModuleType(name)
    made.__dict__.update(holds)
    return made


def _stubs(excel: Callable[[], Any]) -> dict[str, ModuleType]:
    """The modules of pywin32; `excel` gives the application in front."""
    other = type("CoClassBaseClass", (), {})
    client = _module(
        "win32com.client", CDispatch=CDispatch, CoClassBaseClass=other, DispatchBaseClass=type("Base", (), {}),
        Dispatch=lambda _: excel(), DispatchEx=MagicMock(),
    )  # fmt: skip
    utc = MagicMock(utc=lambda: UTC)
    return {
        "pywintypes": _module("pywintypes", com_error=ComError, error=OSError, TimeType=TimeType, IID=str),
        "pythoncom": _module("pythoncom", CoInitialize=lambda: None, ole_error=ComError, __file__="pythoncom.dll"),
        "win32com": _module("win32com", client=client, __path__=[]),
        "win32com.client": client,
        "win32timezone": _module("win32timezone", TimeZoneInfo=utc),
        "win32process": _module("win32process", GetWindowThreadProcessId=lambda _: (0, PROCESS)),
        "win32gui": _module("win32gui", FindWindowEx=lambda *_: 1),
        "win32con": _module("win32con", MB_OK=0, MB_OKCANCEL=1, MB_YESNO=4, MB_YESNOCANCEL=3, MB_ICONINFORMATION=64,
                            MB_ICONWARNING=48),
        "win32api": _module("win32api", MessageBox=lambda _, text, title, style: excel().shown(text, style)),
        "xlwings._win32patch": _module("xlwings._win32patch", CoClassBaseClass=other),
    }  # fmt: skip


@contextmanager
def xlwings_for_windows(excel: Callable[[], Any]) -> Iterator[Any]:
    """xlwings' module for Windows, at work; afterwards all is as before."""
    xlwings: Any = import_module("xlwings")
    windll = MagicMock()
    windll.user32.GetTopWindow.side_effect = lambda _: WINDOW
    windll.user32.GetWindow.side_effect = lambda *_: 0
    before = getattr(xlwings, "_xlwindows", _ABSENT)
    with (
        patch.dict(sys.modules, _stubs(excel)),
        patch.object(ctypes, "windll", windll, create=True),
        patch.object(ctypes, "oledll", MagicMock(), create=True),
        patch.object(ctypes, "PyDLL", MagicMock()),
        patch("atexit.register", lambda function, *_: function),
    ):
        sys.modules.pop("xlwings._xlwindows", None)
        code: Any = import_module("xlwings._xlwindows")
        code.N_COM_ATTEMPTS = 1
        try:
            yield code
        finally:
            del sys.modules["xlwings._xlwindows"]
            if before is _ABSENT:
                del xlwings._xlwindows
            else:
                xlwings._xlwindows = before
