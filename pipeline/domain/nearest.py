"""What somebody probably meant by an id or code that nothing has."""

from __future__ import annotations

import re
from collections.abc import Collection
from functools import cached_property, lru_cache

from pipeline.domain.alphabets import as_latin, look_alike
from schemas.alike import most_alike
from schemas.vocabulary import compared
from schemas.wording.text import text as said

_NUMBER = re.compile(r"0*(\d+)")
_MARKS = re.compile(r"(?<!\d)[\W_]+|[\W_]+(?!\d)")  # but a dot between numbers makes a code: 1.1 is not 11
LONG_ENOUGH = 4
ALIKE = 0.75


class Spellings:
    """Known ids or codes, prepared when the first unknown one is to be compared with them.

    Letters of other alphabets count as the Latin ones for which they are taken. The same letters and numbers are
    near, whatever stands between them: R-03 means R3. Beyond that, only texts of four letters or more with the same
    numbers are: R4 is no slip of R5.
    """

    def __init__(self, known: Collection[str]) -> None:
        self._known = known

    @cached_property
    def _spelled(self) -> dict[str, str]:
        return {_bare(each): each for each in sorted(self._known, reverse=True)}

    @cached_property
    def _by_numbers(self) -> dict[tuple[str, ...], list[str]]:
        found: dict[tuple[str, ...], list[str]] = {}
        for bare in self._spelled:
            found.setdefault(_numbers(bare), []).append(bare)
        return found

    def nearest(self, text: str) -> str:
        """The one that `text` probably means, "" where none is near."""
        bare = _bare(text)
        if bare in self._spelled:
            return self._spelled[bare]
        near = most_alike(bare, self._by_numbers.get(_numbers(bare), ()), ALIKE) if len(bare) >= LONG_ENOUGH else ""
        return self._spelled[near] if near else ""


def did_you_mean(given: str, near: str) -> str:
    """` Did you mean NEAR?`, "" where nothing is near; names the letter that makes `given` look the same."""
    return said("phrases.did_you_mean", near=near) + other_alphabet(given) if near else ""


def other_alphabet(given: str) -> str:
    """A sentence about the letter of another alphabet in `given` that looks Latin, "" where it has none."""
    letter, alphabet = look_alike(given)
    return said("phrases.other_alphabet", letter=letter, alphabet=alphabet) if letter else ""


def _numbers(bare: str) -> tuple[str, ...]:
    return tuple(_NUMBER.findall(bare))


@lru_cache(maxsize=10_000)
def _bare(text: str) -> str:
    return _MARKS.sub("", _NUMBER.sub(r"\1", compared(as_latin(text))))
