"""A text file of values: which letters it is written in, and what separates its values."""

from __future__ import annotations

import csv
import io
import unicodedata
from itertools import pairwise

from pipeline.adopt.source.sheet import Cell
from pipeline.xlsx.ooxml.refs import LAST_COLUMN, LAST_ROW
from pipeline.xlsx.preflight.verdict import refused
from schemas.wording.numbers_and_days import number_text

MOST_CELLS = 20_000_000
LONGEST_FIELD = 1 << 20
_SEPARATORS = ",;\t|"
_SHOWN = 4_000  # bytes that tell which letters a text is written in
_WESTERN, _ARABIC = "cp1252", "cp1256"  # what Excel writes as CSV in the west, and where Arabic is the language


def csv_rows(data: bytes) -> list[list[Cell]]:
    """The rows of a text file of values. Raises RefusedFileError for one that holds no text."""
    content = _decoded(data)
    if "\0" in content:
        raise refused("NOT_EXCEL", "adopt.refused.no_text")
    csv.field_size_limit(LONGEST_FIELD)
    rows: list[list[Cell]] = []
    cells = 0
    try:
        for row in csv.reader(io.StringIO(content, newline=""), delimiter=_separator(content)):
            cells += len(row)
            if len(row) > LAST_COLUMN or len(rows) == LAST_ROW:
                # An address beyond the sheet of Excel could not be traced.
                most = {"rows": number_text(LAST_ROW), "columns": number_text(LAST_COLUMN)}
                raise refused("TOO_BIG", "adopt.refused.beyond_sheet", **most)
            if cells > MOST_CELLS:
                raise refused("TOO_BIG", "adopt.refused.too_many_cells", count=number_text(MOST_CELLS))
            rows.append([_value(cell) for cell in row])
    except csv.Error as problem:
        raise refused("DAMAGED", "adopt.refused.no_csv", problem=problem) from problem
    return rows


def _decoded(data: bytes) -> str:
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        return data.decode("utf-16", "replace")
    if wide := _without_mark(data):
        return data.decode(wide, "replace")
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError:
        return data.decode(_one_byte(data), "replace")


def _without_mark(data: bytes) -> str:
    """UTF-16 without the mark at its start, told by its separators and ends of lines; "" for anything else."""
    for name in ("utf-16-le", "utf-16-be"):
        marks = [mark.encode(name) for mark in (*_SEPARATORS, "\n", "\r")]
        if len(data) % 2 == 0 and any(mark in data[:_SHOWN] for mark in marks):
            shown = data[:_SHOWN].decode(name, "replace")
            if all(unicodedata.category(each) not in _NO_TEXT or each.isspace() for each in shown):
                return name
    return ""


_NO_TEXT = ("Cc", "Cn", "Co", "Cs")  # controls, and what is no letter of any script


def _one_byte(data: bytes) -> str:
    """The code page of a text in which each letter is one byte.

    Arabic words are letters beyond ASCII, one after the other, and nearly all of them are Arabic letters when read so;
    western text has one here and there, between ASCII letters.
    """
    foreign = [word for word in data[: 1 << 20].split() if any(byte > 0x7F for byte in word)]
    arabic = [word for word in foreign if _is_arabic(word)]
    return _ARABIC if len(arabic) * 2 > len(foreign) else _WESTERN


def _is_arabic(word: bytes) -> bool:
    """Whether a word, read as Arabic, has mostly Arabic letters that stand beside another one."""
    said = word.decode(_ARABIC)
    letters = ["\u0621" <= each <= "\u06d2" for each in said]
    return 2 * sum(map(all, pairwise(letters))) >= max(1, sum(map(str.isalpha, said)))


def _separator(content: str) -> str:
    """The mark that cuts the first lines into equally many values, the most of them."""
    lines = [line for line in content[:20_000].splitlines()[:30] if line.strip()]
    if lines and lines[0].casefold().startswith("sep=") and lines[0][4:5]:
        return lines[0][4]

    def fits(mark: str) -> tuple[int, int]:
        counts = [line.count(mark) for line in lines]
        usual = max(set(counts), key=counts.count, default=0)
        return (counts.count(usual) if usual else 0, usual)

    return max(_SEPARATORS, key=fits)


def _value(cell: str) -> Cell:
    """A plain number as a number, so that it is read as in a workbook; everything else as it stands."""
    plain = cell.strip()
    if plain and plain.lstrip("-").replace(".", "", 1).isascii() and plain.lstrip("-").replace(".", "", 1).isdigit():
        # 007 and 1.10 are ids, not numbers.
        number = float(plain)
        if shown_alike(plain, number):
            return number
    return cell


def shown_alike(plain: str, number: float) -> bool:
    """Whether a number reads as it was typed."""
    return plain == (str(int(number)) if number.is_integer() and "." not in plain else repr(number))
