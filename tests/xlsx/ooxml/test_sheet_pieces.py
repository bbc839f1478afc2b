"""A worksheet that comes in pieces is taken apart as if it came whole."""

from __future__ import annotations

from collections.abc import Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.xlsx.ooxml.errors import WriteError
from pipeline.xlsx.ooxml.rows import row_places
from pipeline.xlsx.ooxml.sheet import place_of_rows
from pipeline.xlsx.ooxml.sheet_pieces import SheetPieces

ROW = st.sampled_from(
    ['<{p}row r="{n}"><{p}c r="A{n}"><{p}v>1</{p}v></{p}c></{p}row>', "<{p}row/>\n", '<{p}row r="{n}" s="é"></{p}row> ']
)


def cut(whole: bytes, length: int) -> list[bytes]:
    return [whole[at : at + length] for at in range(0, len(whole), length)]


@given(st.sampled_from(["", "x:"]), st.lists(ROW, max_size=9), st.integers(1, 90), st.sampled_from(["", "\n "]))
def test_the_rows_are_those_of_the_part_wherever_it_is_cut(p: str, rows: list[str], length: int, gap: str) -> None:
    inside = "".join(row.format(p=p, n=number) for number, row in enumerate(rows, 1))
    closed = f"<{p}sheetData>{gap}{inside}</{p}sheetData>" if inside else f"<{p}sheetData />"
    whole = f"<{p}worksheet><{p}sheetPr/>{closed}<{p}rowBreaks/></{p}worksheet>".encode()
    sheet = SheetPieces(cut(whole, length), "S")
    place = place_of_rows(whole, "S")
    text = place.rows(whole)
    assert (sheet.prefix, sheet.above) == (place.prefix, whole[: place.begin])
    stretches = list(sheet.rows())
    found = [some[one.start : one.end] for some in stretches for one in row_places(some, p, "S")]
    assert found == [text[one.start : one.end] for one in row_places(text, p, "S")]
    assert "".join(stretches) == text
    assert b"".join(sheet.below()) == whole[place.end :]


@pytest.mark.parametrize(
    ("pieces", "says"),
    [
        ([b"<worksheet><sheetDa"], "no rows"),
        ([b"<worksheet><sheetData>", b'<row r="1"/>'], "damaged"),
        ([b'<?xml version="1.0" encoding="latin-1"?><worksheet><sheetData/>'], "UTF-8"),
    ],
)
def test_what_cannot_be_taken_apart_is_refused(pieces: Sequence[bytes], says: str) -> None:
    with pytest.raises(WriteError, match=says):
        list(SheetPieces(pieces, "S").rows())
