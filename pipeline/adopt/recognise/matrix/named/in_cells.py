"""Several names in one cell: `UNHCR / IOM`, `QA, Finance`, `Asha + Omar`; and what names nobody."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable
from functools import cache, lru_cache

from pipeline.adopt.compared_words import KEPT, plain, tokens, word_file, words_of
from pipeline.adopt.lexicon import word_set
from pipeline.adopt.recognise.matrix.heads.role_spellings import role_said
from pipeline.adopt.recognise.matrix.role_words import role_of
from pipeline.adopt.recognise.organisations import is_organisation, is_post, may_be_person, words_of_posts
from pipeline.reading.coerce.placeholders import is_placeholder

# Always between two names; a slash only with blanks around it.
_HARD = re.compile(r"\s*(?:[\n\r;,،؛+|•·]|\s/\s)\s*")
# Between two names, or within one: Health & Safety, AI/ML team, Monitoring and Evaluation.
_HARD_OUTSIDE = re.compile(rf"(?:{_HARD.pattern})(?![^()\[\]]*[)\]])")  # no mark within brackets
_LABEL = re.compile(r"\s*([^:=]{1,28}?)\s*[:=]\s*")  # Lead: A
_SOFT = re.compile(r"\s*[/&]\s*|\s+(?:and|et|y|e|und|or|ou|o|و)\s+", re.IGNORECASE)
_TIGHT = re.compile(r"(?<=\S)[/&](?=\S)")
_ARABIC_AND = re.compile(r"\s+و(?=\S{3})")
_BRACKETS = re.compile(r"\s*[(\[][^()\[\]]*[)\]]")
_IN_BRACKETS = re.compile(r"[(\[][^()\[\]]*[)\]]")
_NUMBERED = re.compile(r"^\s*(?:\d{1,2}[.)]|[-–—*])\s+")
_CAPITALS = re.compile(r"[A-Z][A-Z0-9.-]+")
_LETTERS = 3  # of a role at most, such as R/A; more are a word
_FEWEST_TOLD, _TOLD = 2, 0.5  # of the cells
_PERSONS, _ORGANISATIONS = 0.5, 0.6  # of the names


def without_remarks(cell: str) -> str:
    """A cell without what stands in brackets."""
    return _BRACKETS.sub("", cell)


def parts_of_cell(cell: str) -> list[str]:
    """What stands in a cell between clear marks, without what is in brackets beside it and without numbers in front."""
    return [part for part, _ in _parts(cell)]


@lru_cache(KEPT)
def _parts(cell: str) -> tuple[tuple[str, str], ...]:
    """The parts of a cell, each with the role that the cell tells: `Lead: A; Support: B, C`, `A (lead), B`; else ""."""
    bare = without_remarks(cell)
    if not any(map(str.isalpha, bare)):
        # Where everything is in brackets, these hold the names: [UX] [Print].
        said = [one[1:-1] for one in _IN_BRACKETS.findall(cell)] or [cell]
        return tuple((part, "") for one in said for piece in _HARD.split(one) if (part := _cleaned(piece)))
    found, role = [], ""
    for piece in _HARD_OUTSIDE.split(cell):
        label = _LABEL.match(piece)
        told = _role_called(label[1]) if label else ""
        role = told or role
        beside = (_role_called(one[1:-1]) for one in _IN_BRACKETS.findall(piece))
        part = _cleaned(without_remarks(piece[label.end() :] if label and told else piece))
        if part:
            found.append((part, next(filter(None, beside), role)))
    return tuple(found)


def _cleaned(part: str) -> str:
    bare = _NUMBERED.sub("", part).strip(" .:")
    return bare if any(map(str.isalpha, bare)) else ""


def _role_called(word: str) -> str:
    """The role that a word or a letter in a cell is, "" for none."""
    bare = word.strip()
    return (role_of(bare) if len(bare) <= _LETTERS else role_said(bare)) or ""


def roles_told(cell: str, known: Collection[str]) -> dict[str, str]:
    """The names in a cell, each with the role that stands beside it; "" where none does."""
    found: dict[str, str] = {}
    for part, role in _parts(cell):
        for name in names_in(part, known):
            found.setdefault(name, role)
    return found


def tells_role(cell: str) -> bool:
    """Whether a cell names somebody beside the role."""
    return any(role for _, role in _parts(cell))


def tell_roles(cells: Collection[str]) -> bool:
    """Whether most cells of a column name somebody beside the role."""
    told = sum(map(tells_role, cells))
    return told >= _FEWEST_TOLD and told >= _TOLD * len(cells)


def name_persons(cells: Iterable[str]) -> bool:
    """Whether most of the names in cells may be those of persons."""
    names = all_names(cells)
    return sum(map(may_be_person, names)) > _PERSONS * len(names)


def name_organisations(cells: Iterable[str]) -> bool:
    """Whether most of the names in cells are surely those of organisations."""
    names = [name for name in all_names(cells) if not is_nobody(name)]
    theirs = [name for name in names if is_organisation(name) and not any(map(str.isdigit, name))]
    # Capitals alone may be codes of anything: HIGH, PU.
    has_word = any({*tokens(name)} & word_set("organisation_words") for name in theirs)
    return len(names) > 1 and has_word and len(theirs) >= _ORGANISATIONS * len(names)


def names_in(cell: str, known: Collection[str]) -> list[str]:
    """The names in a cell, where `known` are all that stand in its column."""
    found = []
    for part in parts_of_cell(cell):
        pieces = [part] if part in known else next((one for one in splits(part) if set(one) <= {*known}), [part])
        found += pieces
    return list(dict.fromkeys(found))


def all_names(cells: Iterable[str]) -> list[str]:
    """Every name in cells, in their order: what may be one name or two is two where the others show it."""
    parts = [part for cell in cells for part in parts_of_cell(cell)]
    whole = {plain(part) for part in parts if not any(splits(part))}
    found = (next((one for one in splits(part) if _are_names(part, one, whole)), [part]) for part in parts)
    return [name for names in found for name in names]


def splits(part: str) -> list[list[str]]:
    """The ways in which a part may be several names."""
    ways = ([piece.strip() for piece in pattern.split(part)] for pattern in (_SOFT, _ARABIC_AND))
    return [way for way in ways if len(way) > 1 and all(any(map(str.isalpha, piece)) for piece in way)]


def _are_names(part: str, pieces: list[str], whole: Collection[str]) -> bool:
    """Whether each piece is a name: one of them stands elsewhere by itself, or all are organisations or posts."""
    there = [plain(piece) in whole for piece in pieces]
    if all(there):
        return True
    if _TIGHT.search(part):
        return all(_CAPITALS.fullmatch(piece) for piece in pieces)
    if any(there) and not any(piece[:1].islower() for piece in pieces):
        return True
    return all(has or is_organisation(piece) or is_post(piece) for has, piece in zip(there, pieces, strict=True))


@cache
def is_nobody(name: str) -> bool:
    """Whether a text says all, several or nobody yet, and names none: All, Joint, TBD, tous les partenaires."""
    said = plain(name)
    return (
        is_placeholder(name) or said in _nobody() or any(said == one or said.startswith(f"{one} ") for one in _every())
    )


@cache
def _nobody() -> frozenset[str]:
    return frozenset(map(plain, word_file("role_heads")["nobody"]))


@cache
def _every() -> tuple[str, ...]:
    return tuple(map(plain, word_file("role_heads")["every"]))


@cache
def is_own_post(name: str) -> bool:
    """Whether a name is that of a post or a team, also by its letters: CEO, QA lead, HR / admin."""
    words = words_of_posts(name) | {word for word in plain(name).split() if word not in word_set("letters_and_words")}
    departments = set(tokens(name)) <= _words("departments") | _words("posts") | word_set("post_words")
    is_other = bool(words & word_set("organisation_words"))
    return departments or (not is_other and bool(words & (_words("posts") | word_set("post_words"))))


@cache
def _words(name: str) -> frozenset[str]:
    return frozenset(word for text in word_file("role_heads")[name] for word in words_of(text))
