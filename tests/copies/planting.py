"""A workbook with a word or a number of its own in every place that can hold one, and all the ways to find it again."""

from __future__ import annotations

import base64
import binascii
import html
import io
import itertools
import re
import urllib.parse
import zipfile
from collections.abc import Iterator
from datetime import date, timedelta
from functools import lru_cache
from typing import Any

from openpyxl.chart import BarChart, Reference
from openpyxl.comments import Comment
from openpyxl.formatting.rule import FormulaRule
from openpyxl.packaging.custom import StringProperty
from openpyxl.styles import NamedStyle
from openpyxl.utils.cell import column_index_from_string, coordinate_from_string, get_column_letter
from openpyxl.workbook.defined_name import DefinedName
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.filters import FilterColumn, Filters
from openpyxl.worksheet.table import TableColumn

from tests.loading import loaded

_WORD = re.compile(rb"qzx(\d+)x", re.IGNORECASE)
_BASE64 = re.compile(rb"[A-Za-z0-9+/]{6,}")
_HEX = re.compile(rb"(?:[0-9A-Fa-f]{2}){5,}")
# Numbers of seven digits: as days they lie in a year that nobody writes down.
_FIRST, _EPOCH = 2_800_000, date(1899, 12, 30)
_NUMBER = re.compile(rb"(?<![0-9A-Za-z.])(28\d{5})(?![0-9A-Za-z])")
_DAY = re.compile(rb"(?<!\d)(9[5-9]\d\d)-(\d\d)-(\d\d)(?!\d)")
_XMLNS = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'


# A workbook with macros is another kind of file; its name may end in .xlsx all the same until Excel opens it.
_PLAIN = b"application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"
_WITH_MACROS = b"application/vnd.ms-excel.sheet.macroEnabled.main+xml"


class Words:
    """Words, numbers and days that stand nowhere else, each with the place that it was planted in."""

    def __init__(self) -> None:
        self.places: list[tuple[str, ...]] = []

    def new(self, *place: str) -> str:
        """A word for a place, with letters that XML and addresses write in another way."""
        self.places.append(place)
        return f"Qzx{len(self.places) - 1}x é<&>"

    def plain(self, *place: str) -> str:
        """A word of letters and digits alone, for names."""
        return self.new(*place).partition(" ")[0]

    def number(self, *place: str) -> int:
        """A number for a place."""
        self.places.append(place)
        return _FIRST + len(self.places) - 1

    def day(self, *place: str) -> date:
        """A day for a place."""
        return _EPOCH + timedelta(days=self.number(*place))

    def found(self, data: bytes) -> set[tuple[str, ...]]:
        """The places whose words and numbers stand anywhere in a file, however they are written."""
        return {self.places[number] for number in _numbers_in(data) if number < len(self.places)}


@lru_cache(maxsize=16)
def _numbers_in(data: bytes) -> frozenset[int]:
    return frozenset(number for text in _texts(data) for number in _numbers(text))


def _numbers(text: bytes) -> Iterator[int]:
    yield from map(int, _WORD.findall(text))
    yield from (int(number) - _FIRST for number in _NUMBER.findall(text))
    for parts in _DAY.findall(text):
        try:
            yield (date(*map(int, parts)) - _EPOCH).days - _FIRST
        except ValueError:  # no day of the calendar
            continue


def _texts(data: bytes) -> Iterator[bytes]:
    """The bytes of a workbook, of each part and of what is said of a part, in every way of writing."""
    yield from _written(data)
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        yield from _written(archive.comment)
        for info in archive.infolist():
            part = archive.read(info)
            for one in (info.filename.encode(), info.comment, info.extra, part):
                yield from _written(one)
            if part[:4] == b"PK\3\4":
                yield from _texts(part)


def _written(data: bytes) -> Iterator[bytes]:
    """As it is; without zero bytes (UTF-16 and 32 of either order); as XML, addresses, base64 and hex are read."""
    plain = data.replace(b"\0", b"")
    as_xml = html.unescape(plain.decode("latin-1")).encode("latin-1", "replace")
    yield from (data, plain, as_xml, urllib.parse.unquote_to_bytes(as_xml))
    # XML has the same names over and over: each is decoded once.
    for runs, decoded in ((_BASE64, _from_base64), (_HEX, _from_hex)):
        yield b"\n".join(piece for run in {*runs.findall(plain)} for piece in decoded(run)).replace(b"\0", b"")


def _from_base64(run: bytes) -> Iterator[bytes]:
    for start in range(4):
        piece = run[start:]
        whole = piece[: len(piece) - (len(piece) % 4 == 1)]
        yield base64.b64decode(whole + b"=" * (-len(whole) % 4))


