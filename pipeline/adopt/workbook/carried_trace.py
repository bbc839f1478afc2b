"""The sheet Adopted of a workbook, for one that is built from it with `concord new --from`."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache

from pipeline.adopt.sheet_words import answer_word, how_of, how_word, key_of, link_of, link_word, table_of
from pipeline.adopt.source.sheet import Cell, shown
from pipeline.adopt.update.before import before, header_in_force
from pipeline.adopt.workbook.sheets import ADOPTED, HEADERS, LEFT, SOURCES, adopted_sheet
from pipeline.reading.source.file_source import Book
from pipeline.template.new_workbook import OwnSheet
from schemas.fields import PARTNER_MARK
from schemas.spec import all_tables
from schemas.spec import table as table_named
from schemas.vocabulary import Vocabulary, vocabulary


def carried_trace(data: bytes) -> dict[str, OwnSheet]:
    """The trace in the workbook `data` in the language in force, by the name of the sheet on which it stands there.

    None where no adoption made the workbook. Words of ours are said anew; texts of the sources, and the reasons why
    something was left, stay as they are. Columns that people added stand at the right end.
    """
    book = Book(data)
    told = before(book)
    if told is None:
        return {}
    rows = {
        ADOPTED: [_adopted(line) for _, line in told.rows],
        LEFT: [line for _, line in told.left_rows],
        SOURCES: [{**line, "link": link_word(link_of(shown(line["link"])))} for _, line in told.sources.values()],
    }
    areas = {table.name: table for table in book.tables if table.name in HEADERS}
    own = {name: [key for key in map(key_of, areas[name].columns) if key not in HEADERS[name]] for name in HEADERS}
    lines = {
        name: [[line.get(key, "") for key in (*HEADERS[name], *own[name])] for line in rows[name]] for name in rows
    }
    return {areas[ADOPTED].sheet: adopted_sheet(lines[ADOPTED], lines[LEFT], lines[SOURCES], own)}


def _adopted(line: Mapping[str, Cell]) -> dict[str, Cell]:
    """A line of Adopted in the language in force."""
    table = table_of(shown(line["table"]))
    words = _words(table, shown(line["column"]).partition(PARTNER_MARK)[0])
    code = words.code(shown(line["value"])) if words else None
    return {
        **line,
        "table": table_named(table).sheet if table in all_tables() else line["table"],
        "column": header_in_force(table, shown(line["column"])),
        "value": words.label(code) if words and code else line["value"],
        "how": how_word(how_of(shown(line["how"]))),
        "assumed": answer_word(vocabulary("yes_no").code(shown(line["assumed"])) or "no"),
    }


@cache
def _words(table: str, title: str) -> Vocabulary | None:
    """The vocabulary of a column that is called so in any language; None where it has none."""
    column = table_named(table).column_called(title) if table in all_tables() else None
    return column.vocabulary if column else None
