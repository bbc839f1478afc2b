"""A page stays small, however long the workbook: what does not fit is counted and leads to the workbook."""

from __future__ import annotations

import re
from functools import cache

import pytest

from pipeline.reading.workbook import Reading
from pipeline.report import fitted
from pipeline.report.page import page
from pipeline.results.compute import Results
from tests.report.world import Page, activity, indicator, line, looked, risk

# The workbook and its pages are made once, for all tests that look at them.
COUNT = 90
LARGEST = 90_000  # bytes; so that few rows are enough for these tests
AUDIENCES = ("parties", "outside", "LOCA")


@cache
def long_workbook() -> tuple[Reading, Results]:
    """Many rows of each kind; of the risks only the last ones are very high, and only they have no measures."""
    numbers = range(1, COUNT + 1)
    low = {"likelihood · LOCA": 1, "impact · LOCA": 1, "likelihood · REDC": 1, "impact · REDC": 1}
    return looked({
        "Risks": [risk(f"R{n}", treatment="Reduce", **({} if n > COUNT - 3 else low)) for n in numbers],
        "Activities": [activity(str(n), **({"role · REDC": "L"} if n % 2 else {})) for n in numbers],
        "Indicators": [indicator(f"I{n}", element=f"Element {n % 7}") for n in numbers],
        "Budget": [line(f"B{n}") for n in numbers],
    })  # fmt: skip


@cache
def long_page(audience: str) -> str:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(fitted, "LARGEST", LARGEST)
        return page(*long_workbook(), "Long.xlsx", audience)


@pytest.fixture(params=AUDIENCES)
def shown(request: pytest.FixtureRequest) -> str:
    return long_page(request.param)


@pytest.fixture
def for_the_parties() -> str:
    return long_page("parties")


def test_it_is_no_longer_than_the_largest(shown: str) -> None:
    assert len(shown.encode()) <= LARGEST


def test_its_links_lead_somewhere(shown: str) -> None:
    found = Page.of(shown)
    assert {link["href"][1:] for link in found.named("a", "use")} <= set(found.ids)


def test_what_is_shown_and_what_is_counted_are_all_there_are(for_the_parties: str) -> None:
    for kind, sheet in (("r", "Risks"), ("b", "Budget"), ("i", "Indicators"), ("a", "Activities")):
        rows = sum(id.startswith(f"{kind}-") for id in Page.of(for_the_parties).ids)
        said = re.findall(rf"(\d+) more find no room on this page. They stand in the sheet {sheet} ", for_the_parties)
        assert str(COUNT - rows) in said, sheet


def test_the_gravest_are_shown_first_and_those_that_are_not_are_named_by_kind(for_the_parties: str) -> None:
    ids = Page.of(for_the_parties).ids
    assert {f"r-R{n}" for n in range(COUNT - 2, COUNT + 1)} <= set(ids)
    assert re.search(r"sheet Risks of the workbook. Among them: Low \d+\.", for_the_parties)


def test_no_finding_is_hidden_without_being_counted(for_the_parties: str) -> None:
    _, results = long_workbook()
    critical = [found.id for found in results.findings.shown if found.severity == "critical"]
    said = re.search(r"sheet Gaps of the workbook\. Among them: ([^.]*)\.", for_the_parties)
    assert said
    counted = re.search(r"Critical (\d+)", said[1])
    rows = [id for id in critical if f"f-{id}" in Page.of(for_the_parties).ids]
    assert critical
    assert len(rows) + int(counted[1] if counted else 0) == len(critical)


def test_others_are_led_to_no_workbook_that_they_do_not_have(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(fitted, "LARGEST", 20_000)
    said = page(*long_workbook(), "Long.xlsx", "outside")
    assert " find no room on this page." in said
    assert "of the workbook" not in said


def test_a_page_that_is_not_too_long_shows_everything() -> None:
    assert "no room on this page" not in page(*looked({"Risks": [risk("R1")]}), "Short.xlsx", "parties")
