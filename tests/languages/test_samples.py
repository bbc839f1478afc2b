"""The small samples of each language: read without a fault, with findings, and nothing in English."""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from pipeline.reading.workbook import read
from schemas.vocabulary import vocabularies
from schemas.wording.languages import DEFAULT, speaking
from tests.languages.made import OTHERS
from tests.languages.seen import of_workbook
from tests.languages.test_outputs import said_in_english
from tests.run.made import run
from tests.samples.kept import FOLDER


@pytest.mark.parametrize("code", OTHERS)
def test_the_sample_of_a_language_is_as_people_of_that_language_keep_it(code: str, tmp_path: Path) -> None:
    path = tmp_path / "sample.xlsx"
    shutil.copy(FOLDER / "languages" / f"two-organisations.{code}.xlsx", path)
    reading = read(path.read_bytes())
    assert (reading.language, [one.check for one in reading.problems if one.severity == "high"]) == (code, [])
    outcome = run(path)
    assert outcome.status == "written"
    assert outcome.findings
    assert {finding.severity for finding in outcome.findings.shown} >= {"high", "medium"}
    assert list(said_in_english("\n".join(of_workbook(path.read_bytes())))) == []


@pytest.mark.parametrize("code", OTHERS)
def test_no_word_that_is_chosen_in_the_sample_of_a_language_is_the_english_one(code: str) -> None:
    with speaking(DEFAULT):
        english = {label for words in vocabularies().values() for label in words.labels}
    with speaking(code):
        english -= {label for words in vocabularies().values() for label in words.labels}
    book: Any = openpyxl.load_workbook(FOLDER / "languages" / f"two-organisations.{code}.xlsx")
    shown = [sheet for sheet in book if sheet.sheet_state == "visible"]
    assert {cell.value for sheet in shown for row in sheet.iter_rows() for cell in row} & english == set()
