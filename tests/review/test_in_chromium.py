"""The page of a review pack as people get it: on a phone, on a desk, on paper."""

from __future__ import annotations

from pathlib import Path

import pytest

from pipeline.review.page import page
from tests.report.axe import WIDTHS, looks, violations
from tests.report.browser import Browser
from tests.report.test_in_chromium import beyond
from tests.report.world import TYPICAL
from tests.review.test_annex import asked
from tests.review.world import reviewed

pytestmark = [pytest.mark.system("chromium"), pytest.mark.xdist_group("chromium")]


@pytest.fixture(scope="module")
def pages(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """Of a typical workbook that asks the questions of Annex C, and of a bare one."""
    folder = tmp_path_factory.mktemp("packs")
    answered = asked(C1a={"agreed_rating": "Present", "rating · LOCA": "Absent", "rating · REDC": "Present"})
    made = {"typical": reviewed({**TYPICAL, **answered}, whom="LOCA"), "bare": reviewed()}
    files = {name: folder / f"{name}.html" for name in made}
    for name, file in files.items():
        file.write_text(page(made[name]), encoding="utf-8")
    return files


@pytest.mark.parametrize("name", ["typical", "bare"])
def test_it_fits_its_window_and_asks_for_nothing(tab: Browser, pages: dict[str, Path], name: str) -> None:
    tab.visit(pages[name], WIDTHS[0])
    assert (tab.requests(), tab.complaints()) == ([], [])
    assert beyond(tab) == {}


@pytest.mark.parametrize(("name", "width", "scheme"), looks(["typical"]))
def test_it_can_be_used_by_everybody(tab: Browser, pages: dict[str, Path], name: str, width: int, scheme: str) -> None:
    tab.prefer(scheme)
    assert violations(tab, pages[name], width) == []


def test_there_is_room_to_write_in_print(tab: Browser, pages: dict[str, Path]) -> None:
    tab.visit(pages["typical"], 1280)
    tab.call("Emulation.setEmulatedMedia", media="print")
    try:
        assert tab.ask("[...document.querySelectorAll('.write')].every(one => one.offsetHeight > 12)")
        assert tab.ask("[...document.querySelectorAll('td.write')].every(one => one.offsetWidth > 80)")
    finally:
        tab.prefer("light")
    assert tab.printed_pages() >= 4
