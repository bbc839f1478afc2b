"""Likelihood and impact in one cell: read as two ratings, asked about where nothing says which comes first."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import pytest

from pipeline.adopt.proposal import ColumnProposal
from pipeline.adopt.two_in_one import Both, both_in, order_in
from schemas.wording.text import text
from tests.adopt.kinds.grids import proposal_of, table_of
from tests.adopt.registers import VIEW, Said, adopt, answer_open, rows_of, saved

RISKS = ("The ferry does not sail", "The store is robbed at night", "The bridge is closed")
MEASURES = ("Two days of food on board", "Guards walk in pairs", "The long road is kept clear")
RATED = ("3 x 5", "2 x 4 = 8", "1x5=5")


def register(cells: Sequence[str], header: str = "Risk rating") -> list[Sequence[object]]:
    return [("Risk", header, "Measures"), *zip(RISKS, cells, MEASURES, strict=True)]


def rated(cells: Sequence[str], header: str = "Risk rating") -> list[ColumnProposal]:
    return [column for column in table_of(register(cells, header)).columns if column.header == header]


def steps(column: ColumnProposal, cells: Sequence[str]) -> list[str | None]:
    return [column.words.map.get(column.words.said(cell)) if column.words else None for cell in cells]


@pytest.mark.parametrize(
    ("cell", "ratings"),
    [
        ("3 x 4", ("3", "4")),
        ("3×4=12", ("3", "4")),
        ("12 (3x4)", ("3", "4")),
        ("High (3 * 4 = 12)", ("3", "4")),
        ("High 3x4=12", ("3", "4")),
        ("L3 I4", ("3", "4")),
        ("I: 4, L: 3", ("3", "4")),
        ("P = 3\nG = 4", ("3", "4")),
        ("Impact: High / Likelihood: Low", ("Low", "High")),
    ],
)
def test_two_ratings_are_read_however_they_are_written(cell: str, ratings: tuple[str, str]) -> None:
    both = both_in(cell)
    assert both
    assert (both.first, both.second) == ratings


@pytest.mark.parametrize(
    "cell", ["3/4", "3-4", "High / Low", "3 x 4 = 15", "12 x 4", "1 x 2 x 3", "A3 B4", "2024-03-04"]
)
def test_what_is_no_pair_of_ratings_is_not_read_as_one(cell: str) -> None:
    assert both_in(cell) is None


def test_a_mark_between_two_is_enough_where_the_header_names_both() -> None:
    assert both_in("3/4", beside=True) == Both("3", "4")


@pytest.mark.parametrize(
    ("header", "order"),
    [
        ("Risk (SxL)", ("impact", "likelihood")),
        ("Probability / impact", ("likelihood", "impact")),
        ("Consequence x likelihood", ("impact", "likelihood")),
        ("P x E x C", ()),
        ("Risk rating", ()),
    ],
)
def test_a_header_that_names_both_says_which_comes_first(header: str, order: tuple[str, ...]) -> None:
    assert order_in(header) == order


def test_numbers_that_nothing_tells_apart_are_asked_about() -> None:
    columns = rated(RATED)
    assert [(column.target, column.ask, column.why) for column in columns] == [
        (target, True, text("adopt.why.which_of_two")) for target in ("Risks.likelihood", "Risks.impact")
    ]


@pytest.mark.parametrize(("header", "cells"), [("L x I", RATED), ("Score", ("L3 I5", "I4 L2", "L1 I5"))])
def test_letters_in_header_or_cells_leave_nothing_to_ask(header: str, cells: Sequence[str]) -> None:
    likelihood, impact = rated(cells, header)
    assert [likelihood.ask, impact.ask] == [False, False]
    assert (steps(likelihood, cells), steps(impact, cells)) == (["3", "2", "1"], ["5", "4", "5"])


def test_a_cell_whose_product_is_another_one_is_asked_about() -> None:
    lines = [
        ("Risk", "Score", "Measures"),
        *((f"{risk} again", "2x5=10", "Go on") for risk in RISKS),
        (RISKS[0], "2x4=9", "-"),
    ]
    columns = [column for column in table_of(lines).columns if column.header == "Score"]
    assert [column.words.unmapped for column in columns if column.words] == [["2x4=9"], ["2x4=9"]]


def test_a_score_beside_the_two_ratings_is_none_of_them() -> None:
    lines = [("Risk", "Likelihood", "Impact", "Score"), *zip(RISKS, (3, 2, 1), (5, 4, 5), RATED, strict=True)]
    assert [column.target for column in table_of(lines).columns if column.header == "Score"] == [None]


@pytest.mark.parametrize(
    "lines",
    [
        [("Part", "Size", "Price"), ("Plank", "2x4", 3.5), ("Beam", "4x4", 7), ("Board", "1x5", 2)],
        [
            ("Match", "Score", "Place"),
            ("A - B", "3 x 1", "Home"),
            ("C - D", "2 x 2", "Away"),
            ("E - F", "1 x 4", "Home"),
        ],
        [("Film", "Rating", "Year"), ("A", "4/5", 1999), ("B", "3/5", 2001), ("C", "5/5", 2003)],
        [("Vehicle", "Risk class", "Drive"), ("Car", "A", "4x4"), ("Van", "B", "4x2"), ("Bus", "C", "4x4")],
    ],
    ids=["sizes", "matches", "stars", "drives"],
)
def test_other_pairs_of_numbers_are_no_ratings(lines: list[Sequence[object]]) -> None:
    assert not proposal_of(lines).tables


def adopted(old: Path) -> Said:
    return adopt(old, "--to", old.with_name("new.xlsx"), "--as", VIEW)


@pytest.mark.parametrize(
    ("answers", "built"),
    [
        (["yes", "yes"], [(3, 5), (2, 4), (1, 5)]),
        (["Risks: Impact", "Risks: Likelihood"], [(5, 3), (4, 2), (5, 1)]),
        (["no", "no"], [(None, None)] * 3),
    ],
)
def test_the_answer_says_which_of_the_two_is_which(
    tmp_path: Path, answers: list[str], built: list[tuple[int | None, int | None]]
) -> None:
    old = saved(tmp_path / "register.xlsx", register(RATED))
    adopted(old)
    given = iter(answers)
    says = old.with_name("register.mapping.xlsx")
    answer_open(says, lambda _, cells: next(given) if cells[0] == "Risk rating" else "yes")
    assert adopted(old).exit_code == 0
    rows = rows_of(old.with_name("new.xlsx"), "Risks")
    assert [(row["Likelihood · REDC"], row["Impact · REDC"]) for row in rows] == built
