"""The panel on a screen that nobody sees, over the test engine; clicks and keys are those of the X server."""

from __future__ import annotations

import os
import subprocess
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

import pytest

from tests.excel.buttons.test_click import screen
from tests.excel.engine import excel
from tests.excel.opened import made

tkinter = pytest.importorskip("tkinter", reason="needs tkinter, which this Python lacks")


class Held:
    """What stands still where it is asked to, until it may go on."""

    def __init__(self, do: Any) -> None:
        self._do, self.is_there, self.may_go = do, threading.Event(), threading.Event()

    def __call__(self, *given: Any) -> Any:
        self.is_there.set()
        self.may_go.wait()
        return self._do(*given)


class Shown:
    """A panel, and a person before it."""

    def __init__(self, panel: Any, display: str) -> None:
        self.panel, self._display = panel, display

    @property
    def says(self) -> str:
        """What came of the last click."""
        return str(self.panel.window.message.says)

    @property
    def is_open(self) -> bool:
        try:
            return bool(self.panel.root.winfo_exists())
        except tkinter.TclError:
            return False

    def until(self, look: Callable[[], object]) -> None:
        """Let the window live until something is so."""
        while not look():
            if self.is_open:
                self.panel.root.update()
            time.sleep(0.005)

    def ready(self) -> None:
        """Wait until all is loaded and nothing is being done."""
        self.until(lambda: self.panel._is_ready and not self.panel.at_work)
        self.panel.root.update()

    def click(self, widget: Any) -> None:
        """Click into the middle of a button or field."""
        self.panel.root.update()
        x = widget.winfo_rootx() + widget.winfo_width() // 2
        y = widget.winfo_rooty() + widget.winfo_height() // 2
        self._xdotool("mousemove", str(x), str(y), "click", "1")

    def press(self, name: str) -> None:
        """Click on a button of the panel, and wait for what comes of it."""
        pressed = self.panel.window.buttons[name]
        self.until(lambda: pressed.instate(["!disabled"]))
        self.panel.window.message.show("nothing yet")
        self.click(pressed)
        self.until(lambda: self.says != "nothing yet")
        self.ready()

    def begin_run(self, held: Held) -> None:
        """Click on Run, and wait until it stands still where it is held."""
        self.until(lambda: self.panel.front.state == "ready")
        self.ready()
        self.click(self.panel.window.buttons["run"])
        self.until(held.is_there.is_set)
        self.until(lambda: "working out the results" in self.panel.window.status["text"])

    @property
    def dialogs(self) -> list[Any]:
        """The windows that ask something."""
        return [one for one in self.panel.root.winfo_children() if isinstance(one, tkinter.Toplevel)]

    def dialog(self) -> Any:
        """The one window that asks something, once it has the keyboard."""
        self.until(lambda: self.dialogs and str(self.panel.root.focus_get()).startswith(str(self.dialogs[0])))
        (asks,) = self.dialogs
        return asks

    def key(self, *keys: str) -> None:
        """Press keys in the window that has the keyboard."""
        self._xdotool("key", *keys)

    def write(self, field: Any, text: str) -> None:
        """Click into a field and type."""
        self.click(field)
        self.until(lambda: self.panel.root.focus_get() is field)
        self._xdotool("type", "--delay", "1", text)
        self.until(lambda: field.get().endswith(text))

    def _xdotool(self, *command: str) -> None:
        subprocess.run(["xdotool", *command], check=True, env=os.environ | {"DISPLAY": self._display})


# One screen for all: Tk keeps its connection to it, and ends the process when that breaks.
@pytest.fixture(scope="session")
def display() -> Iterator[str]:
    with screen() as name:
        yield name


@contextmanager
def opened_panel(display: str) -> Iterator[Shown]:
    """A panel that has begun to look; it is closed afterwards."""
    from pipeline.excel.panel import panel, theme

    root = tkinter.Tk(screenName=display)
    theme.dress(root)
    made = panel.Panel(root)
    panel._place(root)
    made.start()
    person = Shown(made, display)
    root.focus_force()
    root.update()
    try:
        yield person
    finally:
        if person.is_open:
            made._leave()
        made.finish()


@pytest.fixture(scope="module")
def app() -> Iterator[Any]:
    """A running Excel for all tests of a file: to open a workbook in it takes longer than most tests."""
    with excel() as app:
        yield app


@pytest.fixture(scope="module")
def book(app: Any, tmp_path_factory: pytest.TempPathFactory) -> Any:
    return made(app, tmp_path_factory.mktemp("made"))


@pytest.fixture(scope="module")
def shared(display: str, app: Any, book: Any) -> Iterator[Shown]:
    with opened_panel(display) as shown:
        yield shown


@pytest.fixture
def shown(shared: Shown, book: Any) -> Shown:
    """The panel, ready, with the workbook in front, and with the keyboard."""
    book.activate()
    shared.until(lambda: shared.panel.front.name == book.name)
    shared.ready()
    shared.panel.window.message.show("nothing yet")
    shared.panel.root.focus_force()
    shared.panel.root.update()
    return shared
