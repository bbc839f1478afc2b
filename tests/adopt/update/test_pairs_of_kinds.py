"""Rows of every kind that may be the same as one that is there are asked about, in the same way as risks."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import pytest

from pipeline.adopt.update.compare import MAIN
from schemas.spec import table
from tests.adopt.registers import VIEW, Line, Said, adopt, answer_open, once_adopted, rows_of, saved


@dataclass(frozen=True)
class Kind:
    """A sheet without ids, with one row that another version has in other words."""

    name: str
    sheet: str
    headers: Line
    stays: Line
    before: Line
    now: Line

    @property
    def text(self) -> str:
        """The header of its main text."""
        return table(self.name).by_name[MAIN[self.name]].title


KINDS = (
    Kind(
        "Activities", "RACI", ("Task", "REDC", "LOCA", "Finance"),
        ("Pay the guards", "A", "R", "I"),
        ("Map the routes to the north", "R", "A", ""), ("Map all routes to the north", "R", "A", "C"),
    ),
    Kind(
        "Indicators", "Checklist", ("Question", "In place?", "Evidence", "Gap"),
        ("Are staff briefed before they travel?", "No", "", "Start briefings"),
        ("Is there a security plan for the office?", "Yes", "The plan", ""),
        ("Is there a written security plan for the office?", "Partly", "The plan", ""),
    ),
    Kind(
        "Budget", "Budget", ("Item", "Quantity", "Unit price", "Total"),
        ("Night guards", 12, 300, 3600),
        ("Radios for vehicles", 5, 100, 500), ("Radios for all vehicles", 7, 100, 700),
    ),
)  # fmt: skip
EACH = pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.name)


def second_version(kind: Kind, folder: Path) -> tuple[Path, Path]:
    """A workbook from the first version, and the second one, in which a row was put in other words."""
    old = once_adopted(folder, "old.xlsx", (kind.headers, kind.stays, kind.before), kind.sheet)
    new = folder / "new.xlsx"
    assert len(rows_of(new, kind.name)) == 2
    return saved(old, [kind.headers, kind.stays, kind.now], sheet=kind.sheet), new


def _adopt(old: Path, new: Path, *words: str) -> Said:
    return adopt(old, "--to", new, "--as", VIEW, "--partner", "LOCA=Green Valley", *words)


def answered(kind: Kind, answer: str, folder: Path) -> tuple[list[str], Said]:
    """The texts in the workbook once the pair was answered, and what the command said."""
    old, new = second_version(kind, folder)
    assert _adopt(old, new).exit_code == 3
    answer_open(folder / "old.mapping.xlsx", lambda table, _: answer if table == "MapPairs" else "yes")
    said = _adopt(old, new)
    assert said.exit_code == 0, said.output
    return [row[kind.text] for row in rows_of(new, kind.name)], said


@EACH
def test_a_row_in_other_words_is_asked_about_with_its_table(kind: Kind, tmp_path: Path) -> None:
    old, new = second_version(kind, tmp_path)
    before = new.read_bytes()
    said = _adopt(old, new)
    assert (said.exit_code, new.read_bytes() == before) == (3, True)
    id = next(iter(rows_of(new, kind.name)[1].values()))
    assert f"the same as {table(kind.name).sheet} {id}" in " ".join(said.output.split())
    asked = rows_of(tmp_path / "old.mapping.xlsx", "MapPairs")
    assert [(row["table"], row["row"]) for row in asked] == [(table(kind.name).sheet, id)]


@EACH
def test_a_yes_updates_the_row(kind: Kind, tmp_path: Path) -> None:
    texts, said = answered(kind, "yes", tmp_path)
    at = kind.headers.index(next(each for each in kind.headers if each in ("Task", "Question", "Item")))
    assert texts == [kind.stays[at], kind.now[at]]
    assert "rows new: 0" in said.output


@EACH
def test_a_no_makes_a_row_of_its_own(kind: Kind, tmp_path: Path) -> None:
    texts, said = answered(kind, "no", tmp_path)
    assert len(texts) == 3
    assert "rows new: 1" in said.output


def test_a_row_that_is_known_again_is_no_candidate_for_another(tmp_path: Path) -> None:
    """Of a list whose items resemble each other a new one is no other wording of one that still stands there."""
    headers = ("Item", "Quantity", "Unit price", "Total")
    lines: list[Line] = [("Rent of the office in Aden", 12, 300, 3600), ("Radios", 5, 100, 500)]
    old, new = tmp_path / "old.xlsx", tmp_path / "new.xlsx"
    assert _adopt(saved(old, [headers, *lines], sheet="Budget"), new, "--accept").exit_code == 0
    saved(old, [headers, *lines, ("Rent of the office in Taizz", 12, 200, 2400)], sheet="Budget")
    said = _adopt(old, new)
    assert (said.exit_code, "is it the same as" in said.output) == (3, False)  # its category is asked about


def test_two_rows_of_one_text_are_two_pairs(tmp_path: Path) -> None:
    """What somebody says of one of them is not said of the other."""
    headers, first = ("Item", "Quantity", "Unit price", "Total"), ("Radios for vehicles", 5, 100, 500)
    lines: list[Line] = [first, ("Radios for the vehicles", 7, 100, 700), ("Guards", 3, 200, 600)]
    old, new = tmp_path / "old.xlsx", tmp_path / "new.xlsx"
    assert _adopt(saved(old, [headers, *lines], sheet="Budget"), new, "--accept").exit_code == 0
    saved(old, [headers, *[("Radios of vehicles", *line[1:]) for line in lines[:2]], lines[2]], sheet="Budget")
    assert _adopt(old, new).exit_code == 3
    said = iter(("yes", "no"))
    answer_open(tmp_path / "old.mapping.xlsx", lambda table, _: next(said) if table == "MapPairs" else "yes")
    assert _adopt(old, new).exit_code == 0
    texts = [str(row["Description"]) for row in rows_of(new, "Budget")]
    assert sorted(texts) == ["Guards", "Radios for the vehicles", "Radios of vehicles", "Radios of vehicles"]
