"""What a new workbook is made from."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from schemas.fields import CODE_PATTERN
from schemas.spec import Table, all_tables, tables
from schemas.vocabulary import normal
from schemas.wording.text import joined, text

FEWEST_PARTNERS, MOST_PARTNERS = 2, 30

RowValues = Mapping[str, object]
ORIGIN = "\0row"  # under this key a row may keep the number that it had in the workbook it comes from


@dataclass(frozen=True, slots=True)
class CarriedCell:
    """A cell as it stood in another workbook, where it is more than its value.

    `formula` is without its `=`, and `value` its last result, None where it has none yet. `number_format` shows a
    unit that its column's does not; what is struck out does not count.
    """

    value: object
    formula: str = ""
    number_format: str = ""
    is_struck: bool = False

    def __str__(self) -> str:
        return "" if self.value is None else str(self.value)


@dataclass(frozen=True)
class Macro:
    """A VBA project (the bytes of a `vbaProject.bin`), and which of its macros the Run button calls."""

    project: bytes
    name: str


@dataclass(frozen=True, kw_only=True)
class Extract:
    """What makes a workbook a copy for one reader.

    `tables` are its sheets, with the columns that it has; `codes` are the partners whose columns it has. `marks` are
    the fields of Arrangement that say whom it is for; `fields` are those that it has beside them, None for all. `words`
    is the section of copies.yaml that its front sheet is made from, `more` the list there of what it says beside that,
    and `says` the values of its sentences.
    """

    tables: tuple[Table, ...]
    codes: tuple[str, ...]
    marks: Mapping[str, object]
    words: str
    says: Mapping[str, object]
    fields: Collection[str] | None = None
    more: str = ""


@dataclass(frozen=True)
class OwnTable:
    """An Excel table by its name: a caption, headers with the widths of their columns, and its rows.

    The rows may be made anew whenever they are asked for: there are many.
    """

    name: str
    caption: str
    headers: Sequence[str]
    widths: Sequence[float]
    rows: Collection[Sequence[object]]


@dataclass(frozen=True)
class OwnSheet:
    """A sheet with its tables side by side, so that each can grow downwards."""

    name: str
    about: str
    tables: Sequence[OwnTable]


@dataclass(frozen=True, kw_only=True)
class NewWorkbook:
    """A workbook to be built for an arrangement between 2 to 30 partners.

    `partners` are (code, name) pairs. `catalogue` are rows for Indicators (`catalogues.catalogue_rows`).
    `values` are rows for any table, by column key (`Column.key`): codes or labels, numbers, dates, tuples
    for lists; an Arrangement row holds field, value and note. `own` are the headers of
    columns that people added to a table; `values` hold their cells under the header. `optional` names the tables that
    it has beside those of every workbook; one that has `values` is there too. `today` becomes the
    file's creation date. `extract` makes it a copy for one reader. `sheets` stand last and are people's own.
    `may_be_alone`: one partner is enough, as where a partnership begins with what one has.
    Raises ValueError, in words for people, for what cannot become a workbook.
    """

    title: str
    partners: tuple[tuple[str, str], ...]
    arrangement_id: str
    today: date | None = None
    catalogue: Sequence[RowValues] = ()
    values: Mapping[str, Sequence[RowValues]] = field(default_factory=dict)
    own: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    optional: Collection[str] = ()
    sheets: Sequence[OwnSheet] = ()
    may_be_alone: bool = False
    extract: Extract | None = None

    def __post_init__(self) -> None:
        if not self.title.strip():
            raise ValueError(text("template.new.no_title"))
        if not self.arrangement_id.strip():
            raise ValueError(text("template.new.no_id"))
        fewest = 1 if self.may_be_alone else FEWEST_PARTNERS
        if self.extract is None and not fewest <= len(self.partners) <= MOST_PARTNERS:
            raise ValueError(text("template.new.partners", fewest=fewest, most=MOST_PARTNERS, count=len(self.partners)))
        for code in self.codes:
            if not re.fullmatch(CODE_PATTERN, code):
                raise ValueError(text("template.new.no_code", found=code))
        twice = sorted({code for code in self.codes if self.codes.count(code) > 1})
        if twice:
            raise ValueError(text("template.new.twice", codes=joined(twice)))

    @property
    def codes(self) -> tuple[str, ...]:
        """The partner codes, in the order given."""
        return tuple(code for code, _ in self.partners)

    @property
    def tables(self) -> tuple[Table, ...]:
        """Its sheets, in order."""
        if self.extract:
            return self.extract.tables
        asked = {*self.optional, *self.values}
        more = (table for table in all_tables().values() if table.optional and table.name in asked)
        return tuple(sorted((*tables().values(), *more), key=lambda table: table.place))

    @property
    def columns_of(self) -> tuple[str, ...]:
        """The codes of the partners that have columns of their own."""
        return self.extract.codes if self.extract else self.codes

    @property
    def others(self) -> frozenset[str]:
        """The codes of those that do not sign."""
        given = self.values.get("Partners", ())
        return frozenset(str(row.get("partner")) for row in given if normal(str(row.get("party", ""))) == "no")
