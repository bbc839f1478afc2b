"""What a header says by itself of those whose names stand below it: Responsible, Lead agency, Done by."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import cache, lru_cache
from typing import Literal, get_args

from pipeline.adopt.compared_words import KEPT, Tokens, plain, texts_of, tokens, word_file, words_of
from pipeline.adopt.lexicon import word_codes, word_set
from pipeline.adopt.proposal import NOTHING
from pipeline.adopt.recognise.heads.head_column import bare_header
from pipeline.adopt.recognise.matrix.role_words import LEADS
from pipeline.adopt.recognise.organisations import is_post

Part = Literal["decides", "leads", "does", "supports", "told", "beside"]
TAKES_PART, SUPPORTS = "P", "S"
ROLES: Mapping[Part, str] = {
    "decides": LEADS, "leads": LEADS, "does": TAKES_PART, "supports": SUPPORTS, "told": NOTHING, "beside": TAKES_PART,
}  # fmt: skip
OF_CODES: Mapping[str, Part] = {LEADS: "leads", TAKES_PART: "does", SUPPORTS: "supports", NOTHING: "told"}
MAIN: frozenset[Part] = frozenset({"decides", "leads", "does"})
LONGEST_DONE = 5  # words of a header by whom something is done
_ARTICLE = "ال"
_ARABIC = re.compile(r"[\u0600-\u06ff]")
_INSIDE = re.compile(r"[(\[]([^()\[\]]+)[)\]]")
_LONGEST = 7  # words of such a header
_OF_ANYBODY = 2
_WITH_WHICH, _MOST_WITH_WHICH = 3, 4  # words of a header that says a role of which bodies
_BETWEEN = re.compile(r"\s*[/&+]\s*|\s+(?:and|et|y|e|und|و)\s+")  # two roles of one header


@lru_cache(KEPT)
def part_of(header: str) -> Part | None:
    """What a header says of those below it by itself; None for nothing."""
    words = compared(header)
    if len(words) == 1 == len(words[0]) and (inside := _INSIDE.search(header)):
        return part_of(inside[1])  # A (accountable)
    is_unfinished = {*words_of(header)[-1:]} & word_set("unfinished") and plain(header) not in _ending_so()
    if not words or len(words) > _LONGEST or is_unfinished:
        return None
    if joined := joined_parts(header):
        return "does" if len(joined) > 1 else next(iter(joined))
    # Primary agency, secondary partner: roles only with the word of whom.
    rest = tuple(word for word in words if word not in listed_words("whom"))
    of_whom = spelled_of_whom().get(rest) if rest != words else None
    if of_whom == "leads" and words not in _spelled():
        return of_whom  # the main actor is not only one of the actors
    if len(words) == 1 and words[0] in listed_words("whom") and plain(bare_header(header)) not in _ending_so():
        return of_whom  # Cargo, a post, is not: a cargo de
    said = next((_spelled()[form] for form in _forms(words) if form in _spelled()), of_whom)
    found = said or _at_an_end(words) or _joined_to(words) or _in_two_scripts(header) or _of_anybody(words)
    return found or _with_others(header)


def _with_others(header: str) -> Part | None:
    """What the first part of a header says where the others are only words of whom: Supporting units / external."""
    first, *others = (piece for piece in header.split("/") if piece.strip())
    are_whom = bool(others) and all({*compared(other)} <= listed_words("whom") for other in others)
    return part_of(first) if are_whom else None


def _of_anybody(words: Tokens) -> Part | None:
    """What the first of two words says, whoever the second one calls: Lead responder, Supporting crews."""
    if len(words) != _OF_ANYBODY or words[1] in listed_words("nobody_called"):
        return None
    given: Mapping[str, Part] = word_file("role_heads")["of_anybody"]
    return given.get(words[0])


def _at_an_end(words: Tokens) -> Part | None:
    """What a header says that ends with by whom, or with which bodies: Currently done by, Lead county agency."""
    if words[-1] in listed_words("by") and len(words) <= LONGEST_DONE:
        return _spelled().get(words[-2:])  # Currently done by
    if not 1 < len(words) <= _MOST_WITH_WHICH or not listed_words("nobody_called").isdisjoint(words):
        return None
    # Lead county organisation, entidad municipal responsable, municipal unit in charge, teacher in charge
    are_two = len(words) < _WITH_WHICH
    if are_two and (words[-1] in listed_words("having") or words[:1] in _spelled()):
        return None  # who has a project; Responsable de custodia
    whom = word_set("post_words") | (listed_words("services") - {*words[-1:]} if are_two else listed_words("whom"))
    ends = ((words[-1], words[:-1]), (words[0], () if are_two else words[1:]))
    said = (_spelled().get((end,)) for end, others in ends if not whom.isdisjoint(others))
    return next((part for part in said if part in MAIN), None)


def _in_two_scripts(header: str) -> Part | None:
    """What a header says that says it twice, in Arabic and in Latin letters: what the first of both says."""
    pieces = texts_of(bare_header(header))
    are_two = any(_is_arabic(piece) for piece in pieces) and not all(_is_arabic(piece) for piece in pieces)
    return next((part for piece in pieces if (part := part_of(piece))), None) if are_two else None


def _is_arabic(text: str) -> bool:
    return bool(_ARABIC.match(text.strip()))


def _joined_to(words: Tokens) -> Part | None:
    """What a single long word says that ends with a word for a role, as German and Dutch join them."""
    word = words[0] if len(words) == 1 else ""
    ends = word_file("role_heads")["joined_ends"]
    return next((part for end, part in ends.items() if word.endswith(end) and word != end), None)


def is_role_head(header: str) -> bool:
    """Whether a header by itself says what those below it do."""
    return part_of(header) is not None or is_first(header)


def role_said(word: str) -> str | None:
    """The role that a word beside a name says, as a header would; None for none."""
    part = part_of(word) if plain(word) else None
    return ROLES[part] if part and part != "beside" else None


def is_first(header: str) -> bool:
    """Whether a header is a word for the first of several, which is a role where another one stands beside it."""
    return spelled_of_whom().get(compared(header)) == "leads"


@lru_cache(KEPT)
def joined_parts(header: str) -> frozenset[Part]:
    """The roles of a header that names several, one after the other: Lead / Support; none for another one."""
    pieces = [piece for piece in _BETWEEN.split(header) if piece.strip()]
    parts = [part_of(piece) for piece in pieces] if len(pieces) > 1 else []
    return frozenset(part for part in parts if part) if all(parts) and "told" not in parts else frozenset()


@lru_cache(KEPT)
def compared(header: str) -> Tokens:
    """The words of a header as those of roles are compared: without brackets, numbers and the Arabic article."""
    return tuple(_bare(word) for word in tokens(bare_header(header)) if not word.isdigit())


def _bare(word: str) -> str:
    return word.removeprefix(_ARTICLE) if len(word) > len(_ARTICLE) + 2 else word


def _forms(words: Tokens) -> Iterator[Tokens]:
    """A header as it stands, and without its letter (R - Responsible), of whom and of what it speaks."""
    yield words
    without = tuple(word for word in words if len(word) > 1) or words
    yield without
    if without[0] in listed_words("what") and _is_arabic(without[0]):
        return  # a noun comes first there: the main activity is nobody's
    for left_out in (listed_words("whom"), listed_words("what"), listed_words("whom") | listed_words("what")):
        yield tuple(word for word in without if word not in left_out)


@cache
def _spelled() -> Mapping[Tokens, Part]:
    """The parts by the words of their headers: those of headers first, then the words of roles."""
    found: dict[Tokens, Part] = {}
    for part in get_args(Part):
        for text in word_file("role_heads")[part]:
            found.setdefault(compared(text), part)
    none = {compared(text) for text in word_file("role_heads")["no_heads"]}
    for text, code in word_codes("role").items():
        words = compared(text)
        if words not in none and code in OF_CODES:
            found.setdefault(words, OF_CODES[code])
    found.pop((), None)
    return found


@cache
def _ending_so() -> frozenset[str]:
    """The spellings of roles that end with a word behind which most headers say of what: Assigned to."""
    return frozenset(plain(text) for part in get_args(Part) for text in word_file("role_heads")[part])


@cache
def not_acronyms() -> frozenset[str]:
    """Words of roles in capitals that no organisation is called by: LEAD beside Activity."""
    return frozenset(text for text in word_file("role_heads")["capitals"])


@cache
def spelled_of_whom() -> Mapping[Tokens, Part]:
    """The parts by words that say them only beside the word of whom: primary agency, main actor."""
    given: Mapping[Part, list[str]] = word_file("role_heads")["of_whom"]
    return {compared(text): part for part, texts in given.items() for text in texts}


def is_of_organisations(header: str) -> bool:
    """Whether a header says that organisations stand below it: Lead agency, Partner responsible."""
    return bool({*compared(header)} & listed_words("organisations"))


def is_of_bodies_alone(header: str) -> bool:
    """Whether a header is nothing but a word for organisations or services: Agency, Department."""
    words = {*compared(header)}
    return bool(words) and words <= listed_words("whom") | listed_words("organisations")


def is_whose_alone(header: str) -> bool:
    """Whether a header says who is there and not in which role: Agency, Participants, Post in the crisis."""
    is_said = is_of_bodies_alone(header) or _is_kind_of_body(compared(header))
    parts = [piece for piece in header.split("/") if piece.strip()]
    are_parts = len(parts) > 1 and all(is_of_bodies_alone(part) or is_post(part) for part in parts)  # Officer / Nurse
    return is_said or are_parts or part_of(header) == "beside"


def _is_kind_of_body(words: Tokens) -> bool:
    """Whether a header is a word for posts or bodies with one or two that say of which kind: Incident position."""
    is_said = not {*words[:1], *words[-1:]}.isdisjoint(listed_words("bodies"))
    return 1 < len(words) <= _WITH_WHICH and is_said and not {*words} & listed_words("of_money")


@cache
def listed_words(name: str) -> frozenset[str]:
    """A list of role_heads.yaml as single words, as headers are compared."""
    return frozenset(word for text in word_file("role_heads")[name] for word in compared(text))
