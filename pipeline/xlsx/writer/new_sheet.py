"""A sheet more in a workbook that is there: its parts are added, and what leads to them; all else stays as it is."""

from __future__ import annotations

import posixpath
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from pipeline.xlsx.lint.package import package_faults
from pipeline.xlsx.lint.sheet import sheet_faults
from pipeline.xlsx.lint.workbook import workbook_faults
from pipeline.xlsx.ooxml.cells import CellWriter
from pipeline.xlsx.ooxml.errors import NotSafeError, WriteError
from pipeline.xlsx.ooxml.numbers import whole_number
from pipeline.xlsx.ooxml.package import Package
from pipeline.xlsx.ooxml.refs import Box, address, letters
from pipeline.xlsx.ooxml.relations import CONTENT_TYPES, relations_of
from pipeline.xlsx.ooxml.text import storable, xml_text
from pipeline.xlsx.ooxml.workbook import Book
from pipeline.xlsx.ooxml.xml_edit import Span, attribute_quoted, is_true, spans, splice
from pipeline.xlsx.writer.donor_styles import Donors
from pipeline.xlsx.writer.preconditions import check_package
from pipeline.xlsx.writer.table_part import quoted_name
from schemas.wording.languages import to_those_who_asked
from schemas.wording.text import text

HEADER_ROW = 1
HINT_LIMIT = 255
_HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_RELATIONS = "http://schemas.openxmlformats.org/package/2006/relationships"
_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.{}+xml"
_STRICT = "http://purl.oclc.org/ooxml/"
_REFERS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_REFERS_STRICT = "http://purl.oclc.org/ooxml/officeDocument/relationships"
LAST_FORMATTED = 10_000


@dataclass(frozen=True, slots=True)
class NewColumn:
    """A column of the table: its header, how its cells look, and the words that may be chosen in it."""

    header: str
    kind: str = "text"  # text or date
    width: int = 14
    is_theirs: bool = False
    is_hidden: bool = False
    choices: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class NewSheet:
    """A sheet to be added behind all others; `name` is changed where there is a sheet of that name.

    With `columns` it holds an empty Excel table called `table`; `about`, what it is for, stands in a hint at the first
    header and at the head of each page. `rows` are plain texts from A1 on, for a sheet
    without one.
    """

    name: str
    table: str = ""
    about: str = ""
    columns: Sequence[NewColumn] = ()
    rows: Sequence[Sequence[str]] = field(default=())
    is_hidden: bool = False


def with_sheets(data: bytes, sheets: Sequence[NewSheet]) -> bytes:
    """The workbook `data` with these sheets behind its own; `data` itself for none.

    Raises WriteError, with what is in the way, where that is not possible.
    """
    return _with_sheets(data, sheets) if sheets else data


@to_those_who_asked()
def _with_sheets(data: bytes, sheets: Sequence[NewSheet]) -> bytes:
    package = Package(data)
    check_package(package)
    for new in sheets:
        book = Book(package)
        if new.table and (taken := _taken(book, new.table)):
            raise WriteError(text("writer.new_sheet.name_taken", table=new.table, what=taken))
        _add(book, new)
    result = package.saved()
    _check(Book(Package(data)), Book(Package(result)), len(sheets))
    return result


def _taken(book: Book, name: str) -> str:
    """What is called so already: a table or a name of people's own; "" for nothing."""
    called = [*book.names, *(table.name for sheet in book.sheets for table in book.tables(sheet))]
    return next((each for each in called if each.lower() == name.lower()), "")


def _add(book: Book, new: NewSheet) -> None:
    package = book.package
    folder = posixpath.dirname(book.part)
    sheet = _free(package, posixpath.join(folder, "worksheets", "sheet{}.xml"))
    strict = _STRICT in " ".join(_root(book).attributes.values())
    refers = _REFERS_STRICT if strict else _REFERS
    main = next(value for name, value in _root(book).attributes.items() if name in (_xmlns(book), "xmlns"))
    package.add(sheet, _sheet(book, new, main, refers))
    if new.table:
        part = _free(package, posixpath.join(folder, "tables", "table{}.xml"))
        package.add(part, _table(book, new, main))
        back = posixpath.relpath(part, posixpath.dirname(sheet))
        relation = f'<Relationship Id="rId1" Type="{refers}/table" Target="{back}"/>'
        package.add(
            relations_of(sheet), f'{_HEAD}<Relationships xmlns="{_RELATIONS}">{relation}</Relationships>'.encode()
        )
        _declare(package, part, _TYPE.format("table"))
    _declare(package, sheet, _TYPE.format("worksheet"))
    _list(book, new, _relate(book, sheet, f"{refers}/worksheet"))


