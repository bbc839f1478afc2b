"""The files that let Excel find Concord: where they belong and what is in them."""

from __future__ import annotations

import codecs
import os
import sys
import sysconfig
from collections.abc import Mapping
from dataclasses import dataclass
from importlib.resources import files
from pathlib import Path, PurePath, PurePosixPath, PureWindowsPath

from pipeline.excel.addin import build
from pipeline.excel.addin.vba_project import PROJECT, own
from schemas.wording.languages import language
from schemas.wording.text import text

WINDOWS, MAC = "win32", "darwin"
FOLDER, SETTINGS, STARTER, SCRIPT = f".{PROJECT}", f"{PROJECT}.conf", "start.py", f"{PROJECT}.applescript"


@dataclass(frozen=True)
class Item:
    """A file to be put in place: `what` of add-in, settings, script, starter; `shows` is to print, "" for bytes."""

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
    folder = PureWindowsPath(environment.get("USERPROFILE", "%USERPROFILE%")) / FOLDER
    settings = f"{interpreter}\r\n"
    return [
        Item("add-in", roaming / "Microsoft" / "Excel" / "XLSTART" / build.NAME, build.build()),
        # In the only code that Windows' own objects read every letter in.
        Item("settings", folder / SETTINGS, codecs.BOM_UTF16_LE + settings.encode("utf-16-le"), settings),
        _starter(folder / STARTER, interpreter),
    ]


def _mac(interpreter: str, environment: Mapping[str, str]) -> list[Item]:
    home = PurePosixPath(environment.get("HOME", "~"))
    library = home / "Library"
    startup = library / "Group Containers/UBF8T346G9.Office/User Content.localized/Startup.localized/Excel"
    starter = _starter(home / FOLDER / STARTER, interpreter)
    handler = own(SCRIPT)
    for name, path in (("python", interpreter), ("starter", str(starter.path))):
        handler = handler.replace(f"{{{name}}}", path.replace("\\", r"\\").replace('"', r"\""))
    return [
        Item("add-in", startup / build.NAME, build.build()),
        Item("script", library / "Application Scripts/com.microsoft.Excel" / SCRIPT, handler.encode(), handler),
        starter,
    ]


def _starter(path: PurePath, interpreter: str) -> Item:
    """What the macros start: `start.py` and the call of it."""
    source = _source() if interpreter == sys.executable else ""
    given = source, text("excel.macro.title"), text("excel.macro.not_started"), language()
    code = (
        f"{files('pipeline.excel.addin').joinpath('start.py').read_text(encoding='utf-8')}\n\nsys.exit(main{given!r})\n"
    )
    return Item("starter", path, code.encode(), code)


def _source() -> str:
    """The folder of this code, where it is not installed among the interpreter's packages; "" where it is."""
    folder = Path(__file__).resolve().parents[3]
    packages = {Path(sysconfig.get_path(name)).resolve() for name in ("purelib", "platlib")}
    return "" if folder in packages else str(folder)
