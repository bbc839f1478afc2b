"""Pages as people get them: in a real browser, on a phone, on a desk, on paper."""

from __future__ import annotations

from pathlib import Path

import pytest

from pipeline.report.pdf import browser, pdf_of
from schemas.wording.languages import speaking
from tests.contrast import contrast as of_hex
from tests.report.axe import SCHEMES, WIDTHS, looks, violations
from tests.report.browser import Browser
from tests.report.test_hostile_text import HOSTILE, hostile
from tests.report.world import DAY, FURTHER, TYPICAL, looked

pytestmark = [pytest.mark.system("chromium"), pytest.mark.xdist_group("chromium")]
ALL_AT_ONCE = "\n".join(text[:2_000] for text in HOSTILE) + "x" * 25_000
# What reaches beyond the window, but for what can be scrolled by itself.
LOST = """[...document.links].filter(one => !document.getElementById(decodeURIComponent(one.hash.slice(1))))
    .map(one => one.outerHTML)"""
BEYOND = """[...document.querySelectorAll('body *')].filter(one =>
    (one.getBoundingClientRect().right > innerWidth + 1 || one.getBoundingClientRect().left < -2)
    && !one.closest('.scroll') && !one.closest('figure')
).map(one => one.outerHTML.slice(0, 80))"""


