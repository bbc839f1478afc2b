"""What the analyses get: codes inside, empty is empty, and unknown is not empty."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.domain.arrangement import PartnerColumn
from pipeline.reading.locate.header_match import match
from schemas.constraints import schema_of
from schemas.spec import table
from tests.reading.books import Formula, Shape, keys_of
from tests.reading.reads import activity, indicator, line, reading, risk, told


def test_a_row_arrives_with_codes_numbers_and_days() -> None:
    row = risk(
        likelihood__A=3, impact__A="4", exposure__B="direct", treatment="reduce", next_review_on=date(2026, 5, 6)
    )
    (read,) = reading({"Risks": [row]}).arrangement.risks
    assert (read.row, read.id, read.treatment, read.next_review_on) == (5, "R1", "reduce", date(2026, 5, 6))
    assert (read.likelihood, read.impact, read.exposure, read.accepted) == ({"A": 3}, {"A": 4}, {"B": "direct"}, {})
    assert isinstance(read.likelihood["A"], int)
    assert read.blank("status")
    assert read.unknown == frozenset()


@pytest.mark.parametrize("raw", [True, False])
def test_codes_and_labels_read_the_same(raw: bool) -> None:
    given = {"Indicators": [indicator(agreed_rating="not_applicable", evidence_needed=("documented", "several_agree"))]}
    (read,) = reading(given, raw=raw).arrangement.indicators
    assert (read.agreed_rating, read.evidence_needed) == ("not_applicable", ("documented", "several_agree"))


def test_a_bad_cell_is_empty_and_unknown() -> None:
    row = risk(status="perhaps", likelihood__B=9, owner=Formula("=1/0", "#N/A"), event=None)
    (read,) = reading({"Risks": [row]}).arrangement.risks
    assert read.unknown == {"status", "likelihood · B", "owner", "event"}
    assert (read.status, read.likelihood, read.owner, read.event) == ("", {}, "", "")
    assert not read.blank("status")
    assert not read.blank("likelihood", "B")
    assert read.blank("likelihood", "A")


def test_a_cell_that_is_only_mentioned_is_known() -> None:
    (read,) = reading({"Budget": [line(quantity="1,5")]}).arrangement.lines
    assert (read.quantity, read.unknown) == (1.5, frozenset())


def test_blank_rows_and_rows_with_only_peoples_own_cells_are_ignored() -> None:
    keys = (*keys_of(table("Risks"), ("A", "B")), "No.")
    rows = [{}, risk("R1"), {"No.": 7}, {"location": " \u00a0"}, risk("R2"), {}]
    read = reading({"Risks": rows}, shapes={"Risks": Shape(columns=keys)})
    assert [(row.row, row.id) for row in read.arrangement.risks] == [(6, "R1"), (9, "R2")]
    assert told(read) == []


def test_per_partner_columns_are_listed_those_of_unknown_partners_too() -> None:
    columns = ("activity", "phase", "event", "title", "role · A", "role · OLD", *keys_of(table("Activities"), ())[4:])
    read = reading({"Activities": [activity()]}, shapes={"Activities": Shape(columns=columns)}, partners=("A",))
    found = [column for column in read.arrangement.columns if column.table == "Activities"]
    assert found == [PartnerColumn("Activities", f"role · {code}", code, 4) for code in ("A", "OLD")]


def test_a_formula_is_read_by_its_stored_result() -> None:
    row = risk(likelihood__A=Formula("=1+1", 2), location=Formula('="camp"', "camp"))
    (read,) = reading({"Risks": [row]}).arrangement.risks
    assert (read.likelihood, read.location) == ({"A": 2}, "camp")


def test_a_formula_without_a_stored_result_is_named() -> None:
    read = reading({"Risks": [risk(likelihood__A=Formula("=1+1"))]})
    assert told(read) == ["CHK-30 Risks!F5"]
    assert read.arrangement.risks[0].unknown == {"likelihood · A"}


@pytest.mark.parametrize("date_1904", [True, False])
def test_days_are_right_in_both_date_systems(date_1904: bool) -> None:
    given = {"Arrangement": {"started_on": date(2026, 3, 4)}, "Risks": [risk(next_review_on=date(2027, 1, 2))]}
    read = reading(given, date_1904=date_1904)
    assert read.arrangement.day("started_on") == date(2026, 3, 4)
    assert read.arrangement.risks[0].next_review_on == date(2027, 1, 2)


CELL: st.SearchStrategy[Any] = st.one_of(
    st.none(), st.integers(-2, 9), st.floats(-3, 8, width=16), st.booleans(), st.text("abcx 1,.%", max_size=6),
    st.sampled_from(["open", "reduce", "all", "A", "direct", "yes", "R1", "3"]),
)  # fmt: skip


@given(
    st.lists(st.fixed_dictionaries({}, optional=dict.fromkeys(keys_of(table("Risks"), ("A", "B")), CELL)), max_size=5)
)
def test_what_is_kept_passes_the_whole_model(rows: list[dict[str, Any]]) -> None:
    """pandera's model, types and words included, agrees with every row that is read."""
    of = table("Risks")
    read = reading({"Risks": rows}, raw=True)
    kept: dict[str, list[Any]] = {head.key: [] for head in match(of, list(keys_of(of, ("A", "B")))).ours}
    for row in read.arrangement.risks:
        for key, cells in kept.items():
            name, _, partner = key.partition(" · ")
            value = getattr(row, name)
            value = value.get(partner) if partner else value
            cells.append("x" if of.by_name[name].required and name in row.unknown else value or None)
    frame = pd.DataFrame({key: pd.Series(cells, dtype=_type(key)) for key, cells in kept.items()})
    schema_of(of).validate(frame)


def _type(key: str) -> str:
    column = table("Risks").by_name[key.partition(" · ")[0]]
    return "float64" if column.is_number else "datetime64[ns]" if column.kind == "date" else "string[python]"


def test_who_takes_part_is_told_once_for_rows_with_the_same_roles() -> None:
    rows = [*(activity(code, role__A="L", role__B="X") for code in "12"), activity("3", role__B="P")]
    first, second, third = reading({"Activities": rows}).arrangement.activities
    assert (first.leaders, first.participants, third.leaders, third.participants) == (("A",), ("A",), (), ("B",))
    assert first.participants is second.participants
    assert replace(first, role={"B": "S"}).participants == ("B",)
