"""What stands beside the ratings: before which measures they are meant, which is only the level, what is text."""

from __future__ import annotations

import re
from collections.abc import Sequence

from pipeline.adopt.compared_words import Tokens, parts_of, plain, tokens, words_of
from pipeline.adopt.lexicon import existence_words, lexicon, planned_words, word_codes, word_set
from pipeline.adopt.recognise.asked.said_by_half import rated_again
from pipeline.adopt.recognise.by_values.names import are_answers
from pipeline.adopt.recognise.candidate import SURE, phase_of, without_phase
from pipeline.adopt.recognise.profile import Profile
from pipeline.adopt.recognise.register_concepts import KIND, MAIN_TEXTS, RATED
from pipeline.adopt.recognise.weighed import WeighedColumn, is_called, likely
from pipeline.adopt.two_in_one import names_of
from schemas.wording.text import text

_CLEAR, _ASKED, _HALF = 0.9, 0.7, 0.5
_COUNTED = re.compile(r"\d+\s+([^\W\d].*)", re.DOTALL)
_NUMBERED = 2  # letters, with a number: L2
_NEAR = 3  # columns from the last rating to its score and its level
_COMPUTED = ("score", "level")
_FEWEST, _SEVERAL, _SURELY = 2, 3, 0.8
_WORD = 14  # letters, on average
# What a header may name where only words of a scale stand below it: the zone of a risk, High.
_NAMES = frozenset({"location", "asset", "category", "cause"})
_SAID = ("measures", "existing_measures", "cause", "consequence", "contingency")


def level_beside_impact(columns: Sequence[WeighedColumn]) -> None:
    """Let a severity behind both ratings be the level: after probability and impact nothing else is left to rate."""
    rated = likely(columns, *RATED)
    severe = [each for each in likely(columns, "impact") if _is_called_severity(each)]
    others = [each for each in rated if each not in severe]
    if {each.concept for each in others} != set(RATED):
        return
    last = max(each.number for each in others)
    for column in severe:
        is_apart = column.phase not in {each.phase for each in others} and column.phase != ""
        if column.number > last and not is_apart and column.profile.step_share:
            column.become("level", column.sure)


def _is_called_severity(column: WeighedColumn) -> bool:
    return bool(word_set("severity_words") & set(column.head.words))


def severity_alone(columns: Sequence[WeighedColumn]) -> None:
    """Let a criticality be the impact, which is asked about, where no other column is rated: steps of how bad it is."""
    if likely(columns, *RATED):
        return
    for column in columns:
        are_steps = column.profile.step_share >= _CLEAR and not column.profile.number_share
        if _is_called_severity(column) and are_steps and not column.phase:
            column.become("impact", _ASKED)
            return


def significance_beside_likelihood(columns: Sequence[WeighedColumn]) -> None:
    """Let a significance right beside the likelihood be the impact, which is asked about, where no other column is."""
    likelihoods = [each.number for each in likely(columns, "likelihood")]
    if not likelihoods or likely(columns, "impact"):
        return
    for column in likely(columns, "level"):
        is_called_so = {*column.head.words} <= word_set("significance_words")
        if is_called_so and any(abs(column.number - number) == 1 for number in likelihoods):
            column.become("impact", _ASKED)
            return


def phase_beside(columns: Sequence[WeighedColumn]) -> None:
    """Let ratings without a phase have that of their score: it is called inherent, or one after controls residual."""
    rated_again(columns)
    rated = likely(columns, *RATED)
    if not rated or any(each.phase for each in rated) or len(rated) != len({each.concept for each in rated}):
        return
    last = max(each.number for each in rated)
    computed = [each for each in likely(columns, *_COMPUTED) if each.number > last]
    is_inherent = any(each.phase == "inherent" and each.number <= last + _NEAR for each in computed)
    later = min((each.number for each in computed if each.phase == "residual"), default=0)
    controls = likely(columns, "existing_measures")
    if is_inherent or any(last < each.number < later for each in controls):
        for each in rated:
            each.phase = "inherent"


