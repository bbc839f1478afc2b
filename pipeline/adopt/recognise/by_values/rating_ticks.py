"""Likelihood and impact that are ticked: a group that names the rating, and below it a column for each step."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby

from pipeline.adopt.compared_words import plain, tokens
from pipeline.adopt.lexicon import lexicon
from pipeline.adopt.proposal import WordList
from pipeline.adopt.recognise.answers.answer_heads import MARKS
from pipeline.adopt.recognise.candidate import phase_of, without_phase
from pipeline.adopt.recognise.profile import Profile
from pipeline.adopt.recognise.scales.scale import Scale
from pipeline.adopt.recognise.scales.scale_word import step_of
from pipeline.adopt.recognise.scales.word_lists import rating_words
from pipeline.adopt.recognise.weighed import WeighedColumn
from schemas.wording.text import text

RATED = ("likelihood", "impact")
FEWEST = 3  # steps
_SURE = 0.9


def ratings_ticked(columns: Sequence[WeighedColumn]) -> list[list[WeighedColumn]]:
    """The runs of columns of which each is a step of one rating that is ticked."""
    return [list(run) for run in _runs(columns)]


def _runs(columns: Sequence[WeighedColumn]) -> Iterator[list[WeighedColumn]]:
    for group, members in groupby(columns, lambda column: column.head.group):
        run = [each for each in members if _is_ticked(each)]
        rating = _rating_of(group)
        steps = {step_of(each.head.header, rating) for each in run} if rating else set()
        if rating and len(run) >= FEWEST and len(steps) == len(run) and any(each.profile.count for each in run):
            for each in run:
                each.become(rating, _SURE)
                each.phase = phase_of(tokens(group))
            yield run


def _rating_of(group: str) -> str:
    """The rating that a group names; "" for none."""
    words = tokens(group)
    for some in (words, without_phase(words), words[-1:]):
        for match in lexicon("risk_register").matches(some)[:1]:
            if match.concept.name in RATED:
                return match.concept.name
    return ""


def _is_ticked(column: WeighedColumn) -> bool:
    header, cells = column.head.header, column.profile.counts
    is_step = step_of(header, "likelihood") is not None or step_of(header, "impact") is not None
    return bool(header) and is_step and all(plain(cell) in MARKS or not plain(cell) for cell in cells)


def aim_ticked_ratings(runs: Sequence[Sequence[WeighedColumn]]) -> None:
    """Let each column of a run go where the rating goes: its mark means the step that its header names.

    Three steps are laid over five, and asked about, as three words in one column are.
    """
    for run in runs:
        rating, phase = run[0].concept, run[0].phase
        target = (
            f"Risks.residual_{rating}" if phase == "residual" else None if phase == "inherent" else f"Risks.{rating}"
        )
        said = Profile.of([each.head.header for each in run])
        words = rating_words(said, rating, Scale.of([(run[0].head.group, said)]))
        for each in run:
            each.target, each.ask, each.why = target, False, "" if target else text("adopt.why.phase_other")
            step = words.map.get(each.head.header, "") if isinstance(words, WordList) else ""
            counts = dict(each.profile.counts)
            each.words = WordList({cell: step for cell in counts if step}, counts=counts, is_ticked=True)
            if isinstance(words, WordList) and words.ask and target:
                each.ask, each.why = True, words.why
