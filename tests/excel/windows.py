"""The macros of the built add-in at work on a Windows: interpreted by pyOpenVBA, over what Excel and Windows give them.

Files are a mapping from paths to bytes; the programs that are started are noted.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from pyopenvba.exceptions import VBARuntimeError
from pyopenvba.interpreter import NOTHING, HostBridge, Interpreter, VBAObject, member, method, setter
from pyopenvba.interpreter._runtime import UNRESOLVED

from pipeline.excel.addin import build
from pipeline.excel.addin.vba_project import CLASSES
from tests.excel.vba import modules

WINDOW = 4711


class Workbook(VBAObject):
    """An open workbook."""

    def __init__(self, name: str, excel: Excel) -> None:
        self.name, self.excel = name, excel

    @member
    def Name(self) -> str:
        return self.name

    @method
    def Close(self, save: object = True) -> None:
        self.excel.book = NOTHING


class Excel(VBAObject):
    """Excel itself, and the workbooks open in it."""

    def __init__(self, book: str) -> None:
        self.statuses: list[object] = []
        self.updates_screen = False
        self.book: Any = Workbook(book, self) if book else NOTHING

    @member
    def PathSeparator(self) -> str:
        return "\\"

    @member
    def Hwnd(self) -> int:
        return WINDOW

    @member
    def StatusBar(self) -> object:
        return self.statuses[-1]

    @setter("StatusBar")
    def _set_status(self, value: object) -> None:
        self.statuses.append(value)

    @member
    def ScreenUpdating(self) -> bool:
        return self.updates_screen

    @setter("ScreenUpdating")
    def _set_screen(self, value: object) -> None:
        self.updates_screen = bool(value)

    @method
    def Add(self) -> object:
        self.book = Workbook("Mappe1", self)
        return self.book


class Ribbon(VBAObject):
    """The tab: how often it was told to ask again."""

    def __init__(self) -> None:
        self.asked_again = 0

    @method
    def Invalidate(self) -> None:
        self.asked_again += 1


class Scripting(VBAObject):
    """WScript.Shell: a program that ends with `code`; a Windows error number instead where it is not let."""

    def __init__(self, pc: Windows) -> None:
        self.pc = pc

    @method
    def ExpandEnvironmentStrings(self, text: str) -> str:
        return re.sub("%(.*?)%", lambda name: self.pc.environment[name[1]], str(text))

    @method
    def Run(self, command: str, style: int, wait: bool) -> int:
        if self.pc.refuses:
            raise VBARuntimeError(70, self.pc.refuses)
        self.pc.started.append([quoted or plain for quoted, plain in re.findall(r'"([^"]*)"|(\S+)', str(command))])
        assert (int(style), bool(wait)) == (0, True)  # no window, and Excel waits
        return self.pc.code

    @method
    def Popup(self, said: str, seconds: int, title: str, look: int) -> int:
        assert (int(seconds), str(title)) == (0, "Concord")  # until it is closed
        self.pc.unicode_boxes.append((str(said), int(look)))
        return 1


class Text(VBAObject):
    """An open file of text."""

    def __init__(self, text: str) -> None:
        self.text = text

    @method
    def ReadLine(self) -> str:
        return self.text.splitlines()[0]

    @method
    def ReadAll(self) -> str:
        return self.text


class Files(VBAObject):
    """Scripting.FileSystemObject."""

    def __init__(self, pc: Windows) -> None:
        self.pc = pc

    @method
    def FileExists(self, path: str) -> bool:
        return str(path) in self.pc.files

    @method
    def OpenTextFile(self, path: str, mode: int, create: bool, code: int) -> Text:
        assert (int(mode), bool(create), int(code)) == (1, False, -1)  # to read, as UTF-16
        return Text(self.pc.files[str(path)].decode("utf-16"))


class Module(VBAObject):
    """A module by its name, as in `ConcordWords.Title`; the interpreter knows its functions without it only."""

    def __init__(self, vba: Interpreter, name: str) -> None:
        self.vba, self.name = vba, name

    def vba_get(self, name: str, args: Any = (), named: Any = None) -> object:
        return self.vba.run(name, args, module=self.name)


@dataclass
class Windows(HostBridge):
    """A computer with Excel on it."""

    environment: Mapping[str, str]
    files: dict[str, bytes]
    book: str = "clinic.xlsx"
    code: int = 0
    refuses: str = ""
    without: tuple[str, ...] = ()
    started: list[list[str]] = field(default_factory=list)
    modules: dict[str, Module] = field(default_factory=dict)
    unicode_boxes: list[tuple[str, int]] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.excel = Excel(self.book)

    def global_object(self, name: str) -> object:
        known = {"application": self.excel, "workbooks": self.excel, "activeworkbook": self.excel.book}
        return {**known, **self.modules}.get(name.lower(), UNRESOLVED)

    def create(self, type_name_: str) -> object:
        if type_name_ in self.without:
            raise VBARuntimeError(429, "ActiveX component can't create object")
        return {"WScript.Shell": Scripting(self), "Scripting.FileSystemObject": Files(self)}[type_name_]

    def press(self, macro: str) -> list[str]:
        """Call a macro of the add-in; the boxes that it shows."""
        vba = self.loaded()
        vba.run(macro, [NOTHING])
        return [prompt for _, prompt, _, _ in vba.dialogs] + [said for said, _ in self.unicode_boxes]

    def loaded(self) -> Interpreter:
        """The macros of the add-in as built, ready to be called."""
        vba = Interpreter(self)
        for name, source in modules(build.build()).items():
            if "Sub " in source or "Function " in source:
                kind = "class" if name in CLASSES["Ribbon"] else "standard"
                # The interpreter raises no events.
                vba.add_module(source.replace(" WithEvents ", " "), name=name, kind=kind)
                self.modules[name.lower()] = Module(vba, name)
        return vba
