"""Workbooks as people leave them: the file and the workbook open in Excel are read the same."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from random import Random
from typing import Any

import pytest

from pipeline.excel.buttons.process import rehearse
from pipeline.excel.session.source import read as read_open
from pipeline.reading.workbook import Reading, read
from tests.chance import every
from tests.excel.opened import OPTIONS, made, opened, run
from tests.independent.strategies import DAYS
from tests.independent.test_left_by_people import WAYS, left
from tests.reading.books import Rich, Shape, Styled, book
from tests.reading.reads import line, risk
from tests.run.workbook.test_rehearsed import STOPS

OUT = {"font_strikeout": True}
LEFT: dict[str, Callable[[], bytes]] = {
    "placeholders": lambda: book({"Risks": [risk(measures="TBD", owner="-")], "Budget": [line(protects="A, n/a")]}),
    "rows behind empty ones": lambda: book(
        {"Risks": [risk("R1")]}, shapes={"Risks": Shape(empty_rows=0, below=[{}, risk("R2"), *[{}] * 4, risk("R3")])}
    ),
    "totals and hashtags": lambda: book(
        {
            "Budget": [
                {"line": "#line", "description": "#what"},
                line(unit_cost=7),
                line("B2", unit_cost=8),
                {"unit_cost": 15},
            ]
        }
    ),
    "letters of another alphabet": lambda: book(
        {"Risks": [risk(owner="А", status="Оpen", next_review_on="2027-03-01T10:00:00+05:30")]},
        shapes={"Risks": Shape(headers={"treatment": "Тreatment"})},
        raw=True,
    ),
    "units": lambda: book(
        {
            "Budget": [
                line(funded_amount=Styled(5, {"num_format": "[$USD] 0"}), unit_cost=Styled(1, {"num_format": "0%"})),
                line("B2", funded_amount="7 USD"),
            ],
            "Arrangement": {"currency": "EUR"},
        }
    ),
    "struck out and raised": lambda: book(
        {
            "Risks": [
                risk("R1", location=Rich((("old", OUT), "new"))),
                {key: Styled(v, OUT) for key, v in risk().items()},
            ],
            "Budget": [line(funded_amount=Rich(("800", ("1", {"font_script": 1}))), unit_cost=Styled(5, OUT))],
        }
    ),
}


def said(reading: Reading) -> list[tuple[str, ...]]:
    return [(item.check, item.sheet, item.address, item.says, item.do) for item in reading.problems]


@pytest.mark.parametrize("name", LEFT)
def test_both_doors_read_the_same(app: Any, tmp_path: Path, name: str) -> None:
    path = tmp_path / "left.xlsx"
    path.write_bytes(LEFT[name]())
    by_file, in_excel = read(path.read_bytes()), read_open(opened(app, path))
    assert said(by_file) != []
    assert said(in_excel) == said(by_file)
    assert in_excel.arrangement == by_file.arrangement


@pytest.mark.parametrize("name", STOPS)
def test_a_check_in_excel_says_what_would_stop_a_run(app: Any, tmp_path: Path, name: str) -> None:
    change, words = STOPS[name]
    opened_book = made(app, tmp_path)
    change(opened_book.impl.wb)
    checked = rehearse(opened_book, OPTIONS)
    assert checked.status == "refused"
    assert words in checked.reason
    assert checked.results is not None
    ran = run(opened_book, tmp_path)
    assert (ran.status, words in ran.reason) == ("refused", True)


# What the engine has no answer for: in Excel no formula is without a result.
ELSEWHERE = {"formula_without_a_result", "own_column"}


@pytest.mark.parametrize("seed", every(2, range(8)))
def test_whatever_is_left_in_any_mixture_both_doors_read_the_same(app: Any, tmp_path: Path, seed: int) -> None:
    chance = Random(seed)
    habits = chance.sample(sorted(set(WAYS) - ELSEWHERE), 12)
    path = tmp_path / "left.xlsx"
    path.write_bytes(left(seed, (4, 4, 3, 4, 1), habits, DAYS[0]).data())
    by_file, in_excel = read(path.read_bytes()), read_open(opened(app, path))
    assert said(in_excel) == said(by_file)
    assert in_excel.arrangement == by_file.arrangement
