"""The pack as a workbook to write in during the meeting: real tables, with empty columns for what was decided.

It is built new, so nothing of the partners' workbook but these sentences is in it; no text becomes a formula or a link.
"""

from __future__ import annotations

import io
from datetime import date, datetime
from math import ceil
from typing import Any

import xlsxwriter

from pipeline.portfolio.table import Value
from pipeline.report.pieces import TONES
from pipeline.report.safe_text import clean, cut
from pipeline.review.book_sheets import Row, Sheet, sheets
from pipeline.review.pack import Pack
from pipeline.template import palette
from pipeline.template.printing import sides
from pipeline.template.styles import format_maker
from schemas.vocabulary import vocabulary
from schemas.wording.languages import is_from_the_right
from schemas.wording.text import joined, text, texts

# Nothing that stands in a cell may become anything but text.
_SAFE = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
_LONGEST = 2_000
_LINE, _TOP = 14.5, 4  # the height of a line in points; the row of the headers, from 0
# People write into these.
_THEIRS = ("decided", "who", "due", "until", "said")
_WIDTHS = {
    "input": 24, "what": 60, "day": 12, "kind": 12, "cell": 16, "clause": 8, "question": 40, "together": 16,
    "lowest": 20,
    "sheets": 52, "number": 6, "minutes": 9, "topic": 34, "hear": 14, "found": 44, "decide": 44, "action": 15,
    "priority": 10, "owner": 15, "state": 15, "agreed": 26, "party": 14, "missing": 60, "said": 40, "decided": 36,
    "who": 14, "due": 13, "until": 13,
}  # fmt: skip
_OWN = 17  # the width of a party's own answer


def book(pack: Pack) -> bytes:
    """The workbook. The same pack gives the same bytes."""
    file = io.BytesIO()
    out = xlsxwriter.Workbook(file, _SAFE)
    day = pack.assessment.today
    out.set_properties({
        "title": text("review.title"), "comments": text("review.book.made", name=_safe(pack.name)),
        "created": datetime(day.year, day.month, day.day),  # noqa: DTZ001 (a day)
    })  # fmt: skip
    looks = _Looks(out)
    for sheet in sheets(pack):
        _draw(out, looks, sheet, pack)
    out.close()
    return file.getvalue()


def _safe(said: str) -> str:
    """A text as a cell takes it: no control characters, no tricks with direction, no endless texts."""
    return cut(str(clean(said)), _LONGEST)


class _Looks:
    """The formats of the workbook."""

    def __init__(self, book: Any) -> None:
        format_of = format_maker(book)
        base = {"font_name": palette.FONT, "font_size": 10.5, "font_color": palette.INK, "valign": "top"}
        band = {**base, "font_color": palette.PAPER, "bg_color": palette.INPUT}
        self.title = format_of({**band, "font_size": 18, "bold": True, "valign": "vcenter"})
        self.band = format_of(band)
        self.note = format_of({**base, "font_color": palette.QUIET, "italic": True})
        head = {**base, "bold": True, "font_color": palette.PAPER, "text_wrap": True, "valign": "vcenter"}
        self.head = format_of({**head, "bg_color": palette.OUTPUT})
        self.their_head = format_of({**head, "bg_color": palette.INPUT})
        rule = {**base, "bottom": 1, "bottom_color": palette.RULE, "text_wrap": True}
        self.text = format_of(rule)
        self.strong = format_of({**rule, "bold": True})
        self.number = format_of({**rule, "align": "center"})
        self.day = format_of({**rule, "num_format": "yyyy-mm-dd", "align": "left"})
        theirs = {**rule, "bg_color": palette.FAINT.fill, "left": 4, "left_color": palette.EDGE}
        self.theirs = format_of(theirs)
        self.their_day = format_of({**theirs, "num_format": "yyyy-mm-dd", "align": "left"})
        self.tones = {
            name: book.add_format({"bg_color": look.fill, "font_color": look.ink, "bold": look.bold})
            for name, look in TONES.items()
        }


