"""Where no header is known, the cells tell: what a table most likely is, and always as a question."""

from __future__ import annotations

from tests.adopt.kinds.grids import proposal_of, table_of, targets

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


def test_a_header_that_says_how_many_is_no_price() -> None:
    lines = [("Item", "Number of things (unit)", "Rate", "Amount"), ("Radios", 5, 100, 500), ("Guards", 3, 400, 1200),
             ("Fuel", 7, 50, 350), ("Total", "", "", 2050)]  # fmt: skip
    found = targets(table_of(lines, name="Budget"))
    assert (found["Number of things (unit)"], found["Rate"]) == ("Budget.quantity", "Budget.unit_cost")


def test_quantity_price_and_months_of_which_no_header_is_known_are_asked_about() -> None:
    rows = [("Guards", 2, 450.5, 12, 10812), ("Radios", 5, 120, 3, 1800), ("Trainer", 3, 80, 6, 1440)]
    table = table_of([("Budget line", "Aaa", "Bbb", "Ccc", "Total cost"), *rows], name="Budget")
    prices = {column.header: column.ask for column in table.columns if column.target == "Budget.unit_cost"}
    assert prices == {"Bbb": True}


def test_organisations_sectors_and_places_are_told_by_their_names() -> None:
    who, what, where = ("Harbour Relief", "Green Valley Association"), ("Health", "WASH"), ("Northvale", "Lakeside")
    rows = [(who[at % 2], what[at % 2], where[(at // 2) % 2], "Ongoing") for at in range(8)]
    table = table_of([("Aaa", "Sector", "Bbb", "State of the project"), *rows], name="3W")
    found = targets(table)
    assert (found["Aaa"], found["Bbb"]) == ("Partners.name", "Activities.location")
    assert found["State of the project"] is None


def test_a_table_without_any_known_header_is_asked_about() -> None:
    rows = [(text, answer) for text, answer in zip(TEXTS, ("Yes", "No", "Partly"), strict=True)]
    table = table_of([("Aaa", "Bbb"), *rows], name="Checklist")
    assert (table.kind, table.ask, targets(table)["Bbb"]) == ("indicators", True, "Indicators.rating")


def test_a_log_whose_states_are_open_and_closed_is_no_indicator_sheet() -> None:
    header = ("No", "Event", "What went well", "Recommendation", "Owner", "Status")
    rows = [(1, "Evacuation of the base", "Radios worked", "Check the lists", "Security", "Open")]
    rows += [(2, "Fire drill in the office", "Quick", "Key at the guard", "Admin", "Closed")]
    assert proposal_of([header, *rows], name="Lessons").tables == []


def test_short_texts_beside_what_says_more_of_each_row_are_its_elements() -> None:
    header = ("Element", "Basic building block", "In place", "Partly", "Not in place", "Evidence")
    rows = [("Governance", "The board reviews security once a year", "x", "", "", "Minutes")]
    rows += [("", "A member of management is accountable for it", "", "x", "", "Job description")]
    rows += [("Travel", "Each trip is approved in writing before it", "", "", "x", "")]
    found = [column.target for column in table_of([header, *rows], name="Self-assessment").columns]
    assert found[:2] == ["Indicators.element", "Indicators.text"]


def test_who_owns_the_risk_comes_before_who_does_the_measure() -> None:
    header = ("ID", "Risk description", "Likelihood", "Impact", "Action", "Action owner", "Risk owner")
    rows = [("R1", "Convoys are attacked", 4, 5, "Radios", "Logistics", "Director")]
    rows += [("R2", "The office is burgled", 2, 3, "Locks", "Guards", "Director")]
    found = {column.header: column.target for column in table_of([header, *rows]).columns}
    assert (found["Action owner"], found["Risk owner"]) == (None, "Risks.owner")
