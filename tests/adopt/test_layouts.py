"""A fixed sample of made-up tables of others, from both halves of words and layouts, and what is found at least."""

from __future__ import annotations

import pytest

from benchmarks.adopt import measured, strangers
from benchmarks.layouts.judge import Figures

EACH = 12  # files of each kind and half
KINDS = ("risk_register", "activity_matrix", "who_does_what", "indicators", "budget")


@pytest.fixture(scope="module")
def figures() -> dict[str, list[Figures]]:
    return {kind: [measured(kind, EACH, is_held=held) for held in (False, True)] for kind in KINDS}


@pytest.mark.parametrize(("kind", "share"), [
    ("risk_register", 0.95), ("activity_matrix", 0.9), ("who_does_what", 0.9), ("indicators", 0.9), ("budget", 0.8),
])  # fmt: skip
def test_tables_are_found(figures: dict[str, list[Figures]], kind: str, share: float) -> None:
    assert min(each.found_share for each in figures[kind]) >= share


@pytest.mark.parametrize("kind", KINDS)
def test_columns_go_where_they_belong(figures: dict[str, list[Figures]], kind: str) -> None:
    assert min(each.precision for each in figures[kind]) >= 0.97


def test_most_columns_of_a_register_are_reached(figures: dict[str, list[Figures]]) -> None:
    assert min(each.recall for each in figures["risk_register"]) >= 0.85


def test_every_record_is_carried_or_named(figures: dict[str, list[Figures]]) -> None:
    assert [lost for each in figures.values() for half in each for lost in half.lost] == []


def test_a_usual_table_costs_at_most_six_questions(figures: dict[str, list[Figures]]) -> None:
    assert max(count for each in figures.values() for half in each for count in half.questions) <= 6


def test_files_that_hold_none_of_ours_are_left() -> None:
    assert strangers(24).strangers == []
