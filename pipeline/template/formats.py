"""The live colours of a table sheet, as conditional formats down to the last formatted row."""

from __future__ import annotations

from typing import Any

from pipeline.template import lists, palette
from pipeline.template.layout import LAST_ROW, Layout, Placed
from pipeline.template.palette import MISSING, WRONG, Tone
from pipeline.template.styles import SCORES, Styles
from pipeline.template.validations import FIRST_DAY, LAST_DAY
from schemas.thresholds import defaults

SERIALS = ((FIRST_DAY.toordinal() - 693594), (LAST_DAY.toordinal() - 693594))


def add_formats(sheet: Any, styles: Styles, layout: Layout) -> None:
    """All conditional formats of one sheet: the lines of filled rows, what is wrong or missing, words, then levels."""
    if layout.table.is_input:
        _ruled(sheet, styles, layout)
    for placed in layout.columns:
        if layout.table.is_input or placed.column.owner == "people":
            _wrong(sheet, styles, placed)
        if layout.table.is_input and placed.column.required and layout.table.name != "Arrangement":
            _missing(sheet, styles, layout, placed)
        _words(sheet, styles, placed)
    for placed in layout.columns:
        if placed.column.name in SCORES:
            _scores(sheet, styles, placed)


def _add(sheet: Any, placed: Placed, formula: str, form: Any) -> None:
    rule: dict[str, object] = {"type": "formula", "criteria": f"={formula}", "format": form, "stop_if_true": True}
    sheet.conditional_format(placed.range, rule)


def wrong_formula(placed: Placed) -> str:
    """The formula that is true for a filled cell of this column that a run would not understand, or ""."""
    cell, column = placed.first_cell, placed.column
    if column.kind == "word" and column.words:
        plain = f'TRIM(SUBSTITUTE(SUBSTITUTE({cell},"_"," "),"-"," "))'
        return f'AND(TRIM({cell})<>"",ISNA(MATCH({plain},{lists.understood(column.words)},0)))'
    if column.kind == "partner":
        unknown = (f"ISNA(MATCH(TRIM({cell}),{names},0))" for names in (lists.PARTNER_CODES, lists.PARTNER_NAMES))
        return f'AND(TRIM({cell})<>"",{",".join(unknown)})'
    if column.kind == "scale":
        return f'AND(TRIM({cell})<>"",OR(NOT(ISNUMBER({cell})),N({cell})<1,N({cell})>5,N({cell})<>INT(N({cell}))))'
    if column.kind in ("number", "whole"):
        return f'AND(TRIM({cell})<>"",OR(NOT(ISNUMBER({cell})),N({cell})<0))'
    if column.kind == "date":
        first, last = SERIALS
        return f'AND(TRIM({cell})<>"",OR(NOT(ISNUMBER({cell})),N({cell})<{first},N({cell})>{last}))'
    if column.is_key and column.kind in ("id", "code"):
        return f'AND(TRIM({cell})<>"",SUMPRODUCT(--({placed.fixed_range}={cell}))>1)'
    return ""


def _wrong(sheet: Any, styles: Styles, placed: Placed) -> None:
    formula = wrong_formula(placed)
    if formula:
        _add(sheet, placed, formula, styles.conditional(WRONG))


def _missing(sheet: Any, styles: Styles, layout: Layout, placed: Placed) -> None:
    row = f"{layout.columns[0].first_cell}:{layout.columns[-1].first_cell}"
    _add(sheet, placed, f'AND(TRIM({placed.first_cell})="",COUNTA({row})>0)', styles.conditional(MISSING))


def _words(sheet: Any, styles: Styles, placed: Placed) -> None:
    words = placed.column.vocabulary
    if words is None or placed.column.name in palette.PLAIN_COLUMNS:
        return
    tones = palette.WORDS.get(words.name, {})
    for word in words:
        if word.code in tones:
            tone = tones[word.code]
            form = styles.conditional(tone, tone.word_format)
            _add(sheet, placed, f'TRIM({placed.first_cell})="{word.label}"', form)


def _bands() -> list[tuple[float, Tone]]:
    level = defaults()
    tones = palette.WORDS["risk_level"]
    return [
        (level["level.very_high_from"], tones["very_high"]),
        (level["level.high_from"], tones["high"]),
        (level["level.medium_from"], tones["medium"]),
        (1, tones["low"]),
    ]


def _ruled(sheet: Any, styles: Styles, layout: Layout) -> None:
    """Lines around the cells of filled rows; empty ones have none, so that they are not printed."""
    first, last = layout.columns[0], layout.columns[-1]
    row = f"{first.first_cell}:{last.first_cell}"
    whole = f"{first.letter}{first.first_row + 1}:{last.letter}{LAST_ROW + 1}"
    rule = {"type": "formula", "criteria": f"=COUNTA({row})>0", "format": styles.ruled, "stop_if_true": False}
    sheet.conditional_format(whole, rule)


def _scores(sheet: Any, styles: Styles, placed: Placed) -> None:
    for least, tone in _bands():
        form = styles.conditional(tone, tone.number_format)
        _add(sheet, placed, f"N({placed.first_cell})>={least:g}", form)
