"""Addresses are never wrong: whatever people did to a sheet, a bad cell is reported exactly where it stands."""

from __future__ import annotations

from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.domain.cell import Cell
from pipeline.reading.workbook import read
from schemas.spec import table
from tests.chance import examples
from tests.reading.books import Formula, Shape, address, book, keys_of

GOOD: dict[str, dict[str, Any]] = {
    "Risks": {"event": "Flood", "description": "d", "likelihood · A": 3, "treatment": "reduce", "sharing": "all"},
    "Activities": {"phase": "response", "event": "Flood", "title": "t", "role · B": "L"},
    "Indicators": {"element": "Duty of care", "applies_to": "partnership", "rating · A": "present"},
    "Budget": {"category": "training", "description": "d", "quantity": 2, "sufficient · B": "no"},
}
# A cell that is wrong in exactly one way, by table: column, value, check.
BAD: dict[str, list[tuple[str, Any, str]]] = {
    "Risks": [
        ("likelihood · A", 7, "CHK-19"), ("impact · B", "often", "CHK-16"), ("treatment", "perhaps", "CHK-13"),
        ("next_review_on", "03/04/2026", "CHK-25"), ("event", None, "CHK-01"), ("sharing", "secret", "CHK-14"),
        ("residual_impact", True, "CHK-22"), ("residual_likelihood", 2.5, "CHK-19"),
        ("owner", Formula("=1/0", "#DIV/0!"), "CHK-29"), ("impact · A", Formula("=1+1"), "CHK-30"),
    ],
    "Activities": [
        ("phase", "later", "CHK-13"), ("role · A", "Q", "CHK-13"), ("title", "  ", "CHK-01"),
        ("agreed_on", "soon", "CHK-24"), ("supports", "77", "CHK-12"),
    ],
    "Indicators": [
        ("applies_to", "nobody", "CHK-13"), ("evidence_needed", "confirmed, hearsay", "CHK-15"),
        ("evidence · B", "gossip", "CHK-13"), ("element", None, "CHK-01"),
    ],
    "Budget": [
        ("quantity", -1, "CHK-20"), ("periods", 1e16, "CHK-94"),
        ("unit_cost", "1.234", "CHK-17"), ("until_date", 5, "CHK-24"),
        ("category", "sweets", "CHK-13"), ("funded_amount", "12", "CHK-18"),
    ],
}  # fmt: skip
IDS = {"Risks": "R{}", "Activities": "{}", "Indicators": "I{}", "Budget": "B{}"}


@st.composite
def disguised(draw: st.DrawFn) -> tuple[dict[str, Any], dict[str, Shape], dict[str, tuple[str, str]]]:
    """Tables with planted bad cells, the shapes they have, and by address what must be reported."""
    tables: dict[str, Any] = {}
    shapes: dict[str, Shape] = {}
    expected: dict[str, tuple[str, str]] = {}
    for name, good in GOOD.items():
        of = table(name)
        keys = list(draw(st.permutations([*keys_of(of, ("A", "B")), "Our own remarks", "Colour"])))
        shape = Shape(
            down=draw(st.integers(0, 9)), right=draw(st.integers(0, 30)), columns=tuple(keys),
            sheet=f"{name} {draw(st.sampled_from(['', 'é', '(2)', 'Ωmega']))}".strip(),
            empty_rows=draw(st.integers(0, 3)),
        )  # fmt: skip
        rows: list[dict[str, Any]] = []
        for number in range(1, draw(st.integers(1, 6)) + 1):
            if draw(st.booleans()):
                rows.append({"Colour": "only ours"} if draw(st.booleans()) else {})
            row = {of.key: IDS[name].format(number), **good, "Our own remarks": "keep"}
            bad = draw(st.one_of(st.none(), st.sampled_from(BAD[name])))
            if bad:
                row[bad[0]] = bad[1]
                expected[f"{shape.sheet}!{address(name, len(rows), bad[0], shape)}"] = (bad[2], bad[0])
            rows.append(row)
        tables[name], shapes[name] = rows, shape
    return tables, shapes, expected


@settings(max_examples=examples(30))
@given(disguised())
def test_each_bad_cell_is_reported_at_its_own_address_and_nothing_else(case: Any) -> None:
    tables, shapes, expected = case
    reading = read(book(tables, shapes=shapes))
    assert {f"{p.sheet}!{p.address}": (p.check, p.cell.column if p.cell else "") for p in reading.problems} == expected
    for problem in reading.problems:
        assert problem.cell
        assert reading.places.address(problem.cell) == problem.address
        assert problem.says
        assert problem.do


def test_a_cell_has_a_link_as_excel_writes_it() -> None:
    places = read(book({}, shapes={"Risks": Shape(sheet="Partner's risks", right=26)})).places
    assert places.link(Cell("Risks", 5, "risk")) == "'Partner''s risks'!AA5"


def test_a_column_that_is_not_there_leads_to_the_id_of_its_row() -> None:
    keys = tuple(key for key in keys_of(table("Risks"), ("A",)) if key != "measures")
    places = read(book({}, partners="A", shapes={"Risks": Shape(columns=keys)})).places
    assert places.address(Cell("Risks", 9, "measures")) == "A9"
    assert places.header(Cell("Risks", 9, "measures")) == ""


def test_a_table_that_is_not_there_has_no_address() -> None:
    places = read(book({}, leave_out=["Budget"])).places
    assert places.sheet("Budget") == ""
    assert places.address(Cell("Budget", 9, "line")) == ""
    assert places.link(Cell("Budget", 9, "line")) == ""


def test_the_header_row_is_where_a_partner_column_stands() -> None:
    reading = read(book({}, shapes={"Risks": Shape(down=7, right=2)}))
    column = next(c for c in reading.arrangement.columns if c.column == "likelihood · B")
    cell = Cell("Risks", column.row, column.column)
    assert column.row == 8
    assert reading.places.address(cell) == "K8"
    assert reading.places.header(cell) == "Likelihood · B"
