"""Another thing under an id that is known: typed over the old one, or numbered anew. It is asked about, or followed."""

from __future__ import annotations

from pathlib import Path

import pytest

from schemas.wording.text import text
from tests.adopt.registers import VIEW, Line, adopt, answer_open, rows_of, saved

HEADERS = ("ID", "Risk description", "Likelihood", "Impact", "Mitigation plan")
FIRST: tuple[Line, ...] = (
    ("R1", "Convoys are attacked on the main road", 4, 5, "More radios"),
    ("R2", "The office is burgled at night", 3, 2, "Cameras"),
    ("R3", "Staff are detained at checkpoints", 2, 4, "Training"),
)
OVER: tuple[Line, ...] = (FIRST[0], ("R2", "A river floods our warehouse", 3, 2, "Cameras"), FIRST[2])


def second(folder: Path, lines: tuple[Line, ...]) -> tuple[Path, Path]:
    """A workbook from the first version, in which a person answered all, and the second version."""
    old, new = saved(folder / "register.xlsx", [HEADERS, *FIRST]), folder / "new.xlsx"
    assert adopt(old, "--to", new, "--as", VIEW, "--accept").exit_code == 0
    return saved(old, [HEADERS, *lines]), new


def texts(new: Path) -> dict[str, str]:
    return {row["Risk"]: row["Description"] for row in rows_of(new, "Risks")}


@pytest.mark.parametrize(("answer", "after"), [
    ("yes", {"R1": FIRST[0][1], "R2": OVER[1][1], "R3": FIRST[2][1]}),
    ("no", {"R1": FIRST[0][1], "R2": FIRST[1][1], "R3": FIRST[2][1], "R4": OVER[1][1]}),
])  # fmt: skip
def test_another_risk_typed_over_one_is_asked_about(answer: str, after: dict[str, str], tmp_path: Path) -> None:
    old, new = second(tmp_path, OVER)
    before = new.read_bytes()
    said = adopt(old, "--to", new, "--as", VIEW)
    assert (said.exit_code, new.read_bytes() == before) == (3, True)
    assert "A river floods our warehouse: is it the same as Risks R2" in " ".join(said.output.split())
    answer_open(tmp_path / "register.mapping.xlsx", lambda table, _: answer if table == "MapPairs" else "yes")
    assert adopt(old, "--to", new, "--as", VIEW).exit_code == 0
    assert texts(new) == after


def test_with_accept_the_same_id_counts_and_is_marked_as_assumed(tmp_path: Path) -> None:
    old, new = second(tmp_path, OVER)
    said = adopt(old, "--to", new, "--as", VIEW, "--accept")
    assert text("adopt.said.assumed", count=2) in " ".join(said.output.split())  # the other: what the event is
    assert texts(new)["R2"] == OVER[1][1]
    lines = {(row["row"], row["column"]): row["assumed"] for row in rows_of(new, "Adopted")}
    assert [lines[id, "Description"] for id in ("R1", "R2", "R3")] == ["no", "yes", "no"]


@pytest.mark.parametrize("words", ["The office was burgled twice at night", "Night burglary in the office"])
def test_other_words_for_the_same_are_not_asked_about(words: str, tmp_path: Path) -> None:
    old, new = second(tmp_path, (FIRST[0], ("R2", words, *FIRST[1][2:]), FIRST[2]))
    said = adopt(old, "--to", new, "--as", VIEW, "--dry-run")
    assert "is it the same as" not in said.output


def test_rows_that_are_numbered_anew_are_followed_by_their_texts(tmp_path: Path) -> None:
    """A row was put in above: each number stands for the risk before it by now."""
    lines = [("R1", "A river floods our warehouse", 1, 1, ""), *((f"R{n}", *r[1:]) for n, r in enumerate(FIRST, 2))]
    old, new = second(tmp_path, tuple(lines))
    said = adopt(old, "--to", new, "--as", VIEW, "--accept")
    assert "rows new: 1, cells changed: 0" in " ".join(said.output.split())
    assert texts(new) == {**{f"R{n}": row[1] for n, row in enumerate(FIRST, 1)}, "R4": lines[0][1]}


def test_a_register_in_another_language_is_one_question(tmp_path: Path) -> None:
    words = ("Attaques contre des camions", "Cambriolage du bureau", "Arrestations du personnel")
    old, new = second(tmp_path, tuple((row[0], word, *row[2:]) for row, word in zip(FIRST, words, strict=True)))
    said = adopt(old, "--to", new, "--as", VIEW, "--dry-run")
    assert text("adopt.said.questions", count=2) in said.output  # the other: what the event is
