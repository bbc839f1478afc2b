"""Every cell of a sheet is carried or left once, by its own table; names of persons are copied nowhere."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

import pytest

from pipeline.adopt.mapping.accept import accept
from pipeline.adopt.recognise.recognise import recognise
from pipeline.adopt.workbook.ids import Ids
from pipeline.adopt.workbook.new_file import harvest
from pipeline.xlsx.ooxml.refs import address
from tests.adopt.kinds.grids import book_of

Lines = Sequence[Sequence[object]]
REGISTER = (
    ("ID", "Risk description", "Likelihood", "Impact", "Risk owner"),
    ("R1", "Convoys are attacked on the road", 4, 5, "Joan Sample"),
    ("R2", "The office is burgled at night", 2, 3, "Paul Example"),
)
OTHER = (REGISTER[0], *((f"X{line[0]}", f"Again: {line[1]}", *line[2:]) for line in REGISTER[1:]))
BESIDE = tuple((*one, "", *other) for one, other in zip(REGISTER, OTHER, strict=True))
SIGNED = (*REGISTER, (), ("Approved by:", "", "Joan Sample"), ("Prepared by: Paul Example",))
MATRIX = (
    ("Task", "Harbour Relief", "Red Crossing", "", "Legend"), ("Map the routes", "A", "R", "", "R"),
    ("Agree the convoy", "R", "A", "", "Responsible"),
)  # fmt: skip
BELOW = (*REGISTER, (), ("Task", "Harbour Relief", "Green Valley Association", "Red Crossing"), ("Map", "R", "A", "C"),
    ("Agree the convoy", "A", "R", "I"), ("Train the drivers", "C", "R", "A"),
)  # fmt: skip
CONTACTS = (
    ("Organisation", "Cluster", "Activity", "Governorate", "Contact person", "Phone"),
    ("Harbour Relief", "Health", "Mobile clinics", "Taizz", "Joan Sample", "777"),
    ("Lakeside Trust", "WASH", "Wells", "Aden", "Paul Example", "778"),
)
EACH = pytest.mark.parametrize(
    "lines", [BESIDE, SIGNED, MATRIX, BELOW, CONTACTS], ids=["beside", "signed", "legend", "below", "contacts"]
)


def places(lines: Lines) -> tuple[Counter[str], set[str], list[object]]:
    """How often each cell is carried or left, the cells of headers, and every value of the trace."""
    book = book_of(lines, "3W")
    proposal = recognise(book, {}, "REDC")
    accept(proposal, "REDC")
    found = harvest(book, proposal, "REDC", Ids())
    carried = {(one.cell, one.source) for record in found.records for one in record.trace if one.cell}
    counts = Counter([*{cell for cell, _ in carried}, *(one.cell for one in found.left)])
    heads = {address(row, c.column) for table in proposal.tables for row in table.header_rows for c in table.columns}
    return counts, heads, [*(source for _, source in carried), *(one.value for one in found.left)]


@EACH
def test_each_cell_is_named_once(lines: Lines) -> None:
    counts, heads, _ = places(lines)
    filled = {address(row, at) for row, line in enumerate(lines, 1) for at, cell in enumerate(line, 1) if cell != ""}
    assert (filled - heads - {*counts}, {cell for cell, many in counts.items() if many > 1}) == (set(), set())


@EACH
def test_no_name_of_a_person_is_copied(lines: Lines) -> None:
    assert [value for value in places(lines)[2] if "Sample" in str(value) or "Example" in str(value)] == []


def test_a_matrix_below_a_register_is_a_table_of_its_own() -> None:
    tables = recognise(book_of(BELOW), {}, "REDC").tables
    assert [(table.kind, table.carried) for table in tables] == [
        ("risk_register", [2, 3]), ("activity_matrix", [6, 7, 8])
    ]  # fmt: skip
