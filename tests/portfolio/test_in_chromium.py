"""The portfolio as people get it: in a real browser, on a phone and on a desk, with and without its script."""

from __future__ import annotations

from pathlib import Path
from urllib.parse import urlsplit
from urllib.request import url2pathname

import pytest

from pipeline.portfolio.page import page
from schemas.wording.languages import languages, speaking
from schemas.wording.text import text
from tests.portfolio.made import report, unread, whole
from tests.portfolio.test_page import FOUND, PAST, REPORTS, TYPICAL
from tests.report.axe import WIDTHS, looks, violations
from tests.report.browser import Browser
from tests.report.test_in_chromium import ALL_AT_ONCE, beyond

pytestmark = [pytest.mark.system("chromium"), pytest.mark.xdist_group("chromium")]
# How many actions a partnership has: its title.
BUSY = whole(*(report(f"{many}.xlsx", actions=[f"A-{at}" for at in range(many)]) for many in (5, 1_234, 40, 2_001)))
FOLDERS = ("nz", "ña", "oa", "na/10", "na/2", "حلب", "أريحا", "\u0153uvre", "odeur")
IN_FOLDERS = whole(*(report(f"{name}/a.xlsx") for name in FOLDERS))
SHOWN = "[...document.querySelectorAll('.att tbody tr')].filter(row => row.getClientRects().length).length"


