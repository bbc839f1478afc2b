"""Copies filled in apart, in any way and order, and joined are the workbook filled in directly."""

from __future__ import annotations

from pathlib import Path
from random import Random
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.xlsx.lint.workbook_lint import lint
from tests.chance import examples
from tests.copies.world import PARTIES, copy_of, joined, rows, values, workbook, written
from tests.office import LibreOffice

WORDS: dict[str, tuple[Any, ...]] = {
    "Likelihood": (1, 3, 5), "Impact": (2, 4), "Exposure": ("Direct", "none"), "Accepted": ("Yes", "Not asked"),
    "Role": ("L", "P", "X"), "Rating": ("Present", "absent"), "Evidence": ("Documented",), "Sufficient": ("yes", "No"),
}  # fmt: skip
OF = {
    "Risks": ("R1 R2 R3 R4", "Likelihood Impact Exposure Accepted"), "Activities": ("1 1.1 1.2", "Role"),
    "Indicators": ("I1 I2 I3", "Rating Evidence"), "Budget": ("B1", "Sufficient"),
}  # fmt: skip
TEXTS = {"Focal point": "Duty officer", "Risk attitude": "Averse", "Acceptable level": "medium", "Reason": "Affected"}


def empty_cells(partner: str) -> list[tuple[str, str, str]]:
    """The party's own cells that are empty in the workbook."""
    filled = {("Risks", "Likelihood"), ("Activities", "Role")} if partner == "INTL" else set()
    own = [
        (table, id, f"{title} · {partner}")
        for table, (ids, titles) in OF.items()
        for id in ids.split()
        for title in titles.split()
        if (table, title) not in filled
    ]
    return own + [("Partners", partner, title) for title in TEXTS]


def chosen(chance: Random, partner: str, part: float) -> dict[tuple[str, str, str], Any]:
    cells = {}
    for cell in empty_cells(partner):
        if chance.random() < part:
            title = cell[2].partition(" · ")[0]
            cells[cell] = chance.choice(WORDS[title]) if title in WORDS else TEXTS[title]
    return cells


@settings(max_examples=examples(8))
@given(st.integers(0, 2**31), st.sampled_from([0.1, 0.5, 1.0]), st.permutations(PARTIES), st.booleans())
def test_filled_in_copies_and_joined_is_the_same_as_filled_in_directly(
    seed: int, part: float, order: list[str], at_once: bool
) -> None:
    chance, data, whole = Random(seed), workbook(), {}
    copies = []
    for partner in order:
        cells = chosen(chance, partner, part)
        whole.update(cells)
        some = {cell: value for cell, value in cells.items() if chance.random() < 0.5}
        copy = written(copy_of(data, partner), some)
        copies += [copy, written(copy, cells)]  # partly filled first, then whole
    if at_once:
        chance.shuffle(copies)
        after = joined(data, copies).data
    else:
        after = data
        for copy in (*copies, *copies):
            after = joined(after, [copy]).data
    assert values(after) == values(written(data, whole))
    assert rows(after, "Proposals") == []
    assert lint(after) == []


@settings(max_examples=examples(5))
@given(st.integers(0, 2**31), st.permutations(PARTIES))
def test_the_order_of_the_copies_makes_no_difference(seed: int, order: list[str]) -> None:
    chance, data = Random(seed), workbook()
    copies = {}
    for partner in PARTIES:
        cells = chosen(chance, partner, 0.5)
        cells["Risks", "R1", "Description"] = f"As {partner} says it"
        cells["Risks", "R9", "Description"] = f"Added by {partner}"
        cells["Proposals", "Risks", "What"] = f"Let us talk, {partner}"
        copies[partner] = written(copy_of(data, partner), cells)
    sorted_ones = joined(data, [copies[partner] for partner in PARTIES])
    after = data
    for partner in order:
        after = joined(after, [copies[partner]]).data
    assert values(after) == values(sorted_ones.data)
    assert rows(after, "Proposals") == rows(sorted_ones.data, "Proposals")
    assert rows(after, "Copies") == rows(sorted_ones.data, "Copies")
    assert joined(after, copies.values()).data == after


@pytest.mark.system("soffice")
def test_copies_that_libreoffice_saved_are_joined_as_they_were_filled_in(
    tmp_path: Path, libreoffice: LibreOffice
) -> None:
    data, whole, files = workbook(), {}, []
    for partner in PARTIES:
        cells = chosen(Random(partner), partner, 0.7)
        whole.update(cells)
        files.append(tmp_path / f"{partner}.xlsx")
        files[-1].write_bytes(written(copy_of(data, partner), cells))
    libreoffice.save(files, tmp_path / "saved")
    after = joined(data, [(tmp_path / "saved" / file.name).read_bytes() for file in files])
    assert values(after.data) == values(written(data, whole))
    assert after.asked == []
