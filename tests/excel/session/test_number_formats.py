"""Number formats in an Excel of any language."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.excel.session.number_formats import Notation, _asked
from pipeline.excel.session.read_values import read_values
from tests.chance import every
from tests.excel.languages import ENGLISH, FINNISH, FRENCH, GERMAN, Language
from tests.excel.opened import made, run

LANGUAGES = {"English": ENGLISH, "German": GERMAN, "French": FRENCH, "Finnish": FINNISH}
EVERY = pytest.mark.parametrize("language", LANGUAGES.values(), ids=LANGUAGES)


def notation_of(language: Language) -> Notation:
    return _asked(language.international)


@pytest.mark.parametrize(
    ("language", "local", "plain"),
    [
        (GERMAN, "TT.MM.JJJJ", "dd,mm,yyyy"),
        (GERMAN, "Standard", "General"),
        (GERMAN, '#.##0,00 "Tage €"', '#,##0.00 "Tage €"'),
        (GERMAN, "[Rot]-0,0%", "[Rot]-0.0%"),
        (FRENCH, "jj/mm/aaaa", "dd/mm/yyyy"),
        (FRENCH, "h:mm AM/PM", "h:mm AM/PM"),
        (FINNISH, "pp.kk.vvvv", "dd.mm.yyyy"),
        (FINNISH, "Yleinen", "General"),
        (ENGLISH, "m/d/yyyy h:mm", "m/d/yyyy h:mm"),
    ],
)
def test_a_code_of_this_computer_is_read_as_a_file_holds_it(language: Language, local: str, plain: str) -> None:
    assert notation_of(language).plain(local) == plain


def test_excel_may_say_its_words_all_at_once_or_one_by_one() -> None:
    said = GERMAN.international
    assert _asked(lambda number: said[number - 1]) == _asked(said)


@EVERY
@given(
    code=st.lists(st.sampled_from(["yyyy", "mm", "dd", "-", "General", '"y m"', "0", "#,##0.00", "%", "[Red]", r"\d"]))
)
def test_a_code_comes_back_from_every_language(language: Language, code: list[str]) -> None:
    written = notation_of(language)
    assert written.plain(written.local("".join(code))) == "".join(code)


@pytest.mark.parametrize("language", every(3, LANGUAGES.values()), ids=every(3, LANGUAGES))
def test_a_run_gives_every_cell_the_same_format_in_every_language(
    app: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, language: Language
) -> None:
    wanted = formats_after_a_run(app, tmp_path, "english.xlsx")
    monkeypatch.setattr("pipeline.excel.session.number_formats._known", {})
    app.impl.api.language = language
    assert formats_after_a_run(app, tmp_path, "other.xlsx") == wanted


def formats_after_a_run(app: Any, folder: Path, name: str) -> dict[tuple[str, str], str]:
    """The formats of all cells of the result tables, after their columns were made those of texts by somebody."""
    book = made(app, folder, name)
    results = [sheet for sheet in book.sheets if {"Gaps", "ActionPlan"} & {table.name for table in sheet.tables}]
    for sheet in results:
        for row in sheet.impl.ws.iter_rows(min_row=2):
            for cell in row:
                cell.number_format = "@"
    assert run(book, folder).status == "written"
    return {
        (sheet.name, cell.coordinate): cell.number_format
        for sheet in results for row in sheet.impl.ws.iter_rows() for cell in row
    }  # fmt: skip


def test_in_a_german_excel_a_day_beyond_all_days_does_not_hide_the_others(
    app: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("pipeline.excel.session.number_formats._known", {})
    app.impl.api.language = GERMAN
    sheet = made(app, tmp_path).sheets["Risks"]
    ws = sheet.impl.ws
    for row, value in ((900, 46000), (901, 20261231)):
        ws.cell(row, 1).value, ws.cell(row, 1).number_format = value, "dd/mm/yyyy"
    (first,), (second,) = read_values(sheet.range((900, 1), (901, 1)))
    assert (first.year, second) == (2025, 20261231.0)
