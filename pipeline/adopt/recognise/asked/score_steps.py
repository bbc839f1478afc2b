"""Scores of a register that are no products of the steps its words were taken for, and would be with other steps."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from itertools import combinations

from pipeline.adopt.proposal import ColumnProposal, TableProposal
from pipeline.adopt.recognise.scales.levels import step
from pipeline.adopt.recognise.scales.word_lists import ask_all
from pipeline.adopt.source.sheet import SourceSheet, number_of
from schemas.wording.text import joined, text

PAIRS = (("Risks.likelihood", "Risks.impact"), ("Risks.residual_likelihood", "Risks.residual_impact"))
STEPS = 5
_FEWEST = 3  # rows that can be compared
_HOLDS, _EXPLAINS = 0.8, 0.95  # of the rows: so many are products of the steps as taken, or of others
Steps = Mapping[int, int]  # another step for each of ours
Rated = Counter[tuple[int, int, float]]  # how many rows have these two steps and this score


def question_scores(sheet: SourceSheet, table: TableProposal) -> None:
    """Ask which steps words are, where a column of scores says other ones for likelihood and impact together."""
    for one, other in _rated(table):
        words = [column.words for column in (one, other) if column.words]
        if len(words) < len(PAIRS[0]) or any(each.asks_all for each in words):
            continue
        for score in _scores(table, one, other):
            rated = _rows(sheet, table, one, other, score)
            if found := _other_steps(rated):
                steps = joined((_said(column, by) for column, by in zip((one, other), found, strict=True)), "apart")
                for each in words:
                    ask_all(each, text("adopt.why.score_steps", header=score.header, steps=steps))
                break


def _rated(table: TableProposal) -> Iterator[tuple[ColumnProposal, ColumnProposal]]:
    for targets in PAIRS:
        one, other = map(table.column_for, targets)
        if one and other:
            yield one, other


def _scores(table: TableProposal, one: ColumnProposal, other: ColumnProposal) -> Iterator[ColumnProposal]:
    """The computed columns that may be of these two ratings: behind them, and before those of another phase."""
    places = {column.column for pair in _rated(table) for column in pair}
    after = [place for place in places if place > max(one.column, other.column)]
    for column in table.columns:
        if column.target is None and column.why == text("adopt.why.computed"):
            is_between = max(one.column, other.column) < column.column < min(after, default=column.column + 1)
            if is_between or len(places) == len(PAIRS[0]):
                yield column


def _rows(
    sheet: SourceSheet, table: TableProposal, one: ColumnProposal, other: ColumnProposal, score: ColumnProposal
) -> Rated:
    rated: Rated = Counter()
    for row in table.carried:
        steps = [step(sheet.at(row, column.column), column) for column in (one, other)]
        number = number_of(sheet.at(row, score.column))
        if all(steps) and number:
            rated[steps[0], steps[1], number] += 1
    return rated


def _other_steps(rated: Rated) -> tuple[Steps, Steps] | None:
    """Steps whose products the scores are, where they are none of those as taken; None where there are none."""
    rows, scores = rated.total(), {score for _, _, score in rated}
    if rows < _FEWEST or len(scores) < 2 or max(scores) <= STEPS:
        return None
    firsts, seconds = sorted({one for one, _, _ in rated}), sorted({other for _, other, _ in rated})
    if _products(rated, dict(zip(firsts, firsts, strict=True)), dict(zip(seconds, seconds, strict=True))) >= _HOLDS:
        return None
    for of_first in _choices(firsts):
        for of_second in _choices(seconds):
            if _products(rated, of_first, of_second) >= _EXPLAINS:
                return of_first, of_second
    return None


def _choices(steps: Sequence[int]) -> Iterator[Steps]:
    """Every way to lay so many steps over five, in their order."""
    return (dict(zip(steps, chosen, strict=True)) for chosen in combinations(range(1, STEPS + 1), len(steps)))


def _products(rated: Rated, of_first: Steps, of_second: Steps) -> float:
    """Which share of the rows have as score the product of these steps."""
    same = sum(many for (one, other, score), many in rated.items() if of_first[one] * of_second[other] == score)
    return same / rated.total()


def _said(column: ColumnProposal, steps: Steps) -> str:
    """The words of a column with the steps that the scores say."""
    codes = column.words.map if column.words else {}
    words = {word: steps[int(code)] for word, code in codes.items() if code.isdecimal() and int(code) in steps}
    ordered = sorted(words.items(), key=lambda item: item[1])
    return text("adopt.why.steps_of", header=column.header, steps=joined(f"{word} = {by}" for word, by in ordered))
