"""Rows that are records and no headers: their days, plates or times look like those of the rows around them."""

from __future__ import annotations

import re
from collections.abc import Iterator

from pipeline.adopt.compared_words import plain
from pipeline.adopt.lexicon import word_codes
from pipeline.adopt.source.sheet import SourceSheet, shown

_NEARBY = 6  # rows on either side
_FEWEST_ALIKE = 2  # rows nearby in which the same column has the same form: from and until are one
_FEWEST_COLUMNS, _MOST_DAYS = 2, 2
_DIGIT, _LETTER = re.compile(r"\d"), re.compile(r"[^\W\d_]")
_DAY = re.compile(
    r"9{1,4}([./-])9{1,2}\1(?:9999|99?)(?:[ ,A]+9{1,2}:99.*)?|9{1,2}/9{1,2}|9{1,2}\.9{1,2}\."
)  # 03/03, 4.3.
_LONGEST = 20  # letters


def is_record(sheet: SourceSheet, row: int) -> bool:
    """Whether a row has a day among days, several codes among codes of their form, or the same answer several times.

    Many days beside each other are headers, each of its own column.
    """
    if _repeats_answers(sheet, row):
        return True
    forms = {column: form for column in sheet.filled[row - 1] if (form := _form(sheet, row, column))}
    days = [form for form in forms.values() if _DAY.fullmatch(form)]
    alike = [column for column, form in forms.items() if _stands_again(sheet, row, column, form)]
    if len(days) <= _MOST_DAYS and any(_DAY.fullmatch(forms[column]) for column in alike):
        return True
    return len(alike) >= _FEWEST_COLUMNS and len(days) <= _MOST_DAYS


def _repeats_answers(sheet: SourceSheet, row: int) -> bool:
    """Whether the same answer stands in several columns, and in each of them again nearby: OK, OK."""
    answers: dict[str, list[int]] = {}
    for column in sheet.filled[row - 1]:
        if len(said := plain(shown(sheet.at(row, column)))) <= _LONGEST and said in word_codes("rating"):
            answers.setdefault(said, []).append(column)
    for said, columns in answers.items():
        again = [
            at for at in columns if sum(plain(shown(sheet.at(one, at))) == said for one in _nearby(sheet, row)) > 1
        ]
        if len(again) >= _FEWEST_COLUMNS:
            return True
    return False


def _form(sheet: SourceSheet, row: int, column: int) -> str:
    """A short text with its digits and letters levelled, "" of one that is no code: LC-04 is AA-99."""
    said = shown(sheet.at(row, column))
    if len(said) > _LONGEST or not _DIGIT.search(said):
        return ""
    form = _LETTER.sub("A", _DIGIT.sub("9", said))
    return "" if form == "9" * len(form) else form


def _stands_again(sheet: SourceSheet, row: int, column: int, form: str) -> bool:
    return sum(_form(sheet, other, column) == form for other in _nearby(sheet, row)) >= _FEWEST_ALIKE


def _nearby(sheet: SourceSheet, row: int) -> Iterator[int]:
    yield from range(max(1, row - _NEARBY), row)
    yield from range(row + 1, min(len(sheet.filled), row + _NEARBY) + 1)
