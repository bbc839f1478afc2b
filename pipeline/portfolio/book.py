"""The portfolio as a workbook to sort, filter and print: real tables, real numbers, no formula from any text."""

from __future__ import annotations

import io
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from math import ceil
from typing import Any

import xlsxwriter

from pipeline.portfolio.attention import LEVELS
from pipeline.portfolio.page import LEVEL_TONES
from pipeline.portfolio.partnership import why_unread
from pipeline.portfolio.portfolio import Portfolio
from pipeline.portfolio.table import Row, Value, portfolio_rows, safe_cell_text
from pipeline.report.pieces import TONES
from pipeline.report.words import label
from pipeline.template import palette
from pipeline.template.printing import sides
from pipeline.template.styles import format_maker
from schemas import wording
from schemas.wording.languages import is_from_the_right
from schemas.wording.text import text, texts

# Nothing that stands in a cell may become anything but text.
_SAFE = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
_TOP = 4  # the row of the headers, from 0
WIDTHS = {
    "number": 5, "level": 20, "partnership": 34, "why": 64, "workbook": 30, "page": 30, "valid_until": 12, "rule": 52,
    "severity": 11, "day": 12, "workbooks": 15, "status": 20, "title": 52, "id": 11,
}  # fmt: skip
# What is printed ends here; what is further right is for sorting and filtering on a screen.
_PRINTED = "mend"
_LINE = 14.5


@dataclass(frozen=True)
class Sheet:
    """A sheet with one table: its columns (key and header) and rows."""

    name: str
    table: str
    columns: Mapping[str, str]
    rows: Sequence[Mapping[str, Value]]


def book(whole: Portfolio, made: datetime, rows: Sequence[Row] | None = None) -> bytes:
    """The workbook; `made` is its date of creation. The same portfolio gives the same bytes.

    `rows` are those of the portfolio where they are there already.
    """
    file = io.BytesIO()
    out = xlsxwriter.Workbook(file, _SAFE)
    out.set_properties(
        {"title": text("portfolio.title"), "comments": text("portfolio.made"), "created": made.replace(tzinfo=None)}
    )
    looks = _Looks(out)
    for sheet in _sheets(whole, list(portfolio_rows(whole)) if rows is None else rows):
        _draw(out, looks, sheet, whole)
    out.close()
    return file.getvalue()


def _sheets(whole: Portfolio, rows: Sequence[Row]) -> list[Sheet]:
    said = texts("portfolio")
    names = said["workbook"]["sheets"]
    gap_columns = {"title" if name == "rule" else name: header for name, header in said["gaps"]["columns"].items()}
    gaps: list[Mapping[str, Value]] = [
        {
            "title": wording.rules()[gap.rule].title, "id": gap.rule, "severity": label(gap.severity, "severity"),
            "partnerships": gap.partnerships, "findings": gap.findings,
        }
        for gap in whole.gaps
    ]  # fmt: skip
    unread: list[Mapping[str, Value]] = [
        {
            "workbook": safe_cell_text(one.name), "status": said["unread"]["statuses"].get(one.status, ""),
            "why": safe_cell_text(why_unread(one)),
        }
        for one in whole.unread
    ]  # fmt: skip
    runs = [{**run, "day": date.fromisoformat(run["day"])} for run in whole.past.runs]
    made = [
        Sheet(names["attention"], "Portfolio", said["workbook"]["columns"], rows),
        Sheet(names["gaps"], "Gaps", gap_columns, gaps),
        Sheet(names["trend"], "Runs", said["trend"]["columns"], runs),
        Sheet(names["unread"], "Unread", said["unread"]["columns"], unread),
    ]
    return [sheet for sheet in made if sheet.rows]


class _Looks:
    """The formats of the workbook."""

    def __init__(self, book: Any) -> None:
        format_of = format_maker(book)
        text = {"font_name": palette.FONT, "font_size": 10.5, "font_color": palette.INK, "valign": "top"}
        self.title = format_of(
            {
                **text,
                "font_size": 18,
                "bold": True,
                "font_color": "#FFFFFF",
                "bg_color": palette.INPUT,
                "valign": "vcenter",
            }
        )
        self.band = format_of({**text, "font_color": "#FFFFFF", "bg_color": palette.INPUT})
        self.note = format_of({**text, "font_color": palette.QUIET, "italic": True})
        head = {
            **text, "bold": True, "font_color": "#FFFFFF", "bg_color": palette.OUTPUT, "text_wrap": True,
            "valign": "vcenter",
        }  # fmt: skip
        self.head = format_of(head)
        self.head_number = format_of({**head, "align": "right"})
        rule = {"bottom": 1, "bottom_color": palette.RULE}
        self.text = format_of({**text, **rule, "text_wrap": True})
        self.strong = format_of({**text, **rule, "text_wrap": True, "bold": True})
        self.number = format_of({**text, **rule, "num_format": '#,##0;-#,##0;"–"', "align": "right", "indent": 1})
        self.day = format_of({**text, **rule, "num_format": "yyyy-mm-dd", "align": "left"})
        self.tones = {
            name: book.add_format({"bg_color": look.fill, "font_color": look.ink, "bold": look.bold})
            for name, look in TONES.items()
        }


