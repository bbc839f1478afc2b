"""Headers that are roles only beside others of their kind: R, A, C and I; Partner 1, Partner 2; Fixed by, Wired by."""

from __future__ import annotations

import re
from collections.abc import Mapping

from pipeline.adopt.compared_words import Tokens, plain, word_file, words_of
from pipeline.adopt.recognise.matrix.heads.role_spellings import LONGEST_DONE, Part, compared, listed_words

_FEWEST_TOGETHER = 3  # words that are roles only beside each other
_WITH_NUMBER = re.compile(r"(.*?\D)\s?(\d{1,2})")
_PARTNER = "p"  # the letter of partners and participants: P1, P2


def together(free: Mapping[int, str], headers: Mapping[int, str]) -> dict[int, Part]:
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


def numbered_parts(headers: Mapping[int, str]) -> dict[int, Part]:
    """Headers of those who take part, one beside the other: P1, P2, P3, or Partner 1, Partner 2."""
    numbers: dict[Tokens, dict[int, int]] = {}
    for column, header in headers.items():
        found = _WITH_NUMBER.fullmatch(plain(header))
        words = compared(found[1]) if found else ()
        if found and words and (words == (_PARTNER,) or {*words} <= listed_words("whom")):
            numbers.setdefault(words, {})[column] = int(found[2])
    runs = [each for each in numbers.values() if len(each) > 1 and [*each.values()] == [*range(1, len(each) + 1)]]
    return {column: "does" for each in runs for column in each}


def asking_who(headers: Mapping[int, str]) -> dict[int, Part]:
    """The header that asks who does something, where no other is a role: Who ratifies."""
    words = {column: words_of(header) for column, header in headers.items()}
    found = [column for column, said in words.items() if len(said) == 2 and said[0] in listed_words("who")]
    is_one = len(found) == 1 and words[found[0]][1] not in listed_words("who_not")
    return {found[0]: "does"} if is_one else {}


def done_by(headers: Mapping[int, str], known: int) -> dict[int, Part]:
    """Headers by whom something is done, where several stand side by side: Designed by, Fixed by, Wired by.

    `known`: how many other headers are roles, as Supported by may be one.
    """
    words = {column: compared(header) for column, header in headers.items()}
    done = [
        column
        for column, said in words.items()
        if 1 < len(said) <= LONGEST_DONE and said[-1] in listed_words("by") and not {*said} & listed_words("recorded")
    ]
    return dict.fromkeys(done, "does") if len(done) > 1 and len(done) + known >= _FEWEST_TOGETHER else {}


def _single(header: str) -> str:
    """The one word, or the letter, that a header is: `R`, `R (responsible)`, `Agrees`."""
    words = compared(header)
    return words[0] if len(words) == 1 else ""