def _from_hex(run: bytes) -> Iterator[bytes]:
    yield binascii.unhexlify(run)


def planted_around(data: bytes, words: Words) -> bytes:
    """The workbook with a word in every place beside its tables."""
    book: Any = loaded(data)
    for sheet in book.worksheets:
        _around_a_table(sheet, words)
        for table in sheet.tables.values():
            _own_column(sheet, table, words)
    for name, state in (("own", "visible"), ("hidden", "hidden"), ("veryHidden", "veryHidden")):
        sheet = book.create_sheet(words.plain("name of a sheet", name))
        sheet["A1"] = words.new("sheet", name)
        sheet.sheet_state = state
    _chart(book, words)
    name = words.plain("defined name")
    book.defined_names[name] = DefinedName(
        name, attr_text=f'"{words.plain("value of a name")}"', comment=words.new("comment of a name")
    )
    for about in ("creator", "lastModifiedBy", "title", "subject", "description", "keywords", "category", "identifier"):
        setattr(book.properties, about, words.new("property", about))
    style: Any = NamedStyle(words.plain("name of a style"))
    style.number_format = f'0"{words.plain("number format")}"'
    book.add_named_style(style)
    book.worksheets[0]["XFC1"].style = style.name
    book.custom_doc_props.append(StringProperty(name=words.plain("custom name"), value=words.new("custom value")))
    out = io.BytesIO()
    book.save(out)
    return _in_parts(out.getvalue(), words)


def _around_a_table(sheet: Any, words: Words) -> None:
    title = sheet.title
    sheet.cell(sheet.max_row + 9, sheet.max_column + 9).value = words.new("beside", title)
    sheet["A1"].comment = Comment(words.new("comment", title), words.new("author", title))
    sheet.oddHeader.center.text = words.plain("header", title)
    sheet.evenFooter.left.text = words.plain("footer", title)
    said = words.plain
    check = DataValidation(type="list", formula1=f'"{said("list", title)}"', promptTitle=said("prompt title", title))
    check.prompt, check.error, check.errorTitle = (
        said("prompt", title),
        said("error", title),
        said("error title", title),
    )
    check.add("XFA1")
    sheet.add_data_validation(check)
    of_formula: Any = FormulaRule
    rule = of_formula(formula=[f'XFB1="{said("conditional format", title)}"'])
    sheet.conditional_formatting.add("XFB1", rule)


def _own_column(sheet: Any, table: Any, words: Words) -> None:
    """A column of people's own at the right end of a table, a criterion of its filter, and a link in a cell."""
    first, last = (coordinate_from_string(ref) for ref in table.ref.split(":"))
    right = column_index_from_string(last[0]) + 1
    if table.totalsRowCount or sheet.cell(first[1], right).value is not None:
        return
    header = words.plain("header of an own column", table.name)
    letter = get_column_letter(right)
    table.ref = f"{first[0]}{first[1]}:{letter}{last[1]}"
    table.tableColumns.append(TableColumn(id=max(of.id for of in table.tableColumns) + 1, name=header))
    sheet.cell(first[1], right).value = header
    sheet.cell(first[1] + 1, right).value = words.new("own column", table.name)
    sheet.cell(first[1] + 2, right).value = words.number("number in an own column", table.name)
    if table.autoFilter:
        table.autoFilter.ref = table.ref
        criterion = Filters(filter=[words.plain("criterion of a filter", table.name)])
        table.autoFilter.filterColumn = [FilterColumn(colId=0, filters=criterion)]
    linked = sheet.cell(first[1] + 1, right)
    linked.hyperlink = f"https://example.org/{words.plain('target of a link', table.name)}"
    linked.hyperlink.tooltip = words.plain("hint of a link", table.name)


def _chart(book: Any, words: Words) -> None:
    chart = BarChart()
    chart.title = words.plain("title of a chart")
    chart.add_data(Reference(book.worksheets[0], min_col=1, min_row=1, max_row=3))
    chart.series[0].title_from_data = False
    book.worksheets[1].add_chart(chart, "T60")