def _root(book: Book) -> Span:
    return book.package.spans(book.part)[0]


def _xmlns(book: Book) -> str:
    prefix = _root(book).tag.rpartition(":")[0]
    return f"xmlns:{prefix}" if prefix else "xmlns"


def _free(package: Package, pattern: str) -> str:
    number = 1
    while package.name(pattern.format(number)) is not None:
        number += 1
    return pattern.format(number)


def _declare(package: Package, part: str, kind: str) -> None:
    """Say in the content types what the part is."""
    types = package.name(CONTENT_TYPES) or CONTENT_TYPES
    xml = package.read(types)
    root = spans(xml, types)[0]
    prefix = root.tag.removesuffix("Types")
    new = f'<{prefix}Override PartName={attribute_quoted("/" + part)} ContentType="{kind}"/>'
    package.put(types, splice(xml, [(root.close, root.close, new.encode())]))


def _relate(book: Book, part: str, kind: str) -> str:
    """Let the workbook lead to the part; the id of the relation."""
    package = book.package
    relations = package.name(relations_of(book.part)) or ""
    xml = package.read(relations)
    root = spans(xml, relations)[0]
    known = {found.id.lower() for found in package.relations(book.part)}
    number = len(known) + 1
    while f"rid{number}" in known:
        number += 1
    prefix = root.tag.removesuffix("Relationships")
    target = posixpath.relpath(part, posixpath.dirname(book.part) or ".")
    new = f'<{prefix}Relationship Id="rId{number}" Type="{kind}" Target={attribute_quoted(target)}/>'
    package.put(relations, splice(xml, [(root.close, root.close, new.encode())]))
    return f"rId{number}"


def _list(book: Book, new: NewSheet, relation: str) -> None:
    """Put the sheet behind all others in the workbook part: positions that names refer to stay what they are."""
    xml = book.package.read(book.part)
    listed = [span for span in book.package.spans(book.part) if span.name == "sheet" and span.depth == 2]
    last = listed[-1]
    id = max(whole_number(span.attributes.get("sheetId"), 0) for span in listed) + 1
    refers = next((name for name in last.attributes if name.endswith(":id")), "r:id")
    name = _free_name(new.name, {span.attributes.get("name", "").lower() for span in listed})
    state = ' state="hidden"' if new.is_hidden else ""
    tag = f'<{last.tag} name={attribute_quoted(name)} sheetId="{id}"{state} {refers}="{relation}"/>'
    book.package.put(book.part, splice(xml, [(last.end, last.end, tag.encode())]))


def _free_name(name: str, taken: set[str]) -> str:
    wanted, number = name, 2
    while wanted.lower() in taken:
        wanted, number = f"{name[:26]} ({number})", number + 1
    return wanted


def _area(new: NewSheet) -> Box:
    return Box(HEADER_ROW, 1, HEADER_ROW + 1, len(new.columns))


def _table(book: Book, new: NewSheet, main: str) -> bytes:
    ids = [
        whole_number(table.attributes.get("id"), 0) for sheet in book.sheets for table in book.tables(sheet)
    ]  # fmt: skip
    ref, id = _area(new).ref, max(ids, default=0) + 1
    columns = "".join(
        f'<tableColumn id="{number}" name={quoted_name(column.header)}/>'
        for number, column in enumerate(new.columns, 1)
    )
    return (
        f'{_HEAD}<table xmlns="{main}" id="{id}" name="{new.table}" displayName="{new.table}" ref="{ref}"'
        f' totalsRowShown="0"><autoFilter ref="{ref}"/>'
        f'<tableColumns count="{len(new.columns)}">{columns}</tableColumns></table>'
    ).encode()


def _sheet(book: Book, new: NewSheet, main: str, refers: str) -> bytes:
    rows = list(_table_rows(Donors(book), new) if new.table else _plain_rows(new))
    inside = "".join(rows)
    if not new.table:
        return f'{_HEAD}<worksheet xmlns="{main}"><sheetData>{inside}</sheetData></worksheet>'.encode()
    direction = ' rightToLeft="1"' if _is_from_the_right(book) else ""
    first = f"A{HEADER_ROW + 1}"
    return (
        f'{_HEAD}<worksheet xmlns="{main}" xmlns:r="{refers}"><sheetPr><pageSetUpPr fitToPage="1"/></sheetPr>'
        f'<dimension ref="A1:{letters(len(new.columns))}{HEADER_ROW + 1}"/>'
        f'<sheetViews><sheetView showGridLines="0"{direction} zoomScale="90" zoomScaleNormal="90" workbookViewId="0">'
        f'<pane ySplit="{HEADER_ROW}" topLeftCell="{first}" activePane="bottomLeft" state="frozen"/>'
        f'<selection pane="bottomLeft" activeCell="{first}" sqref="{first}"/></sheetView></sheetViews>'
        f'<sheetFormatPr defaultRowHeight="15"/><cols>{"".join(_widths(new))}</cols><sheetData>{inside}</sheetData>'
        f'{_validations(new)}<pageMargins left="0.4" right="0.4" top="0.75" bottom="0.6" header="0.3" footer="0.3"/>'
        f'<pageSetup paperSize="9" fitToHeight="0" orientation="landscape"/>{_head(new, direction != "")}'
        f'<tableParts count="1"><tablePart r:id="rId1"/></tableParts></worksheet>'
    ).encode()


