"""The source's own level or score, as a check of how its scale was laid over ours: how many levels stay the same."""

from __future__ import annotations

from pipeline.adopt.compared_words import tokens
from pipeline.adopt.proposal import ColumnProposal, TableProposal
from pipeline.adopt.recognise.candidate import phase_of
from pipeline.adopt.recognise.scales.scale_word import step_of
from pipeline.adopt.source.sheet import Cell, SourceSheet, number_of, shown
from pipeline.analysis.risk_view import level_of
from schemas.thresholds import defaults
from schemas.wording.text import joined, text

RATED = ("Risks.likelihood", "Risks.impact")
RESIDUAL = ("Risks.residual_likelihood", "Risks.residual_impact")
_FEWEST = 3  # rows that can be compared
_OF_NINE = 9  # the greatest score of a scale with three steps: such scores are not ours
_MOST_NAMED = 8
_LEVELS = {1: "low", 2: "low", 3: "medium", 4: "high", 5: "very_high"}  # of a word, as of a step


def check_levels(sheet: SourceSheet, table: TableProposal) -> None:
    """Say beside each column that Concord computes how many of its levels come out the same."""
    for column in table.columns:
        if column.target is None and column.why == text("adopt.why.computed"):
            ratings = _rated_for(table, _phase(column))
            column.check = _compared(sheet, table, ratings, column) if ratings else ""


def _rated_for(table: TableProposal, phase: str) -> list[ColumnProposal]:
    """The two ratings that a level of this phase follows from: one after treatment says nothing of those before."""
    is_later = phase == "residual"
    for targets in (RESIDUAL, RATED) if is_later else (RATED,):
        found = [column for target in targets if (column := table.column_for(target))]
        own = {_phase(column) for column in found}
        if len(found) == len(targets) and (targets == RESIDUAL or ("residual" in own) == is_later or not phase):
            return found
    return []


def _phase(column: ColumnProposal) -> str:
    """Before or after which measures a rating or a level is meant, as its header says, or the group above it."""
    return phase_of(tokens(column.header)) or phase_of(tokens(column.group))


def _compared(sheet: SourceSheet, table: TableProposal, ratings: list[ColumnProposal], column: ColumnProposal) -> str:
    cells = [number_of(sheet.at(row, column.column)) for row in table.carried]
    highest = max((number for number in cells if number is not None), default=0)
    same, other = 0, []
    for row in table.carried:
        theirs = _level(sheet.at(row, column.column), highest)
        steps = [step(sheet.at(row, each.column), each) for each in ratings]
        if theirs and all(steps):
            if level_of(steps[0] * steps[1], defaults()) == theirs:
                same += 1
            else:
                other.append(row)
    if same + len(other) < _FEWEST:
        return ""
    if not other:
        return text("adopt.why.levels_same", why=column.why, count=same)
    rows = joined(map(str, other[:_MOST_NAMED]))
    return text("adopt.why.levels", why=column.why, same=same, of=same + len(other), rows=rows)


def step(cell: Cell, column: ColumnProposal) -> int:
    """The step that a cell of a rating column is taken for, 0 for none."""
    code = column.words.map.get(column.words.said(shown(cell)), "") if column.words else ""
    return int(code) if code.isdecimal() else 0


def _level(cell: Cell, highest: float) -> str:
    """The level that a cell names, in a word or as a score of 1 to 25; "" where it names none that can be compared."""
    number = number_of(cell)
    if number is None:
        return _LEVELS.get(step_of(shown(cell), "impact") or 0, "")
    return level_of(int(number), defaults()) if highest > _OF_NINE and 0 < number <= 25 else ""
