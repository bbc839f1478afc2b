"""How the panel looks: readable, within its window at any scaling, with the words of the Concord tab."""

from __future__ import annotations

from itertools import chain
from typing import Any
from xml.etree import ElementTree

import pytest

from pipeline.excel.addin.vba_project import ribbon
from pipeline.excel.panel import theme
from pipeline.excel.panel.theme import Label
from pipeline.excel.panel.window import BUTTONS
from schemas.wording.languages import speaking
from schemas.wording.text import text
from tests.contrast import contrast
from tests.excel.panel.conftest import opened_panel, tkinter

# Which of the buttons of the tab does what.
_RIBBON = {
    "check": "RibbonCheck", "run": "RibbonRun", "next_finding": "RibbonNextFinding", "open_report": "RibbonOpenReport",
    "new_workbook": "RibbonNewWorkbook", "help": "RibbonHelp",
}  # fmt: skip


def test_letters_stand_out_from_their_ground() -> None:
    assert [(ink, ground) for ink, ground in theme.PAIRS if contrast(ink, ground) < 4.5] == []


def test_buttons_are_called_and_explained_as_on_the_tab() -> None:
    tab = ElementTree.fromstring(ribbon())
    of_tab = {button.get("onAction", "").partition(".")[2]: button for button in tab.iter() if button.get("onAction")}
    assert set(_RIBBON) == set(BUTTONS)
    for name in BUTTONS:
        button = of_tab[_RIBBON[name]]
        assert Label.of(text(f"panel.buttons.{name}")).words == button.get("label")
        assert text(f"panel.hints.{name}") == button.get("supertip")


@pytest.mark.parametrize(
    "window",
    [
        [*(f"panel.buttons.{name}" for name in BUTTONS), "panel.keep_in_front"],
        [f"panel.new.{name}" for name in ("heading", "another", "place", "choose", "make", "cancel")],
        ["panel.closing.when_done", "panel.closing.stay"],
    ],
)
def test_no_letter_is_underlined_twice_in_a_window(window: list[str]) -> None:
    keys = [Label.of(text(key)).key for key in window]
    assert all(keys)
    assert len(set(keys)) == len(keys)


def every(widget: Any) -> Any:
    return chain([widget], *map(every, widget.winfo_children()))


@pytest.mark.system("Xvfb", "xdotool")
@pytest.mark.parametrize("scaling", [4 / 3, 5 / 3, 2.0])  # 100, 125 and 150 %
def test_nothing_is_cut_off_at_any_scaling(display: str, scaling: float, monkeypatch: pytest.MonkeyPatch) -> None:
    made = tkinter.Tk

    def scaled(*given: Any, **more: Any) -> Any:
        root = made(*given, **more)
        root.tk.call("tk", "scaling", scaling)
        return root

    monkeypatch.setattr(tkinter, "Tk", scaled)
    with opened_panel(display) as shown:
        shown.panel.root.update()
        shown.panel.root.update_idletasks()
        for widget in every(shown.panel.root):
            if widget.winfo_class() in ("TButton", "Checkbutton", "TLabel"):
                assert widget.winfo_width() >= widget.winfo_reqwidth(), widget
                assert widget.winfo_height() >= widget.winfo_reqheight(), widget
        assert shown.panel.root.winfo_height() <= 730 * scaling / (4 / 3), "it fits on a small laptop"


def test_in_a_language_written_from_the_right_the_first_button_stands_at_the_right(display: str) -> None:
    with speaking("ar"), opened_panel(display) as shown:
        buttons = shown.panel.window.buttons
        assert buttons["check"].winfo_rootx() > buttons["run"].winfo_rootx()
