"""Where no header is known, the cells tell: what a table most likely is, and always as a question."""

from __future__ import annotations

from tests.adopt.kinds.grids import table_of, targets

TEXTS = ("Convoys are attacked on the road to the north", "The office is burgled at night", "Floods cut the only road")
ACTS = ("Guards at night and better lights", "Two vehicles on every trip", "Radio checks every hour")


def test_two_columns_of_steps_beside_each_other_are_ratings_where_all_else_speaks_of_risks() -> None:
    rows = [(TEXTS[0], 4, 5, ACTS[0]), (TEXTS[1], 2, 1, ACTS[1]), (TEXTS[2], 5, 3, ACTS[2])]
    table = table_of([("Risk description", "Alpha", "Beta", "Mitigation plan"), *rows], name="Risk register")
    found = targets(table)
    assert (found["Alpha"], found["Beta"]) == ("Risks.likelihood", "Risks.impact")
    assert {column.ask for column in table.columns if column.header in ("Alpha", "Beta")} == {True}


def test_a_text_whose_header_fits_in_part_is_the_risk_where_nothing_else_is() -> None:
    rows = [(f"R{at}", text, at, at + 1) for at, text in enumerate(TEXTS, 1)]
    table = table_of([("ID", "Nature thereof", "Likelihood", "Impact"), *rows], name="Risks")
    assert targets(table)["Nature thereof"] == "Risks.description"
