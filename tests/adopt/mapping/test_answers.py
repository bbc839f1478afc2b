"""What a person answers in the mapping is what is built; what is not answered stays asked."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import pytest

from tests.adopt.registers import VIEW, Said, adopt, answer_open, rows_of, saved

HEADERS = ("ID", "Risk description", "Likelihood", "Impact", "Owner", "Review date", "Status")
LINES = [
    HEADERS,
    ("R1", "Convoys are attacked", "Low", 5, "Logistics", "03/04/2026", "Open"),
    ("R2", "The office is burgled", "High", 3, "Guards", "05/06/2026", "tbd"),
]


@pytest.fixture
def old(tmp_path: Path) -> Path:
    return saved(tmp_path / "register.xlsx", LINES)


def adopted(old: Path, *words: object) -> Said:
    return adopt(old, "--to", old.with_name("new.xlsx"), "--as", VIEW, "--partner", "LOCA=Green Valley", *words)


def answer(old: Path, given: Mapping[str, str], other: str = "yes") -> None:
    """Answer what is asked: by the texts of the first two cells, everything else with `other`."""

    def says(_: str, cells: Sequence[Any]) -> str:
        return next((given[cell] for cell in cells[:2] if cell in given), other)

    answer_open(old.with_name("register.mapping.xlsx"), says)


def test_answers_are_what_is_built(old: Path) -> None:
    adopted(old)
    answer(old, {"Low": "2", "High": "4", "Logistics": "LOCA", "Guards": "leave out", "tbd": "Accepted"})
    assert adopted(old).exit_code == 0
    rows = rows_of(old.with_name("new.xlsx"), "Risks")
    assert [(row["Likelihood · REDC"], row["Owner"], row["Status"]) for row in rows] == [
        (2, "LOCA", "Open"), (4, None, "Accepted")
    ]  # fmt: skip


def test_what_a_person_answered_is_not_assumed(old: Path) -> None:
    adopted(old)
    answer(old, {"Logistics": "LOCA", "Guards": "LOCA", "tbd": "Open", "Review date": "no"})
    adopted(old)
    assert {row["assumed"] for row in rows_of(old.with_name("new.xlsx"), "Adopted")} == {"no"}


def test_a_column_answered_with_no_stays_out_by_name(old: Path) -> None:
    adopted(old)
    answer(old, {"Logistics": "LOCA", "Guards": "LOCA", "tbd": "Open", "Review date": "no"})
    adopted(old)
    left = {row["cell"]: row["reason"] for row in rows_of(old.with_name("new.xlsx"), "Left")}
    assert left["F2"] == "left out on purpose"


def test_what_is_not_answered_stays_asked_with_its_row(old: Path) -> None:
    adopted(old)
    answer(old, {"tbd": ""})
    result = adopted(old)
    assert (result.exit_code, old.with_name("new.xlsx").exists()) == (3, False)
    assert "of the mapping)" in result.output


def test_a_mapping_that_is_there_is_never_replaced(old: Path) -> None:
    adopted(old)
    answer(old, {"tbd": ""})
    before = old.with_name("register.mapping.xlsx").read_bytes()
    adopted(old)
    assert old.with_name("register.mapping.xlsx").read_bytes() == before


def test_the_mapping_serves_a_file_with_the_same_headers(old: Path, tmp_path: Path) -> None:
    adopted(old)
    answer(old, {"Logistics": "LOCA", "Guards": "LOCA", "tbd": "Open"})
    next_year = saved(tmp_path / "next.xlsx", LINES)
    assert adopted(next_year, "--mapping", old.with_name("register.mapping.xlsx")).exit_code == 0


@pytest.mark.parametrize("written", [
    "{{{", "other: 1\n", "- 1\n", "columns:\n- {header: Something else, number: x, kind: risk_register}\n",
])  # fmt: skip
def test_a_mapping_that_is_none_is_refused_in_a_sentence(old: Path, written: str) -> None:
    mapping = old.with_name("m.yaml")
    mapping.write_text(written, encoding="utf-8")
    result = adopted(old, "--mapping", mapping)
    assert (result.exit_code, "m.yaml" in result.output) == (1, True)


def test_rows_of_a_mapping_that_are_no_list_answer_nothing(old: Path) -> None:
    mapping = old.with_name("m.yaml")
    mapping.write_text("columns: 3\n", encoding="utf-8")
    assert adopted(old, "--mapping", mapping).exit_code == 3
