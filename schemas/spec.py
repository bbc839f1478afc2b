"""The tables of a workbook, each made from the dataclass of its rows.

The files in `schemas.tables` are the definition; this is how everything else reads them.
"""

from __future__ import annotations

import pkgutil
from collections.abc import Collection, Iterator, Mapping, Set
from dataclasses import dataclass, replace
from functools import cache, cached_property, lru_cache
from importlib import import_module
from itertools import groupby, pairwise
from typing import Literal

from schemas.fields import Column, columns_of
from schemas.row import Row
from schemas.vocabulary import KEPT, label_of, normal, squeezed
from schemas.wording.languages import languages, spoken_first
from schemas.wording.text import text, texts_in

__all__ = [
    "Column",
    "Table",
    "all_tables",
    "input_tables",
    "optional_tables",
    "output_tables",
    "table",
    "tables",
]

TEMPLATE_VERSION = "2"
INPUT_ROWS = 50
FORMATTED_ROWS = 10_000


@dataclass(frozen=True)
class Table:
    """One table of the workbook: what its rows are, and its sheet.

    `name` is the Excel table's and never changes; its sheet may be renamed by people. The sheets stand in
    the order of `place`. People write an input table and we only read it; an output table is ours.
    `frozen_through` is the last field that stays in view when people scroll to the right. An `optional` table is in
    a workbook only where people asked for it, alone or with the others of one of its `bundles`, or where something was
    done that needs it. `area` is the prefix of the rules about its rows, where it has rules of its own. One that
    `ships_filled` has rows from the first; unless it is optional, they hold as shipped where the table is not there.
    `told_by` names the sentence that says what it is for, where that is not the usual one.
    """

    row: type[Row]
    name: str
    place: int
    role: Literal["input", "output"]
    frozen_through: str = ""
    optional: bool = False
    bundles: tuple[str, ...] = ()
    area: str = ""
    ships_filled: bool = False
    told_by: str = ""

    @property
    def sheet(self) -> str:
        """The name of its sheet in a new workbook."""
        return text(f"headers.{self.name}.sheet")

    @property
    def description(self) -> str:
        """What it is for, in a sentence."""
        return text(self.told_by or f"tables.{self.name}.about")

    @cached_property
    def columns(self) -> tuple[Column, ...]:
        """Its columns, in order."""
        return columns_of(self.row, self.name)

    @cached_property
    def keys(self) -> tuple[str, ...]:
        """The fields that tell its rows apart, together where they are several."""
        return tuple(column.name for column in self.columns if column.is_key)

    @cached_property
    def key(self) -> str:
        """The field of its ids, "" where no single one tells the rows apart."""
        return self.keys[0] if len(self.keys) == 1 else ""

    @cached_property
    def called(self) -> tuple[str, ...]:
        """What one of its rows and the table itself are called in every shipped language: Risk, Risks."""
        return tuple(dict.fromkeys(name for code in languages() for name in self.called_in(code)))

    def called_in(self, code: str) -> tuple[str, ...]:
        """The same in one language, and inside."""
        said = texts_in(code, f"headers.{self.name}")
        titles = [said.get("columns", {}).get(key, {}).get("title", label_of(key)) for key in self.keys]
        return (self.name, *self.keys, str(said.get("sheet", self.name)), *titles)

    @cached_property
    def called_as_table(self) -> tuple[str, ...]:
        """What the table itself is called in every shipped language: its name, and those of its sheet."""
        sheets = (str(texts_in(code, f"headers.{self.name}").get("sheet", self.name)) for code in languages())
        return tuple(dict.fromkeys((self.name, *sheets)))

    @cached_property
    def by_name(self) -> dict[str, Column]:
        """Its columns by field name."""
        return {column.name: column for column in self.columns}

    def column_called(self, header: str) -> Column | None:
        """The column that a header without a partner names in any shipped language, None where it names none."""
        plain = normal(header)
        for code in spoken_first():
            spelled = _spelled(self.name, code)
            found = spelled.get(plain) or spelled.get(squeezed(plain))
            if found:
                return found
        return None

    @property
    def is_input(self) -> bool:
        """Whether people write it and we only read."""
        return self.role == "input"

    def narrowed(self, names: Collection[str], told_by: str = "") -> Table:
        """The same table with some of its columns alone, for a reader who gets no more; `told_by` says what is left."""
        frozen = self.frozen_through if self.frozen_through in names else ""
        narrow = replace(self, frozen_through=frozen, told_by=told_by)
        vars(narrow)["columns"] = tuple(column for column in self.columns if column.name in names)
        return narrow

    def layout(self, partners: tuple[str, ...], others: Collection[str] = ()) -> list[tuple[Column, str | None]]:
        """Its columns in order for these partners: (column, partner code or None) pairs.

        `others` are those of the partners that do not sign: they have no columns that are for parties only.

        Per-partner columns that follow one another are kept together per partner (docs/design.md,
        The workbook); in an output table they stand at the right end.
        """
        placed: list[tuple[Column, str | None]] = []
        for per_partner, run in groupby(self.columns, key=lambda column: column.per_partner):
            columns = list(run)
            placed += [
                (column, code)
                for code in (partners if per_partner else (None,))
                for column in columns
                if not (column.parties_only and code in others)
            ]
        return placed


