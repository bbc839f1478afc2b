"""The panel ends only when nothing is half written. Each test has a panel of its own."""

from __future__ import annotations

from typing import Any

import pytest

from pipeline.excel.buttons import backup
from pipeline.excel.panel.worker import Ended
from tests.excel.opened import texts
from tests.excel.panel.conftest import Held, opened_panel

pytestmark = [pytest.mark.system("Xvfb", "xdotool"), pytest.mark.xdist_group("panel")]


def test_closing_in_a_run_asks_and_waits_until_nothing_is_half_written(
    display: str, book: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    held = Held(backup.save_copy)
    monkeypatch.setattr(backup, "save_copy", held)
    with opened_panel(display) as shown:
        shown.begin_run(held)
        shown.panel.close()
        asks = shown.dialog()
        assert "the results could be written in part" in asks.body.winfo_children()[0]["text"]
        shown.key("Return")
        shown.until(lambda: not shown.dialogs)
        assert shown.is_open
        held.may_go.set()
        shown.until(lambda: not shown.is_open)
    assert texts(book, "Gaps")[0]["Finding"]


def test_a_signal_to_end_waits_without_asking(display: str, app: Any) -> None:
    with opened_panel(display) as shown:
        shown.ready()
        shown.panel._begin("Run: clinic.xlsx")
        shown.panel.close(ask=False)
        assert shown.is_open
        assert not shown.dialogs
        shown.panel.worker.events.put(Ended("The results are in the workbook."))
        shown.until(lambda: not shown.is_open)
