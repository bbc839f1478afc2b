"""What somebody probably meant by an id that nothing has."""

from __future__ import annotations

import pytest

from pipeline.domain.nearest import Spellings


@pytest.mark.parametrize(
    ("text", "known", "meant"),
    [
        ("R4", ["R3", "R5"], ""),
        ("1.1", ["11", "1.2"], ""),
        ("ROAD12", ["ROAD13"], ""),
        ("X", ["A", "B"], ""),
        ("R-03", ["R3", "R30"], "R3"),
        ("1.2.", ["1.2", "12"], "1.2"),
        ("LOKA", ["REDC", "LOCA"], "LOCA"),
        ("Green Valey", ["Harbour", "Green Valley"], "Green Valley"),
    ],
)
def test_what_is_near_is_named_and_another_number_never_is(text: str, known: list[str], meant: str) -> None:
    assert Spellings(known).nearest(text) == meant
