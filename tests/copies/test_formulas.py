"""The last value of a formula goes into a copy only where all that the formula reads is in that copy too."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl.workbook.defined_name import DefinedName

from pipeline.copies.open_workbook import CopyError
from pipeline.copies.share_workbook import share
from pipeline.copies.split_workbook import split
from pipeline.run.batch.workers import Limits
from tests.chance import examples
from tests.copies.formulas import HIDDEN, TOLD, with_formulas
from tests.copies.planting import Words
from tests.copies.world import DAY, copy_of, joined, saved, values, workbook, written
from tests.loading import loaded

ROWS = 52
FILLED = {"existing_measures": "-", "location": "-", "asset": "-", "treatment": "-", "likelihood · LOCA": 5}
LIMITS = Limits()
# Table, row id and header of a cell, with its formula.
Planted = tuple[tuple[str, str, str], str]


@lru_cache(maxsize=1)
def planted() -> tuple[bytes, Words]:
    """A workbook with a formula of each kind, each with a word of its own as its last value."""
    words = Words()
    risks = [
        {"risk": f"R{n}", "event": "Flood", "description": f"What may happen {n}", "owner": "INTL", **FILLED}
        for n in range(1, ROWS)
    ]
    book: Any = loaded(workbook({"Risks": risks}))
    book.create_sheet("Own")["A1"] = "Ours"
    book["Risks"]["AM3"] = "beside"
    book["Risks"]["B400"] = "below"
    book["Risks"]["AK3"] = "at the side"
    book.defined_names["Theirs"] = DefinedName("Theirs", attr_text="Risks!$I$3")
    book.defined_names["Common"] = DefinedName("Common", attr_text="Risks!$B$3")
    formulas = {("Risks", "R2", "Who or what is at risk"): ("I3", words.new("chained", "R2"))}
    formulas["Risks", "R2", "Treatment"] = ("C3", "Reduce")
    for header, kinds in (("Location", HIDDEN), ("Existing measures", TOLD)):
        for n, (kind, formula) in enumerate(kinds.items(), 3):
            formulas["Risks", f"R{n}", header] = (formula.replace("{row}", str(n + 1)), words.new(header, kind))
    return with_formulas(saved(book), formulas), words


@pytest.mark.parametrize("kind", HIDDEN)
def test_a_formula_that_may_read_what_is_not_in_the_copy_is_left_empty(kind: str) -> None:
    data, words = planted()
    assert ("Location", kind) in words.found(data)
    assert ("Location", kind) not in words.found(copy_of(data, "TOWN"))


@pytest.mark.parametrize("kind", TOLD)
def test_a_formula_that_reads_only_what_is_in_the_copy_is_there_as_its_last_value(kind: str) -> None:
    data, words = planted()
    assert ("Existing measures", kind) in words.found(copy_of(data, "TOWN"))


def test_a_party_is_shown_what_reads_only_its_own_columns_and_none_of_it_the_others() -> None:
    words = Words()
    said = words.new("reads LOCA")
    data = with_formulas(workbook(), {("Risks", "R2", "Location"): ("I3&Risks[[#This Row],[Impact · LOCA]]", said)})
    assert {partner: bool(words.found(copy_of(data, partner))) for partner in ("LOCA", "TOWN", "INTL")} == {
        "LOCA": True, "TOWN": False, "INTL": False,
    }  # fmt: skip


@pytest.mark.parametrize(
    ("cell", "other"),
    [
        pytest.param(
            (("Risks", "R2", "Likelihood · TOWN"), "I3"),
            (("Partners", "TOWN", "Benefit"), "INDIRECT(A1)"),
            id="its own columns",
        ),
        pytest.param(
            (("Arrangement", "Title", "Value"), '"x"&Risks!I3'),
            (("Partners", "LOCA", "Name"), '"x"&Risks!I3'),
            id="titles and names",
        ),
    ],
)
def test_a_party_is_not_shown_what_cells_that_are_for_it_read_of_others(cell: Planted, other: Planted) -> None:
    words = Words()
    formulas = {place: (formula, words.new(*place)) for place, formula in (cell, other)}
    data = with_formulas(workbook(), formulas)
    assert len(words.found(data)) == 2
    assert words.found(copy_of(data, "TOWN")) == set()


@pytest.mark.parametrize(
    ("cell", "at"),
    [
        (("Risks", "R2", "Risk"), "Risks!A3"),
        (("Partners", "POLI", "Partner"), "Partners!A5"),
        (("Arrangement", "Arrangement id", "Value"), "Arrangement!B2"),
    ],
)
def test_an_id_that_reads_others_is_no_id_to_make_copies_with(
    cell: tuple[str, str, str], at: str, tmp_path: Path
) -> None:
    file = tmp_path / "valley.xlsx"
    table, id, _ = cell
    file.write_bytes(with_formulas(workbook(), {cell: ("Risks!I3", "CA-TEST" if table == "Arrangement" else id)}))
    with pytest.raises(CopyError, match=at):
        split(file, to=None, back=None, today=DAY, backups=None, limits=LIMITS)
    assert [path.name for path in tmp_path.iterdir()] == ["valley.xlsx"]


def test_who_makes_the_copies_is_told_which_cells_are_empty_in_each(tmp_path: Path) -> None:
    file = tmp_path / "valley.xlsx"
    formulas = {
        ("Risks", "R2", "Location"): ("I3", "read"),
        ("Risks", "R3", "Location"): ("I4", ""),
        ("Partners", "TOWN", "Benefit"): ("Risks!I3", "mine"),
        ("Partners", "INTL", "Benefit"): ("Risks!I3", "theirs"),
    }
    file.write_bytes(with_formulas(workbook(), formulas))
    made = split(file, to=None, back=None, today=DAY, backups=None, limits=LIMITS)
    assert {copy.partner: copy.left_empty for copy in made.copies} == {
        "INTL": ("Partners!G2", "Risks!D3"), "LOCA": (), "TOWN": ("Partners!G4", "Risks!D3"),
    }  # fmt: skip


def test_a_cell_that_is_empty_in_a_copy_is_left_as_it_is_when_that_is_joined() -> None:
    formulas = {
        ("Risks", "R2", "Location"): ("I3", "read"),
        ("Risks", "R2", "Description"): ("INDIRECT(A1)", "What may happen 2"),
        ("Risks", "R2", "Likelihood · TOWN"): ("I3", "4"),
    }
    data = with_formulas(workbook(), formulas)
    back = written(copy_of(data, "TOWN"), {("Risks", "R2", "Impact · TOWN"): 4})
    after = joined(data, [back])
    assert after.asked == []
    changed = {key for key, value in values(after.data).items() if values(data).get(key) != value}
    assert changed == {("Risks", "R2", "impact · TOWN")}


def test_what_a_party_writes_into_a_cell_that_was_left_empty_is_asked_about() -> None:
    data = with_formulas(workbook(), {("Risks", "R2", "Location"): ("I3", "read")})
    after = joined(data, [written(copy_of(data, "TOWN"), {("Risks", "R2", "Location"): "the river"})])
    assert [(said.row, said.column, said.here, said.in_the_copy) for said in after.asked] == [
        ("R2", "Location", "read", "the river")
    ]


def test_what_was_made_for_a_party_to_read_holds_nothing_that_formulas_read_beside_it(tmp_path: Path) -> None:
    words = Words()
    book: Any = loaded(workbook())
    book.create_sheet("Own")["A1"] = "Ours"
    formulas = {
        ("Risks", "R2", "Location"): ("Own!A1", words.new("own sheet")),
        ("Risks", "R3", "Location"): ("I3", words.new("a partner")),
    }
    file, to = tmp_path / "valley.xlsx", tmp_path / "copy.xlsx"
    file.write_bytes(with_formulas(saved(book), formulas))
    shared = share(file, "LOCA", to, today=DAY, limits=LIMITS)
    assert words.found(to.read_bytes()) == {("a partner",)}
    assert shared.left_empty == ("Risks!D3",)


# References by what they read: True where the copy for TOWN has all of it.
REFERENCES = {
    "B3": True, "$C$2:$D$5": True, "Risks[Description]": True, "Partners!B2": True, "L3": True, "Budget!A:A": True,
    "I3": False, "E2:I4": False, "Risks[Impact · LOCA]": False, "Partners!G2": False, "Gaps!A:A": False, "Own": False,
    '"I3"': True, "7": True,
}  # fmt: skip
FUNCTIONS = {"SUM": True, "IF": True, "CONCATENATE": True, "_xlfn.IFS": True, "INDIRECT": False, "OFFSET": False}
Formula = tuple[str, bool]


def _call(name: str, given: list[Formula]) -> Formula:
    return f"{name}({', '.join(one for one, _ in given)})", FUNCTIONS[name] and all(told for _, told in given)


def _join(mark: str, one: Formula, other: Formula) -> Formula:
    return f"({one[0]}{mark}{other[0]})", one[1] and other[1]


FORMULAS = st.recursive(
    st.sampled_from(sorted(REFERENCES.items())),
    lambda more: (
        st.builds(_call, st.sampled_from(sorted(FUNCTIONS)), st.lists(more, min_size=1, max_size=3))
        | st.builds(_join, st.sampled_from(["&", "+", "<>", " = "]), more, more)
    ),
    max_leaves=6,
)


@settings(max_examples=examples(20))
@given(st.lists(FORMULAS, min_size=4, max_size=4))
def test_no_byte_of_a_copy_tells_what_any_formula_reads_of_others(formulas: list[Formula]) -> None:
    words = Words()
    planted = {
        ("Risks", f"R{n}", "Measures"): (formula, words.new(str(n))) for n, (formula, _) in enumerate(formulas, 1)
    }
    told = {(str(n),) for n, (_, is_told) in enumerate(formulas, 1) if is_told}
    assert words.found(copy_of(with_formulas(workbook(), planted), "TOWN")) == told
