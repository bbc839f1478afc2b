"""Ratings that headers name in ways of their own: both in one cell, the letters of an FMEA, a level that is a kind."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from pipeline.adopt.compared_words import Tokens
from pipeline.adopt.lexicon import lexicon, phase_words, word_set
from pipeline.adopt.recognise.candidate import phase_of, without_phase
from pipeline.adopt.recognise.register_concepts import KIND, MAIN_TEXTS, RATED
from pipeline.adopt.recognise.scales.scale_word import STEPS
from pipeline.adopt.recognise.weighed import WeighedColumn
from pipeline.adopt.two_in_one import names_of
from schemas.wording.text import text

_HALF = 0.5
_SUM = re.compile(r"[^\W\d_]\s*\+\s*[^\W\d_]\s*\+\s*[^\W\d_]\b")  # P = a+b+c+d
_SEVERITY, _OCCURRENCE, _DETECTION = ("s",), ("o",), ("d",)
_OF_LETTERS: Mapping[Tokens, str] = {_SEVERITY: "impact", _OCCURRENCE: "likelihood", _DETECTION: "rank"}
_PRODUCTS = (("c",), ("r",), ("n",))  # criticality, risk, number
_WIDEST = 10  # columns from severity to detection: causes and controls stand between


def leave_sums(columns: Sequence[WeighedColumn]) -> None:
    """Leave by name what a header says is a sum, P = a+b+c+d, or an index above our steps: it begins at no 1."""
    for column in columns:
        lowest, highest = min(column.profile.numbers, default=0), max(column.profile.numbers, default=0)
        is_index = bool(word_set("index_words") & {*column.head.words}) and lowest > 1 and highest > STEPS
        names_both = all(names_of(rating) & {*column.head.words} for rating in RATED)
        if column.concept in RATED and names_both and highest > STEPS:
            column.become("score", 1.0)  # combined score, likelihood x impact
        may_be = column.concept in RATED or not column.is_likely
        if may_be and highest > STEPS and (is_index or _SUM.search(column.head.header)):
            _leave_with_twins(column, columns)


def _leave_with_twins(found: WeighedColumn, columns: Sequence[WeighedColumn]) -> None:
    """Leave a sum, and what is called alike: after the measures it may be five or less, and is no step either."""
    for column in columns:
        if without_phase(column.head.words) == without_phase(found.head.words):
            column.become("score", 1.0)
            column.why = text("adopt.no_rating.product")


def rating_before_phase(column: WeighedColumn) -> None:
    """Let a header be the rating that it begins with, where measures follow: Likelihood without new measures."""
    words = column.head.words
    at = next((at for at, word in enumerate(words) if word in phase_words()), 0)
    behind = {*words[at + 1 :]}
    if not at or not behind & (word_set("measure_words") | word_set("control_words") | word_set("called_measures")):
        return
    called = {match.concept.name for match in lexicon(KIND).matches(words[:at]) if match.score == 1}
    is_risk = bool(called & {*MAIN_TEXTS}) and bool(word_set("risk_words") & {*words[:at]})
    if named := next((one for one in (*RATED, "score", "level") if one in called), "level" if is_risk else ""):
        column.become(named, 0.9)
        column.phase = phase_words()[words[at]]


def leave_third_letter(columns: Sequence[WeighedColumn]) -> None:
    """Let one letter right behind those of both ratings be what they make together: P, G, C."""
    for one, other, third in zip(columns, columns[1:], columns[2:], strict=False):
        letters = all(len(each.head.words) == 1 == len(each.head.words[0]) for each in (one, other, third))
        is_product = third.head.words[:1] in _PRODUCTS or not third.profile.step_share
        if letters and {one.concept, other.concept} == {*RATED} and is_product:
            third.become("score", 0.85)


def rated_as_failures(columns: Sequence[WeighedColumn]) -> None:
    """Let S, O and D in this order be severity, occurrence and detection, as every FMEA has them."""
    for column in columns:
        if column.head.words != _OCCURRENCE or column.profile.step_share < _HALF:
            continue
        before = _nearest(columns, column, _SEVERITY, -1)
        after = _nearest(columns, column, _DETECTION, 1)
        if before and after:
            _as_failures_later(columns)
            before.become("impact", max(before.sure, 0.8))
            column.become("likelihood", 0.8)
            column.phase = before.phase
            after.become("rank", 0.8)
            _leave_done(columns, after)


def _as_failures_later(columns: Sequence[WeighedColumn]) -> None:
    """Let the same letters with a phase be the same ratings, after what is recommended: Residual S, Residual O."""
    for column in columns:
        own = without_phase(column.head.words)
        rating = _OF_LETTERS.get(own)
        if rating and own != column.head.words and column.profile.step_share >= _HALF:
            column.become(rating, 0.8)
            column.phase = phase_of(column.head.words)


def _leave_done(columns: Sequence[WeighedColumn], detection: WeighedColumn) -> None:
    """Leave what was done of the recommended actions, where controls that exist stand before the detection."""
    controls = [each for each in columns if each.is_likely and each.concept == "existing_measures"]
    if any(each.number < detection.number for each in controls):
        for each in controls:
            if each.number > detection.number:
                each.become("notes", 0.8)


def _nearest(columns: Sequence[WeighedColumn], column: WeighedColumn, words: Tokens, step: int) -> WeighedColumn | None:
    """The nearest column with this header on one side."""
    found = [
        each for each in columns if each.head.words == words and 0 < step * (each.number - column.number) < _WIDEST
    ]
    return min(found, key=lambda each: abs(each.number - column.number), default=None)


def levels_or_kinds(columns: Sequence[WeighedColumn]) -> None:
    """Let what is called a classification, and holds no steps, be the kind of risk."""
    for column in columns:
        may_be = {match.concept.name for match in lexicon(KIND).matches(column.head.words) if match.score == 1}
        own = without_phase(column.head.words)
        is_twice = any(without_phase(each.head.words) == own for each in columns if each is not column)
        if column.concept not in ("level", "category") or not {"level", "category"} <= may_be:
            continue
        if is_twice:
            column.become("level", 0.85)  # Risk class, before and after the measures
        elif column.concept == "level" and column.profile.count and not column.profile.step_share:
            column.become("category", 0.8)


def risks_own_status(columns: Sequence[WeighedColumn]) -> None:
    """Let the status of the risk be that, not the one of its measures; that alone is asked about."""
    found = [column for column in columns if column.is_likely and column.concept == "status"]
    of_measures = [column for column in found if word_set("measure_words") & set(column.head.words)]
    for column in of_measures:
        if len(of_measures) < len(found):
            column.become("", 0.0)
            column.why = text("adopt.why.no_place")
        else:
            column.ask, column.why = True, text("adopt.why.in_part")
