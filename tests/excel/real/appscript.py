"""xlwings' own code for macOS, on any system, over a stub of appscript; its questions go to `apple_events`."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from importlib import import_module
from types import ModuleType
from typing import Any
from unittest.mock import MagicMock, patch

from tests.excel.entering import ComError
from tests.excel.real.apple_events import PROCESS, k


def _running(command: list[str]) -> bytes:
    """What `lsappinfo` says: Excel is the only program."""
    return f'"pid"={PROCESS}'.encode() if "pid" in command else b"ASN:0x0-0x1:-Microsoft_Excel"


@contextmanager
def xlwings_for_macos(excel: Callable[[], Any]) -> Iterator[Any]:
    """xlwings' module for macOS, at work; `excel` gives the application. Afterwards all is as before."""
    import xlwings

    def show(title: str, message: str, buttons: Any, as_: str) -> dict[str, str]:
        excel().impl.alerts.append((message, as_.removeprefix("k.")))
        return {k.button_returned: "OK"}

    def app(name: str = "", **how: Any) -> Any:
        return excel() if "pid" in how else MagicMock()

    reference = ModuleType("appscript.reference")
    reference.__dict__.update(CommandError=ComError, Reference=MagicMock)
    appscript = ModuleType("appscript")
    appscript.__dict__.update(k=k, its=MagicMock(), app=app, mactypes=MagicMock(), reference=reference)
    osax = ModuleType("osax")
    osax.__dict__.update(OSAX=lambda pid: MagicMock(display_alert=show))
    stubs = {"aem": MagicMock(), "appscript": appscript, "appscript.reference": reference, "osax": osax}
    with patch.dict(sys.modules, stubs), patch("atexit.register", lambda function, *_: function):
        sys.modules.pop("xlwings._xlmac", None)
        code: Any = import_module("xlwings._xlmac")
        code.subprocess = MagicMock(check_output=_running)
        try:
            yield code
        finally:
            del sys.modules["xlwings._xlmac"]
            delattr(xlwings, "_xlmac")