def _is_from_the_right(book: Book) -> bool:
    """Whether the sheets that are there are read from the right."""
    xml = book.package.read(book.sheets[0].part)
    views = (span.attributes for span in spans(xml, book.sheets[0].part) if span.name == "sheetView")
    return is_true(next(views, {}).get("rightToLeft"))


def _widths(new: NewSheet) -> Iterator[str]:
    for number, column in enumerate(new.columns, 1):
        hidden = ' hidden="1"' if column.is_hidden else ""
        yield f'<col min="{number}" max="{number}" width="{column.width}" customWidth="1"{hidden}/>'


def _validations(new: NewSheet) -> str:
    about = attribute_quoted(storable(new.about)[:HINT_LIMIT])
    made = [
        f'<dataValidation allowBlank="1" showInputMessage="1" sqref="A{HEADER_ROW}"'
        f" promptTitle={attribute_quoted(new.name)} prompt={about}/>"
    ]
    made += [
        f'<dataValidation type="list" errorStyle="warning" allowBlank="1" showInputMessage="1" showErrorMessage="1"'
        f' sqref="{letters(number)}{HEADER_ROW + 1}:{letters(number)}{LAST_FORMATTED}">'
        f"<formula1>{xml_text(chr(34) + ','.join(column.choices) + chr(34))}</formula1></dataValidation>"
        for number, column in enumerate(new.columns, 1)
        if column.choices
    ]
    return f'<dataValidations count="{len(made)}">{"".join(made)}</dataValidations>'


def _head(new: NewSheet, from_the_right: bool) -> str:
    """The head of each page: the sheet's name and what it is for."""
    about = storable(new.about).replace("&", "&&")
    day, name = ("L", "R") if from_the_right else ("R", "L")
    said = sorted((f"&{name}&14&A\n&9 {about}", f"&{day}&9&D"))  # left comes before right
    return f"<headerFooter><oddHeader>{xml_text(''.join(said))}</oddHeader></headerFooter>"


def _table_rows(donors: Donors, new: NewSheet) -> Iterator[str]:
    write = CellWriter("")
    columns = list(enumerate(new.columns, 1))
    heads = (write.cell(address(HEADER_ROW, at), donors.header(each.is_theirs), each.header) for at, each in columns)
    yield f'<row r="{HEADER_ROW}">{"".join(heads)}</row>'
    body = (write.cell(address(HEADER_ROW + 1, at), donors.body(each.kind), None) for at, each in columns)
    yield f'<row r="{HEADER_ROW + 1}">{"".join(body)}</row>'


def _plain_rows(new: NewSheet) -> Iterator[str]:
    write = CellWriter("")
    for number, row in enumerate(new.rows, 1):
        cells = (write.cell(address(number, at), "", storable(each) or None) for at, each in enumerate(row, 1))
        yield f'<row r="{number}">{"".join(cells)}</row>'


def _check(before: Book, after: Book, added: int) -> None:
    """The workbook has no fault more than before, and no part of it is another but those that list what is new."""
    old, new = before.package, after.package
    lead = {before.part, old.name(CONTENT_TYPES), old.name(relations_of(before.part)), before.styles.part}
    known = {member.name: member for member in new.archive.members}
    for member in old.archive.members:
        now = known.get(member.name)
        same = now and old.archive.data[member.start : member.end] == new.archive.data[now.start : now.end]
        if not same and member.name not in lead:
            raise NotSafeError(text("writer.finished.fault", fault=text("writer.differs.copied", part=member.name)))
    faults = {fault for sheet in after.sheets[-added:] for fault in sheet_faults(after, sheet)[0]}
    faults |= set(package_faults(new) + workbook_faults(after))
    if faults:
        faults -= set(package_faults(old) + workbook_faults(before))
    if faults:
        raise NotSafeError(text("writer.finished.fault", fault=min(faults)))
