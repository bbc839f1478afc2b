"""What a person types over in a mapping counts like an answer, whichever of its columns it is."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from pipeline.adopt.mapping.answers import Answers, apply
from pipeline.adopt.mapping.corrections import take_corrections
from pipeline.adopt.mapping.mapping_rows import Line, answers_from, mapping_lines
from pipeline.adopt.proposal import Proposal
from pipeline.adopt.questions import questions
from tests.adopt.kinds.grids import book_of, proposal_of

LINES = [
    ("ID", "Risk description", "Likelihood", "Impact", "Owner", "Status"),
    ("R1", "Convoys are attacked", 4, 5, "Logistics", "Open"),
    ("R2", "The office is burgled", 2, 3, "Guards", "tbd"),
]
MATRIX = [
    ("Task", "Harbour Relief", "Red Crossing"),
    ("Map the routes", "A", "R"), ("Agree the convoy", "R", "A"), ("Train drivers", "C", "A"),
]  # fmt: skip


def corrected(
    lines: Sequence[Sequence[object]], table: str, of: str, key: str, value: str, answer: str = ""
) -> Proposal:
    """The proposal when somebody types `value` into the column `key` of the mapping's row that begins with `of`."""
    proposal = proposal_of(lines)
    rows: dict[str, list[Line]] = {
        name: [dict(line.cells) for line in made] for name, made in mapping_lines(proposal, "REDC").items()
    }
    row = next(line for line in rows[table] if of in list(line.values())[:2])
    row[key], row["answer"] = value, answer
    answers = answers_from(rows)
    take_corrections(proposal, answers, "REDC")
    apply(proposal, answers, book_of(lines), {})
    return proposal


def targets_by(proposal: Proposal) -> dict[str, str | None]:
    return {column.header: column.target for column in proposal.working[0].columns}


@pytest.mark.parametrize("answer", ["", "yes"])
@pytest.mark.parametrize(("stands", "target"), [
    ("Risks: Consequence", "Risks.consequence"), ("stays out", None), ("ne pas reprendre", "Risks.impact"),
])  # fmt: skip
def test_a_place_that_is_typed_over(stands: str, target: str | None, answer: str) -> None:
    """Where it is no place of ours, what was proposed stays."""
    proposal = corrected(LINES, "MapColumns", "Impact", "becomes", stands, answer)
    assert targets_by(proposal)["Impact"] == target


def test_what_a_word_means_is_typed_over() -> None:
    (status,) = [c for c in corrected(LINES, "MapWords", "Open", "means", "Accepted").used[0].columns if c.column == 6]
    assert status.words
    assert (status.words.map["Open"], status.words.ask) == ("accepted", True)


@pytest.mark.parametrize(("given", "code"), [("loca", "LOCA"), ("leave out", "-")])
def test_a_partner_that_is_typed_over(given: str, code: str) -> None:
    (owner,) = [c for c in corrected(LINES, "MapPartners", "Guards", "partner", given).used[0].columns if c.column == 5]
    assert owner.words
    assert (owner.words.map, owner.words.unmapped) == ({"Guards": code}, ["Logistics"])


def test_whose_column_it_is_is_typed_over() -> None:
    proposal = corrected(MATRIX, "MapPartners", "Harbour Relief", "partner", "LOCA")
    assert {c.header: (c.partner, c.ask) for c in proposal.used[0].columns[1:]} == {
        "Harbour Relief": ("LOCA", False), "Red Crossing": (None, True)
    }  # fmt: skip


def test_what_nobody_touched_stays_open() -> None:
    proposal = corrected(LINES, "MapColumns", "Impact", "becomes", "Risks: Impact")
    assert len(list(questions(proposal))) == len(list(questions(proposal_of(LINES))))


@pytest.mark.parametrize(("sheet", "used"), [("Risks", False), ("Risks 2027", False), ("Other", True)])
def test_a_table_is_known_by_its_sheet_else_by_its_kind(sheet: str, used: bool) -> None:
    """Next year's file has another name on its sheet."""
    proposal = proposal_of(LINES, name=sheet)
    answers = Answers(tables={("Risks", "risk_register"): "no", ("Other", "budget"): "yes"})
    apply(proposal, answers, book_of(LINES, name=sheet), {})
    assert proposal.working[0].is_used is used
