"""The dialogue that asks what a new workbook needs: a title, the partners, and where to keep it."""

from __future__ import annotations

import tkinter as tk
from collections.abc import Callable
from pathlib import Path
from tkinter import filedialog, ttk

from pipeline.excel.addin.folders import safe_file_name
from pipeline.excel.panel import theme
from pipeline.excel.panel.dialog import Dialog
from pipeline.excel.panel.theme import Label, reached_by_alt
from pipeline.run.create import ENDING
from schemas.wording.text import text

Asked = Callable[[Path, str, list[str]], None]
_ROWS = 2  # at the beginning: a partnership has at least two partners


class NewWorkbookDialog(Dialog):
    """Hands what was typed to `asked`; `refuse` says what is to be corrected, `destroy` ends it."""

    def __init__(self, parent: tk.Misc, folder: Path, asked: Asked) -> None:
        super().__init__(parent, text("panel.new.title"))
        self._folder, self._asked, self._placed_by_hand = folder, asked, False
        self.title_typed, self.place = tk.StringVar(self), tk.StringVar(self)
        self.partners: list[tuple[ttk.Entry, ttk.Entry]] = []
        self.body.columnconfigure(0, weight=1)
        ttk.Label(
            self.body, text=text("panel.new.about"), style="Quiet.TLabel", wraplength="330p", justify=theme.justify()
        ).grid(sticky=theme.begin())
        first = self._field("panel.new.heading", self.title_typed, self.body)
        self._partner_fields()
        self._place_fields()
        self.complaint = ttk.Label(self.body, style="Warn.TLabel", wraplength="330p", justify=theme.justify())
        self.complaint.grid(sticky=theme.begin(), pady=("6p", 0))
        self._make = self.add_button("panel.new.make", self._done, "Main.TButton")
        self.add_button("panel.new.cancel", self.leave)
        self.title_typed.trace_add("write", lambda *_: self._propose_place())
        self._propose_place()
        self.bind("<Return>", self._on_return)
        self.open(first)

    def _field(self, key: str, variable: tk.StringVar, frame: ttk.Frame, column: int = 0) -> ttk.Entry:
        label = Label.of(text(key))
        ttk.Label(frame, text=label.words, underline=label.underline).grid(
            column=column, sticky=theme.begin(), pady=("9p", "2p")
        )
        entry = ttk.Entry(frame, textvariable=variable, font="ConcordBody", justify=theme.justify())
        entry.grid(column=column, sticky="ew")
        reached_by_alt(self, label, lambda _: entry.focus_set())
        return entry

    def _partner_fields(self) -> None:
        frame = ttk.Frame(self.body)
        frame.grid(sticky="ew", pady=("9p", 0))
        frame.columnconfigure(theme.column(1), weight=1)
        ttk.Label(frame, text=text("panel.new.code")).grid(
            row=0, column=theme.column(0), sticky=theme.begin(), pady=(0, "2p")
        )
        ttk.Label(frame, text=text("panel.new.name")).grid(
            row=0, column=theme.column(1), sticky=theme.begin(), padx=theme.between("6p", 0)
        )
        for _ in range(_ROWS):
            self._add_partner(frame)
        label = Label.of(text("panel.new.another"))
        more = ttk.Button(
            self.body, text=label.words, underline=label.underline, command=lambda: self._add_partner(frame).focus_set()
        )
        more.grid(sticky=theme.begin(), pady=("4p", 0))
        more.bind("<Return>", lambda _: more.invoke())
        reached_by_alt(self, label, lambda _: more.invoke())

    def _add_partner(self, frame: ttk.Frame) -> ttk.Entry:
        code, name = (
            ttk.Entry(frame, width=14, font="ConcordBody"),
            ttk.Entry(frame, width=34, font="ConcordBody", justify=theme.justify()),
        )
        row = len(self.partners) + 1
        code.grid(row=row, column=theme.column(0), sticky="ew", pady="1p")
        name.grid(row=row, column=theme.column(1), sticky="ew", padx=theme.between("6p", 0), pady="1p")
        self.partners.append((code, name))
        if row > _ROWS:
            self.update_idletasks()
            self.minsize(self.winfo_reqwidth(), self.winfo_reqheight())
            self.geometry("")
        return code

    def _place_fields(self) -> None:
        frame = ttk.Frame(self.body)
        frame.grid(sticky="ew")
        frame.columnconfigure(theme.column(0), weight=1)
        entry = self._field("panel.new.place", self.place, frame, theme.column(0))
        entry.bind("<Key>", self._place_typed)
        label = Label.of(text("panel.new.choose"))
        choose = ttk.Button(frame, text=label.words, underline=label.underline, command=self._choose)
        choose.grid(row=1, column=theme.column(1), padx=theme.between("6p", 0))
        choose.bind("<Return>", lambda _: choose.invoke())
        reached_by_alt(self, label, lambda _: choose.invoke())

    def _place_typed(self, event: tk.Event[tk.Misc]) -> None:
        self._placed_by_hand = self._placed_by_hand or bool(event.char.strip()) or event.keysym == "BackSpace"

    def _propose_place(self) -> None:
        """As long as nobody has said where, the file is called as the partnership is."""
        if not self._placed_by_hand:
            name = safe_file_name(self.title_typed.get().strip(), " ").strip(" .")
            self.place.set(str(self._folder / f"{name}{ENDING}") if name else "")

    def _choose(self) -> None:
        given = Path(self.place.get() or self._folder)
        chosen = filedialog.asksaveasfilename(
            parent=self, title=Label.of(text("panel.new.place")).words, initialdir=str(given.parent),
            initialfile=given.name if self.place.get() else "", defaultextension=ENDING,
            filetypes=[(text("panel.new.kind"), f"*{ENDING}")], confirmoverwrite=False,
        )  # fmt: skip
        if chosen:
            self._placed_by_hand = True
            self.place.set(str(Path(chosen)))

    def _on_return(self, event: tk.Event[tk.Misc]) -> None:
        if not isinstance(event.widget, ttk.Button):
            self._done()

    def _done(self) -> None:
        given = [(code.get().strip(), name.get().strip()) for code, name in self.partners]
        half = next((number for number, (code, name) in enumerate(given, 1) if bool(code) != bool(name)), 0)
        if not self.title_typed.get().strip():
            self.refuse(text("panel.new.needs.title"))
        elif half:
            self.refuse(text("panel.new.needs.partner", number=half))
        elif not self.place.get().strip():
            self.refuse(text("panel.new.needs.place"))
        else:
            self._make.state(["disabled"])
            self.complaint.configure(text=text("panel.new.working"), style="TLabel")
            partners = [f"{code}={name}" for code, name in given if code]
            self._asked(Path(self.place.get().strip()), self.title_typed.get().strip(), partners)

    def refuse(self, why: str) -> None:
        """Say what is to be corrected; everything typed stays."""
        self.complaint.configure(text=why, style="Warn.TLabel")
        self._make.state(["!disabled"])
