"""Who is named in the cells below roles: which partner each may be, an own post, or perhaps a person."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field

from pipeline.adopt.compared_words import plain
from pipeline.adopt.lexicon import word_codes
from pipeline.adopt.proposal import NOTHING, WordList
from pipeline.adopt.recognise.matrix.heads.bodies_and_places import is_service
from pipeline.adopt.recognise.matrix.heads.role_heads import RoleHead
from pipeline.adopt.recognise.matrix.heads.role_spellings import is_of_bodies_alone
from pipeline.adopt.recognise.matrix.named.in_cells import (
    all_names,
    is_nobody,
    is_own_post,
    names_in,
    parts_of_cell,
    splits,
)
from pipeline.adopt.recognise.matrix.role_words import role_of
from pipeline.adopt.recognise.organisations import Proposer, is_organisation, may_be_person
from pipeline.adopt.recognise.profile import Profile
from pipeline.adopt.source.sheet import SourceSheet, shown
from schemas.wording.text import text

_MOST, _FEW = 0.7, 0.2  # of the cells
_OF_NAMES = 0.6  # that are organisations, from which on the others are, too
_HALF = 0.5
_LONGEST, _WORDS = 48, 6  # of a name
_LOOSE, _LOOSE_WORDS = 36, 4  # of a phrase in small letters
_LONG_WORD = 4  # letters: shorter ones join others
_STATES = ("activity_state", "rating", "risk_status")


def are_names(profile: Profile, *, loosely: bool = False) -> bool:
    """Whether a column holds names of organisations, posts or persons, perhaps several in a cell.

    `loosely`: below a header that is a role, also short phrases in small letters: control room, sala operativa.
    """
    if not profile.count or profile.number_share > _FEW or profile.date_share > _FEW:
        return False
    if profile.fit(("id",)) >= _MOST and all(any(map(str.isdigit, cell)) for cell in profile.counts):
        return False  # E-01, E-02
    cells = [cell for cell in profile.counts if any(map(str.isalpha, cell))]
    said = [cell for cell in cells if not all(map(is_nobody, parts_of_cell(cell)))]
    return bool(said) and sum(_may_name(cell, loosely=loosely) for cell in said) >= _MOST * len(said)


def _may_name(cell: str, *, loosely: bool) -> bool:
    is_role = role_of(cell) is not None and not is_own_post(cell) and not is_of_bodies_alone(cell)
    if is_role or any(plain(cell) in word_codes(one) for one in _STATES):
        return False
    parts = parts_of_cell(cell)
    is_short = loosely and all(len(part.split()) <= _LOOSE_WORDS and len(part) <= _LOOSE for part in parts)
    return bool(parts) and (is_short or all(_is_like_name(part) or _are_like_names(part) for part in parts))


def _are_like_names(part: str) -> bool:
    return any(all(map(_is_like_name, pieces)) for pieces in splits(part))


def _is_like_name(part: str) -> bool:
    """Whether a text is short and, where it is no organisation or post, no phrase of small words."""
    words = part.split()
    small = sum(word[:1].islower() and len(word) >= _LONG_WORD for word in words)
    is_known = small <= 1 or is_organisation(part) or is_own_post(part) or is_service(part)
    return len(part) <= _LONGEST and len(words) <= _WORDS and is_known


def are_roles(profile: Profile) -> bool:
    """Whether a column holds roles themselves, or marks: whose they are stands somewhere else."""
    roles = [cell for cell in profile.counts if role_of(cell) is not None and not is_own_post(cell)]
    is_said = not all(is_of_bodies_alone(cell) for cell in roles)  # Agency, Partner: two who share a contract
    return bool(profile.count) and len(roles) >= _HALF * len(profile.counts) and is_said


@dataclass(frozen=True)
class KnownNames:
    """The codes of partners by name as compared, that of the viewer, and whom a list says that codes in cells mean."""

    codes: Mapping[str, str]
    viewer: str
    explained: Mapping[str, str] = field(default_factory=dict)

    def full(self, name: str) -> str:
        """The name that a code in a cell stands for, else what stands there."""
        return self.explained.get(plain(name), name)

    def is_nobody(self, name: str) -> bool:
        """Whether a text names nobody, and no list says whom it stands for."""
        return plain(name) not in self.explained and is_nobody(name)


@dataclass(frozen=True)
class NamedPartners:
    """The names below each role, by column; `may_be_persons`: then none of these cells is copied anywhere."""

    words: Mapping[int, WordList]
    may_be_persons: bool


def named_partners(
    sheet: SourceSheet, rows: Sequence[int], heads: Mapping[int, RoleHead], known: KnownNames
) -> NamedPartners:
    """Who is named in these rows, and which partner is proposed for each."""
    cells = {column: [shown(sheet.at(row, column)) for row in rows] for column in heads}
    every = all_names(cell for column in cells.values() for cell in column)
    theirs = {name for column in cells if heads[column].is_of_organisations for cell in cells[column]
              for name in names_in(cell, {*every})}  # fmt: skip
    proposals = _Proposals(every, theirs, known)
    found = {}
    for column, texts in cells.items():
        counts = Counter(name for cell in texts for name in names_in(cell, {*every}))
        words = WordList(counts=dict(counts))
        for name in counts:
            code = NOTHING if known.is_nobody(name) else proposals.known(name)
            if code:
                words.map[name] = code
            else:
                words.unmapped.append(name)
                words.proposed[name] = proposals.of(name)
        if words.unmapped:
            words.ask, words.why = True, text("adopt.why.who")
        found[column] = words
    return NamedPartners(found, proposals.may_be_persons)


class _Proposals:
    """A code for each name: a new one for organisations, the viewer's for posts, none for what may be a person."""

    def __init__(self, names: Sequence[str], said: Collection[str], known: KnownNames) -> None:
        self._proposer, self._known, self._said = Proposer(known.codes), known, {plain(name) for name in said}
        real = [name for name in dict.fromkeys(names) if not known.is_nobody(name)]
        full = [*map(known.full, real)]
        organisations = [name for name in full if is_organisation(name) and not is_own_post(name)]
        posts = sum(map(is_own_post, full))
        self._are_organisations = len({*organisations, *map(known.full, said)}) >= _OF_NAMES * max(1, len(real))
        self._are_known = len(organisations) + posts >= _HALF * len(real)
        self._codes: dict[str, str] = {}
        for name in real:
            self._codes.setdefault(plain(name), self.known(name) or self._proposed(name))
        self.may_be_persons = not self._are_organisations or any(map(self._may_be_person, full))

    def known(self, name: str) -> str | None:
        """The code of a partner who is known under this name."""
        return self._proposer.known(name) or self._proposer.known(self._known.full(name))

    def of(self, name: str) -> str:
        """The code that is proposed for a name."""
        return self._codes[plain(name)]

    def _proposed(self, name: str) -> str:
        is_said, full = plain(name) in self._said, self._known.full(name)  # below a header that speaks of organisations
        if is_own_post(full) and not is_said:
            return self._known.viewer
        is_person = not is_said and not is_organisation(full) and self._may_be_person(full)
        return NOTHING if is_person else self._proposer.new_code(name)

    def _may_be_person(self, name: str) -> bool:
        """Whether a name may be a person's, also of one word where most of the others are no organisations or posts."""
        words = name.replace("*", "").split()
        is_name = all(word[:1].isupper() or word.upper() == word.lower() for word in words)
        are_unknown = not (self._are_known or self._are_organisations)
        return may_be_person(name.replace("*", "")) or (is_name and len(words) <= 3 and are_unknown)
