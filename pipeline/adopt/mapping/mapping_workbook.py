"""The workbook OLD.mapping.xlsx: one sheet on which a person answers what is asked, and corrects the rest."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from io import BytesIO
from pathlib import Path
from typing import Any

import xlsxwriter

from pipeline.adopt.mapping.answers import Answers, WrittenCode, target_label
from pipeline.adopt.mapping.mapping_rows import HEADERS, Line, MappingLine, answers_from, mapping_lines
from pipeline.adopt.mapping.partner_codes import named_partners
from pipeline.adopt.proposal import NOTHING, Proposal
from pipeline.adopt.sheet_words import answer_word, header, key_of, kind_of
from pipeline.files.read import read_bytes
from pipeline.reading.source.file_source import Book
from pipeline.reading.source.source import UnreadableWorkbookError
from pipeline.reading.source.table_objects import TableObject
from pipeline.template import palette
from pipeline.template.fitted_sheet import FittedSheet
from pipeline.template.styles import Styles
from pipeline.xlsx.ooxml.refs import address
from pipeline.xlsx.preflight.decrypt import open_sound
from pipeline.xlsx.preflight.verdict import refused
from pipeline.xlsx.writer.row_heights import lines_needed
from schemas.spec import input_tables
from schemas.spec import table as table_named
from schemas.wording.languages import is_from_the_right
from schemas.wording.text import text
from schemas.yaml_file import DataError, file_data

_WIDTHS = (30, 24, 14, 14, 44, 30, 24, 44, 22)
_LISTS = "Lists"
_TITLE_HEIGHT = 28
_YELLOW = "#FFF2B3"
YAML_ENDINGS = (".yaml", ".yml")


def mapping_workbook(proposal: Proposal, viewer: str) -> bytes:
    """The bytes of the mapping; the same proposal gives the same bytes."""
    stream = BytesIO()
    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
    with xlsxwriter.Workbook(stream, options) as book:
        styles = Styles(book)
        sheet = book.add_worksheet(text("adopt.mapping.sheet"), worksheet_class=FittedSheet)
        if is_from_the_right():
            sheet.right_to_left()
        lists = _Lists(book)
        sheet.write_string(
            0,
            0,
            text("adopt.mapping.title", file=proposal.file),
            styles.get(font_size=18, bold=True, font_color=palette.INPUT),
        )
        sheet.write_string(1, 0, text("adopt.mapping.about"), styles.get(font_color=palette.QUIET))
        sheet.set_row(0, _TITLE_HEIGHT)
        sheet.hide_gridlines(2)
        sheet.set_landscape()
        sheet.set_paper(9)
        sheet.fit_to_pages(1, 0)
        for at, width in enumerate(_WIDTHS):
            sheet.set_column(at, at, width)
        row = 3
        for name, lines in _ordered(mapping_lines(proposal, viewer)):
            row = _write(sheet, styles, lists, name, lines, row) + 3
        lists.finish()
    return stream.getvalue()


def _ordered(lines: Mapping[str, list[MappingLine]]) -> list[tuple[str, list[MappingLine]]]:
    """Tables with questions first."""
    return sorted(lines.items(), key=lambda item: not any(line.is_open for line in item[1]))


def _write(sheet: Any, styles: Styles, lists: _Lists, name: str, lines: Sequence[MappingLine], top: int) -> int:
    headers = HEADERS[name]
    sheet.write_string(top, 0, text(f"adopt.mapping.tables.{name}"), styles.get(bold=True, font_size=12))
    form = styles.get(bold=True, font_color=palette.PAPER, bg_color=palette.INPUT, text_wrap=True, valign="top")
    last = top + 1 + max(1, len(lines))
    columns = [{"header": header(key), "header_format": form} for key in headers]
    sheet.add_table(top + 1, 0, last, len(headers) - 1, {"name": name, "style": None, "columns": columns})
    for number, line in enumerate(lines, top + 2):
        wish: dict[str, object] = {
            "text_wrap": True,
            "align": "left",
            "valign": "top",
            "bottom": 1,
            "bottom_color": palette.RULE,
        }
        if line.is_open:
            wish["bg_color"] = _YELLOW
        body = styles.get(**wish)
        for column, key in enumerate(headers):
            value = line.cells[key]
            if isinstance(value, (int, float)):
                sheet.write_number(number, column, value, body)
            else:
                sheet.write_string(number, column, str(value), body)
        shown = zip((str(line.cells[key]) for key in headers), _WIDTHS, strict=False)
        sheet.fit_row(number, max(lines_needed(value, width) for value, width in shown))
        choices = lists.named(line.choices)
        if choices:
            rule = {"validate": "list", "source": f"={choices}", "show_error": False}
            sheet.data_validation(number, len(headers) - 1, number, len(headers) - 1, rule)
    return last


class _Lists:
    """What may be answered, on a hidden sheet, each list once under a defined name."""

    def __init__(self, book: Any) -> None:
        self._book = book
        self._texts: dict[str, list[str]] = {}

    def named(self, choices: str) -> str:
        """The defined name of a list of choices; "" for a free answer."""
        if choices and choices not in self._texts:
            self._texts[choices] = _choices(choices)
        return f"choices_{list(self._texts).index(choices)}" if choices and self._texts[choices] else ""

    def finish(self) -> None:
        """Write the lists."""
        sheet = self._book.add_worksheet(_LISTS)
        for at, (choices, texts) in enumerate(self._texts.items()):
            for row, one in enumerate(texts):
                sheet.write_string(row, at, one)
            if texts:
                letter = xlsxwriter.utility.xl_col_to_name(at)
                self._book.define_name(
                    f"choices_{list(self._texts).index(choices)}", f"={_LISTS}!${letter}$1:${letter}${len(texts)}"
                )
        sheet.hide()


def _choices(kind: str) -> list[str]:
    if kind == "yes_no":
        return [answer_word("yes"), answer_word("no")]
    if kind == "partners":
        return []
    about, _, target = kind.partition(":")
    if about in ("fill", "words"):
        table, _, name = target.partition(".")
        column = table_named(table).by_name[name]
        steps = [*map(str, range(1, 6))] if column.kind == "scale" else []
        words = list(column.vocabulary.labels) if column.vocabulary else steps
        return [answer_word("yes"), *words, NOTHING if about == "words" else text("adopt.mapping.stays_out")]
    here = [table for table in input_tables() if table.name == kind]
    names = [target_label(f"{table.name}.{column.name}") for table in here for column in table.columns]
    return [answer_word("yes"), text("adopt.mapping.stays_out"), *names]


def read_mapping(path: Path) -> tuple[Answers, dict[tuple[str, ...], int]]:
    """The answers in a mapping (.xlsx, or .yaml), and the sheet row of each of its lines, by its first cells.

    Raises RefusedFileError, and ReadError where the file cannot be read.
    """
    if path.suffix.lower() in YAML_ENDINGS:
        return _with_codes(_from_yaml(path), _entry), {}
    data, _ = open_sound(read_bytes(path), path.name)
    try:
        book = Book(data)
        rows = {table.name: dict(_lines(book, table)) for table in book.tables if table.name in HEADERS}
    except UnreadableWorkbookError as problem:
        raise refused("DAMAGED", "adopt.refused.mapping", name=path.name, problem=problem) from problem
    if not rows:
        raise refused("NOT_EXCEL", "adopt.refused.no_mapping", name=path.name)
    places = {
        (name, *(str(line.get(key, "")) for key in keys)): number
        for name, lines in rows.items()
        # What no column says is told by what is proposed for: the first two cells of all these lines are alike.
        # A name has one line for all its places.
        for keys in (HEADERS[name][:2], (*HEADERS[name][:2], "becomes"), HEADERS[name][:1])
        for number, line in lines.items()
    }
    tables = {table.name: table for table in book.tables}

    def cell(name: str, number: int, key: str) -> str:
        table = tables[name]
        column = table.area.left + [*map(key_of, table.columns)].index(key)
        return text("adopt.mapping.cell", sheet=table.sheet, cell=address(number, column))

    return _with_codes(rows, cell), places


def _lines(book: Book, table: TableObject) -> Iterator[tuple[int, Line]]:
    """The filled rows of a table of the mapping, each with its row on the sheet."""
    grid = book.grid(table.sheet)
    keys = [*map(key_of, table.columns)]
    for number in range(table.area.top + 1, min(table.area.bottom, len(grid)) + 1):
        line: Line = dict(zip(keys, grid[number - 1][table.area.left - 1 : table.area.right], strict=False))
        if "kind" in line:
            line["kind"] = kind_of(str(line["kind"]))
        if any(str(cell).strip() for cell in line.values()):
            yield number, line


def _entry(name: str, number: int, key: str) -> str:
    return text("adopt.mapping.entry", list=_yaml_name(name), number=number, key=key)


def _with_codes(rows: Mapping[str, Mapping[int, Line]], place: Callable[[str, int, str], str]) -> Answers:
    """The answers that rows hold, with each code of a partner and its `place`, told by table, number and column."""
    answers = answers_from({name: [*lines.values()] for name, lines in rows.items()})
    answers.codes = [
        WrittenCode(said, place(name, number, key))
        for name, lines in rows.items()
        for number, line in lines.items()
        for key, said in named_partners(name, line)
    ]
    return answers


def _yaml_name(table: str) -> str:
    """What a table of the mapping is called in YAML."""
    return table.removeprefix("Map").lower()


def _from_yaml(path: Path) -> dict[str, dict[int, Line]]:
    """The rows of a mapping in YAML, numbered from 1: `columns:`, ... each a list of mappings with headers as keys."""
    names = {_yaml_name(name): name for name in HEADERS}
    try:
        data = file_data(path, as_text=True)  # what a source calls Yes, NO or 007 is a word
    except DataError as problem:
        raise refused("DAMAGED", "adopt.refused.mapping", name=path.name, problem=problem) from problem
    if not isinstance(data, dict) or not set(data) & set(names):
        raise refused("NOT_EXCEL", "adopt.refused.no_mapping", name=path.name)
    return {
        names[key]: {
            number: {key_of(str(name)): cell for name, cell in line.items()}
            for number, line in enumerate(lines, 1)
            if isinstance(line, dict)
        }
        for key, lines in data.items()
        if key in names and isinstance(lines, list)
    }
