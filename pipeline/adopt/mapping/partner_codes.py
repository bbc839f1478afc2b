"""Codes of partners that people wrote into a mapping: where each stands, and whether a code can look like that."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence

from pipeline.adopt.compared_words import plain
from pipeline.adopt.mapping.answers import WrittenCode, is_no, is_yes
from pipeline.adopt.mapping.whose import VIEW
from schemas.fields import CODE_PATTERN

# The columns of the mapping's tables in which a partner is named.
_NAMED: Mapping[str, Sequence[str]] = {"MapColumns": ("partner",), "MapPartners": ("partner", "answer")}


def named_partners(table: str, line: Mapping[str, object]) -> Iterator[tuple[str, str]]:
    """The cells of a line of the mapping in which a partner is named: the key of the column, and what stands there."""
    for key in _NAMED.get(table, ()):
        if said := str(line.get(key, "")).strip():
            yield key, said


def impossible_code(written: Sequence[WrittenCode], known: Mapping[str, str]) -> WrittenCode | None:
    """The first that is no code, no partner who is known by name, and leaves nothing out either; None for none.

    `known` are codes by name or code as compared.
    """
    return next((one for one in written if not _is_possible(one.said, known)), None)


def _is_possible(said: str, known: Mapping[str, str]) -> bool:
    is_answer = is_yes(said) or is_no(said) or said.lower() == VIEW
    return is_answer or plain(said) in known or is_code(said.upper())


def is_code(said: str) -> bool:
    """Whether a partner can have this code."""
    return bool(re.fullmatch(CODE_PATTERN, said))