def _in_parts(data: bytes, words: Words) -> bytes:
    """The workbook with parts that openpyxl does not write, and a word in what the archive itself says."""
    out = io.BytesIO()
    parts = {
        "customXml/item1.xml": f"<a b='{words.plain('custom XML')}'/>".encode(),
        "customXml/item2.xml": f"<a>{words.plain('custom XML in UTF-16')}</a>".encode("utf-16"),
        "docProps/thumbnail.jpeg": b"\xff\xd8\xff\xe0" + words.plain("thumbnail").encode(),
        "xl/persons/person.xml": f"<personList><person displayName='{words.plain('person')}'/></personList>".encode(),
        "xl/threadedComments/threadedComment1.xml": f"<text>{words.plain('threaded comment')}</text>".encode(),
        "xl/drawings/drawing99.xml": (
            f"<a descr='{words.plain('alt text')}'><t>{words.plain('text box')}</t></a>".encode()
        ),
        "xl/charts/cache.xml": f"<c:v>{words.plain('cache of a chart')}</c:v>".encode(),
        "xl/externalLinks/externalLink1.xml": f"<externalLink {_XMLNS}>{words.plain('link')}</externalLink>".encode(),
        "xl/charts/numbers.xml": f"<c:v>{words.number('number in the cache of a chart')}</c:v>".encode(),
        "xl/externalLinks/numbers.xml": f"<v>{words.number('number of another file')}</v>".encode(),
        "xl/pivotCache/pivotCacheRecords1.xml": f"<s v='{words.plain('records of a pivot table')}'/>".encode(),
        "xl/connections.xml": f"<connection name='{words.plain('connection')}'/>".encode(),
        "xl/queryTables/queryTable1.xml": f"<queryTable name='{words.plain('query')}'/>".encode(),
        "xl/ctrlProps/ctrlProp1.xml": f"<a fmlaLink='{words.plain('form control')}'/>".encode(),
        "xl/drawings/vmlDrawing99.vml": f"<xml>{words.plain('old drawing')}</xml>".encode(),
        "xl/richData/rdrichvalue.xml": f"<v>{words.plain('rich value')}</v>".encode(),
        "xl/printerSettings/printerSettings9.bin": words.plain("printer").encode("utf-16-le"),
        "xl/activeX/activeX1.bin": words.plain("ActiveX").encode("utf-16-le"),
        "xl/vbaProject.bin": words.plain("macros").encode() + words.plain("names of macros").encode("utf-16-le"),
        "xl/vbaProjectSignature.bin": words.plain("who signed the macros").encode(),
        "xl/media/image99.bin": base64.b64encode(words.plain("picture").encode()),
        f"xl/media/{words.plain('name of a part')}.bin": b"-",
    }
    said = f"<Company>{words.plain('company')}</Company><Manager>{words.plain('manager')}</Manager></Properties>"
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        for info in old.infolist():
            part = old.read(info)
            if info.filename == "[Content_Types].xml":
                part = _all_are_known(part).replace(_PLAIN, _WITH_MACROS)
            if info.filename == "docProps/app.xml":
                part = part.replace(b"</Properties>", said.encode())
            new.writestr(info, part)
        for name, content in parts.items():
            info = zipfile.ZipInfo(name)
            extra = words.plain("extra field", name).encode()
            info.extra = b"\xfe\xca" + len(extra).to_bytes(2, "little") + extra
            info.comment = words.plain("comment of a part", name).encode()
            new.writestr(info, content)
        new.comment = words.plain("comment of the archive").encode()
    return out.getvalue()


def _all_are_known(types: bytes) -> bytes:
    known = {
        found.decode()
        for found in re.findall(rb'Default Extension="(\w+)"|Extension="(\w+)"', types)
        for found in found
    }
    more = "".join(
        f'<Default Extension="{ending}" ContentType="{kind}"/>'
        for ending, kind in (
            ("jpeg", "image/jpeg"),
            ("bin", "application/octet-stream"),
            ("vml", "application/vnd.openxmlformats-officedocument.vmlDrawing"),
        )
        if ending not in known
    )
    at = types.index(b">", types.index(b"<Types")) + 1
    return types[:at] + more.encode() + types[at:]


def ways_of_writing(word: str) -> dict[str, bytes]:
    """A word in each way that a file may hold it: for the search itself to be held against."""
    plain = word.encode()
    ways = {
        "plain": plain, "UTF-16 LE": word.encode("utf-16-le"), "UTF-16 BE": word.encode("utf-16-be"),
        "percent": "".join(f"%{byte:02X}" for byte in plain).encode(), "hex": plain.hex().encode(),
        "XML": "".join(f"&#x{ord(one):x};" for one in word).encode(),
    }  # fmt: skip
    for before, kind in itertools.product(range(3), ("utf-8", "utf-16-le")):
        ways[f"base64 {before} {kind}"] = base64.b64encode(b"-" * before + word.encode(kind))
    return ways
