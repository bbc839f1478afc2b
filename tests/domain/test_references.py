"""What an entry of `supports` names: ids are unique in their table only (docs/design.md, The workbook)."""

from __future__ import annotations

import pytest

from pipeline.domain.arrangement import Activity, Arrangement, Indicator, Line, Risk
from pipeline.domain.references import References

KNOWN = References({"Risks": ["1", "r2", "s1", "nee4"], "Activities": ["1", "1.2"], "Indicators": ["3", "r2"]})


@pytest.mark.parametrize(
    ("entry", "tables"),
    [
        ("1.2", ["Activities"]), ("3", ["Indicators"]), ("nee4", ["Risks"]), ("9", []), ("", []), ("Risk", []),
        ("1", ["Risks", "Activities"]), ("r 2", ["Risks", "Indicators"]),
        ("Risk 1", ["Risks"]), ("risks 1", ["Risks"]), ("RISK1", ["Risks"]), ("Risk: 1", ["Risks"]),
        ("Risk #1", ["Risks"]), ("Risk/1", ["Risks"]), ("Risk-1", ["Risks"]), ("“Risk 1”", ["Risks"]),
        ('"Activity 1.2"', ["Activities"]), ("activity 1", ["Activities"]), ("Activities 1", ["Activities"]),
        ("Indicator R2", ["Indicators"]), ("Risk R2", ["Risks"]), ("Risk 3", []), ("Line 1", []), ("Risks1", ["Risks"]),
        ("Risk S1", ["Risks"]), ("Risk née 4", ["Risks"]),
    ],
)  # fmt: skip
def test_an_entry_names_the_rows_that_it_can_mean(entry: str, tables: list[str]) -> None:
    assert [ref.table for ref in KNOWN.readings(entry)] == tables


def test_a_word_in_front_that_is_an_id_too_leaves_it_open() -> None:
    known = References({"Risks": ["1"], "Activities": [], "Indicators": ["risk1"]})
    assert [ref.table for ref in known.readings("risk 1")] == ["Indicators", "Risks"]


def test_what_could_mean_several_rows_supports_none() -> None:
    line = Line(row=5, line="1", supports=("1", "Risk 2", "risk2", "3", "Q"))
    given = Arrangement(
        risks=(Risk(row=5, risk="1"), Risk(row=6, risk="2")), activities=(Activity(row=5, activity="1"),),
        indicators=(Indicator(row=5, indicator="2"), Indicator(row=6, indicator="3")), lines=(line,),
    )  # fmt: skip
    assert given.supported(line) == (("Risks", "2"), ("Indicators", "3"))


def test_the_id_of_a_row_that_had_to_be_left_out_is_one_that_can_be_meant() -> None:
    line = Line(row=5, line="1", supports=("1", "née4"))
    left_out = {"Risks": frozenset({"1", "Née 4"})}
    given = Arrangement(activities=(Activity(row=5, activity="1"),), left_out=left_out)
    assert given.supported(line) == (("Risks", "nee4"),)
