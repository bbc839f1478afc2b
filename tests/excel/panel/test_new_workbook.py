"""New workbook in the panel: its dialogue asks for title, partners and place."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from pipeline.reading.workbook import read
from tests.excel.opened import texts
from tests.excel.panel.conftest import Shown

pytestmark = [pytest.mark.system("Xvfb", "xdotool"), pytest.mark.xdist_group("panel")]


@pytest.fixture
def asks(shown: Shown) -> Any:
    """The dialogue, with the keyboard."""
    shown.click(shown.panel.window.buttons["new_workbook"])
    return shown.dialog()


def test_a_new_workbook_is_made_from_what_is_typed_and_opened(
    app: Any, shown: Shown, asks: Any, tmp_path: Path
) -> None:
    fields = [field for pair in asks.partners for field in pair]
    for field, said in zip(fields, ["INTL", "Harbour Relief", "LOCA", "Green Valley"], strict=True):
        shown.write(field, said)
    shown.key("Return")
    shown.until(lambda: asks.complaint["text"] == "Give the partnership a title.")
    asks._folder = tmp_path
    asks.title_typed.set("Süd: access")
    assert asks.place.get() == str(tmp_path / "Süd  access.xlsx")
    shown.key("alt+m")
    shown.until(lambda: not shown.dialogs)
    shown.ready()
    assert shown.says == "Made Süd  access.xlsx. Fill in its green sheets, then press Run."
    assert shown.panel.window.name["text"] == "Süd  access.xlsx"
    new = app.books["Süd  access.xlsx"]
    assert [row["Partner"] for row in texts(new, "Partners")[:2]] == ["INTL", "LOCA"]
    new.close()


def test_what_cannot_be_made_is_said_in_the_dialogue_and_what_was_typed_stays(
    shown: Shown, asks: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    there = tmp_path / "there.xlsx"
    there.write_bytes(b"of somebody")
    asks.title_typed.set("Clinic")
    for (code, name), (one, two) in zip(asks.partners, [("INTL", "Harbour"), ("LOCA", "Green; Grey")], strict=True):
        code.insert(0, one)
        name.insert(0, two)
    asks.place.set(str(there))
    shown.key("Return")
    shown.until(lambda: asks._make.instate(["!disabled"]) and "already" in asks.complaint["text"])
    assert there.read_bytes() == b"of somebody"
    asks.place.set(str(tmp_path / "new.xlsx"))
    monkeypatch.setattr("pipeline.excel.panel.worker.any_app", lambda: None)
    shown.key("Return")
    shown.until(lambda: not shown.dialogs)
    shown.ready()
    assert shown.says.startswith(f"Made {tmp_path / 'new.xlsx'}. Open it in Excel")
    partners = read((tmp_path / "new.xlsx").read_bytes()).arrangement.partners
    assert [partner.name for partner in partners] == ["Harbour", "Green; Grey"]


def test_a_third_partner_gets_a_row_and_half_a_partner_is_said(shown: Shown, asks: Any) -> None:
    shown.key("alt+a")
    shown.until(lambda: len(asks.partners) == 3)
    shown.write(asks.partners[2][0], "THRD")
    asks.title_typed.set("Clinic")
    shown.key("Return")
    shown.until(lambda: asks.complaint["text"].startswith("Partner 3: give both"))
    shown.key("Escape")
    shown.until(lambda: not shown.dialogs)
