"""Kinds of risks and descriptions told from each other by what stands in the cells, and always as a question."""

from __future__ import annotations

import pytest

from pipeline.adopt.proposal import ColumnProposal
from tests.adopt.kinds.grids import table_of

KINDS = ("Security", "Logistics", "Health", "Access")
EVENTS = ("Crossfire", "Burglary", "Flood", "Detention")
TEXTS = ("Convoys are attacked on the road to the north", "The office is burgled at night or at weekends",
         "Floods cut the only road to the clinic", "Staff are held at the check point for a day")  # fmt: skip


def column(header: str, cells: tuple[str, ...], *others: tuple[str, tuple[str, ...]]) -> ColumnProposal:
    """The column of this header in a register with other texts before it."""
    heads = [name for name, _ in others]
    rows = [
        (f"R{at}", *(texts[at - 1] for _, texts in others), cells[at - 1], at, at + 1)
        for at in range(1, len(cells) + 1)
    ]
    table = table_of([("ID", *heads, header, "Likelihood", "Impact"), *rows], name="Risk register")
    return next(each for each in table.columns if each.header == header)


@pytest.mark.parametrize("other", [("Threat name", EVENTS), ("Description of risk", TEXTS)])
def test_a_description_that_only_names_kinds_is_the_category_after_asking(other: tuple[str, tuple[str, ...]]) -> None:
    found = column("Nature of risk", KINDS, other)
    assert (found.target, found.ask) == ("Risks.category", True)


def test_a_class_of_risks_in_words_for_kinds_is_the_category() -> None:
    assert column("Risk class", KINDS, ("Risk description", TEXTS)).target == "Risks.category"


def test_a_class_of_risks_in_words_of_a_scale_stays_what_is_computed() -> None:
    levels = ("Low", "High", "Medium", "Low")
    assert column("Risk class", levels, ("Risk description", TEXTS)).target is None


def test_a_category_of_sentences_is_the_description_after_asking() -> None:
    found = column("Type of risk", TEXTS, ("Threat name", EVENTS))
    assert (found.target, found.ask) == ("Risks.description", True)


def test_words_that_stand_again_in_their_columns_are_no_header_of_another_table() -> None:
    """The last three rows name as many headers as a header does: impact, score, treatment, status."""
    words = [("Likely", "Severe", "High", "Avoid", "Open"), ("Rare", "Minor", "Low", "Accept", "Closed")]
    rows = [(f"R{at}", f"{TEXTS[at % 4]} {at}", KINDS[at % 4], *words[at % 2]) for at in range(12)]
    heads = ("Line", "Risk description", "Category", "Probability", "Impact", "Score", "Response", "Status")
    assert table_of([heads, *rows], name="Risk register").carried == [*range(2, 14)]


def test_a_step_that_stands_only_below_a_gap_ends_no_table() -> None:
    above = [(at, f"{TEXTS[at % 4]} {at}", ("High", "Medium")[at % 2], "High", "Fleet officer") for at in range(1, 7)]
    below = [(at, f"{TEXTS[at % 4]} {at}", "Low", "Low", "Fleet officer") for at in range(7, 10)]
    heads = ("No", "Risk description", "Likelihood", "Impact", "Owner")
    assert table_of([heads, *above, (), *below], name="Risk register").carried == [*range(2, 8), *range(9, 12)]