@pytest.fixture(scope="module")
def pages(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """A typical portfolio with a page that it leads to, one without a history, and one of hostile texts."""
    folder = tmp_path_factory.mktemp("pages")
    (folder / "clinic.html").write_text("<title>Clinic access</title>")
    hostile = whole(report("a.xlsx", FOUND, title=ALL_AT_ONCE), unread("b.xlsx", reason=ALL_AT_ONCE), past=PAST)
    many = [report(f"Region {at % 4}/wb{at}.xlsx", FOUND, title=f"Partnership {at}") for at in range(100)]
    made = {"typical": TYPICAL, "alone": whole(*REPORTS), "hostile": hostile, "hundred": whole(*many)}
    for name, content in made.items():
        (folder / f"{name}.html").write_text(page(content), encoding="utf-8")
    with speaking("ar"):
        (folder / "arabic.html").write_text(page(TYPICAL), encoding="utf-8")
    for code in languages():
        with speaking(code):
            (folder / f"busy.{code}.html").write_text(page(BUSY), encoding="utf-8")
            (folder / f"folders.{code}.html").write_text(page(IN_FOLDERS), encoding="utf-8")
    return {path.stem: path for path in folder.glob("*.html")}


@pytest.mark.parametrize("name", ["typical", "alone", "hostile", "arabic"])
def test_it_fits_its_window_and_asks_for_nothing(tab: Browser, pages: dict[str, Path], name: str) -> None:
    tab.visit(pages[name], WIDTHS[0])
    assert (tab.requests(), tab.complaints()) == ([], [])
    assert beyond(tab) == {}


@pytest.mark.parametrize(("name", "width", "scheme"), looks(["typical", "arabic"]))
def test_it_can_be_used_by_everybody(tab: Browser, pages: dict[str, Path], name: str, width: int, scheme: str) -> None:
    tab.prefer(scheme)
    assert violations(tab, pages[name], width) == []


def test_forty_partnerships_stand_on_one_screen_of_a_hundred(tab: Browser, pages: dict[str, Path]) -> None:
    tab.visit(pages["hundred"], 1280)
    heights = tab.ask("[...document.querySelectorAll('.att tbody tr')].map(row => row.getBoundingClientRect().height)")
    assert len(heights) == 100
    assert sum(heights[:40]) <= 1_080


def test_a_line_opens_to_all_its_reasons(tab: Browser, pages: dict[str, Path]) -> None:
    tab.visit(pages["typical"], 1280)
    opened = "document.querySelector('.why').checkVisibility()"
    assert not tab.ask(opened)
    tab.ask("document.querySelector('.c-why summary').click()")
    assert tab.ask(opened)


@pytest.mark.parametrize(("column", "first"), [("partnership", "broken"), ("medium", "Clinic access")])
def test_a_column_sorts(tab: Browser, pages: dict[str, Path], column: str, first: str) -> None:
    tab.visit(pages["typical"], 1280)
    named = "[...document.querySelectorAll('.att thead th')].find(one => one.textContent.toLowerCase() == %r)"
    head = named % column
    tab.ask(f"{head}.querySelector('button').click()")
    assert tab.ask(f"{head}.getAttribute('aria-sort')") == ("ascending" if column == "partnership" else "descending")
    assert tab.ask("document.querySelector('.att tbody th').textContent.trim()") == first


@pytest.mark.parametrize("code", languages())
def test_numbers_above_999_sort_as_numbers_in_every_language(tab: Browser, pages: dict[str, Path], code: str) -> None:
    tab.visit(pages[f"busy.{code}"], 1280)
    with speaking(code):
        title = text("portfolio.attention.columns.actions")
    heads = "[...document.querySelectorAll('.att thead th')]"
    tab.ask(f"{heads}.find(one => one.textContent == {title!r}).querySelector('button').click()")
    names = tab.ask("[...document.querySelectorAll('.att tbody th')].map(one => parseFloat(one.textContent))")
    assert names == [2_001, 1_234, 40, 5]


def test_folders_are_a_filter(tab: Browser, pages: dict[str, Path]) -> None:
    tab.visit(pages["hundred"], 1280)
    tab.ask("document.getElementById('folder').value = 'Region 1'")
    tab.ask("document.getElementById('folder').dispatchEvent(new Event('change'))")
    assert tab.ask(SHOWN) == 25


@pytest.mark.parametrize(
    ("code", "listed"),
    [
        ("fr", "na na/2 na/10 ña nz oa odeur œuvre أريحا حلب"),
        ("es", "na na/2 na/10 nz ña oa odeur œuvre أريحا حلب"),  # ñ is a letter of its own
        ("ar", "أريحا حلب na na/2 na/10 ña nz oa odeur œuvre"),  # its own writing first
    ],
)
def test_folders_are_listed_as_the_language_sorts(tab: Browser, pages: dict[str, Path], code: str, listed: str) -> None:
    tab.visit(pages[f"folders.{code}"], 1280)
    assert tab.ask("[...document.getElementById('folder').options].slice(1).map(one => one.value)") == listed.split()


def test_a_hundred_print_on_few_sheets_of_a4(tab: Browser, pages: dict[str, Path]) -> None:
    tab.visit(pages["hundred"], 1280)
    assert tab.printed_pages() <= 8


def test_a_partnership_leads_to_its_page(tab: Browser, pages: dict[str, Path]) -> None:
    tab.visit(pages["typical"], 1280)
    address = tab.ask("[...document.links].find(one => one.textContent == 'Clinic access').href")
    tab.visit(Path(url2pathname(urlsplit(address).path)), 1280)
    assert tab.ask("document.title") == "Clinic access"


def test_levels_are_sieved_without_a_script(tab: Browser, pages: dict[str, Path]) -> None:
    tab.call("Emulation.setScriptExecutionDisabled", value=True)
    try:
        tab.visit(pages["typical"], 1280)
        assert tab.ask(SHOWN) == 3
        tab.ask("document.getElementById('f-calm').click()")
        assert tab.ask(SHOWN) == 1
        assert tab.ask("document.getElementById('find').hidden")
    finally:
        tab.call("Emulation.setScriptExecutionDisabled", value=False)


@pytest.mark.parametrize(
    ("typed", "shown"), [("clinic", 1), ("CLÍNIC", 1), ("could not be read", 1), ("", 3), ("zzz", 0)]
)
def test_words_find_a_partnership(tab: Browser, pages: dict[str, Path], typed: str, shown: int) -> None:
    tab.visit(pages["typical"], 1280)
    tab.ask(f"document.getElementById('q').value = {typed!r}")
    tab.ask("document.getElementById('q').dispatchEvent(new Event('input'))")
    assert tab.ask(SHOWN) == shown


def test_hostile_text_runs_nothing(tab: Browser, pages: dict[str, Path]) -> None:
    tab.visit(pages["hostile"], 1280)
    assert tab.ask("document.scripts.length") == 1
    assert tab.ask("document.images.length") == 0
