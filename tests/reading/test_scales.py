"""The table Scales: what 1 to 5 mean, in the words of the parties, or as they ship (docs/design.md, The workbook)."""

from __future__ import annotations

from typing import Any

from pipeline.analysis.scales import scales_of
from schemas.scales import shipped_scales
from tests.reading.reads import reading, told


def step(scale: object = "Likelihood", step: object = 3, **words: Any) -> dict[str, Any]:
    return {"scale": scale, "step": step, "name": "Now and then", "meaning": "about twice a year", **words}


def test_without_the_table_the_shipped_words_hold_and_nothing_is_said() -> None:
    read = reading(leave_out=("Scales",))
    assert told(read) == []
    assert "Scales" not in read.arrangement.missing
    assert scales_of(read.arrangement) == shipped_scales()


def test_the_parties_words_hold_for_the_steps_that_they_name() -> None:
    rows = [step(), step("impact", 5.0, name="Worst", meaning=None), step(step=1, name="", meaning="")]
    read = reading({"Scales": rows})
    found, shipped = scales_of(read.arrangement), shipped_scales()
    assert told(read) == []
    assert found["likelihood"][3] == ("Now and then", "about twice a year")
    assert found["impact"][5] == ("Worst", "")
    assert found["likelihood"][1] == shipped["likelihood"][1]
    assert found["likelihood"][4] == shipped["likelihood"][4]


def test_the_same_step_twice_is_named_and_the_upper_row_holds() -> None:
    read = reading({"Scales": [step(), step("impact"), step(name="Other")]})
    assert told(read) == ["CHK-07 Scales!B7"]
    assert scales_of(read.arrangement)["likelihood"][3].name == "Now and then"
    assert read.arrangement.left_out == {}


def test_a_row_whose_scale_or_step_cannot_be_read_is_named_and_not_used() -> None:
    read = reading({"Scales": [step("Chance"), step(step=6), step(None), step(step=None)]})
    assert told(read) == ["CHK-13 Scales!A5", "CHK-19 Scales!B6", "CHK-01 Scales!A7", "CHK-01 Scales!B8"]
    assert scales_of(read.arrangement) == shipped_scales()


def test_rows_with_nothing_in_them_are_no_rows() -> None:
    assert told(reading({"Scales": [step(), step(" ", None, name="", meaning=" ")]})) == []
