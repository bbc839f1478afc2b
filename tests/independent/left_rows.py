"""What people leave among and around the rows: gaps, totals, hashtags, remarks, columns of their own."""

from __future__ import annotations

from datetime import date, time
from random import Random
from typing import Any

from schemas.spec import table
from tests.independent.left_book import LeftBook, Line, Sheet
from tests.independent.left_cells import OUT, WAYS, way
from tests.reading.books import Formula, Styled, header_of

MONEY = ("quantity", "unit_cost", "periods", "funded_amount")

__all__ = ["WAYS"]


def _sheet(book: LeftBook, chance: Random, *, rows: int = 1) -> Sheet | None:
    """A sheet with so many rows to which nothing has been done below the table."""
    fitting = [sheet for sheet in book.sheets if len(sheet.lines) >= rows and not sheet.below]
    return chance.choice(fitting) if fitting else None


@way
def empty_rows_between(book: LeftBook, chance: Random) -> bool:
    if (sheet := _sheet(book, chance, rows=2)) is None:
        return False
    at = chance.randrange(1, len(sheet.lines))
    blank: list[dict[str, Any]] = [{}, {sheet.keys[1]: " "}, {}]
    sheet.lines[at:at] = [Line(cells) for cells in blank[: chance.randint(1, 3)]]
    return True


@way
def rows_below_the_table(book: LeftBook, chance: Random) -> bool:
    """The last rows stand below the table, directly or behind up to three empty ones."""
    if (sheet := _sheet(book, chance, rows=2)) is None:
        return False
    at = chance.randrange(1, len(sheet.lines))
    if any(line.row is None for line in sheet.lines[at:]):
        return False
    gap = [Line({}) for _ in range(chance.randint(0, 3))]
    sheet.below = [*gap, *sheet.lines[at:]]
    del sheet.lines[at:]
    return True


@way
def rows_far_below_the_table(book: LeftBook, chance: Random) -> bool:
    """The last row stands so far below that it is not read, which has to be said."""
    if (sheet := _sheet(book, chance, rows=2)) is None or sheet.lines[-1].row is None or sheet.name == "Partners":
        return False
    line = sheet.lines.pop()
    line.row = None
    line.named.clear()
    sheet.below = [*(Line({}) for _ in range(chance.randint(4, 9))), line]
    sheet.unread = True
    return True


@way
def total(book: LeftBook, chance: Random) -> bool:
    """A row that adds up those above, with a word for it or without, in the table or below it."""
    sheet = next(sheet for sheet in book.sheets if sheet.name == "Budget")
    lines = [line for line in sheet.lines if line.row is not None and any(line.cells.get(key) for key in MONEY)]
    if len(lines) < 2 or sheet.below:
        return False
    column = chance.choice(["unit_cost", "funded_amount"])
    amount = sum(getattr(line.row, column) or 0 for line in lines)
    if not amount:
        return False
    cells = {column: chance.choice([amount, Formula("=SUM(A1:A9)", amount)])}
    where = chance.choice(["line", "description", "category", ""])
    if where:
        cells[where] = chance.choice(["Total", "TOTAL:", "Grand total", "Sous-total", "Suma", "المجموع", "Sum"])
    row = Line(cells, named={""})
    if chance.random() < 0.5:
        sheet.lines.append(row)
        return True
    gap = chance.randint(0, 2)
    sheet.below = [*(Line({}) for _ in range(gap)), row]
    if gap and len(cells) < 2:  # a single cell apart from the table might be anything
        row.named.clear()
        sheet.unread = True
    return True


@way
def hashtags(book: LeftBook, chance: Random) -> bool:
    if (sheet := _sheet(book, chance)) is None:
        return False
    keys = [sheet.keys[0], *chance.sample(sheet.keys[1:], 3)]
    tags = chance.sample(["#risk +id", "#event+name", "#loc", "#org +code", "#value+usd"], 4)
    sheet.lines.insert(0, Line(dict(zip(keys, tags, strict=True)), named={""}))
    return True


@way
def headers_once_more(book: LeftBook, chance: Random) -> bool:
    if (sheet := _sheet(book, chance)) is None or sheet.headers:
        return False
    row = Line({key: header_of(table(sheet.name), key) for key in sheet.keys if sheet.column(key)}, named={""})
    sheet.lines.insert(chance.randrange(len(sheet.lines) + 1), row)
    return True


