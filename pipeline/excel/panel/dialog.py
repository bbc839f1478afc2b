"""A window of the panel that asks something: above it, in its middle, with Enter and Escape."""

from __future__ import annotations

import tkinter as tk
from collections.abc import Callable
from tkinter import ttk

from pipeline.excel.panel import theme
from pipeline.excel.panel.theme import Label, reached_by_alt
from schemas.wording.text import text

_MOST_BUTTONS = 9


class Dialog(tk.Toplevel):
    """An empty one; `body` is for what it asks, `buttons` at its foot. Escape and its cross do `leave`."""

    def __init__(self, parent: tk.Misc, title: str) -> None:
        super().__init__(parent, background=theme.BACK)
        self.withdraw()
        self.title(title)
        self.body = ttk.Frame(self, padding=("14p", "12p", "14p", "8p"))
        self.body.grid(sticky="nsew")
        self.columnconfigure(0, weight=1)
        self.rowconfigure(0, weight=1)
        self._foot = ttk.Frame(self, padding=("14p", 0, "14p", "12p"))
        self._foot.grid(sticky=theme.end())
        self.bind("<Escape>", lambda _: self.leave())
        self.protocol("WM_DELETE_WINDOW", self.leave)

    def leave(self) -> None:
        """Close without doing anything."""
        self.destroy()

    def add_button(self, key: str, do: Callable[[], object], style: str = "TButton") -> ttk.Button:
        """A button at the foot, in the order in which they are read."""
        label = Label.of(text(key))
        button = ttk.Button(self._foot, text=label.words, underline=label.underline, command=do, style=style)
        at = len(self._foot.grid_slaves())
        button.grid(row=0, column=theme.column(at, _MOST_BUTTONS), padx=theme.between("4p", 0))
        button.bind("<Return>", lambda _: button.invoke())
        reached_by_alt(self, label, lambda _: button.invoke())
        return button

    def open(self, first: tk.Misc) -> None:
        """Show it over the middle of its parent, with the keyboard at `first`."""
        parent = self.master.winfo_toplevel()
        self.transient(parent)
        self.update_idletasks()
        left = parent.winfo_rootx() + (parent.winfo_width() - self.winfo_reqwidth()) // 2
        top = parent.winfo_rooty() + 40
        right = self.winfo_screenwidth() - self.winfo_reqwidth() - 8
        self.geometry(f"+{max(0, min(left, right))}+{max(0, top)}")
        self.minsize(self.winfo_reqwidth(), self.winfo_reqheight())
        self.attributes("-topmost", parent.attributes("-topmost"))
        self.deiconify()
        self.wait_visibility()
        self.grab_set()
        first.focus_force()


class ClosingDialog(Dialog):
    """Asks, while Concord is at work, whether to close once that is done; `when_done` is called for yes."""

    def __init__(self, parent: tk.Misc, what: str, when_done: Callable[[], None]) -> None:
        super().__init__(parent, text("panel.closing.title"))
        says = text("panel.closing.says", what=what)
        ttk.Label(self.body, text=says, wraplength="260p", justify=theme.justify()).grid(sticky=theme.begin())

        def close() -> None:
            self.destroy()
            when_done()

        yes = self.add_button("panel.closing.when_done", close, "Main.TButton")
        self.add_button("panel.closing.stay", self.leave)
        self.open(yes)