def other_of_two(columns: Sequence[WeighedColumn]) -> None:
    """Let a header that says two things alike be the one of which no other column is: Cause / failure mode, Hazard.

    What has a place with us is not given up for what has none.
    """
    concepts = lexicon(KIND).concepts
    for column in likely(columns, "notes", "contingency"):
        other = column.or_else or _risk_in_part(column)
        if other and concepts[other].target and not likely(columns, *_alike(other)):
            column.become(other, _ASKED)  # Recommendations / observations; Risk / assumption
    for column in [each for each in columns if each.or_else and each.is_likely]:
        others = [each for each in columns if each is not column]
        is_taken = any(each.sure >= _CLEAR for each in likely(others, *_alike(column.concept)))
        loses_place = concepts[column.concept].target and not concepts[column.or_else].target
        if is_taken and not loses_place and not likely(others, *_alike(column.or_else)):
            column.become(column.or_else, column.sure)


def _risk_in_part(column: WeighedColumn) -> str:
    """The main text that a part of a header names as a whole, "" for none."""
    called = {
        match.concept.name for words in parts_of(column.head.header) for match in lexicon(KIND).matches(words)[:1]
    }
    return next((concept for concept in MAIN_TEXTS if concept in called), "")


def _alike(concept: str) -> tuple[str, ...]:
    return MAIN_TEXTS if concept in MAIN_TEXTS else (concept,)


def topics_beside_risks(columns: Sequence[WeighedColumn]) -> None:
    """Let a subject beside what is called a risk be its kind: it says of what the row speaks, not what may happen."""
    topics = [each for each in likely(columns, *MAIN_TEXTS) if is_topic(each)]
    if topics and says_risk(columns) and not likely(columns, "category"):
        topics[0].become("category", 0.8)


def is_topic(column: WeighedColumn) -> bool:
    """Whether a header says only of what its rows speak: Subject, Area of risk."""
    words = {*column.head.words}
    return bool(words & word_set("topic_words")) and words <= word_set("topic_words") | word_set("risk_words")


def says_risk(columns: Sequence[WeighedColumn]) -> bool:
    """Whether another column than a subject is called a risk, and says what it is."""
    risk_words = word_set("risk_words")
    return any(risk_words & {*each.head.words} and not is_topic(each) for each in likely(columns, *MAIN_TEXTS))


def measures_beside_further(columns: Sequence[WeighedColumn]) -> None:
    """Let measures beside further ones be those that exist: Control measures, Additional control measures."""
    if likely(columns, "existing_measures"):
        return
    further = [each for each in likely(columns, "measures") if planned_words() & {*each.head.words}]
    first = [
        each
        for each in likely(columns, "measures")
        if each not in further and not word_set("plan_words") & {*each.head.words}
    ]
    if further and len(first) == 1 and first[0].number < min(each.number for each in further):
        is_control = word_set("control_words") & {*first[0].head.words}
        first[0].become("existing_measures", first[0].sure if is_control else _ASKED)
        first[0].is_told = bool(is_control)


def controls_before_ratings(columns: Sequence[WeighedColumn]) -> None:
    """Let controls before both ratings be those that exist, where what is done about the risk stands behind: asked."""
    rated = [each.number for each in likely(columns, *RATED)]
    found = likely(columns, "measures")
    if likely(columns, "existing_measures") or len(found) < _FEWEST or not rated:
        return
    first, *others = sorted(found, key=lambda each: each.number)
    is_control = word_set("control_words") & {*first.head.words} and not planned_words() & {*first.head.words}
    if is_control and first.number < min(rated) and all(each.number > max(rated) for each in others):
        first.become("existing_measures", _ASKED)


def texts_beside_ratings(columns: Sequence[WeighedColumn]) -> None:
    """Tell columns by the ratings that stand beside them, once it is known which those are."""
    rated = {concept: [each for each in columns if _is_rated(each, concept)] for concept in RATED}
    if {*RATED} <= {each.concept for each in likely(columns, *RATED)}:
        _levels(columns)
    if rated["impact"]:
        _texts_of_impact(columns)
    for concept, found in rated.items():
        if len(found) == 1 and names_of(concept) & {*found[0].head.words[:1]}:
            found[0].sure = max(found[0].sure, _SURELY)  # Impact if the risk occurs: nothing else is that rating
    for column in likely(columns, *_SAID, *_NAMES):
        if column.profile.count >= _FEWEST and are_answers(column.profile):
            _say_whether_done(column, columns)


