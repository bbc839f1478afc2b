"""The window of the panel: the workbook it is about, the buttons, what is being done, and what came of it."""

from __future__ import annotations

import tkinter as tk
from collections.abc import Callable
from tkinter import ttk

from pipeline.excel.panel import theme
from pipeline.excel.panel.attached import Front
from pipeline.excel.panel.message import Message
from pipeline.excel.panel.theme import Label, reached_by_alt
from schemas.wording.languages import is_from_the_right
from schemas.wording.text import text

# In two columns, line by line; the first four are about the workbook in front.
BUTTONS = ("check", "run", "next_finding", "open_report", "new_workbook", "help")
OF_THE_WORKBOOK = BUTTONS[:4]


class WorkingLine(tk.Canvas):
    """A thin line in which a piece goes along the line of reading while something is being done; else it is empty."""

    def __init__(self, parent: tk.Misc) -> None:
        super().__init__(parent, height="3p", background=theme.BACK, highlightthickness=0, bd=0)
        self._piece = self.create_rectangle(0, 0, 0, 0, fill=theme.ACCENT, width=0)
        self._next, self._at = "", 0.0

    def show(self, is_moving: bool) -> None:
        """Begin to move, or stop."""
        if self._next:
            self.after_cancel(self._next)
        self._next, self._at = "", 0.0
        self.configure(background=theme.RULE if is_moving else theme.BACK)
        self.coords(self._piece, 0, 0, 0, 0)
        if is_moving:
            self._move()

    def _move(self) -> None:
        width = self.winfo_width()
        left = (self._at * 1.3 - 0.3) * width
        left = 0.7 * width - left if is_from_the_right() else left
        self.coords(self._piece, left, 0, left + 0.3 * width, self.winfo_height())
        self._at = (self._at + 0.02) % 1
        self._next = self.after(30, self._move)


