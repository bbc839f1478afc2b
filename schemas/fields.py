"""How one column is described: everything a reader, a validator, a template and a page need, said once.

`column(...)` and `each_partner(...)` make fields of a row's dataclass. What a dataclass does not know
(kind, vocabulary, owner, ...) travels in the field's metadata, as a `Column`.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, Literal, TypedDict, Unpack, get_args

from schemas.vocabulary import Vocabulary, label_of, vocabularies, vocabulary
from schemas.wording.text import text, texts

# text      free text
# id        the row's id, as text            code      an activity's dotted code, as text
# partner   one partner's code               partners  several partner codes
# ids       several ids                      word      one word of a vocabulary
# words     several words of one             scale     a whole number from 1 to 5
# number    0 or more                        whole     a whole number, 0 or more
# signed    any number                       date      a calendar day
# percent   0.25 shown as 25 %               value     whatever the row's field asks for
Kind = Literal[
    "text", "id", "code", "partner", "partners", "ids", "word", "words", "scale",
    "number", "whole", "signed", "percent", "date", "value",
]  # fmt: skip
KINDS: tuple[str, ...] = get_args(Kind)
NUMBERS = frozenset({"scale", "number", "whole", "signed", "percent"})
LISTS = frozenset({"partners", "ids", "words"})
DAYS_AND_NUMBERS = NUMBERS | {"date", "value"}
Owner = Literal["people", "us"]
# How a cell of each kind is typed in a row. Annotations are compared as they are written.
_TYPES = {
    **dict.fromkeys(("text", "id", "code", "partner", "word"), "str"),
    **dict.fromkeys(LISTS, "tuple[str, ...]"),
    **dict.fromkeys(NUMBERS, "float | None"),
    "scale": "int | None", "date": "date | None", "value": "object",
}  # fmt: skip

PARTNER_MARK = " · "
# Nobody means an amount or a number of hours beyond it, and sums of such numbers end in nothing that can be told.
LARGEST = 10**15
CODE_PATTERN = r"^[A-Z][A-Z0-9_-]{0,11}$"
ACTIVITY_PATTERN = r"^[1-9][0-9]{0,3}(\.[1-9][0-9]{0,3}){0,7}$"
ID_PATTERN = r"^[^,;\n\r،؛、]{1,40}$"  # nothing that separates the ids of a list


def empty(kind: str) -> Any:
    """What an empty cell of a kind is inside: () for lists, None for numbers, days and values, "" for texts."""
    return () if kind in LISTS else None if kind in DAYS_AND_NUMBERS else ""


@dataclass(frozen=True, kw_only=True)
class Column:
    """One column of a table.

    `words` names the vocabulary. `owner` tells who fills it in. A key column (`is_key`) tells the rows apart;
    several do so together. `required` cells must be filled in a row that is used. `parties_only` columns stand once
    for each party, not for other organisations. `rare` columns are folded away, `hidden` ones are hidden, `link`
    cells lead to the cell that they name. The ids in cells that have `refers` are those of that table. To people's
    `appended` cells a run may add a line. `width` is in Excel's character units. `pattern` is a regular expression
    that its texts match. What people read of it stands in the wording and is found by the names of table and column.
    """

    table: str
    name: str
    kind: str
    words: str | None = None
    owner: Owner = "people"
    per_partner: bool = False
    parties_only: bool = False
    is_key: bool = False
    required: bool = False
    rare: bool = False
    hidden: bool = False
    link: bool = False
    refers: str = ""
    appended: bool = False
    width: int = 14
    pattern: str | None = None

    @property
    def title(self) -> str:
        """The header people see, without a partner's code."""
        return str(self._header.get("title") or label_of(self.name))

    @property
    def spellings(self) -> tuple[str, ...]:
        """Other headers that mean it."""
        return tuple(map(str, self._header.get("spellings", ())))

    @property
    def description(self) -> str:
        """What people are asked for, at most 255 characters: it becomes the input hint."""
        return text(f"tables.{self.table}.columns.{self.name}")

    @property
    def _header(self) -> Mapping[str, Any]:
        # Headers stand apart from descriptions: every run reads the ones, few ask for the others.
        header: Mapping[str, Any] = texts(f"headers.{self.table}").get("columns", {}).get(self.name, {})
        return header

    @property
    def vocabulary(self) -> Vocabulary | None:
        """The closed list of words its cells are taken from, if there is one."""
        return vocabulary(self.words) if self.words else None

    @property
    def is_number(self) -> bool:
        """Whether its cells hold numbers."""
        return self.kind in NUMBERS

    @property
    def is_list(self) -> bool:
        """Whether its cells hold several codes, separated by comma, semicolon or line break."""
        return self.kind in LISTS

    def header(self, partner: str | None = None) -> str:
        """The header people see: `Likelihood · REDC` for partner REDC, `Owner` for a plain column."""
        return f"{self.title}{PARTNER_MARK}{partner}" if partner else self.title

    def key(self, partner: str | None = None) -> str:
        """The column's name inside: `likelihood · REDC` or `owner`."""
        return f"{self.name}{PARTNER_MARK}{partner}" if partner else self.name


class _More(TypedDict, total=False):
    vocabulary: str
    owner: Owner
    required: bool
    rare: bool
    hidden: bool
    link: bool
    refers: str
    appended: bool
    parties_only: bool
    width: int
    pattern: str


def column(kind: Kind, *, key: bool = False, **more: Unpack[_More]) -> Any:
    """A column of a table, as a field of its row's dataclass; see `Column` for what may be said of it.

    `vocabulary` names the list that its words are taken from. Only the key must be given when a row is
    made: every other cell may be empty.
    """
    metadata = _described(kind, more, is_key=key)
    return dataclasses.field(metadata=metadata) if key else dataclasses.field(default=empty(kind), metadata=metadata)


def each_partner(kind: Kind, mapping: Callable[..., dict[str, Any]] = dict, **more: Unpack[_More]) -> Any:
    """A column that stands once for each partner, headed `Label · CODE`; in a row a `mapping` by partner code."""
    return dataclasses.field(default_factory=mapping, metadata=_described(kind, more, per_partner=True))


def _described(kind: Kind, more: _More, **marks: bool) -> dict[str, Column]:
    words = more.pop("vocabulary", None)
    return {"column": Column(table="", name="", kind=kind, words=words, **more, **marks)}  # type: ignore[misc]


def columns_of(row: type[Any], table: str) -> tuple[Column, ...]:
    """The columns of a row's dataclass, in the order written, as those of the table of that name.

    Raises TypeError for one that contradicts itself.
    """
    return tuple(_column(row, table, field) for field in dataclasses.fields(row) if "column" in field.metadata)


def _column(row: type[Any], table: str, field: dataclasses.Field[Any]) -> Column:
    given: Column = field.metadata["column"]
    plain = _TYPES[given.kind]
    wanted = f"Mapping[str, {plain.removesuffix(' | None')}]" if given.per_partner else plain
    said = {"file": row.__module__, "column": field.name, "kind": given.kind}
    if field.type != wanted:
        raise TypeError(text("schemas.columns.type", **said, type=wanted))
    if bool(given.words) != (given.kind in ("word", "words")) or (given.words and given.words not in vocabularies()):
        raise TypeError(text("schemas.columns.vocabulary", **said, vocabulary=given.words))
    if given.pattern and not given.is_key:
        raise TypeError(text("schemas.columns.pattern", **said))
    return dataclasses.replace(given, table=table, name=field.name)
