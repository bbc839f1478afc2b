"""The files that let Excel find Concord: where they belong and what is in them."""

from __future__ import annotations

import os
import sys
import sysconfig
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path, PurePath, PurePosixPath, PureWindowsPath

from pipeline.excel.addin import build
from pipeline.excel.addin.vba_project import PROJECT, VbaBuildError, xlwings_file
from schemas.wording.text import text

WINDOWS, MAC = "win32", "darwin"
SCRIPT = "xlwings-{version}.applescript"
_STARTS = b" -B -u -W ignore -c"


@dataclass(frozen=True)
class Item:
    """A file to be put in place, `what` of them: `add-in`, `settings`, `script`; `shows` is to print, "" for bytes."""

    what: str
    path: PurePath
    data: bytes
    shows: str = ""

    @property
    def title(self) -> str:
        """What it is, in the words for people."""
        return text(f"excel.items.{self.what}")


def items(platform: str, interpreter: str, environment: Mapping[str, str] | None = None) -> list[Item]:
    """The files for Excel on `platform`, for the user whose environment this is; `%NAME%` stands for what is not given.

    `interpreter` is the Python that a button starts. Raises VbaBuildError and, for a platform without
    Excel, LookupError.
    """
    if platform == WINDOWS:
        return _windows(interpreter, environment or {})
    if platform == MAC:
        return _mac(interpreter, environment or {})
    raise LookupError(platform)


def here() -> list[Item]:
    """The files for this machine, this user and this Python."""
    return items(sys.platform, sys.executable, os.environ)


def _windows(interpreter: str, environment: Mapping[str, str]) -> list[Item]:
    roaming = PureWindowsPath(environment.get("APPDATA", "%APPDATA%"))
    home = PureWindowsPath(environment.get("USERPROFILE", "%USERPROFILE%"))
    settings = _settings("WIN", interpreter)
    # Excel reads it in the system's own code page.
    encoding = "mbcs" if sys.platform == WINDOWS else "utf-8"
    return [
        Item("add-in", roaming / "Microsoft" / "Excel" / "XLSTART" / build.NAME, build.build()),
        Item("settings", home / f".{PROJECT}" / f"{PROJECT}.conf", settings.encode(encoding), settings),
    ]


def _mac(interpreter: str, environment: Mapping[str, str]) -> list[Item]:
    library = PurePosixPath(environment.get("HOME", "~")) / "Library"
    startup = library / "Group Containers/UBF8T346G9.Office/User Content.localized/Startup.localized/Excel"
    settings = _settings("MAC", interpreter)
    script = SCRIPT.format(version=_xlwings_version())
    handler = _script(script)
    return [
        Item("add-in", startup / build.NAME, build.build()),
        Item(
            "settings", library / "Containers/com.microsoft.Excel/Data" / f"{PROJECT}.conf", settings.encode(), settings
        ),
        Item("script", library / "Application Scripts/com.microsoft.Excel" / script, handler, handler.decode("utf-8")),
    ]


def _script(name: str) -> bytes:
    """xlwings' script, which starts Python so that it takes no module from the current folder."""
    script = xlwings_file(name)
    if script.count(_STARTS) != 1:
        raise VbaBuildError(text("excel.installing.other_xlwings", file=name))
    return script.replace(_STARTS, b" -P" + _STARTS)


def _settings(system: str, interpreter: str) -> str:
    """xlwings' settings file: never the workbook's folder on the import path."""
    source = _source() if interpreter == sys.executable else ""
    lines = {f"INTERPRETER_{system}": interpreter, "ADD_WORKBOOK_TO_PYTHONPATH": "False", "PYTHONPATH": source}
    return "".join(f'"{name}","{value}"\r\n' for name, value in lines.items())


def _source() -> str:
    """The folder of this code, where it is not installed among the interpreter's packages; "" where it is."""
    folder = Path(__file__).resolve().parents[3]
    packages = {Path(sysconfig.get_path(name)).resolve() for name in ("purelib", "platlib")}
    return "" if folder in packages else str(folder)


def _xlwings_version() -> str:
    from importlib.metadata import version

    return version("xlwings")