def _for_whom(whole: Portfolio) -> str:
    return text("portfolio.workbook.for_whom", audience=whole.edition["audience"], note=whole.edition["note"])


def _draw(book: Any, looks: _Looks, sheet: Sheet, whole: Portfolio) -> None:
    """A sheet with its heading, its table, and how it prints."""
    page = book.add_worksheet(sheet.name)
    if is_from_the_right():
        page.right_to_left()
    columns = list(sheet.columns)
    last = columns.index(_PRINTED) if _PRINTED in columns else len(columns) - 1
    page.hide_gridlines(2)
    for row in range(2):
        page.set_row(row, 30 if row == 0 else 18, looks.band)
    heading = text("portfolio.heading", folder=whole.folder) if whole.folder else text("portfolio.heading_none")
    page.write_string(0, 0, safe_cell_text(heading if sheet.table == "Portfolio" else sheet.name), looks.title)
    page.write_string(1, 0, text("portfolio.workbook.as_of", day=whole.day.isoformat()), looks.band)
    page.write_string(2, 0, _for_whom(whole), looks.note)
    _fill(page, looks, sheet)
    _colour(page, looks, sheet)
    page.freeze_panes(_TOP + 1, columns.index("partnership") + 1 if "partnership" in columns else 1)
    page.set_landscape()
    page.set_paper(9)
    page.fit_to_pages(1, 0)
    page.repeat_rows(_TOP)
    page.set_margins(0.5, 0.5, 0.6, 0.6)
    page.set_footer(sides(f"&8{text('portfolio.title')}", "&8&P/&N"))
    page.print_area(0, 0, _TOP + len(sheet.rows), last)


def _fill(page: Any, looks: _Looks, sheet: Sheet) -> None:
    columns = list(sheet.columns)
    for at, name in enumerate(columns):
        page.set_column(at, at, WIDTHS.get(name, 10))
    page.set_row(_TOP, 32)
    page.add_table(_TOP, 0, _TOP + len(sheet.rows), len(columns) - 1, {
        "name": sheet.table, "style": None, "columns": [
            {"header": header, "header_format": looks.head if _is_text(sheet, name) else looks.head_number}
            for name, header in sheet.columns.items()
        ],
    })  # fmt: skip
    for down, row in enumerate(sheet.rows, start=_TOP + 1):
        page.set_row(down, _LINE * _lines(row))
        for at, name in enumerate(columns):
            _cell(page, looks, (down, at), name, row[name])


def _is_text(sheet: Sheet, name: str) -> bool:
    return any(isinstance(row[name], (str, date)) for row in sheet.rows)


def _lines(row: Mapping[str, Value]) -> int:
    """How many lines the longest text of a row takes: not every program makes room by itself."""
    texts = [(len(text), WIDTHS.get(name, 10)) for name, text in row.items() if isinstance(text, str)]
    return max([1, *(ceil(length / width / 1.05) for length, width in texts)])


def _cell(page: Any, looks: _Looks, place: tuple[int, int], name: str, value: Value) -> None:
    if value is None:
        page.write_blank(*place, None, looks.text)
    elif isinstance(value, date):
        page.write_datetime(*place, datetime(value.year, value.month, value.day), looks.day)  # noqa: DTZ001 (a day)
    elif isinstance(value, int):
        page.write_number(*place, value, looks.number)
    else:
        page.write_string(*place, value, looks.strong if name in ("partnership", "title") else looks.text)


def _colour(page: Any, looks: _Looks, sheet: Sheet) -> None:
    """Levels and severities in the tones of all our sheets; the words stand there whatever the colour."""
    columns = list(sheet.columns)
    values = {texts("portfolio.levels")[code]["name"]: LEVEL_TONES[code] for code in LEVELS}
    if "severity" in columns:
        looked = palette.WORDS["severity"]
        values = {
            label(code, "severity"): next(n for n, t in TONES.items() if t is look) for code, look in looked.items()
        }
    for name in ("level", "severity"):
        if name in columns:
            at = columns.index(name)
            for word, tone in values.items():
                page.conditional_format(_TOP + 1, at, _TOP + len(sheet.rows), at, {
                    "type": "cell", "criteria": "==", "value": f'"{word}"', "format": looks.tones[tone],
                })  # fmt: skip
