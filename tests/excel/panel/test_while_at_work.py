"""The panel while a run goes on: its window lives."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from pipeline.excel.buttons import process
from pipeline.results.in_language import results_in
from tests.excel.panel.conftest import Held, Shown

pytestmark = [pytest.mark.system("Xvfb", "xdotool"), pytest.mark.xdist_group("panel")]


@pytest.fixture
def held(monkeypatch: pytest.MonkeyPatch) -> Iterator[Held]:
    """A check or a run stands still while it computes."""
    held = Held(results_in)
    monkeypatch.setattr(process, "results_in", held)
    yield held
    held.may_go.set()


def test_the_window_lives_while_a_run_goes_on(shown: Shown, held: Held) -> None:
    shown.begin_run(held)
    assert all(button.instate(["disabled"]) for button in shown.panel.window.buttons.values())
    at = shown.panel.window._line._at
    shown.until(lambda: shown.panel.window._line._at != at)
    held.may_go.set()
    shown.ready()
    assert "The results are in the workbook" in shown.says
    assert shown.panel.window.status["text"] == ""


def test_closing_in_a_run_can_be_called_off(shown: Shown, held: Held) -> None:
    shown.begin_run(held)
    shown.panel.close()
    shown.dialog()
    shown.key("Escape")
    shown.until(lambda: not shown.dialogs)
    held.may_go.set()
    shown.ready()
    assert shown.is_open
