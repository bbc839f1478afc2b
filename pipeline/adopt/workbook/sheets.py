"""The sheet Adopted: the tables Adopted, Left and Sources (the people's own: a run never touches them)."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from pipeline.adopt.sheet_words import answer_word, header, how_word, link_of, link_word
from pipeline.adopt.source.sheet import Cell, shown
from pipeline.adopt.workbook.trace import Carried, How, Left, Record
from pipeline.template.new_workbook import OwnSheet, OwnTable
from pipeline.xlsx.ooxml.refs import letters
from schemas.fields import PARTNER_MARK
from schemas.spec import table as table_named
from schemas.vocabulary import Vocabulary
from schemas.wording.text import text

ADOPTED, LEFT, SOURCES = "Adopted", "Left", "Sources"
HEADERS = {  # the keys of their columns (`pipeline.adopt.sheet_words`)
    ADOPTED: ("table", "row", "column", "value", "file", "sheet", "cell", "source_value", "how", "assumed"),
    LEFT: ("file", "sheet", "cell", "value", "reason"),
    SOURCES: ("file", "SHA-256", "adopted_on", "view_of", "mapping", "link"),
}
_WIDTHS = {
    ADOPTED: (12, 10, 22, 34, 22, 18, 8, 34, 9, 9), LEFT: (22, 18, 8, 40, 40), SOURCES: (24, 20, 12, 10, 24, 8)
}  # fmt: skip
NO_LINK = "no"
_OWN_WIDTH = 20
LONGEST = 32_767


@dataclass(frozen=True)
class SourceLine:
    """A file that was adopted, on which day, whose view it is, and the mapping that was used."""

    file: str
    sha256: str
    on: date
    viewer: str
    mapping: str = ""
    link: str = NO_LINK


@dataclass(frozen=True)
class Lines(Collection[Sequence[object]]):
    """So many rows of a table, made anew whenever they are asked for."""

    count: int
    made: Callable[[], Iterator[Sequence[object]]]

    def __len__(self) -> int:
        return self.count

    def __iter__(self) -> Iterator[Sequence[object]]:
        return self.made()

    def __contains__(self, line: object) -> bool:
        return any(line == each for each in self)


Rows = Collection[Sequence[object]]


def adopted_sheet(adopted: Rows, left: Rows, sources: Rows, own: Mapping[str, Sequence[str]] | None = None) -> OwnSheet:
    """The sheet with its three tables; `own` are headers of columns that people added to them, at the right end."""
    tables = []
    for name, lines in {ADOPTED: adopted, LEFT: left, SOURCES: sources}.items():
        more = (own or {}).get(name, ())
        headers, widths = (*map(header, HEADERS[name]), *more), (*_WIDTHS[name], *(_OWN_WIDTH for _ in more))
        tables.append(OwnTable(name, text(f"adopt.sheet.tables.{name.lower()}"), headers, widths, lines))
    return OwnSheet(text("adopt.sheet.name"), text("adopt.sheet.about"), tables)


class AdoptedLines:
    """The rows of Adopted, one for each value.

    What is the same in thousands of rows is asked for once, so that one of these serves one language.
    """

    def __init__(self) -> None:
        self._columns: dict[tuple[str, str], tuple[str, str, Vocabulary | None]] = {}
        self._words: dict[tuple[How, bool], tuple[str, str]] = {}

    def line(self, file: str, one: Carried) -> tuple[object, ...]:
        """The row for one value of a file."""
        column, words = (one.table, one.key), (one.how, one.is_assumed)
        if column not in self._columns:
            self._columns[column] = table_named(one.table).sheet, header_of(*column), _vocabulary(*column)
        if words not in self._words:
            self._words[words] = how_word(one.how), answer_word("yes" if one.is_assumed else "no")
        sheet, header, vocabulary = self._columns[column]
        value = vocabulary.label(one.value) if vocabulary and isinstance(one.value, str) else one.value
        return (
            sheet, one.row, header, value, file, one.sheet, one.cell, as_text(one.source), *self._words[words],
        )  # fmt: skip


def adopted_line(file: str, one: Carried) -> tuple[object, ...]:
    """The row of Adopted for one value."""
    return AdoptedLines().line(file, one)


def left_line(file: str, one: Left) -> tuple[object, ...]:
    """The row of Left for one value."""
    return file, one.sheet, one.cell, as_text(one.value), one.reason


def source_line(one: SourceLine) -> tuple[object, ...]:
    """The row of Sources for one file."""
    return one.file, one.sha256, one.on, one.viewer, one.mapping, link_word(link_of(one.link))


def header_of(table: str, key: str) -> str:
    """The header of a column as it stands in the table."""
    name, _, partner = key.partition(PARTNER_MARK)
    return table_named(table).by_name[name].header(partner or None)


def as_stands(table: str, key: str, value: object) -> object:
    """A value as people see it in its cell: a label for a code."""
    vocabulary = _vocabulary(table, key)
    return vocabulary.label(value) if vocabulary and isinstance(value, str) else value


def _vocabulary(table: str, key: str) -> Vocabulary | None:
    return table_named(table).by_name[key.partition(PARTNER_MARK)[0]].vocabulary


def as_text(cell: Cell) -> object:
    """A cell of a source as the trace shows it: numbers and days as they are, texts cut where no cell holds more."""
    if isinstance(cell, (int, float, date)) and not isinstance(cell, bool):
        return cell
    return shown(cell)[:LONGEST]


def source_note(file: str, record: Record) -> str:
    """What stands in the column Source of a row."""
    if record.is_turned:
        return text("adopt.source_note_column", file=file, sheet=record.sheet, column=letters(record.number))
    return text("adopt.source_note", file=file, sheet=record.sheet, row=record.number)


def source_header() -> str:
    """The header of the column Source."""
    return text("adopt.source_header")
