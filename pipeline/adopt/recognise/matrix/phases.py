"""The phase and the event of activities where no column of a matrix says them."""

from __future__ import annotations

from pipeline.adopt.compared_words import plain, words_of
from pipeline.adopt.lexicon import word_codes, word_set
from pipeline.adopt.proposal import Fill
from pipeline.adopt.recognise.candidate import Candidate
from pipeline.adopt.recognise.list_columns import ListColumns
from pipeline.adopt.recognise.rows.body import Body

DEFAULT_PHASE = "preparedness"


def phases_and_events(candidate: Candidate, columns: ListColumns, body: Body) -> list[Fill]:
    """Phase and event where no column says them, once for each heading."""
    sections = body.sections
    headings = list(dict.fromkeys(sections.values()))
    if any(row not in sections for row in body.carried if row not in body.continued):
        headings.append("")
    fills = []
    for heading in headings:
        if not columns.aimed("Activities.phase"):
            code = named_phase(heading)
            guess = code or named_phase(candidate.title) or DEFAULT_PHASE
            fills.append(Fill("Activities.phase", value=guess, section=heading, ask=not _is_phase(heading)))
        if not columns.aimed("Activities.event"):
            fills.append(Fill("Activities.event", value=candidate.title, section=heading))
    return fills


def _is_phase(heading: str) -> bool:
    """Whether a heading says nothing but the phase; one word of several may speak of something else."""
    called = word_set("phase_called")
    words = [word for word in plain(heading).split() if not word.isdigit() and not {*words_of(word)} <= called]
    return " ".join(words) in word_codes("phase")


def named_phase(heading: str) -> str:
    """The phase that a heading names, in the whole of it or in one of its words; "" for none, or for several."""
    codes = word_codes("phase")
    whole = codes.get(plain(heading))
    found = {codes[word] for word in plain(heading).split() if word in codes}
    return whole or (found.pop() if len(found) == 1 else "")
