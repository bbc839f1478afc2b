"""Lists of tasks in which cells name those who lead, take part or support: Lead agency, Support agencies."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import Literal

from pipeline.adopt.compared_words import words_of
from pipeline.adopt.lexicon import speaks_for, word_set
from pipeline.adopt.proposal import NOTHING, ORGANISATION, ColumnProposal, TableProposal, WordList
from pipeline.adopt.recognise.asked.doubtful_rows import doubtful_rows
from pipeline.adopt.recognise.candidate import SURE, Candidate
from pipeline.adopt.recognise.list_columns import ListColumns
from pipeline.adopt.recognise.matrix.phases import phases_and_events
from pipeline.adopt.recognise.matrix.role_words import LEADS, role_of, strongest
from pipeline.adopt.recognise.organisations import Proposer, is_organisation, is_post, may_be_person
from pipeline.adopt.recognise.profile import Profile
from pipeline.adopt.recognise.rows.body import Body, Shape, first_record_row
from pipeline.adopt.recognise.rows.body_reader import read_body
from pipeline.adopt.recognise.scales.word_lists import listed_words
from pipeline.adopt.recognise.weighed import WeighedColumn, proposed
from pipeline.adopt.source.sheet import shown
from schemas.wording.text import text

KIND: Literal["activity_matrix"] = "activity_matrix"
ENOUGH, UNSURE = 6.0, 4.5
_BETWEEN = re.compile(r"\s*[;,\n•/|]\s*")
_LONGEST, _LONGEST_HEAD = 60, 4  # letters of a name; words of a header
_NAMES, _THEIRS, _AGAIN = 0.8, 0.5, 0.8  # shares of the cells, and of the names
_RESPONSIBLE = "R"  # leads, unless another column says who answers for it
_HEADS = {
    LEADS: "leading_heads", _RESPONSIBLE: "responsible_heads", "P": "taking_part_heads", "S": "supporting_heads",
    NOTHING: "informed_heads",
}  # fmt: skip
_OTHERS = ("risk_register", "budget")


def names_in(cell: str) -> list[str]:
    """The names in a cell, each by itself."""
    return [name.strip(" .") for name in _BETWEEN.split(cell) if name.strip(" .")]


def named_roles(candidate: Candidate, codes: Mapping[str, str], viewer: str) -> TableProposal | None:
    """The list that a candidate is, None where it is none."""
    columns = ListColumns(candidate, KIND)
    roles = _roles(columns)
    title = next((each for each in columns.likely("title") if each.number not in roles), None)
    if title is None or not {LEADS, *roles.values()} > {LEADS} or LEADS not in roles.values() or _is_other(candidate):
        return None
    for each in columns:
        if each is not title and (each.number in roles or each.concept == "title"):
            each.become("", 0.0)
    columns.aim()
    for each in columns:
        if each.target == "Activities.phase":
            each.words = listed_words(each.profile, "phase")
    body, doubtful = _body(candidate, columns, title)
    words = _words(candidate, body, roles, codes, viewer)
    found = _points(candidate, columns, roles, words)
    if found < UNSURE or len(body.carried) < 2:
        return None
    made = [_column(each, roles.get(each.number), words.get(each.number)) for each in columns]
    table = TableProposal(
        id="", sheet=candidate.sheet.name, kind=KIND, confidence=min(0.98, found / 10), header_rows=candidate.head.rows,
        first_row=first_record_row(candidate.first, body), columns=made,
        fills=phases_and_events(candidate, columns, body), carried=body.carried, continued=body.continued,
        left=body.left, sections=body.sections, headings=body.headings, doubtful=doubtful,
    )  # fmt: skip
    if found < ENOUGH or columns.likely("date", "status"):  # a list of actions, perhaps, each with its owner
        table.ask, table.why = True, text("adopt.why.table_unsure")
    return table


def _roles(columns: ListColumns) -> dict[int, str]:
    """The role of those whom the cells of a column name, by its number, as its header says."""
    found = {each.number: role for each in columns if _holds_names(each.profile) and (role := _role_of(each))}
    leads = NOTHING if LEADS in found.values() else LEADS
    is_led = leads != LEADS
    return {number: ("P" if is_led else LEADS) if role == _RESPONSIBLE else role for number, role in found.items()}


def _role_of(column: WeighedColumn) -> str:
    words = set(words_of(column.head.bare))
    said = [role for role, name in _HEADS.items() if words & word_set(name)]
    return said[0] if len(said) == 1 and len(words) <= _LONGEST_HEAD else ""


def _holds_names(profile: Profile) -> bool:
    """Whether cells hold short texts that are no roles, answers, numbers or days."""
    if not profile.count or profile.number_share + profile.date_share > 1 - _NAMES:
        return False
    cells = [name for cell in map(shown, profile.cells) for name in names_in(cell)]
    names = sum(1 < len(name) <= _LONGEST and role_of(name) is None for name in cells)
    return bool(cells) and names >= _NAMES * len(cells)


def _is_other(candidate: Candidate) -> bool:
    """Whether its headers are those of a register or a budget."""
    named = {
        concept
        for kind in _OTHERS
        for each in candidate.columns
        for concept, sure, _ in candidate.meanings(kind, each)
        if sure >= SURE
    }
    return {"likelihood", "impact"} <= named or bool(named & {"unit_cost"})


def _body(candidate: Candidate, columns: ListColumns, title: WeighedColumn) -> tuple[Body, dict[int, str]]:
    shape = Shape(
        columns=tuple(each.column for each in candidate.columns), main=(title.number,),
        ids=columns.aimed("Activities.activity"), headers=candidate.header_words, explained=candidate.explained,
    )  # fmt: skip
    body = read_body(candidate.sheet, candidate.first, candidate.last, shape)
    return body, doubtful_rows(candidate.sheet, body, shape)


def _words(
    candidate: Candidate, body: Body, roles: Mapping[int, str], codes: Mapping[str, str], viewer: str
) -> dict[int, WordList]:
    """Whom the names of each column mean: partners that are known, and a proposal for the others."""
    sheet, proposer = candidate.sheet, Proposer(codes)
    names = {
        number: Counter(name for row in body.carried for name in names_in(shown(sheet.at(row, number))))
        for number in roles
    }
    every = list(dict.fromkeys(name for counts in names.values() for name in counts))
    nobody = {name for name in every if set(words_of(name)) & word_set("whole_words") or role_of(name) == NOTHING}
    own = proposer.propose([name for name in every if name not in nobody], viewer, are_organisations=False)
    own |= dict.fromkeys(nobody, NOTHING)
    found = {}
    for number, counts in names.items():
        known = {name: code for name in counts if (code := proposer.known(name))}
        unknown = [name for name in counts if name not in known]
        why, mine = text("adopt.why.who") if unknown else "", {name: own[name] for name in unknown}
        found[number] = WordList(known, unknown, bool(unknown), why, dict(counts), proposed=mine)
    return found


def _points(
    candidate: Candidate, columns: ListColumns, roles: Mapping[int, str], words: Mapping[int, WordList]
) -> float:  # fmt: skip
    counts = Counter(name for each in words.values() for name, many in each.counts.items() for _ in range(many))
    theirs = sum(is_organisation(name) or is_post(name) for name in counts) >= _THEIRS * len(counts)
    again = len(counts) <= _AGAIN * counts.total()
    named = any(speaks_for(KIND, name) for name in (*candidate.names, candidate.file))
    others = len({*roles.values()} - {LEADS, NOTHING})
    return 1.0 + 1.5 * named + (3.0 if others else 0.0) + 1.0 * theirs + 1.0 * again


def _column(each: WeighedColumn, role: str | None, words: WordList | None) -> ColumnProposal:
    made = proposed(each, KIND)
    if role is None or words is None:
        return made
    if role == NOTHING:
        return replace(made, target=None, ask=False, why=text("adopt.left.nothing"), samples=())
    holds_names = any(map(may_be_person, words.counts))
    samples = () if holds_names else each.profile.samples()
    return replace(
        made, target=ORGANISATION, role=role, confidence=0.9, ask=False, why="", words=words, samples=samples,
        holds_names=holds_names,
    )  # fmt: skip


def roles_named(cell: str, column: ColumnProposal) -> dict[str, str]:
    """The role of each partner whom a cell names, by code."""
    found: dict[str, str] = {}
    for name in names_in(cell):
        code = column.words.map.get(name, "") if column.words else ""
        if code and code != NOTHING:
            found[code] = strongest([found.get(code, column.role), column.role])
    return found


def all_names(cells: Iterable[str]) -> set[str]:
    """Every name in these cells."""
    return {name for cell in cells for name in names_in(cell)}
