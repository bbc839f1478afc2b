"""Headers that are roles (Responsible, Lead agency, R beside A): what those do whose names stand below them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cache, lru_cache
from typing import Literal, get_args

from pipeline.adopt.compared_words import KEPT, Tokens, plain, tokens, word_file, words_of
from pipeline.adopt.compared_words import code as as_code
from pipeline.adopt.legend import Legend
from pipeline.adopt.lexicon import word_codes, word_set
from pipeline.adopt.proposal import NOTHING
from pipeline.adopt.recognise.head_column import bare_header
from pipeline.adopt.recognise.matrix.role_words import LEADS

Part = Literal["decides", "leads", "does", "supports", "told", "beside"]
TAKES_PART, SUPPORTS = "P", "S"
_ROLES: Mapping[Part, str] = {
    "decides": LEADS, "leads": LEADS, "does": TAKES_PART, "supports": SUPPORTS, "told": NOTHING, "beside": TAKES_PART,
}  # fmt: skip
_OF_CODES: Mapping[str, Part] = {LEADS: "leads", TAKES_PART: "does", SUPPORTS: "supports", NOTHING: "told"}
MAIN: frozenset[Part] = frozenset({"decides", "leads", "does"})
_ARTICLE = "ال"
_INSIDE = re.compile(r"[(\[]([^()\[\]]+)[)\]]")
_FEWEST_TOGETHER = 3  # of words that are roles only beside each other
_LONGEST = 7  # words of such a header
_LONGEST_ACRONYM = 5
_WITH_NUMBER = re.compile(r"(.*?\D)\s?(\d{1,2})")
_BETWEEN = re.compile(r"\s*[/&+]\s*|\s+(?:and|et|y|e|und|و)\s+")  # two roles of one header
_BOTH = re.compile(r"C\s?[/&+]\s?I", re.IGNORECASE)  # those who are asked, and those who are told
_PARTNER = "p"  # the letter of partners and participants: P1, P2


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


def role_heads(headers: Mapping[int, str]) -> dict[int, RoleHead]:
    """The headers that are roles, by column: each for itself, and some only beside the others."""
    every = headers
    headers = {column: header for column, header in headers.items() if not _is_acronym(header, headers)}
    parts = {column: part for column, header in headers.items() if (part := _part(header))}
    parts |= _together({column: header for column, header in headers.items() if column not in parts}, parts, headers)
    helping = [headers[column] for column, part in parts.items() if part == "supports"]
    if any(_compared(header) not in _spelled_of_whom() for header in helping):
        # Primary, main: of whom nothing says it, but who supports them stands beside, and no one to be called next.
        parts |= {column: "leads" for column, header in headers.items() if column not in parts and _is_first(header)}
    if MAIN & set(parts.values()):
        parts |= {column: "supports" for column, header in every.items() if _BOTH.fullmatch(header.strip())}
    numbered = {} if MAIN & set(parts.values()) else _numbered(every)
    parts |= numbered
    if not MAIN & set(parts.values()):
        return {}
    ordered = dict(sorted(parts.items()))
    first: dict[Part, int] = {}
    for column, part in ordered.items():
        first.setdefault(part, column)
    found = {}
    for column, part in ordered.items():
        # One leads: who decides, where that is said, else the first who is said to lead.
        is_second = _ROLES[part] == LEADS and column != first[part]
        is_below = part == "leads" and "decides" in first
        role = TAKES_PART if is_second or is_below else _ROLES[part]
        are_several = len(_joined(every[column])) > 1 or bool(_BOTH.fullmatch(every[column].strip()))
        is_unsure = is_second or part == "beside" or column in numbered or are_several
        found[column] = RoleHead(part, role, is_of_organisations(every[column]), is_unsure)
    return found


def _is_acronym(header: str, headers: Mapping[int, str]) -> bool:
    """Whether a header is in capitals and others are not: WHO is an organisation there."""
    is_short = 1 < len(header) <= _LONGEST_ACRONYM and header.isupper() and plain(header) not in _not_acronyms()
    return is_short and any(other != other.upper() for other in headers.values())


@lru_cache(KEPT)
def _part(header: str) -> Part | None:
    """What a header says of those below it by itself; None for nothing."""
    words = _compared(header)
    if len(words) == 1 == len(words[0]) and (inside := _INSIDE.search(header)):
        return _part(inside[1])  # A (accountable)
    is_unfinished = {*words_of(header)[-1:]} & word_set("unfinished") and plain(header) not in _ending_so()
    if not words or len(words) > _LONGEST or is_unfinished:
        return None
    if joined := _joined(header):
        return "does" if len(joined) > 1 else next(iter(joined))
    # Primary agency, secondary partner: roles only with the word of whom.
    rest = tuple(word for word in words if word not in _words("whom"))
    of_whom = _spelled_of_whom().get(rest) if rest != words else None
    if of_whom == "leads" and words not in _spelled():
        return of_whom  # the main actor is not only one of the actors
    return next((_spelled()[form] for form in _forms(words) if form in _spelled()), of_whom)


def is_role_head(header: str) -> bool:
    """Whether a header by itself says what those below it do."""
    return _part(header) is not None or _is_first(header)


def role_said(word: str) -> str | None:
    """The role that a word beside a name says, as a header would; None for none."""
    part = _part(word) if plain(word) else None
    return _ROLES[part] if part and part != "beside" else None


def _is_first(header: str) -> bool:
    """Whether a header is a word for the first of several, which is a role where another one stands beside it."""
    return _spelled_of_whom().get(_compared(header)) == "leads"


@lru_cache(KEPT)
def _joined(header: str) -> frozenset[Part]:
    """The roles of a header that names several, one after the other: Lead / Support; none for another one."""
    pieces = [piece for piece in _BETWEEN.split(header) if piece.strip()]
    parts = [_part(piece) for piece in pieces] if len(pieces) > 1 else []
    return frozenset(part for part in parts if part) if all(parts) and "told" not in parts else frozenset()


@lru_cache(KEPT)
def _compared(header: str) -> Tokens:
    return tuple(_bare(word) for word in tokens(bare_header(header)) if not word.isdigit())


def _bare(word: str) -> str:
    return word.removeprefix(_ARTICLE) if len(word) > len(_ARTICLE) + 2 else word


def _forms(words: Tokens) -> Iterator[Tokens]:
    """A header as it stands, and without its letter (R - Responsible), of whom and of what it speaks."""
    yield words
    without = tuple(word for word in words if len(word) > 1) or words
    yield without
    for left_out in (_words("whom"), _words("what"), _words("whom") | _words("what")):
        yield tuple(word for word in without if word not in left_out)


@cache
def _spelled() -> Mapping[Tokens, Part]:
    """The parts by the words of their headers: those of headers first, then the words of roles."""
    found: dict[Tokens, Part] = {}
    for part in get_args(Part):
        for text in word_file("role_heads")[part]:
            found.setdefault(_compared(text), part)
    none = {_compared(text) for text in word_file("role_heads")["no_heads"]}
    for text, code in word_codes("role").items():
        words = _compared(text)
        if words not in none and code in _OF_CODES:
            found.setdefault(words, _OF_CODES[code])
    found.pop((), None)
    return found


@cache
def _ending_so() -> frozenset[str]:
    """The spellings of roles that end with a word behind which most headers say of what: Assigned to."""
    return frozenset(plain(text) for part in get_args(Part) for text in word_file("role_heads")[part])


@cache
def _not_acronyms() -> frozenset[str]:
    """Words of roles in capitals that no organisation is called by: LEAD beside Activity."""
    return frozenset(text for text in word_file("role_heads")["capitals"])


@cache
def _spelled_of_whom() -> Mapping[Tokens, Part]:
    given: Mapping[Part, list[str]] = word_file("role_heads")["of_whom"]
    return {_compared(text): part for part, texts in given.items() for text in texts}


def _together(free: Mapping[int, str], known: Mapping[int, Part], headers: Mapping[int, str]) -> dict[int, Part]:
    """Headers that are roles only beside others of their kind: R, A, C, I; Recommend, Agree, Perform, Input, Decide."""
    words = {column: word for column, header in headers.items() if (word := _single(header))}
    for group in word_file("role_heads")["together"]:
        there = {word for word in words.values() if word in group}
        free_there = {column: word for column, word in words.items() if column in free and word in group}
        # Who leads it must be among them, and who does it: C and I alone are two letters.
        parts = {group[word] for word in there}
        if len(there) >= _FEWEST_TOGETHER and free_there and "decides" in parts and parts & {"does", "leads"}:
            rapid = {column: word for column, word in words.items() if word in group and len(word) > 1}
            return {column: group[word] for column, word in {**free_there, **rapid}.items()}
    return {}


def _numbered(headers: Mapping[int, str]) -> dict[int, Part]:
    """Headers of those who take part, one beside the other: P1, P2, P3, or Partner 1, Partner 2."""
    numbers: dict[Tokens, dict[int, int]] = {}
    for column, header in headers.items():
        found = _WITH_NUMBER.fullmatch(plain(header))
        words = _compared(found[1]) if found else ()
        if found and words and (words == (_PARTNER,) or {*words} <= _words("whom")):
            numbers.setdefault(words, {})[column] = int(found[2])
    runs = [each for each in numbers.values() if len(each) > 1 and [*each.values()] == [*range(1, len(each) + 1)]]
    return {column: "does" for each in runs for column in each}


def as_legends_say(
    heads: Mapping[int, RoleHead], headers: Mapping[int, str], legends: Iterable[Legend]
) -> dict[int, RoleHead]:  # fmt: skip
    """The roles, those that a legend explains as it does: P1 = lead partner."""
    said = {term: role for legend in legends for term, role in legend.codes("role").items()}
    own = {column: said.get(as_code(headers[column]), "") for column, head in heads.items() if head.is_unsure}
    if not {*own.values()} & {*_OF_CODES}:
        return dict(heads)
    # Of the others it may say something together: P2-P4 = participants.
    found = {column: replace(head, is_unsure=False) for column, head in heads.items()}
    explained = {column: role for column, role in own.items() if role in _OF_CODES}
    return found | {
        column: replace(found[column], part=_OF_CODES[role], role=role) for column, role in explained.items()
    }


def _single(header: str) -> str:
    """The one word, or the letter, that a header is: `R`, `R (responsible)`, `Agrees`."""
    words = _compared(header)
    return words[0] if len(words) == 1 else ""


def is_of_organisations(header: str) -> bool:
    """Whether a header says that organisations stand below it: Lead agency, Partner responsible."""
    return bool({*_compared(header)} & _words("organisations"))


def is_of_bodies_alone(header: str) -> bool:
    """Whether a header is nothing but a word for organisations or services: Agency, Department."""
    words = {*_compared(header)}
    return bool(words) and words <= _words("whom") | _words("organisations")


def is_whose_alone(header: str) -> bool:
    """Whether a header says who is there and not in which role: Agency, Participants."""
    return is_of_bodies_alone(header) or _part(header) == "beside"


@cache
def _words(name: str) -> frozenset[str]:
    """A list of role_heads.yaml as single words, as headers are compared."""
    return frozenset(word for text in word_file("role_heads")[name] for word in _compared(text))