@way
def row_struck_out(book: LeftBook, chance: Random) -> bool:
    """A row struck out whole is none any more."""
    for sheet in chance.sample(book.sheets[1:], len(book.sheets) - 1):
        lines = [line for line in [*sheet.lines, *sheet.below] if line.row is not None and not line.touched]
        if lines:
            line = chance.choice(lines)
            line.cells = {key: _struck(cell) for key, cell in line.cells.items()}
            line.row, line.named = None, {""}
            return True
    return False


def _struck(cell: object) -> Styled:
    """A cell struck out; one of people's own holds a text from now on."""
    plain = cell if isinstance(cell, (str, int, float, date)) else "own"
    return Styled(plain, {**OUT, "num_format": "yyyy-mm-dd"} if isinstance(cell, date) else OUT)


@way
def row_twice(book: LeftBook, chance: Random) -> bool:
    """A row copied and not yet changed: the upper one is used."""
    if (sheet := _sheet(book, chance)) is None:
        return False
    lines = [line for line in sheet.lines if line.row is not None]
    if not lines:
        return False
    line = chance.choice(lines)
    sheet.lines.insert(sheet.lines.index(line) + 1, Line(dict(line.cells), named={table(sheet.name).key, ""}))
    return True


@way
def row_without_an_id(book: LeftBook, chance: Random) -> bool:
    """A heading among the rows, or words that go on below their row."""
    if (sheet := _sheet(book, chance)) is None:
        return False
    key = next(key for key in sheet.keys if (column := sheet.column(key)) and column.kind == "text")
    sheet.lines.insert(chance.randrange(len(sheet.lines) + 1), Line({key: "PERSONNEL"}, named={""}))
    return True


@way
def own_column(book: LeftBook, chance: Random) -> bool:
    """A column of people's own anywhere, with a header and contents of any kind."""
    sheet = chance.choice(book.sheets)
    header = chance.choice(["Remarks", "2026", 2026, 2026.5, date(2026, 3, 1), True, "Owner's note", "#", "Ref.", "Q1"])
    key = f"own {len(sheet.keys)}"
    if any(str(header) == str(other) for other in sheet.headers.values()):
        return False
    sheet.keys.insert(chance.randrange(len(sheet.keys) + 1), key)
    sheet.headers[key] = header
    contents: list[Any] = [
        "TBD", 7, 0.25, "Total", date(2026, 5, 6), time(7, 8), True, Formula("=1/0", "#N/A"), Formula("=A1"), None,
        Styled(5, {"num_format": "[$USD] 0"}), Styled("gone", OUT),
    ]  # fmt: skip
    for line in sheet.lines:
        if line.row is not None:
            line.cells[key] = chance.choice(contents)
    return True


@way
def other_order(book: LeftBook, chance: Random) -> bool:
    """The columns in another order."""
    chance.shuffle(chance.choice(book.sheets).keys)
    return True


@way
def headers_in_other_letters(book: LeftBook, chance: Random) -> bool:
    """Headers with other capitals, line breaks and blanks."""
    sheet = chance.choice(book.sheets)
    for key in sheet.keys:
        if sheet.column(key) and chance.random() < 0.3 and not sheet.headers.get(key):
            text = header_of(table(sheet.name), key)
            changed = [text.upper(), text.lower(), text.replace(" ", "\u00a0"), f" {text} ", text.replace(" ", "\n", 1)]
            sheet.headers[key] = chance.choice(changed)
    return True


@way
def hidden_row(book: LeftBook, chance: Random) -> bool:
    if (sheet := _sheet(book, chance)) is None:
        return False
    sheet.hidden.append(chance.choice(sheet.lines))
    return True


@way
def remark_beside(book: LeftBook, chance: Random) -> bool:
    """A remark right of the table, apart from it."""
    chance.choice(book.sheets).beside = chance.choice(["Ask about this", 17, "TBD", date(2026, 1, 2)])
    return True


@way
def remark_below(book: LeftBook, chance: Random) -> bool:
    """A remark in a single cell below the table, apart from it: it is no row, and named as not read."""
    if (sheet := _sheet(book, chance)) is None:
        return False
    gap = chance.randint(1, 6)
    cell = chance.choice(["Source: the last meeting", "Prepared by both", 12])
    sheet.below = [*(Line({}) for _ in range(gap)), Line({sheet.keys[0]: cell})]
    sheet.unread = True
    return True
