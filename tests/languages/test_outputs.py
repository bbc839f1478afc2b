"""What a run in another language says and writes: nothing in English, the same bytes twice, pages side by side."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from html import unescape
from pathlib import Path
from string import Formatter
from typing import Any

import openpyxl
import pytest

from pipeline.cli.main import COMMANDS
from schemas.spec import all_tables
from schemas.wording.languages import DEFAULT, languages, speaking
from scripts.languages import sentences
from tests.chance import every
from tests.cli.test_commands import TODAY, call
from tests.languages.made import OTHERS, workbook
from tests.languages.seen import of_workbook
from tests.run.made import RISKS

# What stands in a page or a workbook as it is: names of tables, files and commands, and what people wrote.
_TAG = re.compile(r"<style.*?</style>|<script.*?</script>|<[^>]+>", re.DOTALL)
PIECE = 3  # words of a sentence in a row that give it away


@pytest.fixture(scope="module", params=every(2, OTHERS))
def ran(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> tuple[str, Path, str]:
    """A language, its workbook after a run with a page, and what the terminal said."""
    folder = tmp_path_factory.mktemp(request.param)
    path = workbook(folder, request.param)
    with speaking(request.param):  # as the command does before it is called
        told = call("run", path, "--out", folder / "out", *TODAY)
    assert told.exit_code == 0, told.output
    return request.param, path, told.output


@cache
def english() -> dict[str, str]:
    """The pieces of English sentences between their placeholders, of three words and more, each with its key."""
    found: dict[str, str] = {}
    for key, entry in sentences(DEFAULT).items():
        for form in [entry] if isinstance(entry, str) else entry.values():
            for piece, *_ in Formatter().parse(form):
                words = " ".join(piece.split())
                if len(re.findall(r"[A-Za-z]{2,}", words)) >= PIECE:
                    found.setdefault(words, key)
    return found


def said_in_english(text: str) -> Iterator[str]:
    plain = " ".join(text.split())
    yield from (f"{key}: {piece}" for piece, key in english().items() if piece in plain)


def test_no_cell_hint_or_sheet_of_the_workbook_is_in_english(ran: tuple[str, Path, str]) -> None:
    _, path, _ = ran
    assert list(said_in_english("\n".join(of_workbook(path.read_bytes())))) == []


def test_nothing_on_its_page_or_the_page_of_the_folder_is_in_english(ran: tuple[str, Path, str]) -> None:
    code, path, _ = ran
    with speaking(code):
        workbook(path.parent / "out", code, "second.xlsx")
        call("run", path.parent, "--out", path.parent / "folder", "--audience", "all", *TODAY)
    pages = list(path.parent.rglob("*.html"))
    assert len(pages) > 1
    for page in pages:
        shown = unescape(_TAG.sub("\n", page.read_text(encoding="utf-8")))
        assert list(said_in_english(shown)) == [], page.name


def test_the_terminal_says_nothing_in_english(ran: tuple[str, Path, str]) -> None:
    code, path, told = ran
    with speaking(code):
        for asked in (["check", path, *TODAY], ["status"], ["rules"], ["review", path, "--out", path.parent, *TODAY]):
            told += call(*asked).output
        told += "".join(call(name, "--help").output for name in COMMANDS)
    assert list(said_in_english(told)) == []


def test_a_second_run_changes_no_byte(ran: tuple[str, Path, str]) -> None:
    _, path, _ = ran
    before = path.read_bytes()
    assert call("run", path, *TODAY).exit_code == 0
    assert path.read_bytes() == before


def test_a_page_in_another_language_stands_beside_that_in_the_workbook_s_own(tmp_path: Path) -> None:
    path, out = workbook(tmp_path, DEFAULT), tmp_path / "out"
    call("run", path, "--out", out, *TODAY)
    call("run", path, "--out", out, *TODAY, "--language", "fr")
    call("run", path, "--out", out, *TODAY)
    assert {page.name for page in out.rglob("*.html")} >= {"clinic.html", "clinic.fr.html"}


def test_a_portfolio_leads_to_the_pages_in_the_language_of_the_run(tmp_path: Path) -> None:
    other, out = tmp_path / "other", tmp_path / "out"
    other.mkdir()
    for folder in (tmp_path, other):
        workbook(folder, DEFAULT)
    call("run", tmp_path, "--out", out, *TODAY, "--language", "fr")
    pages = {page.name for page in out.glob("*.fr.html")}
    leads = set(re.findall("<th scope=row><a href=([^ >]+)", (out / "portfolio.html").read_text("utf-8")))
    assert len(pages) == 2
    assert leads == pages


@pytest.mark.parametrize("code", every(2, OTHERS))
def test_what_is_written_into_a_workbook_is_in_its_language_whatever_the_terminal_speaks(
    code: str, tmp_path: Path
) -> None:
    bad = [{**RISKS[0], "likelihood · INTL": "seven", "owner": "NOBODY", "next_review_on": "01/02/2026"}, RISKS[1]]
    path = workbook(tmp_path, code, values={"Risks": bad})
    assert call("run", path, "--out", tmp_path / "out", *TODAY).exit_code in (0, 3)
    assert list(said_in_english("\n".join(of_workbook(path.read_bytes())))) == []
    page = unescape(_TAG.sub("\n", (tmp_path / "out" / "clinic.html").read_text(encoding="utf-8")))
    assert list(said_in_english(page)) == []


@pytest.mark.parametrize("code", languages())
def test_every_table_has_its_name_in_the_language_of_the_workbook(code: str, tmp_path: Path) -> None:
    book: Any = openpyxl.load_workbook(workbook(tmp_path, code))
    assert {name for sheet in book for name in sheet.tables} >= {
        of.name for of in all_tables().values() if not of.optional
    }


@pytest.mark.parametrize("code", every(3, OTHERS))
def test_copies_for_parties_and_others_are_in_the_language_of_the_workbook(code: str, tmp_path: Path) -> None:
    path, copies = workbook(tmp_path, code), tmp_path / "copies"
    copies.mkdir()
    for asked in (["split", path, "--to", copies], ["share", path, "--for", "outside", "--to", copies / "o.xlsx"]):
        told = call(*asked)
        assert told.exit_code == 0, told.output
    for made in (path, *copies.iterdir()):
        assert list(said_in_english("\n".join(of_workbook(made.read_bytes())))) == [], made.name
