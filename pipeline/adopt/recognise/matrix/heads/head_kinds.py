"""What stands in a matrix: headers that are somebody or what is to be done, and cells that are hours of work."""

from __future__ import annotations

import re
from collections.abc import Collection

from pipeline.adopt.compared_words import Tokens, parts_of, tokens, words_of
from pipeline.adopt.lexicon import lexicon, phrases, word_set
from pipeline.adopt.recognise.candidate import Candidate
from pipeline.adopt.recognise.heads.head_column import bare_header
from pipeline.adopt.recognise.matrix.heads.bodies_and_places import is_service, speaks_of_body
from pipeline.adopt.recognise.matrix.heads.task_heads import is_risk, says_little, says_task
from pipeline.adopt.recognise.matrix.named.in_cells import is_own_post
from pipeline.adopt.recognise.matrix.phases import named_phase
from pipeline.adopt.recognise.organisations import is_organisation

_KIND = "activity_matrix"
_CLOCK = re.compile(r"\d{1,2}\s?[:.hH]\s?\d\d\b.*")
_MOST = 0.8  # of the cells
_TIMES = ("before_words", "during_words", "after_words")


def is_somebody(head: str) -> bool:
    """Whether a header is an organisation, a post, or a word for a service: Ambulance, Public works."""
    is_known = is_organisation(head) or is_own_post(head) or is_service(head)
    return is_known and not speaks_of_body(head)  # Police report


def is_task_head(head: str) -> bool:
    """Whether a header says that tasks, phases, times or situations stand below it."""
    bare = bare_header(head)
    said = words_of(bare)
    is_time = bool(said) and any({*said} <= word_set(name) for name in _TIMES)
    return is_time or bool(named_phase(head)) or any(map(_says_task, (tokens(bare), *parts_of(bare))))


def _says_task(words: Tokens) -> bool:
    if says_little(words) or is_risk(words):
        return False
    found = {match.concept.name for match in lexicon(_KIND).matches(words) if match.score == 1}
    return bool(found & {"title", "phase", "event"}) or says_task(words)


def are_clocks(cells: Collection[str]) -> bool:
    """Whether hours of a day stand in cells: a timetable."""
    return bool(cells) and sum(bool(_CLOCK.match(cell)) for cell in cells) > len(cells) / 2


def are_shifts(candidate: Candidate) -> bool:
    """Whether each row is a day on which somebody worked from when to when, and for how many hours: a time sheet."""
    own = [(each.words, candidate.profiles[each.column]) for each in candidate.columns]
    are_days = any(profile.count and profile.date_share >= _MOST for _, profile in own)
    starts = [words for words, _ in own if words in phrases("shift_heads", "")]
    hours = [words for words, profile in own if words in phrases("hour_heads", "") and profile.number_share]
    return are_days and len(starts) > 1 and bool(hours)
