"""Lists of who does what where: an organisation, a sector or an activity, and a place in each row."""

from __future__ import annotations

import re
from collections import Counter
from typing import Literal

from pipeline.adopt.compared_words import plain
from pipeline.adopt.lexicon import word_set
from pipeline.adopt.proposal import ORGANISATION, ROLE, Fill, TableProposal, WordList
from pipeline.adopt.recognise.by_values.presence import told_by_values
from pipeline.adopt.recognise.candidate import LIKELY, SURE, THIN, Candidate
from pipeline.adopt.recognise.list_columns import ListColumns, points
from pipeline.adopt.recognise.matrix.heads.bodies_and_places import is_contact
from pipeline.adopt.recognise.matrix.heads.head_kinds import are_shifts
from pipeline.adopt.recognise.matrix.other_letters import is_of_access, other_legend
from pipeline.adopt.recognise.matrix.phases import DEFAULT_PHASE, named_phase
from pipeline.adopt.recognise.matrix.role_words import is_mark
from pipeline.adopt.recognise.organisations import Proposer
from pipeline.adopt.recognise.profile import Profile
from pipeline.adopt.recognise.rows.body import Body, Shape, first_record_row
from pipeline.adopt.recognise.rows.body_reader import read_body
from pipeline.adopt.recognise.scales.word_lists import owner_words
from pipeline.adopt.recognise.weighed import proposed
from pipeline.adopt.source.sheet import is_empty, shown
from schemas.fields import CODE_PATTERN
from schemas.wording.text import text

KIND: Literal["activity_matrix"] = "activity_matrix"
LEXICON = "who_does_what"
ENOUGH, UNSURE = 5.0, 4.2  # points: from which on a table is one, or asked about
_WORTH = {
    "organisation": 2.0, "acronym": 0.7, "organisation_type": 0.7, "implementing_partner": 0.8, "sector": 1.5,
    "activity": 1.0, "place": 1.5, "pcode": 0.7, "status": 0.4, "dates": 0.4, "reach": 0.4, "money": 0.3,
}  # fmt: skip
TAKES_PART = "P"
_CONTACTS = 2  # columns by which those who are there are reached
_TOLD = 0.5  # of the rows with an organisation


def presence(candidate: Candidate, codes: dict[str, str], viewer: str) -> TableProposal | None:
    """The list of who does what where that a candidate is, None where it is none."""
    columns = presence_columns(candidate)
    if not columns.likely("organisation") or not columns.likely("place") or not columns.likely("sector", "activity"):
        return None
    found = points(candidate, columns, _WORTH)
    if found < UNSURE or _holds_no_names(candidate, columns) or are_shifts(candidate):
        return None
    columns.aim("place", "implementing_partner")
    if not columns.aimed("Activities.title") and (sector := columns.first("sector")):
        sector.target = "Activities.title"
        unsure = [each for each in columns if each.sure < SURE and each.profile.count and each is not sector]
        if any(each.profile.number_share + each.profile.date_share < 0.5 for each in unsure):
            sector.ask, sector.why = True, text("adopt.why.in_part")
    body = _body(candidate, columns)
    for column, words in _organisations(candidate, columns, body, codes, viewer).items():
        columns.at(column).words = words
    _leave_unsaid(candidate, columns, body)
    if not body.carried:
        return None
    table = TableProposal(
        id="", sheet=candidate.sheet.name, kind=KIND, confidence=min(0.98, found / 10),
        header_rows=candidate.head.rows, first_row=first_record_row(candidate.first, body),
        columns=[proposed(column, LEXICON) for column in columns], fills=_fills(candidate),
        carried=body.carried, continued=body.continued, left=body.left,
    )  # fmt: skip
    if found < ENOUGH or _is_hardly_told(columns) or _are_contacts(columns):
        table.ask, table.why = True, text("adopt.why.table_unsure")
    return table


