"""A table as it is compared: its rows by id, and what each cell means, however a program has written it."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from functools import cached_property
from hashlib import blake2b

from pipeline.copies.row_names import row_name, row_shown
from pipeline.domain.table_update import Value
from pipeline.reading.coerce.clean import as_text, free_text, shortest_number
from pipeline.reading.content import Content
from pipeline.reading.fields import Fields, fields
from pipeline.reading.problems import Problems
from pipeline.reading.source.cell_marks import Covered, ExcelError, Struck, Uncalculated
from pipeline.reading.source.formula_cells import FormulaCells, formula_cells
from pipeline.reading.workbook import Reading
from pipeline.template.carried.shipped_texts import meanings
from pipeline.xlsx.ooxml.package import Package
from pipeline.xlsx.ooxml.workbook import Book
from schemas.arrangement_fields import arrangement_fields, field_title
from schemas.fields import LISTS
from schemas.spec import Table
from schemas.vocabulary import compared, means_all_parties, normal
from schemas.wording.languages import DEFAULT
from schemas.wording.text import texts_in

_MARKS = (ExcelError, Uncalculated, Covered, Struck)
NOTHING = "-"  # the digest of an empty cell
# The field of a copy in which its party says that it has seen all and leaves it as it is.
NOTHING_TO_ADD = "nothing_to_add"


@dataclass
class TableView:
    """One input table. Rows go by their id as compared; `doubled` are ids that stand more than once.

    `language` is that of the workbook.
    """

    content: Content
    language: str
    rows: dict[str, int] = field(default_factory=dict)
    ids: dict[str, str] = field(default_factory=dict)
    doubled: set[str] = field(default_factory=set)
    without_id: list[int] = field(default_factory=list)
    answers: Fields | None = None
    formulas: FormulaCells = field(default_factory=FormulaCells)

    @property
    def table(self) -> Table:
        """Which table."""
        return self.content.found.table

    @property
    def name(self) -> str:
        """The table's name."""
        return self.table.name

    @cached_property
    def keys(self) -> tuple[str, ...]:
        """Its columns of ours but the one of ids, from left to right."""
        heads = sorted(self.content.heads.ours, key=lambda head: head.position)
        return tuple(head.key for head in heads if head.key != self.table.key)

    @cached_property
    def _texts_of_ours(self) -> Mapping[str, Mapping[str, str]]:
        return meanings(self.language, self.name)

    def number(self, id: str) -> int:
        """The row of the sheet that an id stands in."""
        return self.content.numbers[self.rows[id]]

    def raw(self, id: str, key: str) -> object:
        """The cell as it stands, "" where there is none."""
        column = self.content.raw.get(key)
        return column[self.rows[id]] if column and id in self.rows else ""

    def is_free(self, id: str, key: str) -> bool:
        """Whether a cell is there to be filled: nothing stands in it, no formula either, whatever its result."""
        return holds_nothing(self.raw(id, key)) and not self.has_formula(id, key)

    def has_formula(self, id: str, key: str) -> bool:
        """Whether a formula stands in the cell or fills it; only a view of `views_of` knows."""
        place = self.content.place.numbers.get(key)
        return place is not None and self.formulas.holds(self.number(id), place)

    def is_of_several(self, id: str, key: str) -> bool:
        """Whether a cell is no cell of its own: under merged ones, or filled by a formula of several cells."""
        is_filled = self.formulas.fills(self.number(id), self.content.place.numbers[key])
        return is_filled or isinstance(self.raw(id, key), Covered)

    def meaning(self, id: str, key: str) -> str:
        """What the cell says: the same for all ways of writing it, "" for an empty one."""
        position = self.rows[id]
        if self.answers is not None and key == "value":
            return self._answer(id)
        column = self.content.values.get(key)
        if column is None:
            return ""
        if self.content.is_unknown(position, key):
            return f"?{as_text(self.content.raw[key][position]).strip()}"
        said = _meaning(column[position], self.content.heads.by_key[key].column.kind)
        return self._texts_of_ours.get(key, {}).get(said, said)

    def _answer(self, name: str) -> str:
        answers = self.answers
        if answers is not None and name in answers.values:
            return _meaning(answers.values[name], "value")
        raw = as_text(self.raw(name, "value"))
        return f"?{free_text(raw)}" if free_text(raw) else ""

    def header(self, key: str) -> str:
        """The header as it stands."""
        head = self.content.heads.by_key.get(key)
        return self.content.found.headers[head.position] if head else ""


def _meaning(value: object, kind: str) -> str:
    if value is None or value in ("", ()):
        return ""
    if kind in LISTS and isinstance(value, (tuple, list)):
        part_meant = _partner if kind == "partners" else compared
        return "\n".join(sorted(part_meant(str(part)) for part in value))
    if isinstance(value, bool):
        return str(value)
    if isinstance(value, (int, float)):
        return shortest_number(value)
    if isinstance(value, datetime):
        return value.date().isoformat() if value == datetime(value.year, value.month, value.day) else value.isoformat()  # noqa: DTZ001
    if isinstance(value, date):
        return value.isoformat()
    return free_text(str(value)).replace("\r", "")


