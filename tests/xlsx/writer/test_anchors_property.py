"""Whatever people put on any rows: after a run each thing is on the row with its key, and a second run is still."""

from __future__ import annotations

import io
from typing import Any

import openpyxl
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.domain.table_update import OutColumn, OutRow, TableUpdate
from pipeline.xlsx.lint.workbook_lint import lint
from pipeline.xlsx.ooxml.package import Package
from pipeline.xlsx.writer.rewrite import rewrite, rewritten
from tests.chance import examples
from tests.xlsx.writer.anchored import KINDS, anchored, standing

COUNT = 6  # rows before
TOP = 4
PLACES = st.tuples(st.sampled_from("BCDE"), st.integers(TOP, TOP + COUNT - 1))
# For each kind the cells that have such a thing on them; what names the thing is its row's key and its column.
THINGS = st.fixed_dictionaries({kind: st.sets(PLACES, max_size=5) for kind in KINDS})
# The rows afterwards: some of those before in any order, and new ones between.
ORDER = st.permutations(range(COUNT)).flatmap(
    lambda order: st.lists(st.none(), max_size=4).flatmap(lambda new: st.permutations([*order, *new]))
)


def key(row: int) -> str:
    return f"K{row - TOP}"


def things(drawn: dict[str, set[tuple[str, int]]]) -> dict[str, dict[str, str]]:
    return {
        kind: {f"{column}{row}": f"{key(row)} in {column}" for column, row in sorted(places)}
        for kind, places in drawn.items()
    }


def update(order: list[int | None], settled: bool = False) -> TableUpdate:
    columns = (OutColumn("finding"), OutColumn("severity"))
    rows = [
        OutRow(
            TOP + at if settled else None if old is None else TOP + old,
            (f"new {at}" if old is None else key(TOP + old), "low"),
        )
        for at, old in enumerate(order)
    ]
    return TableUpdate("Gaps", columns, tuple(rows))


@settings(max_examples=examples(25))
@given(THINGS, ORDER)
def test_each_thing_is_on_the_row_with_its_key(drawn: Any, order: list[int | None]) -> None:
    put = things(drawn)
    kinds = [kind for kind in KINDS if put[kind]]
    before = anchored([[key(TOP + at), "low", f"theirs {at}", at] for at in range(COUNT)], put)
    done = rewritten(Package(before), [update(order)])
    assert done.stays == ()
    sheet = openpyxl.load_workbook(io.BytesIO(done.data))["Gaps"]
    for kind, there in standing(done.data, kinds).items():
        expected = dict(put[kind])
        found = {}
        for areas, said in there.items():
            cells = sheet[areas] if ":" in areas else ((sheet[areas],),)
            for line in cells:
                for cell in line:
                    assert said.startswith(f"{sheet.cell(cell.row, 2).value} in {cell.column_letter}")
                    found[said] = cell.coordinate
        assert sorted(found) == sorted(expected.values())
    if put["note"]:
        assert standing(done.data, ["box"])["box"].keys() == standing(done.data, ["note"])["note"].keys()
    assert lint(done.data) == []
    assert rewrite(done.data, [update(order, settled=True)]) is done.data
