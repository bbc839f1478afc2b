"""Which column of ours a header names (docs/design.md, The workbook: by label, raw name or accepted spelling)."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, field
from functools import cache

from pipeline.reading.coerce.clean import id_text
from pipeline.reading.problems import Trouble
from schemas.alike import most_alike
from schemas.fields import CODE_PATTERN
from schemas.spec import Column, Table, table
from schemas.vocabulary import normal
from schemas.wording.text import joined

_DOT = re.compile(r"^(.*?)\s*[·•∙‧・⋅･\u0387]\s*(.*)$", re.DOTALL)
_CODE = re.compile(CODE_PATTERN)
_SPACE = re.compile(r"\s+")


@dataclass(frozen=True, slots=True)
class Head:
    """A header that is one of our columns: which, for which partner, and its position in the table."""

    column: Column
    partner: str
    position: int

    @property
    def key(self) -> str:
        """The column's key inside: `owner`, or `likelihood · REDC`."""
        return self.column.key(self.partner or None)


@dataclass
class Heads:
    """What became of a header row: our columns, headers with something amiss, columns that are not there."""

    ours: list[Head] = field(default_factory=list)
    troubles: list[tuple[int, Trouble]] = field(default_factory=list)
    missing: list[Column] = field(default_factory=list)
    meant: set[str] = field(default_factory=set)

    @property
    def keys(self) -> set[str]:
        """The keys of our columns that are there."""
        return {head.key for head in self.ours}


def _squeezed(text: str) -> str:
    return _SPACE.sub("", normal(text))


@cache
def _spellings(name: str) -> dict[str, Column]:
    """The columns of a table by normal spelling, and by the same without any space."""
    spelled = dict(table(name).by_spelling)
    for text, column in list(spelled.items()):
        spelled.setdefault(_squeezed(text), column)
    return spelled


def column_named(of: Table, text: str) -> Column | None:
    """The column of `of` that `text` names, None when there is none."""
    spelled = _spellings(of.name)
    return spelled.get(normal(text)) or spelled.get(_squeezed(text))


def split(text: str) -> tuple[str, str] | None:
    """A header's label and partner code, None when it has no dot."""
    match = _DOT.match(id_text(text))
    return (match[1], match[2].upper()) if match else None


def named(of: Table, text: str) -> tuple[Column, str] | None:
    """The column and partner code that a header names exactly, None when it names none of ours."""
    parts = split(text)
    if parts is None:
        column = column_named(of, text)
        return (column, "") if column and not column.per_partner else None
    column = column_named(of, parts[0])
    return (column, parts[1]) if column and column.per_partner and _CODE.match(parts[1]) else None


def match(of: Table, texts: Sequence[str], codes: Collection[str] = ()) -> Heads:
    """Match a header row to the columns of `of`; `codes` are the partner codes known so far.

    Headers that are not ours are people's own and nothing is said of them, unless one is so near to
    a column of ours that it was surely meant.
    """
    heads = Heads()
    others = []
    for position, text in enumerate(texts):
        ours = named(of, text)
        if ours is None:
            others.append((position, text))
            continue
        head = Head(*ours, position)
        if head.key in heads.keys:
            heads.troubles.append((position, Trouble("CHK-57", {"header": text})))
        else:
            heads.ours.append(head)
    present = {head.column.name for head in heads.ours}
    heads.missing = [column for column in of.columns if not column.per_partner and column.name not in present]
    known = {*codes, *(head.partner for head in heads.ours if head.partner)}
    for position, text in others:
        _near(of, heads, position, text, known)
    return heads


def _near(of: Table, heads: Heads, position: int, text: str, codes: Collection[str]) -> None:
    """Say so when a header that names no column of ours was surely meant for one."""
    parts = split(text)
    column = column_named(of, parts[0]) if parts else None
    if parts and column and column.per_partner:
        values = {"header": text, "title": column.title, "codes": joined(sorted(codes)) or "REDC"}
        heads.troubles.append((position, Trouble("CHK-58", values)))
        return
    if parts and column is None and parts[1] in codes:
        column = _closest(parts[0], [column for column in of.columns if column.per_partner])
        meant = column.header(parts[1]) if column and column.key(parts[1]) not in heads.keys else ""
    else:
        meant = _without_dot(of, heads, text, codes)
        column = None if meant or parts else _closest(text, heads.missing)
        if column:
            meant = column.title
            heads.meant.add(column.name)
    if meant:
        heads.troubles.append((position, Trouble("CHK-56", {"header": text, "meant": meant})))


def _closest(text: str, columns: Iterable[Column]) -> Column | None:
    spelled = {normal(form): column for column in columns for form in (column.title, column.name, *column.spellings)}
    near = most_alike(normal(text), spelled.keys(), 0.8)
    return spelled[near] if near else None


def _without_dot(of: Table, heads: Heads, text: str, codes: Collection[str]) -> str:
    """The header meant by `Likelihood REDC` or `Likelihood (REDC)`: a title, then a partner's code, but no dot."""
    plain = id_text(text)
    for code in codes:
        if plain.upper().rstrip(" )]").endswith(code):
            label = plain.rstrip(" )]")[: -len(code)].rstrip(" -–—:/_.,([|")
            column = column_named(of, label)
            if column and column.per_partner and column.key(code) not in heads.keys:
                return column.header(code)
    return ""