def sources_as_risks(columns: Sequence[WeighedColumn]) -> None:
    """Let the source of a danger, or a weakness, be what may happen, where nothing else says that of what is rated."""
    rated = {each.concept for each in likely(columns, *RATED)}
    if likely(columns, *MAIN_TEXTS) or not rated or (rated != {*RATED} and not likely(columns, *_COMPUTED)):
        return
    words = word_set("vulnerability_words") | (word_set("risk_words") if rated == {*RATED} else frozenset())
    sources = [each for each in likely(columns, "cause") if words & {*each.head.words}]
    if len(sources) == 1:
        sources[0].become("title", _ASKED)


def twins(columns: Sequence[WeighedColumn]) -> None:
    """Let columns of one header be one thing, before and after: a second F beside S, a final evaluation, L1 and L2."""
    for column in columns:
        own = _without_number(column)
        alike = [each for each in columns if each is not column and _without_number(each) == own]
        known = [each for each in alike if each.is_likely and each.concept in (*RATED, *_COMPUTED)]
        if own and known and not column.is_likely and _is_like(column, known[0]):
            column.become(known[0].concept, known[0].sure)
            column.phase = column.phase or phase_of(column.head.words)


def _without_number(column: WeighedColumn) -> Tokens:
    """The words of a header without a phase, and without the number that tells it from its twin."""
    *said, last = without_phase(column.head.words) or ("",)
    bare = last.rstrip("12") if len(last) <= _NUMBERED else last
    return (*said, *filter(None, (bare,)))


def _is_like(column: WeighedColumn, other: WeighedColumn) -> bool:
    """Whether two columns hold the same sort of numbers or words."""
    if not column.profile.count:
        return False
    return other.concept in _COMPUTED or column.profile.step_share >= _CLEAR


def impacts_of_groups(columns: Sequence[WeighedColumn]) -> None:
    """Let steps below a head that names the impact be impacts on several things: people, property, the environment."""
    groups: dict[str, list[WeighedColumn]] = {}
    for column in columns:
        if names_of("impact") & {*tokens(column.head.group)} and column.profile.step_share >= _CLEAR:
            groups.setdefault(column.head.group, []).append(column)
    for found in groups.values():
        known = any(each.is_likely and each.concept in (*RATED, *_COMPUTED) for each in found)
        if len(found) >= _SEVERAL and not known:
            for column in found:
                column.become("impact", _SURELY)


def _is_rated(column: WeighedColumn, concept: str) -> bool:
    return column.is_likely and column.concept == concept and column.profile.step_share >= _CLEAR


def _say_whether_done(column: WeighedColumn, columns: Sequence[WeighedColumn]) -> None:
    """Leave answers by name; where they say whether measures are in place, these are rather those that exist."""
    column.become("", 0.0)
    column.why = text("adopt.why.no_place")
    before = [each for each in likely(columns, "measures") if each.number == column.number - 1]
    if before and existence_words() & set(words_of(column.head.header)) and not likely(columns, "existing_measures"):
        before[0].become("existing_measures", min(before[0].sure, _ASKED))


def _levels(columns: Sequence[WeighedColumn]) -> None:
    """Let words of a scale be a level, where a header names a place or a kind: Risk zone, Extreme."""
    for column in likely(columns, *_NAMES):
        profile = column.profile
        is_word = profile.mean_length <= _WORD and not profile.number_share and not _counts_things(profile)
        if profile.count >= _FEWEST and profile.step_share >= _CLEAR and is_word:
            column.become("level", 0.85)


def _counts_things(profile: Profile) -> bool:
    """Whether cells are numbers of things, and no steps with their words: 6 agents, 2 drivers."""
    counted = [match[1] for cell in profile.counts if (match := _COUNTED.fullmatch(cell.strip()))]
    return bool(counted) and not any(plain(word) in word_codes(rating) for word in counted for rating in RATED)


def _texts_of_impact(columns: Sequence[WeighedColumn]) -> None:
    """Let words below *Impacts*, or *Consequences*, be what may follow: how bad it is stands beside."""
    for column in columns:
        if column.concept not in ("impact", "consequence"):
            continue
        profile = column.profile
        says = profile.has_words and not profile.step_share and not profile.number_share and not profile.date_share
        if says and column.concept == "impact":
            column.become("consequence", _SURELY)
        elif says and is_called(column, KIND, "consequence") and profile.distinct_share > _HALF:
            column.sure = max(column.sure, SURE)
