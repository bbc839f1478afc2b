"""New workbook: what the macro hands over becomes a workbook, whatever was typed."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.excel import button
from pipeline.excel.buttons.caller import decoded
from pipeline.reading.workbook import read
from tests.excel.coded import PLAIN, coded
from tests.excel.opened import made, texts

PARTNERS = "INTL=Harbour Relief; LOCA=Green Valley"


def asked(app: Any, title: str, partners: str, place: Path) -> str:
    """What the box says when the macro hands these answers over."""
    app.books[0].set_mock_caller()
    button.press("|".join(["", "", "new_workbook", *map(coded, (title, partners, str(place)))]))
    return str(app.impl.alerts[-1][0])


def test_a_new_workbook_is_made_and_opened(app: Any, tmp_path: Path) -> None:
    made(app, tmp_path)
    assert "Made new.xlsx" in asked(app, "Clinic: access", PARTNERS, tmp_path / "new.xlsx")
    assert [row["Partner"] for row in texts(app.books["new.xlsx"], "Partners")[:2]] == ["INTL", "LOCA"]


@pytest.mark.parametrize(("partners", "says"), [("INTL=Harbour Relief", "2 to 30 partners"), ("intl, loca", "=")])
def test_what_is_not_enough_for_a_workbook_is_said(app: Any, tmp_path: Path, partners: str, says: str) -> None:
    made(app, tmp_path)
    assert says in asked(app, "Clinic", partners, tmp_path / "new.xlsx")
    assert not (tmp_path / "new.xlsx").exists()


def test_a_workbook_that_is_there_already_is_not_replaced(app: Any, tmp_path: Path) -> None:
    book = made(app, tmp_path)
    before = (tmp_path / book.name).read_bytes()
    asked(app, "Clinic", PARTNERS, tmp_path / book.name)
    assert (tmp_path / book.name).read_bytes() == before


@pytest.mark.parametrize("title", ["'); import os; (' مدرسة $(id) `id` |", 'Süd & "Nord" %TEMP% 𝄞'])
def test_whatever_is_typed_arrives_as_it_is(app: Any, tmp_path: Path, title: str) -> None:
    """In letters and figures, which a command line leaves alone: `test_buttons.py` has a name with others arrive."""
    made(app, tmp_path)
    place = tmp_path / "made here.xlsx"
    assert "Made made here.xlsx" in asked(app, title, PARTNERS, place)
    assert read(place.read_bytes()).arrangement.text("title") == title


def test_half_a_letter_is_no_reason_to_stop() -> None:
    assert decoded("A_D834") == "A\ufffd"


@given(st.text(st.characters(exclude_categories=["Cs"]), max_size=30))
def test_any_text_comes_back_from_its_letters_and_figures(text: str) -> None:
    handed = coded(text)
    assert decoded(handed) == text
    assert set(handed) <= {*PLAIN, "_"}
