"""Which column of ours a header names (docs/design.md, The workbook: by label, raw name or accepted spelling)."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import NamedTuple

from pipeline.domain.alphabets import as_latin, look_alike
from pipeline.reading.coerce.clean import id_text
from pipeline.reading.problems import Trouble
from schemas.alike import most_alike
from schemas.fields import CODE_PATTERN
from schemas.spec import Column, Table
from schemas.vocabulary import compared, normal
from schemas.wording.text import joined_first

_DOT = re.compile(r"^(.*?)\s*[·•∙‧・⋅･\u0387]\s*(.*)$", re.DOTALL)
_CODE = re.compile(CODE_PATTERN)
NOBODY: Mapping[str, str] = {}
LISTED = 30  # codes in a sentence


class Head(NamedTuple):
    """A header that is one of our columns: which, for which partner, and its position in the table.

    `key` is the column's key inside: `owner`, or `likelihood · REDC`.
    """

    column: Column
    partner: str
    position: int
    key: str


@dataclass
class Heads:
    """What became of a header row: our columns, headers with something amiss, columns that are not there."""

    ours: list[Head] = field(default_factory=list)
    troubles: list[tuple[int, Trouble]] = field(default_factory=list)
    missing: list[Column] = field(default_factory=list)
    meant: set[str] = field(default_factory=set)
    by_key: dict[str, Head] = field(default_factory=dict)

    def add(self, head: Head) -> None:
        """Take one of our columns in."""
        self.ours.append(head)
        self.by_key[head.key] = head


def split(text: str) -> tuple[str, str] | None:
    """A header's label and partner code, None when it has no dot."""
    match = _DOT.match(id_text(text))
    return (match[1], match[2].upper()) if match else None


def named(of: Table, text: str, names: Mapping[str, str] = NOBODY) -> tuple[Column, str] | None:
    """The column and partner code that a header names exactly, None when it names none of ours."""
    parts = split(text)
    if parts is None:
        column = of.column_called(text)
        return (column, "") if column and not column.per_partner else None
    column = of.column_called(parts[0])
    code = names.get(compared(parts[1]), parts[1])
    return (column, code) if column and column.per_partner and _CODE.match(code) else None


def match(of: Table, texts: Sequence[str], codes: Collection[str] = (), names: Mapping[str, str] = NOBODY) -> Heads:
    """Match a header row to the columns of `of`; `codes` are the partner codes known so far.

    `names` has the codes by name as compared: a header may name a partner so, too.

    Headers that are not ours are people's own and nothing is said of them, unless one is so near to
    a column of ours that it was surely meant.
    """
    heads = Heads()
    others = []
    for position, text in enumerate(texts):
        ours = named(of, text, names)
        if ours is None:
            others.append((position, text))
            continue
        column, partner = ours
        head = Head(column, partner, position, column.key(partner))
        if head.key in heads.by_key:
            heads.troubles.append((position, Trouble("CHK-57", {"header": text})))
        else:
            heads.add(head)
    present = {head.column.name for head in heads.ours}
    heads.missing = [column for column in of.columns if not column.per_partner and column.name not in present]
    meant = _Meant(of, heads, {*codes, *(head.partner for head in heads.ours if head.partner)})
    for position, text in others:
        meant.say(position, text)
    return heads


class _Meant:
    """Headers that name no column of ours, of which some were surely meant for one."""

    def __init__(self, of: Table, heads: Heads, codes: Collection[str]) -> None:
        self._of = of
        self._heads = heads
        self._codes = codes
        self._lengths = sorted({len(code) for code in codes if _CODE.match(code)}, reverse=True)

    def say(self, position: int, text: str) -> None:
        """Say so where the header was surely meant for a column of ours."""
        heads, parts = self._heads, split(text)
        if self._other_alphabet(position, text):
            return
        column = self._of.column_called(parts[0]) if parts else None
        if parts and column and column.per_partner:
            values = {"header": text, "title": column.title, "codes": self._listed}
            heads.troubles.append((position, Trouble("CHK-58", values)))
            return
        if parts and column is None and parts[1] in self._codes:
            column = _closest(parts[0], self._per_partner)
            meant = column.header(parts[1]) if column and column.key(parts[1]) not in heads.by_key else ""
        else:
            meant = self._without_dot(text)
            column = None if meant or parts else _closest(text, self._missing)
            if column:
                meant = column.title
                heads.meant.add(column.name)
        if meant:
            heads.troubles.append((position, Trouble("CHK-56", {"header": text, "meant": meant})))

    def _other_alphabet(self, position: int, text: str) -> bool:
        """Whether letters of another alphabet are all that keeps the header from being one of ours: then it is said."""
        letter, alphabet = look_alike(text)
        column, code = (named(self._of, as_latin(text)) if letter else None) or (None, "")
        if column is None or column.key(code or None) in self._heads.by_key:
            return False
        self._heads.meant.update([] if code else [column.name])
        values = {"header": text, "letter": letter, "alphabet": alphabet, "meant": column.header(code or None)}
        self._heads.troubles.append((position, Trouble("CHK-92", values)))
        return True

    @cached_property
    def _listed(self) -> str:
        return joined_first(sorted(self._codes), LISTED) or "REDC"

    @cached_property
    def _per_partner(self) -> Mapping[str, Column]:
        return _spelled(column for column in self._of.columns if column.per_partner)

    @cached_property
    def _missing(self) -> Mapping[str, Column]:
        return _spelled(self._heads.missing)

    def _without_dot(self, text: str) -> str:
        """The header meant by `Likelihood REDC` or `Likelihood (REDC)`: a title, then a partner's code, but no dot."""
        plain = id_text(text).rstrip(" )]")
        for length in self._lengths:
            code = plain[-length:].upper()
            if code in self._codes:
                column = self._of.column_called(plain[:-length].rstrip(" -–—:/_.,([|"))
                if column and column.per_partner and column.key(code) not in self._heads.by_key:
                    return column.header(code)
        return ""


def _spelled(columns: Iterable[Column]) -> Mapping[str, Column]:
    return {normal(form): column for column in columns for form in (column.title, column.name, *column.spellings)}


def _closest(text: str, spelled: Mapping[str, Column]) -> Column | None:
    near = most_alike(normal(text), spelled.keys(), 0.8)
    return spelled[near] if near else None