@pytest.fixture(scope="module")
def pages(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """Pages of a typical workbook for every audience, and one of hostile texts."""
    from pipeline.report.page import page

    folder = tmp_path_factory.mktemp("pages")
    made = {}
    for audience in ("parties", "outside", "REDC"):
        read = looked({**TYPICAL, **FURTHER} if audience == "REDC" else TYPICAL)
        made[audience] = folder / f"{audience}.html"
        made[audience].write_text(page(*read, "a.xlsx", audience), encoding="utf-8")
    with speaking("ar"):
        read = looked(TYPICAL)
        for name, audience in (("arabic", "parties"), ("arabic outside", "outside")):
            made[name] = folder / f"{name}.html"
            made[name].write_text(page(*read, "a.xlsx", audience), encoding="utf-8")
    made["hostile"] = folder / "hostile.html"
    made["hostile"].write_text(page(*hostile(ALL_AT_ONCE), "a.xlsx"), encoding="utf-8")
    return made


@pytest.fixture(scope="module")
def long_page(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The page of the sample with most partners and findings."""
    from pipeline.report.page import page
    from pipeline.run.batch.options import Options
    from pipeline.run.workbook.process import read_and_compute

    _, _, reading, results = read_and_compute(Path("workbooks/samples/energy-supply-network.xlsx"), Options(today=DAY))
    file = tmp_path_factory.mktemp("long") / "long.html"
    file.write_text(page(reading, results, "long.xlsx"), encoding="utf-8")
    return file


@pytest.mark.parametrize("name", ["parties", "outside", "REDC", "hostile", "arabic"])
def test_a_page_fits_its_window_asks_for_nothing_and_leads_where_it_says(
    tab: Browser, pages: dict[str, Path], name: str
) -> None:
    tab.visit(pages[name], WIDTHS[0])
    assert [tab.requests(), tab.complaints()] == [[], []]
    assert beyond(tab) == {}
    assert tab.ask(LOST) == []


def beyond(tab: Browser) -> dict[int, list[str]]:
    """What of the open page reaches beyond its window, by the width of that."""
    found = {}
    for width in WIDTHS:
        tab.widen(width)
        assert tab.ask("innerWidth") == width
        if (needed := tab.ask("document.documentElement.scrollWidth")) > width or tab.ask(BEYOND):
            found[width] = [f"{needed} pixels", *tab.ask(BEYOND)]
    return found


def test_a_cell_that_looks_like_a_script_runs_nothing(tab: Browser, pages: dict[str, Path]) -> None:
    tab.visit(pages["hostile"], 1280)
    assert tab.ask("document.scripts.length + document.images.length") == 0
    assert tab.ask("document.title").startswith("<script>alert(1)</script>")


def test_the_leanly_written_page_is_the_tree_that_was_meant(tab: Browser, pages: dict[str, Path]) -> None:
    tab.visit(pages["parties"], 1280)
    # A cell that was not closed in the right place would end up outside its row, or swallow the next one.
    assert tab.ask("[...document.querySelectorAll('td, th')].every(cell => cell.parentElement.tagName === 'TR')")
    assert (
        tab.ask("document.querySelectorAll('td td, td table, th p table, p p, li > section, section section').length")
        == 0
    )
    assert tab.ask("[...document.querySelectorAll('main > section')].length") == 14


@pytest.mark.parametrize("scheme", SCHEMES)
def test_colours_of_words_can_be_read(tab: Browser, pages: dict[str, Path], scheme: str) -> None:
    tab.prefer(scheme)
    tab.visit(pages["parties"], 1280)
    pairs = tab.ask(
        """[...document.querySelectorAll('b[class], i[class], td[class], code, small, .lead, .how, .key, nav a, th')]
        .filter(one => one.textContent.trim() && one.getClientRects().length)
        .map(one => { let behind = one; while (getComputedStyle(behind).backgroundColor === 'rgba(0, 0, 0, 0)')
            behind = behind.parentElement;
            return getComputedStyle(one).color + '|' + getComputedStyle(behind).backgroundColor })"""
    )
    poor = {pair for pair in set(pairs) if contrast(*pair.split("|")) < 4.5}
    assert poor == set()


def contrast(first: str, second: str) -> float:
    """The contrast of two colours as a browser gives them, `rgb(1, 2, 3)`."""

    def hexed(colour: str) -> str:
        parts = [int(float(part)) for part in colour[colour.index("(") + 1 : -1].split(",")[:3]]
        return "#{:02X}{:02X}{:02X}".format(*parts)

    return of_hex(hexed(first), hexed(second))


# The page of REDC has all that the parties' has; axe-core looks at one that is so long for five seconds.
@pytest.mark.parametrize(("name", "width", "scheme"), looks(["REDC", "outside", "arabic outside"]))
def test_a_page_can_be_used_by_everybody(
    tab: Browser, pages: dict[str, Path], name: str, width: int, scheme: str
) -> None:
    tab.prefer(scheme)
    assert violations(tab, pages[name], width) == []


def test_the_agenda_stands_on_the_first_screen(tab: Browser, pages: dict[str, Path]) -> None:
    tab.visit(pages["parties"], 1280)
    assert tab.ask("document.querySelector('#agenda tbody tr').getBoundingClientRect().bottom") < 900


def test_a_page_prints_as_a_brief_of_two_pages_and_as_a_whole_where_that_is_chosen(
    tab: Browser, long_page: Path, pages: dict[str, Path]
) -> None:
    tab.visit(long_page, 1280)
    assert tab.printed_pages() == 2
    tab.visit(pages["parties"], 1280)
    assert tab.printed_pages() == 2
    tab.ask("document.getElementById('print-all').click()")
    assert tab.printed_pages() > 6


def test_a_printed_page_shows_what_is_folded_on_the_screen(tab: Browser, pages: dict[str, Path]) -> None:
    tab.visit(pages["parties"], 1280)
    tab.ask("document.getElementById('print-all').click()")
    tab.call("Emulation.setEmulatedMedia", media="print")
    try:
        assert tab.ask("[...document.querySelectorAll('details table')].every(one => one.offsetHeight > 20)")
    finally:
        tab.prefer("light")


def test_the_map_goes_up_with_likelihood_and_right_with_impact(tab: Browser, pages: dict[str, Path]) -> None:
    tab.visit(pages["parties"], 1280)
    rows = tab.ask("[...document.querySelectorAll('.heat tbody th')].map(one => one.textContent.trim().slice(-1))")
    columns = tab.ask("[...document.querySelectorAll('.heat thead th')].map(one => one.textContent.trim().slice(-1))")
    assert (rows, columns) == (list("54321"), list("12345"))


def test_a_page_prints_as_pdf_that_is_named_from_where_one_stands(
    pages: dict[str, Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(pages["outside"].parent)
    data, why = pdf_of(browser(), Path(pages["outside"].name))
    assert why == ""
    assert data.startswith(b"%PDF-")
