"""A text file of values: which letters it is written in, and what separates its values."""

from __future__ import annotations

import csv
import io

from pipeline.adopt.source.sheet import Cell
from pipeline.xlsx.preflight.verdict import refused

MOST_CELLS = 20_000_000
LONGEST_FIELD = 1 << 20
_SEPARATORS = ",;\t|"


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
            if cells > MOST_CELLS:
                raise refused("TOO_BIG", "adopt.refused.too_many_cells", count=MOST_CELLS)
            rows.append([_value(cell) for cell in row])
    except csv.Error as problem:
        raise refused("DAMAGED", "adopt.refused.no_csv", problem=problem) from problem
    return rows


def _decoded(data: bytes) -> str:
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        return data.decode("utf-16", "replace")
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError:
        return data.decode("cp1252", "replace")


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
