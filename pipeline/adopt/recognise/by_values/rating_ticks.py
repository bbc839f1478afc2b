"""Likelihood, impact and treatment that are ticked: a group that names them, and below it a column for each step."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby, pairwise

from pipeline.adopt.compared_words import tokens
from pipeline.adopt.lexicon import lexicon, word_codes, word_set
from pipeline.adopt.proposal import WordList
from pipeline.adopt.recognise.answers.answer_heads import are_marks
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
        rating = _rating_of(group) or _rating_of_steps(run)
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


def _rating_of_steps(run: Sequence[WeighedColumn]) -> str:
    """The only rating of which all headers beside each other are steps, "" for none: Possible, Probable, Imminent."""
    are_beside = all(other.number == one.number + 1 for one, other in pairwise(run))
    fits = [one for one in RATED if run and all(step_of(each.head.header, one) is not None for each in run)]
    return fits[0] if are_beside and len(fits) == 1 else ""


def _is_ticked(column: WeighedColumn) -> bool:
    header, cells = column.head.header, column.profile.counts
    is_step = step_of(header, "likelihood") is not None or step_of(header, "impact") is not None
    return bool(header) and is_step and are_marks(cells)


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


def treatments_ticked(columns: Sequence[WeighedColumn]) -> list[tuple[WeighedColumn, str]]:
    """The columns of which each is a treatment that is ticked, with its code; none beside a treatment in words."""
    if any(each.is_likely and each.concept == "treatment" and not _holds_marks(each) for each in columns):
        return []
    for _, members in groupby(columns, lambda column: column.head.group):
        found = [(each, code) for each in members if _holds_marks(each) and (code := _treatment_of(each))]
        if len(found) >= FEWEST and len({code for _, code in found}) == len(found) and _are_marked(found):
            for each, _ in found:
                each.become("treatment", _SURE)
            return found
    return []


def _treatment_of(column: WeighedColumn) -> str:
    """The treatment that a header names, without the word for a risk: Mitigate the risk."""
    words = [word for word in column.head.words if word not in word_set("risk_words")]
    return word_codes("treatment").get(words[0], "") if len(words) == 1 else ""


def _holds_marks(column: WeighedColumn) -> bool:
    return bool(column.head.header) and are_marks(column.profile.counts)


def _are_marked(found: Sequence[tuple[WeighedColumn, str]]) -> bool:
    return any(each.profile.count for each, _ in found)


def aim_ticked_treatments(found: Sequence[tuple[WeighedColumn, str]]) -> None:
    """Let a mark mean the treatment that its header names."""
    for each, code in found:
        counts = dict(each.profile.counts)
        each.target = "Risks.treatment"
        each.words = WordList(dict.fromkeys(counts, code), counts=counts, is_ticked=True)