class Window(ttk.Frame):
    """What people see. It says what they do to `pressed` (the name of a button) and `keep_in_front`."""

    def __init__(
        self, root: tk.Tk, pressed: Callable[[str], None], keep_in_front: Callable[[bool], None], in_front: bool
    ) -> None:
        super().__init__(root, padding=("12p", "10p"))
        self._top, self._pressed = root, pressed
        self._is_busy, self._has_workbook = False, False
        root.title(text("panel.title"))
        root.columnconfigure(0, weight=1)
        root.rowconfigure(0, weight=1)
        self.grid(sticky="nsew")
        self.columnconfigure(0, weight=1)
        self.rowconfigure(3, weight=1)
        self.name, self.folder = self._heading()
        self.buttons = self._make_buttons()
        self._line, self.status = WorkingLine(self), self._make_status()
        self._line.grid(row=2, sticky="ew", pady=("4p", "3p"))
        self.message = Message(self)
        self.message.grid(row=3, sticky="nsew")
        self.in_front = tk.BooleanVar(root, value=in_front)
        self.keep = self._foot(keep_in_front)
        root.bind("<F1>", lambda _: self.press("help"))
        self.show_busy(text("panel.getting_ready"))

    def _heading(self) -> tuple[ttk.Label, ttk.Label]:
        head = ttk.Frame(self)
        head.grid(row=0, sticky="ew")
        head.columnconfigure(0, weight=1)
        ttk.Label(head, text=text("panel.about"), style="Quiet.TLabel").grid(sticky=theme.begin())
        name = ttk.Label(head, text=" ", style="Name.TLabel", anchor=theme.begin(), justify=theme.justify())
        name.grid(sticky="ew")
        folder = ttk.Label(head, text=" ", style="Quiet.TLabel", anchor=theme.begin(), justify=theme.justify())
        folder.grid(sticky="ew")
        for label in (name, folder):
            label.bind("<Configure>", lambda event: event.widget.configure(wraplength=event.width))
        return name, folder

    def _make_buttons(self) -> dict[str, ttk.Button]:
        frame = ttk.Frame(self, padding=(0, "10p", 0, "4p"))
        frame.grid(row=1, sticky="ew")
        frame.columnconfigure((0, 1), weight=1, uniform="buttons")
        made = {}
        for at, name in enumerate(BUTTONS):
            made[name] = self._make_button(frame, name)
            side = theme.between(0, "2p") if at % 2 == 0 else theme.between("2p", 0)
            made[name].grid(row=at // 2, column=theme.column(at % 2), sticky="ew", pady="2p", padx=side)
        return made

    def _make_button(self, frame: ttk.Frame, name: str) -> ttk.Button:
        def press(_: object = None) -> str:
            return self.press(name)

        label = Label.of(text(f"panel.buttons.{name}"))
        style = "Main.TButton" if name == "run" else "TButton"
        button = ttk.Button(frame, text=label.words, underline=label.underline, command=press, style=style)
        button.bind("<Return>", press)
        for event in ("<Enter>", "<FocusIn>"):
            button.bind(event, lambda _: self._hint(name), add=True)
        for event in ("<Leave>", "<FocusOut>"):
            button.bind(event, lambda _: self._hint(""), add=True)
        reached_by_alt(self._top, label, press)
        return button

    def _make_status(self) -> tk.Label:
        """Two lines, so that nothing moves when they are filled."""
        status = tk.Label(
            self, background=theme.BACK, foreground=theme.QUIET, font=theme.SMALL, justify=theme.justify(), height=2,
            anchor="ne" if is_from_the_right() else "nw", padx=0, pady=0,
        )  # fmt: skip
        status.grid(row=4, sticky="ew", pady=("5p", 0))
        status.bind("<Configure>", lambda event: event.widget.configure(wraplength=event.width))
        return status

    def _foot(self, keep_in_front: Callable[[bool], None]) -> tk.Checkbutton:
        label = Label.of(text("panel.keep_in_front"))
        box = tk.Checkbutton(
            self, text=label.words, underline=label.underline, variable=self.in_front, font=theme.BODY,
            command=lambda: keep_in_front(self.in_front.get()), background=theme.BACK, activebackground=theme.BACK,
            foreground=theme.INK, selectcolor=theme.PAPER, highlightbackground=theme.BACK, highlightcolor=theme.FOCUS,
            highlightthickness=1, bd=1, padx=0,
        )  # fmt: skip
        box.grid(row=5, sticky=theme.begin(), pady=("2p", 0))
        reached_by_alt(self._top, label, lambda _: box.invoke())
        return box

    def press(self, name: str) -> str:
        """A button was pressed; one that is greyed out does nothing."""
        if not self.buttons[name].instate(["disabled"]):
            self._pressed(name)
        return "break"

    def show_front(self, found: Front) -> None:
        """Say which workbook the buttons are about, or why there is none."""
        self._has_workbook = found.state == "ready"
        if found.state == "ready":
            self.name.configure(text=found.name)
            self.folder.configure(text=found.folder or text("panel.not_saved"))
        else:
            self.name.configure(text=text(f"panel.{found.state}.name"))
            self.folder.configure(text=" ")
        self._grey()

    def show_busy(self, said: str) -> None:
        """Say what is being done; no button can be pressed meanwhile. "" ends it."""
        was, self._is_busy = self._is_busy, bool(said)
        self.status.configure(text=said, foreground=theme.INK if said else theme.QUIET)
        if self._is_busy != was:
            self._line.show(self._is_busy)
            self._grey()

    def _hint(self, name: str) -> None:
        if not self._is_busy:
            self.status.configure(text=text(f"panel.hints.{name}") if name else "")

    def _grey(self) -> None:
        for name, button in self.buttons.items():
            is_off = self._is_busy or (name in OF_THE_WORKBOOK and not self._has_workbook)
            button.state(["disabled" if is_off else "!disabled"])
