"""Whose a column is, or whom a cell names: an organisation, a post, or perhaps a person."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Mapping

from pipeline.adopt.compared_words import plain, tokens
from pipeline.adopt.lexicon import word_set
from pipeline.adopt.proposal import NOTHING
from schemas.fields import CODE_PATTERN

_LETTERS = re.compile(r"[^\W\d_]+")
_ACRONYM = re.compile(r"^[A-Z][A-Z0-9&./-]{1,9}$")
_INSIDE = re.compile(r"[(\[]([^()\[\]]*)[)\]]")
LONGEST_CODE = 8


def is_organisation(name: str) -> bool:
    """Whether a name is clearly that of an organisation: an acronym, or a word such as committee or relief."""
    return bool(_ACRONYM.match(name.strip())) or bool(set(tokens(name)) & word_set("organisation_words"))


def is_post(name: str) -> bool:
    """Whether a name is that of a post or a team within an organisation."""
    return bool(words_of_posts(name) & word_set("post_words"))


def words_of_posts(name: str) -> set[str]:
    """The words of a name that may be those of posts: letters that are a word, too, only in capitals (IT, not it)."""
    words = {*tokens(name)}
    unclear = words & word_set("letters_and_words")
    written = {*_LETTERS.findall(name)} if unclear else set()
    return words - {word for word in unclear if word.upper() not in written}


def may_be_person(name: str) -> bool:
    """Whether a name may be a person's: two or three words with capitals, and none of a body or a post."""
    words = [word for word in name.replace(".", " ").split() if word]
    if is_organisation(name) or is_post(name) or not 2 <= len(words) <= 3:
        return False
    if word_set("body_words") & {*tokens(name)}:
        return False
    return all(word[:1].isupper() and word.replace("-", "").replace("'", "").isalpha() for word in words)


def known_code(name: str, known: Mapping[str, str]) -> str | None:
    """The code of the partner that a name means, also with something in brackets: `Green Valley (LOCA)`."""
    inside = _INSIDE.findall(name)
    for one in (name, _INSIDE.sub(" ", name), *inside):
        if plain(one) in known:
            return known[plain(one)]
    return None


class Proposer:
    """Proposes partner codes for names; `known` are codes by name or code as compared."""

    def __init__(self, known: Mapping[str, str]) -> None:
        self._known = known
        self._given = set(known.values())

    def known(self, name: str) -> str | None:
        """The code of a partner who is known under this name."""
        return known_code(name, self._known)

    def propose(
        self, names: Iterable[str], viewer: str, *, are_organisations: bool, may_be_posts: bool = True
    ) -> dict[str, str]:  # fmt: skip
        """A code for each name: a new one for an organisation, the viewer's for posts, none for persons.

        Where no post may stand, World Food Programme is none.
        """
        found: dict[str, str] = {}
        for name in names:
            if known := self.known(name):
                found[name] = known
            elif may_be_posts and is_post(name) and not is_organisation(name):
                found[name] = viewer
            elif not are_organisations and may_be_person(name):
                found[name] = NOTHING
            else:
                found[name] = self.new_code(name)
        return found

    def new_code(self, name: str) -> str:
        """A code that no other partner has: the acronym itself, or the first letters of the words."""
        latin = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode()
        words = re.findall(r"[A-Za-z0-9]+", latin)
        if len(words) == 1:
            code = words[0].upper()[:LONGEST_CODE]
        else:
            code = "".join(word[0] for word in words).upper()[:LONGEST_CODE]
        code = code if re.match(CODE_PATTERN, code) else "P"
        number, given = 1, code
        while given in self._given:
            number += 1
            given = f"{code}{number}"
        self._given.add(given)
        return given


def known_codes(partners: Mapping[str, str]) -> dict[str, str]:
    """Codes by every name under which a partner may stand in a source, as compared."""
    return {plain(name): code for code, full in partners.items() for name in (code, full)}