def _partner(said: str) -> str:
    """A partner as it is compared: all parties together by what the default language calls them."""
    return compared(str(texts_in(DEFAULT, "phrases")["all_parties"]) if means_all_parties(said) else said)


def digest(meaning: str) -> str:
    """A short mark of what a cell means: to tell later whether it was changed."""
    return blake2b(meaning.encode("utf-8", "surrogatepass"), digest_size=4).hexdigest() if meaning else NOTHING


def views(reading: Reading) -> dict[str, TableView]:
    """The input tables of a workbook that have a column of ids, by name."""
    return {
        name: _view(read, reading.language)
        for name, read in reading.contents.items()
        if read.found.table.is_input and _has_ids(read)
    }


def views_of(reading: Reading, data: bytes) -> dict[str, TableView]:
    """As `views`, of a workbook that is written into: with the places of its formulas. Raises WriteError."""
    found = views(reading)
    formulas = formula_cells(Book(Package(data)), {view.content.found.sheet for view in found.values()})
    for view in found.values():
        view.formulas = formulas.get(view.content.found.sheet, view.formulas)
    return found


def view_of(reading: Reading, name: str) -> TableView | None:
    """Any one table of a workbook with a column of ids, an output too; None where it is not there."""
    read = reading.contents.get(name)
    return _view(read, reading.language) if read and _has_ids(read) else None


def _has_ids(read: Content) -> bool:
    return all(key in read.values for key in read.found.table.keys)


def _view(read: Content, language: str) -> TableView:
    view = TableView(read, language)
    if read.found.table.name == "Arrangement":
        view.answers = fields(read, Problems())
        names = {number: name for name, number in view.answers.rows.items()}
        for position, number in enumerate(read.numbers):
            id = names.get(number) or normal(as_text(read.raw[read.key][position]))
            _place(view, id, names.get(number) or as_text(read.raw[read.key][position]), position)
        return view
    for position in range(len(read.numbers)):
        id = row_name(_keys(read, position)) or read.out.get(position, "")
        _place(view, compared(id), id, position)
    return view


def _keys(read: Content, position: int) -> list[object]:
    return [read.values[key][position] for key in read.found.table.keys]


def _place(view: TableView, key: str, id: str, position: int) -> None:
    if not key:
        view.without_id.append(view.content.numbers[position])
    elif key in view.rows:
        view.doubled.add(key)
    else:
        view.rows[key] = position
        view.ids[key] = id


def shown_id(view: TableView, id: str) -> str:
    """An id as people see it."""
    if view.answers is not None and id in view.answers.rows:
        return field_title(id)
    if len(view.table.keys) > 1 and id in view.rows:
        return row_shown(view.table, _keys(view.content, view.rows[id]))
    return view.ids.get(id, id)


def holds_nothing(value: object) -> bool:
    """Whether nothing at all stands in a cell: no formula, no mark, not even a space."""
    return value is None or value == ""


def storable(value: object) -> Value:
    """A cell's content as it can be written into another workbook; None for what has no value of its own."""
    if value is None or value == "" or isinstance(value, _MARKS):
        return None
    if isinstance(value, float) and value.is_integer() and abs(value) < 1e15:
        return int(value)
    if isinstance(value, (str, bool, int, float, date)):
        return value
    return as_text(value)


def is_unreadable(value: object) -> bool:
    """Whether a cell holds something that cannot be carried: an error value, a formula without a result."""
    return isinstance(value, _MARKS)


def shown(value: object) -> str:
    """A cell's content as one reads it in Proposals."""
    if isinstance(value, datetime) and value == datetime(value.year, value.month, value.day):  # noqa: DTZ001
        return value.date().isoformat()
    return as_text(value).strip()


def about(view: TableView, id: str) -> str:
    """The words of a row by which one knows it."""
    names = (column.name for column in view.table.columns if column.required and not column.is_key)
    return "\n".join(words for name in names if (words := shown(view.raw(id, name))))


def copy_fields() -> frozenset[str]:
    """The fields of Arrangement that are never compared: set when a workbook or a copy was made, or about a copy."""
    return frozenset(name for name, field in arrangement_fields().items() if field.fixed or field.of_copy)


def compared_rows(view: TableView, but: Collection[str] = ()) -> Iterator[str]:
    """The ids of the rows that can be compared, in the order of the sheet."""
    fixed = copy_fields() if view.name == "Arrangement" else ()
    for id in view.rows:
        if id not in view.doubled and id not in fixed and id not in but:
            yield id