@cache
def tables() -> dict[str, Table]:
    """The tables of every workbook by name, in the order of the sheets; `all_tables` has the optional ones, too."""
    return {name: table for name, table in all_tables().items() if not table.optional}


@cache
def all_tables() -> dict[str, Table]:
    """All tables by name, in the order of the sheets: each file in `schemas/tables` has one, called TABLE.

    Raises ValueError or TypeError, naming file and column, for a definition that contradicts itself.
    """
    import schemas.tables as package

    modules = [import_module(f"{package.__name__}.{found.name}") for found in pkgutil.iter_modules(package.__path__)]
    placed: list[Table] = sorted((module.TABLE for module in modules), key=lambda table: table.place)
    for one, next in pairwise(placed):
        if one.place == next.place:
            raise ValueError(text("schemas.tables.same_place", one=one.name, other=next.name, place=one.place))
    by_name = {table.name: table for table in placed}
    if len(by_name) < len(placed):
        raise ValueError(text("schemas.tables.same_name"))
    for table in placed:  # columns that contradict themselves are told here, too
        if table.is_input and not table.keys:
            raise ValueError(text("schemas.tables.one_key", table=table.name))
    return by_name


def table(name: str) -> Table:
    """One table by name. Raises KeyError for a name that is not a table of ours."""
    return all_tables()[name]


@cache
def _by_row() -> dict[type[Row], Table]:
    return {table.row: table for table in all_tables().values()}


def table_of(row: type[Row]) -> Table:
    """The table whose rows are of class `row`. Raises KeyError for a class that is no table's."""
    return _by_row()[row]


@cache
def _spelled(name: str, language: str) -> dict[str, Column]:
    """The columns of a table by every spelling of a header in a language, as compared, with and without spaces."""
    columns, said = table(name).columns, texts_in(language, f"headers.{name}").get("columns", {})
    spelled = {normal(column.name): column for column in columns}
    spelled |= {normal(said.get(column.name, {}).get("title", label_of(column.name))): column for column in columns}
    for column in columns:
        for spelling in said.get(column.name, {}).get("spellings", ()):
            spelled.setdefault(normal(str(spelling)), column)
    for header, column in list(spelled.items()):
        spelled.setdefault(squeezed(header), column)
    return spelled


def tables_with(header: str) -> Set[str]:
    """The tables that have a column which a header without a partner names in any shipped language."""
    return _tables_with(normal(header))


@lru_cache(KEPT)
def _tables_with(plain: str) -> Set[str]:
    known = (_tables_by_spelling(code) for code in languages())
    return frozenset(name for of in known for form in (plain, squeezed(plain)) for name in of.get(form, ()))


@cache
def _tables_by_spelling(language: str) -> Mapping[str, Set[str]]:
    tables_of: dict[str, set[str]] = {}
    for name in all_tables():
        for spelling in _spelled(name, language):
            tables_of.setdefault(spelling, set()).add(name)
    return tables_of


def our_headers(target: str) -> Iterator[str]:
    """The headers of a column of ours (`Risks.owner`) in every language that ships: its title and other spellings."""
    name, _, column = target.partition(".")
    for language in languages():
        said = texts_in(language, f"headers.{name}").get("columns", {}).get(column, {})
        yield from map(str, filter(None, (said.get("title"), *said.get("spellings", ()))))


def input_tables() -> list[Table]:
    """The tables of every workbook that people fill in."""
    return [table for table in tables().values() if table.is_input]


def optional_tables() -> list[Table]:
    """The tables that people fill in where they have asked for them."""
    return [table for table in all_tables().values() if table.is_input and table.optional]


def output_tables() -> list[Table]:
    """The tables that a run fills in."""
    return [table for table in tables().values() if not table.is_input]
