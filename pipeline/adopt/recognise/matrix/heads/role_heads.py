"""Headers that are roles (Responsible, Lead agency, R beside A): what those do whose names stand below them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

from pipeline.adopt.compared_words import code as as_code
from pipeline.adopt.compared_words import plain, tokens, word_file
from pipeline.adopt.legend import Legend
from pipeline.adopt.recognise.matrix.heads.role_spellings import (
    MAIN,
    OF_CODES,
    ROLES,
    TAKES_PART,
    Part,
    compared,
    is_first,
    is_of_organisations,
    joined_parts,
    not_acronyms,
    part_of,
    spelled_of_whom,
)
from pipeline.adopt.recognise.matrix.heads.roles_together import asking_who, done_by, numbered_parts, together
from pipeline.adopt.recognise.matrix.heads.task_heads import says_duty
from pipeline.adopt.recognise.matrix.role_words import LEADS

_LONGEST_ACRONYM = 5
_BOTH = re.compile(r"C\s?[/&+]\s?I", re.IGNORECASE)  # those who are asked, and those who are told


@dataclass(frozen=True)
class RoleHead:
    """What a header says of those below it; `is_unsure`: another one says the same, or it may mean something else."""

    part: Part
    role: str
    is_of_organisations: bool = False
    is_unsure: bool = False
    tells: bool = False  # the cells below it say in which role each of them is


NAMED_ALONE = RoleHead("does", TAKES_PART, is_unsure=True)
NAMED_BESIDE = RoleHead("beside", TAKES_PART, is_unsure=True)
TOLD_IN_CELLS = RoleHead("does", TAKES_PART, tells=True)


def role_heads(headers: Mapping[int, str], *, of_duties: bool = False) -> dict[int, RoleHead]:
    """The headers that are roles, by column: each for itself, and some only beside the others.

    `of_duties`: another header says that duties stand below it, so that who comes first has them.
    """
    parts, unsure = _parts(headers, of_duties=of_duties)
    if not MAIN & set(parts.values()):
        return {}
    ordered = dict(sorted(parts.items()))
    first: dict[Part, int] = {}
    for column, part in ordered.items():
        first.setdefault(part, column)
    found = {}
    for column, part in ordered.items():
        # One leads: who decides, where that is said, else the first who is said to lead.
        is_second = ROLES[part] == LEADS and column != first[part]
        is_below = part == "leads" and "decides" in first
        role = TAKES_PART if is_second or is_below else ROLES[part]
        header = headers[column]
        are_several = len(joined_parts(header)) > 1 or bool(_BOTH.fullmatch(header.strip()))
        is_unsure = is_second or part == "beside" or column in unsure or are_several
        found[column] = RoleHead(part, role, is_of_organisations(header), is_unsure)
    return found


def _parts(every: Mapping[int, str], *, of_duties: bool) -> tuple[dict[int, Part], set[int]]:
    """What each header says, and the columns of those that only their neighbours make a role."""
    headers = {column: header for column, header in every.items() if not _is_acronym(header, every)}
    headers = {column: header for column, header in headers.items() if not _asks_else(header, every)}
    parts = {column: part for column, header in headers.items() if (part := part_of(header))}
    parts |= together({column: header for column, header in headers.items() if column not in parts}, headers)
    by_whom = done_by({column: header for column, header in headers.items() if column not in parts}, len(parts))
    parts |= by_whom
    helping = [headers[column] for column, part in parts.items() if part == "supports"]
    of_duties = of_duties or any(says_duty(tokens(header)) for header in every.values())
    if any(of_duties or compared(header) not in spelled_of_whom() for header in helping):
        # Primary, main: of whom nothing says it, but who supports them stands beside, and no one to be called next.
        parts |= {column: "leads" for column, header in headers.items() if column not in parts and is_first(header)}
    if MAIN & set(parts.values()):
        parts |= {column: "supports" for column, header in every.items() if _BOTH.fullmatch(header.strip())}
        return parts, {*by_whom}
    numbered = numbered_parts(every) or asking_who(every)
    return parts | numbered, {*by_whom, *numbered}


def _is_acronym(header: str, headers: Mapping[int, str]) -> bool:
    """Whether a header is in capitals and others are not: WHO is an organisation there."""
    is_short = 1 < len(header) <= _LONGEST_ACRONYM and header.isupper() and plain(header) not in not_acronyms()
    return is_short and any(other != other.upper() for other in headers.values())


def _asks_else(header: str, headers: Mapping[int, str]) -> bool:
    """Whether a word for who is another question in the language of the other headers: Wie, beside Wer and Womit."""
    others = word_file("role_heads")["other_questions"].get(plain(header), ())
    return any(plain(other) in others for other in headers.values())


def as_legends_say(
    heads: Mapping[int, RoleHead], headers: Mapping[int, str], legends: Iterable[Legend]
) -> dict[int, RoleHead]:  # fmt: skip
    """The roles, those that a legend explains as it does: P1 = lead partner."""
    said = {term: role for legend in legends for term, role in legend.codes("role").items()}
    own = {column: said.get(as_code(headers[column]), "") for column, head in heads.items() if head.is_unsure}
    if not {*own.values()} & {*OF_CODES}:
        return dict(heads)
    # Of the others it may say something together: P2-P4 = participants.
    found = {column: replace(head, is_unsure=False) for column, head in heads.items()}
    explained = {column: role for column, role in own.items() if role in OF_CODES}
    return found | {
        column: replace(found[column], part=OF_CODES[role], role=role) for column, role in explained.items()
    }
