"""Colours can be read, mean what the vocabularies say, and never speak alone."""

from __future__ import annotations

import re

import pytest

from pipeline.template import palette
from pipeline.template.layout import FIRST_ROW
from pipeline.template.palette import WORDS, Tone
from schemas.spec import FORMATTED_ROWS, tables
from schemas.vocabulary import vocabularies
from tests.contrast import contrast
from tests.template.made import opened_blank

TONES = {
    name: tone for name, tone in vars(palette).items() if isinstance(tone, Tone)
}  # fmt: skip
HEADERS = (palette.INPUT, *palette.INPUT_PARTNER, palette.INPUT_RARE, palette.OUTPUT, *palette.OUTPUT_PARTNER)


@pytest.mark.parametrize("name", TONES)
def test_a_tone_can_be_read(name: str) -> None:
    assert contrast(TONES[name].ink, TONES[name].fill) >= 4.5


@pytest.mark.parametrize("fill", HEADERS)
def test_a_header_can_be_read(fill: str) -> None:
    assert contrast(palette.PAPER, fill) >= 4.5


def test_quiet_texts_and_links_can_be_read() -> None:
    for ink in (palette.INK, palette.QUIET, palette.LINK):
        assert contrast(ink, palette.PAPER) >= 4.5
    assert contrast(palette.QUIET, palette.SHADE) >= 4.5


def test_contrast_is_that_of_wcag() -> None:
    assert contrast("#000000", "#FFFFFF") == pytest.approx(21)
    assert contrast("#777777", "#FFFFFF") == pytest.approx(4.48, abs=0.01)


def test_every_coloured_word_is_in_its_vocabulary() -> None:
    for name, tones in WORDS.items():
        assert set(tones) <= set(vocabularies()[name].codes)


def test_the_gravest_words_carry_a_mark_beside_their_colour() -> None:
    assert WORDS["severity"]["critical"].mark
    assert WORDS["risk_level"]["very_high"].word_format == 'General;General;General;"▲▲ "@'


def _formulas() -> list[tuple[str, str, str]]:
    return [
        (sheet.title, str(area.sqref), rule.formula[0])
        for sheet in opened_blank(30)
        for area in sheet.conditional_formatting
        for rule in area.rules
    ]


def test_colours_reach_the_last_formatted_row() -> None:
    assert _formulas()
    for _, area, _ in _formulas():
        assert all(part.endswith(str(FORMATTED_ROWS)) for part in area.split()), area


def test_no_colour_rule_holds_what_excel_refuses_in_one() -> None:
    for sheet, _, formula in _formulas():
        assert not re.search(r"[{}]|!", formula), (sheet, formula)
        assert len(formula) < 255


def test_no_rating_is_coloured_by_its_product_with_another() -> None:
    assert [formula for sheet, _, formula in _formulas() if sheet == "Risks" and "*N(" in formula] == []
    assert [area for sheet, area, formula in _formulas() if sheet == "Risk profile" and formula.endswith(">=15")]


def test_only_filled_rows_of_an_input_table_have_lines_so_that_empty_ones_are_not_printed() -> None:
    lined = {sheet for sheet, _, formula in _formulas() if formula.startswith("COUNTA(")}
    assert lined == {table.sheet for table in tables().values() if table.is_input}
    risks = opened_blank()["Risks"]
    assert not any(cell.border.bottom.style or cell.fill.fill_type for cell in risks[FIRST_ROW + 1])


def test_every_required_cell_of_an_input_table_asks_to_be_filled() -> None:
    asked = [(sheet, area) for sheet, area, formula in _formulas() if formula.endswith(">0)") and "COUNTA" in formula]
    required = sum(
        column.required
        for table in tables().values()
        for column in table.columns
        if table.is_input and table.name != "Arrangement"
    )
    assert len(asked) == required
