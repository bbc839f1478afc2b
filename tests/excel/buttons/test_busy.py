"""A button pressed while Excel is busy: it is asked again for a moment, and then people are told what to do."""

from __future__ import annotations

from typing import Any

import pytest

from pipeline.excel import button
from tests.excel.opened import shown

REFUSALS = [
    RuntimeError(-2147418111, "Call was rejected by callee."),
    RuntimeError(-2147352567, "Exception occurred.", (0, None, None, None, 0, -2146777998), None),
]


@pytest.fixture
def waited(monkeypatch: pytest.MonkeyPatch) -> list[float]:
    """The pauses made, none of which takes time."""
    pauses: list[float] = []
    monkeypatch.setattr("pipeline.excel.buttons.guard.time.sleep", pauses.append)
    return pauses


@pytest.mark.parametrize("refusal", REFUSALS)
def test_a_cell_being_edited_is_said_in_words(
    book: Any, monkeypatch: pytest.MonkeyPatch, waited: list[float], refusal: Exception
) -> None:
    def busy(*_: object) -> None:
        raise refusal

    monkeypatch.setattr("pipeline.excel.buttons.process.read", busy)
    assert "press Enter" in shown(book, button.run)
    assert len(waited) == 3


def test_an_excel_that_is_busy_for_a_moment_is_asked_again(
    book: Any, monkeypatch: pytest.MonkeyPatch, waited: list[float]
) -> None:
    from pipeline.excel.session.source import read

    refusals = [*REFUSALS]

    def busy_at_first(book: Any) -> Any:
        if refusals:
            raise refusals.pop()
        return read(book)

    monkeypatch.setattr("pipeline.excel.buttons.process.read", busy_at_first)
    assert "The results are in the workbook." in shown(book, button.run)
    assert len(waited) == 2


def test_a_refusal_after_the_first_cell_is_not_tried_again(book: Any, waited: list[float]) -> None:
    book.impl.fails_at = "write Action plan!"
    shown(book, button.run)
    assert waited == []
