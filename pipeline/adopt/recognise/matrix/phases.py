"""The phase and the event of activities where no column of a matrix says them."""

from __future__ import annotations

from collections.abc import Collection, Iterable

from pipeline.adopt.compared_words import plain, without_asides, words_of
from pipeline.adopt.lexicon import word_codes, word_set
from pipeline.adopt.proposal import Fill, WordList
from pipeline.adopt.recognise.candidate import Candidate
from pipeline.adopt.recognise.list_columns import ListColumns
from pipeline.adopt.recognise.matrix.heads.plan_columns import is_plan
from pipeline.adopt.recognise.profile import Profile
from pipeline.adopt.recognise.rows.body import Body, reason
from pipeline.adopt.recognise.scales.word_lists import listed_words
from pipeline.adopt.recognise.weighed import WeighedColumn
from pipeline.adopt.source.sheet import shown

DEFAULT_PHASE = "preparedness"
_BY_CELLS = 0.8  # how sure a column is of which the cells alone say what it is
_NEARLY_ALL = 0.75  # of the cells; the others are asked about
_WHEN = {"before_words": "preparedness", "during_words": "response", "after_words": "recovery"}
_LONGEST_EVENT, _MOST_WORDS = 80, 12  # of a text above a table that may name an event: more are a sentence


def phases_and_events(candidate: Candidate, columns: ListColumns, body: Body) -> list[Fill]:
    """Phase and event where no column says them: the phase once for each heading, the event of each that names one."""
    sections = body.sections
    headings = list(dict.fromkeys(sections.values()))
    if any(row not in sections for row in body.carried if row not in body.continued):
        headings.append("")
    fills = []
    for heading in headings if not columns.aimed("Activities.phase") else ():
        code = named_phase(heading)
        guess = code or named_phase(candidate.title) or DEFAULT_PHASE
        fills.append(Fill("Activities.phase", value=guess, section=heading, ask=not _is_phase(heading)))
    if not columns.aimed("Activities.event"):
        named = [heading for heading in headings if _names_event(heading)]
        fills += [Fill("Activities.event", value=heading, section=heading) for heading in named]
        if len(named) < len(headings):
            fills.append(Fill("Activities.event", value=_event_above(candidate)))
    return fills


def phase_list(profile: Profile) -> WordList:
    """The phases that the words of a column mean: those of a phase, and when it is (before the storm)."""
    words = listed_words(profile, "phase")
    for cell in [*words.unmapped]:
        if code := _phase_by_time(cell):
            words.unmapped.remove(cell)
            words.proposed.pop(cell, None)
            words.map[cell] = code
    if not words.unmapped:
        words.ask, words.why = False, ""
    return words


def phases_by_cells(columns: Iterable[WeighedColumn]) -> None:
    """Take the first of these columns for that of phases in which hardly anything but phases stands, by any header."""
    for each in columns:
        cells = {cell: many for cell, many in each.profile.counts.items() if plain(cell)}
        says_when = _phase_by_time if not each.head.header else lambda _: ""  # nach Bedarf is no phase
        known = {cell: code for cell in cells if (code := _phase_of(cell) or says_when(cell))}
        are_phases = sum(cells[cell] for cell in known) >= _NEARLY_ALL * sum(cells.values()) and len(cells) > 1
        if are_phases and not each.target and (len(known) == len(cells) or len({*known.values()}) > 1):
            each.become("phase", _BY_CELLS)
            each.target = "Activities.phase"
            return


def aim_with_phases(columns: ListColumns, free: Collection[WeighedColumn]) -> None:
    """Give every likely column of a matrix its place, and one of `free` with phases in its cells that of the phase."""
    _without_spans(columns.likely("phase"))
    columns.aim("location")
    if not columns.aimed("Activities.phase"):
        phases_by_cells(free)
    for each in columns:
        if each.target == "Activities.phase":
            each.words = phase_list(each.profile)


def _without_spans(columns: Iterable[WeighedColumn]) -> None:
    """Take for dates what its header may say to be phases, and its cells not: Period."""
    for each in columns:
        if _are_spans(each.profile):
            each.become("date", each.sure)


def _are_spans(profile: Profile) -> bool:
    """Whether days or weeks stand below a header that may be one of phases (Period): most cells count, D-60, W 1-4."""
    cells = [(cell, many) for cell, many in profile.counts.items() if plain(cell)]
    counted = sum(many for cell, many in cells if any(map(str.isdigit, cell)) and not named_phase(cell))
    called = any({*words_of(cell)} & word_set("phase_called") for cell, _ in cells)
    return not called and counted > sum(many for _, many in cells) / 2


def heading_above(candidate: Candidate, body: Body) -> None:
    """Take the text above the header for a heading where the header stands once more below each further heading."""
    again = [row for row, why in body.left.items() if why == reason("header_again")]
    above = candidate.head.rows[0] - 1
    filled = candidate.sheet.filled[above - 1] if above else ()
    if len(filled) == 1 and any(row - 1 in body.headings for row in again):
        body.headings[above] = shown(candidate.sheet.at(above, filled[0]))


def named_phase(heading: str) -> str:
    """The phase that a heading names, in the whole of it or in one of its words; "" for none, or for several."""
    codes = word_codes("phase")
    whole = _phase_of(heading) or _phase_by_time(heading)
    found = {codes[word] for word in plain(heading).split() if word in codes}
    return whole or (found.pop() if len(found) == 1 else "")


def _phase_of(said: str) -> str:
    """The phase that a text is a word for, whatever stands in brackets behind it: In season (April to June)."""
    codes = word_codes("phase")
    return codes.get(plain(said)) or codes.get(plain(without_asides(said))) or ""


def _phase_by_time(said: str) -> str:
    """The phase of a text that says when it is, before or after what; "" for none: after 24 hours."""
    words = words_of(said)
    if len(words) < 2 or any(map(str.isdigit, said)):
        return ""
    return next((code for name, code in _WHEN.items() if words[0] in word_set(name)), "")


def _is_phase(heading: str) -> bool:
    """Whether a heading says nothing but the phase; one word of several may speak of something else."""
    called = word_set("phase_called")
    words = [word for word in plain(heading).split() if not word.isdigit() and not {*words_of(word)} <= called]
    return " ".join(words) in word_codes("phase") or bool(_phase_by_time(heading))


def _names_event(heading: str) -> bool:
    """Whether a heading names what may happen, and says no phase of it: Flood, not before the flood."""
    return bool({*words_of(heading)} & word_set("hazards")) and not named_phase(heading)


def _event_above(candidate: Candidate) -> str:
    """The text above a table that names what may happen, else the nearest that is a title, else the sheet's name."""
    titles = [name.strip() for name in candidate.names[1:] if _is_title(name.strip())]
    named = [name for name in titles if _names_event(name)]
    plans = [name for name in titles if is_plan((), (name,))]
    return (named or plans or titles or [candidate.sheet.name])[-1]


def _is_title(name: str) -> bool:
    """Whether a text may be what a table is called: no date, no label with its value, no sentence."""
    letters = sum(map(str.isalpha, name))
    is_short = len(name) <= _LONGEST_EVENT and len(name.split()) <= _MOST_WORDS and not name.endswith(".")
    return is_short and 2 * letters > len(name) and not {":", "="} & {*name}
