"""Build the workbook that looks as people leave theirs, from a source that says how the file looks.

Unlike the others it is not built by the template: sheets, tables and columns stand where people put them.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date, datetime
from io import BytesIO
from typing import Any
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

import xlsxwriter
from sample_picture import picture
from sample_sources import SHORTHAND, SOURCES
from xlsxwriter.utility import xl_cell_to_rowcol

from pipeline.template.build import ARRANGEMENT_PROPERTY, TEMPLATE_PROPERTY
from schemas.spec import TEMPLATE_VERSION, Table, output_tables, table
from schemas.yaml_file import file_data

Source = Mapping[str, Any]
YELLOW = "#FFF2A8"


class _Formats:
    """The few formats such a workbook has."""

    def __init__(self, book: Any) -> None:
        self.title = book.add_format({"bold": True, "font_size": 14, "bg_color": "#D8E4D0", "align": "left"})
        self.header = book.add_format({"bold": True, "text_wrap": True, "valign": "top", "bottom": 1})
        self.text = book.add_format({"text_wrap": True, "valign": "top"})
        self.date = book.add_format({"num_format": "d mmm yyyy", "valign": "top", "align": "left"})
        self.note = book.add_format({"italic": True, "font_color": "#7A4B00"})
        self.yellow = book.add_format({"bg_color": YELLOW})
        self.alarm = book.add_format({"bg_color": "#F4B6A6", "bold": True})


def build_mess(name: str, today: date) -> bytes:
    """The bytes of the workbook that workbooks/sources/`name`.yaml describes; the same source gives the same bytes."""
    source = file_data(SOURCES / f"{name}.yaml")
    stream = BytesIO()
    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    with xlsxwriter.Workbook(stream, options) as book:
        _properties(book, name, source["title"], today)
        formats = _Formats(book)
        for sheet in source["sheets"]:
            _sheet(book, formats, sheet, source["partners"])
        present = {sheet["table"]["name"] for sheet in source["sheets"] if "table" in sheet}
        for of in output_tables():
            if of.name not in present:
                _empty_output(book, formats, of, source["partners"])
        for defined, place in source["names"].items():
            book.define_name(defined, place)
    filters = [sheet for sheet in source["sheets"] if "filter" in sheet]
    return _with_filters(stream.getvalue(), filters)


def _properties(book: Any, name: str, title: str, today: date) -> None:
    book.set_properties({"title": title, "created": datetime(today.year, today.month, today.day)})  # noqa: DTZ001
    book.set_custom_property(ARRANGEMENT_PROPERTY, f"sample-{name}")
    book.set_custom_property(TEMPLATE_PROPERTY, TEMPLATE_VERSION)


def _sheet(book: Any, formats: _Formats, said: Source, partners: list[str]) -> None:
    sheet = book.add_worksheet(said["sheet"])
    sheet.set_landscape()
    sheet.fit_to_pages(1, 0)
    for area, text in said.get("merge", {}).items():
        sheet.merge_range(area, text, formats.title)
    for cell, value in said.get("cells", {}).items():
        row, column = xl_cell_to_rowcol(cell)
        _write(sheet, row, column, value, formats, formats.note)
    if "table" in said:
        _table(sheet, formats, said, partners)
    for row in said.get("hidden_rows", ()):
        sheet.set_row(row - 1, None, None, {"hidden": True})
    for cell, text in said.get("comments", {}).items():
        sheet.write_comment(cell, text, {"author": "Clinic", "visible": False})
    for area in said.get("own_formats", ()):
        sheet.conditional_format(area, {"type": "cell", "criteria": ">=", "value": 4, "format": formats.alarm})
    for cell in said.get("yellow", ()):
        sheet.conditional_format(cell, {"type": "no_errors", "format": formats.yellow})
    if "chart" in said:
        _chart(book, sheet, said)


def _chart(book: Any, sheet: Any, said: Source) -> None:
    wanted = said["chart"]
    chart = book.add_chart({"type": "column"})
    chart.add_series({"name": "Funded", "categories": wanted["categories"], "values": wanted["values"]})
    chart.set_title({"name": wanted["title"]})
    chart.set_legend({"none": True})
    sheet.insert_chart(wanted["at"], chart)
    for cell, (drawing, description) in said["pictures"].items():
        options = {"image_data": BytesIO(picture(drawing)), "description": description}
        sheet.insert_image(cell, f"{drawing}.png", options)


def _table(sheet: Any, formats: _Formats, said: Source, partners: list[str]) -> None:
    wanted = said["table"]
    of, headers = table(wanted["name"]), wanted["columns"]
    top, left = xl_cell_to_rowcol(wanted["at"])
    rows = [_row(of, row, headers, partners) for row in wanted["rows"]]
    last = top + max(len(rows) + wanted.get("spare", 0), 1)
    rows += [{}] * (last - top - len(rows)) + [_row(of, row, headers, partners) for row in wanted.get("below", ())]
    columns = [{"header": header, "header_format": formats.header} for header in headers]
    sheet.add_table(top, left, last, left + len(headers) - 1, {
        "name": of.name, "columns": columns, "style": "Table Style Medium 7",
    })  # fmt: skip
    for index, header in enumerate(headers):
        sheet.set_column(left + index, left + index, 30 if header in WIDE else 12)
        for number, row in enumerate(rows, start=top + 1):
            if row.get(header) is not None:
                _write(sheet, number, left + index, row[header], formats, formats.text)
    wish = said.get("filter")
    for number, row in enumerate(rows[: last - top], start=top + 1):
        if wish and row.get(wish["header"]) not in wish["keep"]:
            sheet.set_row(number, None, None, {"hidden": True})


WIDE = frozenset({"Description", "Title", "Measures", "Scope agreed", "Coordination rule", "Text", "Question", "Value",
                  "Name", "Benefit", "What to do", "Why", "Notes", "Acceptance reason"})  # fmt: skip


def _row(of: Table, said: Source, headers: list[str], partners: list[str]) -> dict[str, Any]:
    """The cells of a row by header, shorthand spelled out; a header that is not there is a mistake of ours."""
    groups = {code: (code,) for code in partners}
    row: dict[str, Any] = {}
    for header, value in said.items():
        if header in SHORTHAND:
            for name, code, text in SHORTHAND[header](value, groups):
                row[of.by_name[name].header(code)] = int(text) if text.isdigit() else text
        else:
            row[header] = value
    if set(row) - set(headers):
        raise ValueError(f"{of.name}: no column {sorted(set(row) - set(headers))}")
    return row


def _write(sheet: Any, row: int, column: int, value: Any, formats: _Formats, form: Any) -> None:
    if isinstance(value, dict):
        sheet.write_formula(row, column, value["formula"], form, value["shows"])
    elif isinstance(value, date):
        sheet.write_datetime(row, column, value, formats.date)
    elif isinstance(value, (int, float)):
        sheet.write_number(row, column, value, form)
    elif value:
        sheet.write_string(row, column, value, form)


def _empty_output(book: Any, formats: _Formats, of: Table, partners: list[str]) -> None:
    sheet = book.add_worksheet(of.sheet)
    layout = of.layout(tuple(partners))
    columns = [{"header": column.header(code), "header_format": formats.header} for column, code in layout]
    sheet.add_table(0, 0, 1, len(columns) - 1, {"name": of.name, "columns": columns, "style": "Table Style Light 1"})
    for index, (column, _) in enumerate(layout):
        sheet.set_column(index, index, column.width)


def _with_filters(data: bytes, sheets: list[Source]) -> bytes:
    """The same workbook with the filters of its tables set: XlsxWriter hides the rows, but cannot say why."""
    stream = BytesIO()
    with ZipFile(BytesIO(data)) as given, ZipFile(stream, "w", ZIP_DEFLATED) as made:
        for item in given.infolist():
            content = given.read(item.filename)
            for said in sheets:
                content = _filtered(content, said) if "/tables/" in item.filename else content
            entry = ZipInfo(item.filename, (1980, 1, 1, 0, 0, 0))
            made.writestr(entry, content, ZIP_DEFLATED)
    return stream.getvalue()


def _filtered(content: bytes, said: Source) -> bytes:
    if f'displayName="{said["table"]["name"]}"'.encode() not in content:
        return content
    index = said["table"]["columns"].index(said["filter"]["header"])
    values = "".join(f'<filter val="{value}"/>' for value in said["filter"]["keep"])
    inner = f'<filterColumn colId="{index}"><filters>{values}</filters></filterColumn>'
    return re.sub(rb'<autoFilter ref="([^"]+)"/>', rf'<autoFilter ref="\1">{inner}</autoFilter>'.encode(), content)
