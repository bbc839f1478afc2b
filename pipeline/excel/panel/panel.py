"""The panel: joins the window, which never waits, with the thread that speaks with Excel."""

from __future__ import annotations

import gc
import signal
import tkinter as tk
from contextlib import suppress
from pathlib import Path
from queue import Empty
from typing import Any

from pipeline.excel.panel import theme
from pipeline.excel.panel.attached import Front
from pipeline.excel.panel.dialog import ClosingDialog
from pipeline.excel.panel.settings import keeps_in_front, remember_in_front
from pipeline.excel.panel.theme import Label
from pipeline.excel.panel.window import Window
from pipeline.excel.panel.worker import Ended, Event, Made, Ready, Told, Worker
from schemas.wording.text import text

_FETCHES_EVERY = 50  # milliseconds between two looks for what the worker has to say


class Panel:
    """One panel in `root`; `start` begins, `close` ends it as soon as nothing is half done."""

    def __init__(self, root: tk.Tk) -> None:
        self.root, self.worker = root, Worker()
        self.window = Window(root, self._pressed, self._keep_in_front, keeps_in_front())
        self.dialog: Any = None
        self.front = Front("none")
        self.at_work = ""  # what is being done in a workbook, "" for nothing
        self._is_ready, self._closes, self._next = False, False, ""
        root.protocol("WM_DELETE_WINDOW", self.close)
        self.window.message.show(text("panel.welcome"))
        root.attributes("-topmost", self.window.in_front.get())

    def start(self) -> None:
        """Begin to look and to load; returns at once."""
        # Things of the window must be freed in its own thread. Python frees what refers to itself in whatever thread
        # happens to be at work: so that is done here alone, between one click and the next.
        gc.disable()
        self.worker.start()
        self._fetch()

    def finish(self) -> None:
        """After the window is gone: wait for what is still being done."""
        self.worker.close()
        gc.collect()
        gc.enable()

    def close(self, ask: bool = True) -> None:
        """Close at once, or while something is done in a workbook once that is over; people are asked first."""
        if not self.at_work:
            self._leave()
        elif ask:
            ClosingDialog(self.root, self.at_work, self._close_when_done)
        else:
            self._close_when_done()

    def _close_when_done(self) -> None:
        self._closes = True
        if not self.at_work:
            self._leave()
            return
        self.window.message.show(text("panel.closing.waits"))

    def _keep_in_front(self, is_wanted: bool) -> None:
        self.root.attributes("-topmost", is_wanted)
        remember_in_front(is_wanted)

    def _pressed(self, name: str) -> None:
        if name == "help":
            from pipeline.excel.buttons.messages import help_text

            self.window.message.show(f"{help_text()}\n\n{text('panel.help')}")
        elif name == "new_workbook":
            self._ask_for_new()
        else:
            button = Label.of(text(f"panel.buttons.{name}")).words
            self._begin(text("panel.at_work", button=button, name=self.front.name))
            self.worker.press(name, self.front)

    def _begin(self, what: str) -> None:
        self.at_work = what
        self.window.show_busy(what)

    def _ask_for_new(self) -> None:
        from pipeline.excel.panel.new_workbook import NewWorkbookDialog

        def asked(file: Path, title: str, partners: list[str]) -> None:
            self._begin(text("panel.new.working"))
            self.worker.make(file, title, partners)

        documents = Path.home() / "Documents"
        here = Path(self.front.folder or (documents if documents.is_dir() else Path.home()))
        self.dialog = NewWorkbookDialog(self.root, here, asked)

    def _fetch(self) -> None:
        with suppress(Empty):
            while True:
                self._hear(self.worker.events.get_nowait())
                if self._closes and not self.at_work:
                    self._leave()
                    return
        self._next = self.root.after(_FETCHES_EVERY, self._fetch)

    def _leave(self) -> None:
        if self._next:
            self.root.after_cancel(self._next)
        self.root.destroy()

    def _hear(self, event: Event) -> None:
        if isinstance(event, Front):
            self._in_front(event)
        elif isinstance(event, Told):
            self.window.show_busy(event.text or self.at_work)
        elif isinstance(event, Ready):
            self._is_ready = True
            gc.collect()
            gc.freeze()  # what is loaded stays: it need not be looked through after every click
            self.window.show_busy(self.at_work)
            if event.missing:
                self.window.message.show(event.missing, is_mistake=True)
        elif isinstance(event, Ended):
            self._end()
            self.window.message.show(event.says, is_mistake=event.is_mistake, topics=event.topics)
        else:
            self._made(event)

    def _in_front(self, found: Front) -> None:
        """Another workbook is in front: what was said of the one before is not said of this one."""
        is_other = (found.process, found.name) != (self.front.process, self.front.name)
        self.front = found
        self.window.show_front(found)
        if found.state != "ready":
            self.window.message.show(text(f"panel.{found.state}.do"))
        elif is_other:
            self.window.message.show(text("panel.welcome"))

    def _made(self, event: Made) -> None:
        self._end()
        dialog = self.dialog if self.dialog is not None and self.dialog.winfo_exists() else None
        if event.says:
            if dialog:
                dialog.destroy()
            self.window.message.show(event.says)
        elif dialog:
            dialog.refuse(event.refused)
        else:
            self.window.message.show(event.refused, is_mistake=True)

    def _end(self) -> None:
        self.at_work = ""
        gc.collect()
        self.window.show_busy("" if self._is_ready else text("panel.getting_ready"))


def show() -> None:
    """Show the panel until it is closed. Raises tkinter.TclError where no window can be shown."""
    theme.sharp()
    root = tk.Tk(className="Concord")
    root.withdraw()
    theme.dress(root)
    panel = Panel(root)
    _place(root)
    for name in ("SIGINT", "SIGTERM"):
        signal.signal(getattr(signal, name), lambda *_: root.after_idle(panel.close, False))
    panel.start()
    try:
        root.mainloop()
    finally:
        panel.finish()


def _place(root: tk.Tk) -> None:
    """At the right edge of the screen, where it hides the fewest cells, and no higher than the screen."""
    root.update_idletasks()
    width, height = root.winfo_reqwidth(), min(root.winfo_reqheight(), root.winfo_screenheight() - 90)
    root.minsize(width, root.winfo_pixels("330p"))
    left = max(0, root.winfo_screenwidth() - width - 24)
    root.geometry(f"{width}x{height}+{left}+{max(0, (root.winfo_screenheight() - height) // 3)}")
    root.deiconify()
