"""The sheets that an adoption writes are in the language in force, and are read in whichever they were written."""

from __future__ import annotations

from itertools import chain
from pathlib import Path

import pytest

from pipeline.adopt.mapping import mapping_rows
from pipeline.adopt.sheet_words import header, key_of, kind_of, kind_word, link_of, link_word, table_of
from pipeline.adopt.workbook import sheets
from schemas.spec import table
from schemas.wording.languages import languages, speaking
from tests.adopt.registers import adopt, rows_of, saved

KEYS = {*chain(*sheets.HEADERS.values(), *mapping_rows.HEADERS.values())}
HEADERS = ("ID", "Risk description", "Likelihood", "Impact", "Mitigation plan")
ROWS = (("R1", "Convoys are attacked", 4, 5, "Radios"), ("R2", "The office is burgled", 3, 2, "Cameras"))


@pytest.mark.parametrize("code", languages())
def test_each_word_of_these_sheets_is_understood_again(code: str) -> None:
    with speaking(code):
        assert {key: key_of(header(key)) for key in KEYS} == {key: key for key in KEYS}
        assert (kind_of(kind_word("budget")), link_of(link_word("tell"))) == ("budget", "tell")
        assert table_of(table("Risks").sheet) == "Risks"


def test_a_workbook_adopted_in_french_is_brought_up_to_date_from_a_terminal_in_english(tmp_path: Path) -> None:
    old, new = saved(tmp_path / "register.xlsx", [HEADERS, *ROWS]), tmp_path / "new.xlsx"
    with speaking("fr"):
        assert adopt(old, "--to", new, "--as", "REDC=R", "--accept").exit_code == 0
    before = rows_of(new, "Adopted")
    assert {*before[0]} >= {"feuille de Concord", "valeur d’origine", "comment"}
    saved(old, [HEADERS, (*ROWS[0][:2], 2, *ROWS[0][3:]), ROWS[1], ("R3", "Floods", 1, 1, "Boats")])
    told = adopt(old, "--to", new, "--as", "REDC=R", "--accept")
    assert told.exit_code == 0, told.output
    after = rows_of(new, "Adopted")
    assert {*after[0]} == {*before[0]}
    changed = [row["valeur"] for row in after if row["ligne"] == "R1" and row["valeur d’origine"] == 2]
    assert changed == [2]
    assert {row["comment"] for row in after} <= {"copié", "mot", "nombre", "réuni", "complété", "donné"}
    assert [row["Source"] is not None for row in rows_of(new, "Risks")] == [True] * 3