def presence_columns(candidate: Candidate) -> ListColumns:
    """Its columns as those of such a list, by headers and by values."""
    columns = ListColumns(candidate, LEXICON)
    for column in columns:
        if column.concept == "organisation" and {*column.head.words[:1]} & word_set("kind_words"):
            column.become("organisation_type", max(column.sure, LIKELY))
    if not columns.likely("organisation") and (other := columns.first("implementing_partner")):
        other.become("organisation", other.sure)
    main, others = columns.first("organisation"), columns.likely("implementing_partner")
    if main and others:  # whoever works through others comes first, however surely those are known
        for other in others:
            other.sure = min(other.sure, main.sure - THIN)
    told_by_values(columns)
    if not columns.likely("organisation") and (acronym := columns.first("acronym")):
        acronym.become("organisation", min(acronym.sure, LIKELY))
    return columns


def _holds_no_names(candidate: Candidate, columns: ListColumns) -> bool:
    """Whether marks, or letters of access (R = read), stand where the organisations should."""
    named = columns.first("organisation")
    if named and named.profile.count and all(is_mark(cell) or not plain(cell) for cell in named.profile.counts):
        return True
    legend = other_legend(candidate.sheet, named.profile.counts) if named else None
    return legend is not None and is_of_access(legend)


def _is_hardly_told(columns: ListColumns) -> bool:
    """Whether most rows do not say what is done there: perhaps a list of places or of contacts."""
    told = sum(column.profile.count for column in columns if column.target == "Activities.title")
    named = max((column.profile.count for column in columns if column.target == ORGANISATION), default=0)
    return told < _TOLD * named


def _are_contacts(columns: ListColumns) -> bool:
    """Whether it says in several columns how those are reached who are there: perhaps a list of contacts."""
    return sum(is_contact(each.head.words) for each in columns) >= _CONTACTS


def _body(candidate: Candidate, columns: ListColumns) -> Body:
    shape = Shape(
        columns=tuple(each.column for each in candidate.columns), main=columns.aimed(ORGANISATION),
        headers=candidate.header_words, explained=candidate.explained,
    )  # fmt: skip
    return read_body(candidate.sheet, candidate.first, candidate.last, shape)


def _leave_unsaid(candidate: Candidate, columns: ListColumns, body: Body) -> None:
    """Leave the rows that do not say what is done."""
    titles = columns.aimed("Activities.title")
    for row in list(body.carried):
        if titles and all(is_empty(candidate.sheet.at(row, column)) for column in titles):
            body.carried.remove(row)
            body.left[row] = text("adopt.left.no_activity")


def _organisations(
    candidate: Candidate, columns: ListColumns, body: Body, codes: dict[str, str], viewer: str
) -> dict[int, WordList]:
    """The partner that each organisation is, by column: its acronym as the list has it, else one made of its name."""
    sheet = candidate.sheet
    found = {
        column: owner_words(Profile.of(sheet.at(row, column) for row in body.carried), codes)
        for column in columns.aimed(ORGANISATION)
    }
    names = list(dict.fromkeys(name for words in found.values() for name in words.unmapped))
    proposed_codes = Proposer(codes).propose(names, viewer, are_organisations=True, may_be_posts=False)
    main = columns.first("organisation")
    acronyms = columns.first("acronym") if main else None
    for column, words in found.items():
        words.proposed = {name: proposed_codes[name] for name in words.unmapped}
        if main and acronyms and column == main.number:
            words.proposed |= _acronyms_beside(candidate, body, main.number, acronyms.number, words)
    return found


def _acronyms_beside(
    candidate: Candidate, body: Body, column: int, acronyms: int, words: WordList
) -> dict[str, str]:  # fmt: skip
    """The acronym that most often stands beside each organisation."""
    beside: dict[str, Counter[str]] = {}
    for row in body.carried:
        acronym = shown(candidate.sheet.at(row, acronyms)).upper()
        if re.match(CODE_PATTERN, acronym):
            beside.setdefault(shown(candidate.sheet.at(row, column)), Counter())[acronym] += 1
    return {name: counts.most_common(1)[0][0] for name, counts in beside.items() if name in words.proposed}


def _fills(candidate: Candidate) -> list[Fill]:
    """What such a list does not say: the phase and the event, and in which role an organisation is there."""
    return [
        Fill("Activities.phase", value=named_phase(candidate.title) or DEFAULT_PHASE),
        Fill("Activities.event", value=candidate.title),
        Fill(ROLE, value=TAKES_PART),
    ]