def _draw(out: Any, looks: _Looks, sheet: Sheet, pack: Pack) -> None:
    """A sheet with its heading, its table, and how it prints."""
    page = out.add_worksheet(sheet.name)
    page.hide_gridlines(2)
    if is_from_the_right():
        page.right_to_left()
    for row, height in enumerate((30, 18, 18)):
        page.set_row(row, height, looks.band if row < 2 else None)
    title = pack.assessment.arrangement.text("title") or text("report.page.kind")
    heading = text("review.title") if sheet.table == "ReviewStart" else sheet.name
    page.write_string(0, 0, _safe(heading), looks.title)
    as_of = text("review.book.as_of", day=pack.assessment.today.isoformat())
    page.write_string(1, 0, _safe(joined([title, as_of], "apart")), looks.band)
    note = text("review.note") if sheet.table == "ReviewStart" else text("review.book.made", name=pack.name)
    page.write_string(2, 0, _safe(note), looks.note)
    _fill(page, looks, sheet)
    _colour(page, looks, sheet)
    if sheet.table == "ReviewStart":
        _say_below(page, looks, pack, _TOP + len(sheet.rows) + 2)
    page.freeze_panes(_TOP + 1, 1)
    page.set_landscape()
    page.set_paper(9)
    page.fit_to_pages(1, 0)
    page.repeat_rows(_TOP)
    page.set_margins(0.4, 0.4, 0.5, 0.6)
    page.set_footer(sides(f"&8{text('review.title')}", "&8&P/&N"))


def _say_below(page: Any, looks: _Looks, pack: Pack, row: int) -> None:
    """Since when the pack looks back, and what people do with what they decide."""
    after = texts("review.after")
    said = [pack.counted, pack.remembered, "", after["lead"], *after["steps"], after["then"]]
    for down, sentence in enumerate(said, start=row):
        page.write_string(down, 0, _safe(sentence), looks.note)


def _fill(page: Any, looks: _Looks, sheet: Sheet) -> None:
    columns = list(sheet.columns)
    for at, name in enumerate(columns):
        page.set_column(at, at, _width(name))
    page.set_row(_TOP, 32)
    page.add_table(_TOP, 0, _TOP + max(len(sheet.rows), 1), len(columns) - 1, {
        "name": sheet.table, "style": None, "columns": [
            {"header": header, "header_format": looks.their_head if name in _theirs(sheet) else looks.head}
            for name, header in sheet.columns.items()
        ],
    })  # fmt: skip
    for down, row in enumerate(sheet.rows, start=_TOP + 1):
        page.set_row(down, min(_LINE * _lines(row), 400))
        for at, name in enumerate(columns):
            _cell(page, looks, sheet, (down, at), name, row[name])


def _theirs(sheet: Sheet) -> tuple[str, ...]:
    """The columns that are empty for people; the due date of an action is ours."""
    is_plan = sheet.table == "ReviewActions"
    return tuple(name for name in _THEIRS if name in sheet.columns and not (is_plan and name == "due"))


def _width(name: str) -> int:
    return _WIDTHS.get(name, _OWN)


def _lines(row: Row) -> int:
    """How many lines the longest text of a row takes: not every program makes room by itself. Three to write in."""
    counts = [
        sum(ceil(max(len(line), 1) / _width(name) / 1.05) for line in said.splitlines())
        for name, said in row.items()
        if isinstance(said, str)
    ]
    return max([2, *counts])


def _cell(page: Any, looks: _Looks, sheet: Sheet, place: tuple[int, int], name: str, value: Value) -> None:
    is_theirs = name in _theirs(sheet)
    if value is None:
        look = (looks.their_day if name in sheet.days else looks.theirs) if is_theirs else looks.text
        page.write_blank(*place, None, look)
    elif isinstance(value, date):
        page.write_datetime(*place, datetime(value.year, value.month, value.day), looks.day)  # noqa: DTZ001 (a day)
    elif isinstance(value, int):
        page.write_number(*place, value, looks.number)
    else:
        strong = name in ("topic", "action", "clause", "input", "party")
        page.write_string(*place, _safe(value), looks.theirs if is_theirs else looks.strong if strong else looks.text)


def _colour(page: Any, looks: _Looks, sheet: Sheet) -> None:
    """Ratings and priorities in the tones of all our sheets; the words stand there whatever the colour."""
    last = _TOP + len(sheet.rows)
    for at, name in enumerate(sheet.columns):
        of = "severity" if name == "priority" else "rating" if name.startswith("own ") else ""
        for word in vocabulary(of) if of else ():
            look = palette.WORDS.get(of, {}).get(word.code)
            tone = next((tone for tone, known in TONES.items() if known is look), "")
            if tone:
                page.conditional_format(_TOP + 1, at, last, at, {
                    "type": "cell", "criteria": "==", "value": f'"{word.label}"', "format": looks.tones[tone],
                })  # fmt: skip
