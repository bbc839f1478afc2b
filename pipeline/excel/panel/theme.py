"""How the panel looks: the colours of our workbooks and pages, letters and distances in points, so that all scales."""

from __future__ import annotations

import sys
import tkinter as tk
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from tkinter import font, ttk
from typing import Any, Literal

from pipeline.template import palette
from schemas.wording.languages import is_from_the_right

ACCENT, ACCENT_DARK, ACCENT_SOFT = palette.INPUT, "#0A3B3F", "#D5E8EA"
BACK, PAPER, INK, QUIET, RULE, EDGE = "#F6F8F9", palette.PAPER, palette.INK, palette.QUIET, palette.RULE, palette.EDGE
FOCUS, WARN, OFF = "#C2571A", "#8A3A0B", "#6B7784"
# Which letters stand on which ground: each pair with a contrast of at least 4.5.
PAIRS = (
    (INK, BACK), (INK, PAPER), (QUIET, BACK), (QUIET, PAPER), (PAPER, ACCENT), (PAPER, ACCENT_DARK), (INK, ACCENT_SOFT),
    (WARN, PAPER), (WARN, BACK), (ACCENT, BACK), (ACCENT, PAPER),
)  # fmt: skip
BODY, SMALL, LARGE = "ConcordBody", "ConcordSmall", "ConcordLarge"
HEADING = "ConcordHeading"


def sharp() -> None:
    """Let Windows draw the window at the screen's own resolution; before the window is made."""
    if sys.platform == "win32":
        import ctypes

        with suppress(OSError, AttributeError):  # Windows 8 knows it first
            ctypes.windll.shcore.SetProcessDpiAwareness(1)


def dress(root: tk.Tk) -> None:
    """Letters, colours and the look of each kind of thing in the window."""
    _letters(root)
    style = ttk.Style(root)
    style.theme_use("clam")  # the one that looks alike on each system
    style.configure(".", background=BACK, foreground=INK, font=BODY, bordercolor=RULE, focuscolor=FOCUS)
    style.configure("TFrame", background=BACK)
    style.configure("Card.TFrame", background=PAPER)
    style.configure("TLabel", background=BACK, foreground=INK)
    style.configure("Quiet.TLabel", foreground=QUIET, font=SMALL)
    style.configure("Name.TLabel", font=LARGE)
    style.configure("Heading.TLabel", font=HEADING)
    style.configure("Warn.TLabel", foreground=WARN)
    _buttons(style)
    _fields(style)
    root.configure(background=BACK)
    root.iconphoto(True, _icon(root))


def _icon(root: tk.Tk) -> tk.PhotoImage:
    """A white C on the colour of the sheets that people fill in."""
    side = 32
    icon = tk.PhotoImage(master=root, width=side, height=side)
    for y in range(side):
        row = []
        for x in range(side):
            far = ((x - 15.5) ** 2 + (y - 15.5) ** 2) ** 0.5
            row.append(PAPER if 7 <= far <= 12 and not (x > 17 and abs(y - 15.5) < 5) else ACCENT)
        icon.put(f"{{{' '.join(row)}}}", to=(0, y))
    return icon


def _letters(root: tk.Misc) -> None:
    family = str(font.nametofont("TkDefaultFont", root).actual("family"))
    size = 13 if sys.platform == "darwin" else 10
    for name, points, is_bold in (
        (BODY, size, False),
        (SMALL, size - 1, False),
        (LARGE, size + 4, True),
        (HEADING, size, True),
    ):
        letters = font.Font(root, name=name, exists=name in font.names(root))
        letters.configure(family=family, size=points, weight="bold" if is_bold else "normal")
        letters.delete_font = False  # it lives as long as the window, not as long as this name


def _buttons(style: ttk.Style) -> None:
    _button(style, "TButton", PAPER, ACCENT_SOFT, EDGE)
    _button(style, "Main.TButton", ACCENT, ACCENT_DARK, ACCENT)
    style.configure("Main.TButton", foreground=PAPER, font=HEADING)


def _button(style: ttk.Style, name: str, ground: str, under_pointer: str, edge: str) -> None:
    """A flat button with a thin edge, which has the colour of the keyboard's focus where that is."""
    style.configure(name, background=ground, bordercolor=edge, padding=("8p", "5p"), anchor="center", focusthickness=0)
    inner = [("disabled", BACK), ("focus", FOCUS), ("pressed", under_pointer), ("active", under_pointer), ("", ground)]
    style.map(
        name,
        background=[("disabled", BACK), ("pressed", under_pointer), ("active", under_pointer)],
        foreground=[("disabled", OFF)],
        bordercolor=[("disabled", RULE), ("focus", FOCUS)],
        lightcolor=inner,
        darkcolor=inner,
    )


def _fields(style: ttk.Style) -> None:
    style.configure("TEntry", fieldbackground=PAPER, bordercolor=EDGE, lightcolor=PAPER, padding="4p", foreground=INK)
    style.map("TEntry", bordercolor=[("focus", FOCUS)], lightcolor=[("focus", FOCUS)])
    style.configure(
        "TScrollbar", background=RULE, troughcolor=PAPER, bordercolor=PAPER, arrowcolor=QUIET, relief="flat"
    )


@dataclass(frozen=True)
class Label:
    """The words of a button, and which of their letters is underlined (-1: none)."""

    words: str
    underline: int

    @classmethod
    def of(cls, marked: str) -> Label:
        """Of words with `&` before that letter."""
        return cls(marked.replace("&", "", 1), marked.find("&"))

    @property
    def key(self) -> str:
        """The letter that is pressed together with Alt; "" for none."""
        return self.words[self.underline].lower() if self.underline >= 0 else ""


def reached_by_alt(window: tk.Misc, label: Label, do: Callable[[Any], object]) -> None:
    """Let Alt and the underlined letter do it; macOS has no such keys."""
    if not label.key or sys.platform == "darwin":
        return
    if label.key.isascii():
        for letter in (label.key, label.key.upper()):
            window.bind(f"<Alt-{letter}>", do)
    else:  # Tk has no name for every letter; what was typed it tells

        def typed(event: tk.Event[tk.Misc]) -> object:
            return do(event) if event.char.lower() == label.key else None

        window.bind("<Alt-Key>", typed, add=True)


def begin() -> Literal["w", "e"]:
    """The side at which what is read begins, as Tk calls sides: `w`, or `e` where the language is read from there."""
    return "e" if is_from_the_right() else "w"


def end() -> Literal["w", "e"]:
    """The other one."""
    return "w" if is_from_the_right() else "e"


def justify() -> Literal["left", "right"]:
    """At which side the lines of a text begin."""
    return "right" if is_from_the_right() else "left"


def column(at: int, last: int = 1) -> int:
    """The column of what stands there, counted from where the language begins; `last` is that of the last."""
    return last - at if is_from_the_right() else at


def between(before: str | int, after: str | int) -> tuple[str | int, str | int]:
    """The room before and behind something, in the order in which it is read."""
    return (after, before) if is_from_the_right() else (before, after)
