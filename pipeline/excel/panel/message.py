"""Where the panel says what came of a click: a text to read, to scroll and to copy from."""

from __future__ import annotations

import tkinter as tk
from collections.abc import Iterable
from tkinter import ttk

from pipeline.excel.panel import theme
from pipeline.excel.panel.topics import FirstTopics
from pipeline.template import palette
from schemas.vocabulary import vocabulary
from schemas.wording.languages import is_from_the_right
from schemas.wording.text import text


class Message(ttk.Frame):
    """The text with its bar to scroll by, which is there where it is needed."""

    def __init__(self, parent: tk.Misc) -> None:
        super().__init__(parent, style="Card.TFrame", padding=1)
        self.body = tk.Text(
            self, wrap="word", width=42, height=15, font=theme.BODY, foreground=theme.INK, background=theme.PAPER, bd=0,
            padx="9p", pady="8p", highlightthickness=1, highlightbackground=theme.RULE, highlightcolor=theme.FOCUS,
            spacing3="2p", selectbackground=theme.ACCENT_SOFT, selectforeground=theme.INK, insertwidth=0,
            cursor="arrow", inactiveselectbackground=theme.ACCENT_SOFT,
        )  # fmt: skip
        self._bar = ttk.Scrollbar(self, command=self.body.yview)
        self.body.configure(yscrollcommand=self._scrolled, state="disabled")
        self.body.grid(row=0, column=theme.column(0), sticky="nsew")
        self.columnconfigure(theme.column(0), weight=1)
        self.rowconfigure(0, weight=1)
        self.body.bind("<Button-1>", lambda _: self.body.focus_set())
        self._tags()

    def _tags(self) -> None:
        body = self.body
        body.tag_configure("heading", font=theme.HEADING, spacing1="2p")
        body.tag_configure("warn", foreground=theme.WARN)
        body.tag_configure("quiet", foreground=theme.QUIET, font=theme.SMALL)
        body.tag_configure("aligned", justify=theme.justify())
        body.tag_configure("point", lmargin2="10p")
        body.tag_configure("topic", font=theme.HEADING, spacing1="7p")
        if is_from_the_right():
            body.tag_configure("below", rmargin="12p")
        else:
            body.tag_configure("below", lmargin1="12p", lmargin2="12p")
        body.tag_configure("section", font=theme.HEADING, foreground=theme.ACCENT, spacing1="10p")
        for severity, tone in palette.WORDS["severity"].items():
            body.tag_configure(severity, background=tone.fill, foreground=tone.ink, font=theme.SMALL)

    def _scrolled(self, first: float, last: float) -> None:
        self._bar.set(first, last)
        if float(first) <= 0 and float(last) >= 1:
            self._bar.grid_forget()
        else:
            self._bar.grid(row=0, column=theme.column(1), sticky="ns")

    def show(self, says: str, *, is_mistake: bool = False, topics: FirstTopics | None = None) -> None:
        """Show a text, its first line of several as a heading, and after a run what to discuss first."""
        self.body.configure(state="normal")
        self.body.delete("1.0", "end")
        first, blank, rest = says.partition("\n\n")
        heading, *lines = first.split("\n")
        self._line(heading, *(["heading"] if "\n" in says else []), *(["warn"] if is_mistake else []))
        self._lines(lines)
        if topics and topics.shown:
            self._topics(topics)
        if blank:
            self._lines(["", *rest.split("\n")])
        self.body.delete("end-1c linestart -1c", "end")
        self.body.tag_add("aligned", "1.0", "end")
        self.body.configure(state="disabled")
        self.body.yview_moveto(0)

    def _topics(self, topics: FirstTopics) -> None:
        self._line(text("panel.agenda.heading"), "section")
        for one in topics.shown:
            self.body.insert("end", text("panel.agenda.topic", number=one.number, topic=one.topic), "topic")
            self.body.insert("end", "  ", "topic")
            self.body.insert("end", f" {vocabulary('severity').label(one.severity)} ", one.severity)
            self._line("")
            self._line(one.found, "below")
            if one.hear_first:
                self._line(text("panel.agenda.hear", partners=one.hear_first), "below", "quiet")
        if topics.more:
            self._line(text("panel.agenda.more", count=topics.more), "below", "quiet")

    def _lines(self, lines: Iterable[str]) -> None:
        for line in lines:
            self._line(line, *(["point"] if line.startswith("•") else []))

    def _line(self, line: str, *tags: str) -> None:
        self.body.insert("end", f"{line}\n", tags)

    @property
    def says(self) -> str:
        """The text that stands there."""
        return self.body.get("1.0", "end-1c")
