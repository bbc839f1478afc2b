"""A partner may be named by its code in any case or by its exact name, wherever a partner is asked for."""

from __future__ import annotations

import pytest

from tests.reading.books import Shape
from tests.reading.reads import activity, line, reading, risk, told

PARTNERS = [
    {"partner": "REDC", "name": "Red Crossing", "party": "yes"},
    {"partner": "LOCA", "name": "Harbour, Sons; Daughters", "party": "yes"},
    {"partner": "WATR", "name": "Water Works", "party": "no"},
    {"partner": "TWIN", "name": "Twins", "party": "no"},
    {"partner": "PAIR", "name": "twins", "party": "no"},
]  # fmt: skip


@pytest.mark.parametrize(
    ("given", "code"),
    [
        ("redc", "REDC"), ("Red Crossing", "REDC"), ("RED  crossing", "REDC"), ("Harbour, Sons; Daughters", "LOCA"),
        ("Redd Crossing", "REDD CROSSING"), ("Twins", "TWINS"), ("All parties", "ALL PARTIES"),
    ],
)  # fmt: skip
def test_a_column_for_one_partner(given: str, code: str) -> None:
    read = reading({"Partners": PARTNERS, "Risks": [risk(owner=given)]}, partners=())
    assert read.arrangement.risks[0].owner == code


@pytest.mark.parametrize(
    ("given", "codes"),
    [
        ("redc\nWater Works", ("REDC", "WATR")), ("Harbour, Sons; Daughters, redc", ("LOCA", "REDC")),
        ("All parties", ("REDC", "LOCA")), ("WATR; all  parties", ("WATR", "REDC", "LOCA")),
        ("Harbour, redc", ("HARBOUR", "REDC")), ("Red Crossing, REDC", ("REDC",)),
    ],
)  # fmt: skip
def test_a_column_for_several_partners(given: str, codes: tuple[str, ...]) -> None:
    rows = {"Partners": PARTNERS, "Budget": [line(protects=given)], "Risks": [risk(transfer_to=given)]}
    read = reading(rows, partners=())
    assert read.arrangement.lines[0].protects == codes
    assert read.arrangement.risks[0].transfer_to == codes


def test_the_convener_may_be_named_by_its_name() -> None:
    read = reading({"Partners": PARTNERS, "Arrangement": {"convener": "Red Crossing"}}, partners=())
    assert read.arrangement.text("convener") == "REDC"


def test_a_header_may_name_a_partner_by_its_name() -> None:
    shape = Shape(headers={"likelihood · REDC": "Likelihood · Red Crossing", "role · REDC": "Role · redc"})
    read = reading(
        {"Partners": PARTNERS, "Risks": [risk(likelihood__REDC=4)], "Activities": [activity(role__REDC="L")]},
        partners=("REDC", "LOCA"), shapes={"Risks": shape, "Activities": shape},
    )  # fmt: skip
    assert read.arrangement.risks[0].likelihood == {"REDC": 4}
    assert read.arrangement.activities[0].role == {"REDC": "L"}
    assert told(read) == []
