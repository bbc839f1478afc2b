"""Figures: what is counted for the charts, and which rows each chart shows."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from pipeline.domain.table_update import ChartRows
from pipeline.results.counted import COVERAGE, STATES, Counted, Ready
from pipeline.results.figures import CHARTS, MOST_BARS, NONE, chart_words, charts, figure_rows
from pipeline.results.rows import ResultRow
from tests.results.world import Workbook

CASE = {
    "risks": "| risk | likelihood A | impact A | likelihood B | impact B | exposure B | status |\n"
    "| R1 | 5 | 5 | 1 | 1 | | |\n| R2 | | | | | none | |\n| R3 | 2 | 5 | 5 | 2 | none | |\n"
    "| R4 | 1 | 1 | 1 | 1 | | closed |",
    "activities": "| activity | role A | role B | scope_agreed | coordination_rule | capability | resources |\n"
    "| 1 | L | P | | | | |\n| 2 | | | | | | |\n| 3 | L | | | | | |\n| 4 | L | S | x | x | x | x |\n| 5 | X | | | | | |",
    "indicators": "| indicator | element | key | applies_to | rating A | evidence A | rating B | evidence B |\n"
    "| I1 | Trust | no | partnership | present | documented | present | documented |\n"
    "| I2 | trust | yes | each_partner | absent | | absent | |\n"
    "| I3 | Money | no | partnership | partial | | | |\n| I4 | Care | no | partnership | | | | |",
}
HEADERS = {"group": "Group", "item": "Item", "value": "Value"}


def shown(chart: str) -> dict[tuple[object, object], object]:
    """The rows of one chart that count something, after a run on CASE."""
    book = Workbook()
    book.run(CASE)
    of = [row for row in book.rows("Figures") if row["Chart"] == chart_words(chart)["chart"]]
    return {(row["Group"], row["Item"]): row["Value"] for row in of if row["Value"] not in (0, NONE)}


def test_an_open_risk_stands_where_the_party_with_the_highest_score_sees_it_and_an_unrated_one_apart() -> None:
    # R3: both see 10; the field with more impact counts.
    assert shown("heat_map") == {(5, 5): 1, (5, 2): 1, (0, 0): 1}


def test_each_partys_levels_are_those_of_the_open_risks_it_carries_and_a_missing_view_is_its_own_class() -> None:
    assert shown("risk_levels") == {
        ("Very high", "A"): 1, ("High", "A"): 1, ("Not rated yet", "A"): 1, ("Low", "B"): 1,
    }  # fmt: skip


def test_activities_are_covered_by_one_overlap_settled_or_not_or_are_nobodys_an_offer_included() -> None:
    said = chart_words("coverage")
    assert {item: value for (_, item), value in shown("coverage").items()} == {
        said["one"]: 1, said["resolved"]: 1, said["open"]: 1, said["nobody"]: 2,
    }  # fmt: skip


def test_the_lowest_element_comes_first_and_an_absent_key_indicator_is_marked() -> None:
    assert list(shown("readiness").items()) == [(("Per cent", "▲ Trust"), 50), (("Per cent", "Money"), 50)]


def test_actions_are_counted_by_state() -> None:
    states = {item: value for (_, item), value in shown("actions").items()}
    book = Workbook()
    book.run(CASE)
    assert states == {"New": len(book.rows("ActionPlan"))}


def test_a_second_run_finds_the_numbers_there() -> None:
    book = Workbook()
    book.run(CASE)
    assert book.run(CASE).updates == ()


def test_every_chart_has_rows_even_where_nothing_is_counted() -> None:
    for nothing in (Counted({}), Counted({"A": {}})):
        made = list(figure_rows(nothing))
        assert all(chart.series for chart in charts(made, HEADERS))


NAME = st.text(min_size=1, max_size=6)
COUNTED = st.builds(
    Counted,
    levels=st.dictionaries(NAME, st.dictionaries(st.sampled_from(["high", ""]), st.integers(1, 9)), max_size=30),
    actions=st.dictionaries(st.sampled_from(STATES), st.integers(0, 99)),
    coverage=st.dictionaries(st.sampled_from(COVERAGE), st.integers(0, 99)),
    readiness=st.lists(st.builds(Ready, NAME, st.floats(0, 100), st.booleans()), max_size=40).map(tuple),
)


def _covered(made: list[ResultRow], chart: ChartRows) -> list[int]:
    return [row for series in chart.series for row in range(series.values.first, series.values.last + 1)]


@given(COUNTED)
def test_each_chart_shows_its_own_rows_each_once_a_series_for_each_group(counted: Counted) -> None:
    made = list(figure_rows(counted))
    for name, chart in zip(CHARTS, charts(made, HEADERS), strict=True):
        own = [at for at, row in enumerate(made) if row["chart"] == chart_words(name)["chart"]]
        assert _covered(made, chart) == (own[:MOST_BARS] if name == "readiness" else own)
        for series in chart.series:
            groups = {made[at]["group"] for at in range(series.values.first, series.values.last + 1)}
            assert len(groups) == 1
            assert series.name.first == series.values.first
            assert (series.categories.first, series.categories.last) == (series.values.first, series.values.last)
