"""The page: complete without a script, sound, the same every time, and of a sane size."""

from __future__ import annotations

import re
from base64 import b64encode
from dataclasses import replace
from hashlib import sha256

import pytest

from pipeline.portfolio.from_history import Past
from pipeline.portfolio.page import charts, page, portfolio_context
from pipeline.report import fitted
from tests.portfolio.made import report, unread, whole
from tests.report.test_hostile_text import HOSTILE
from tests.report.world import Page

RUNS = tuple(
    {
        "day": f"2026-1{month}-01", "workbooks": 2, "critical": month, "high": 9, "medium": 30, "low": 2,
        "actions": 40, "late": month,
    }
    for month in range(3)
)  # fmt: skip
FOUND = {
    "RSK-02/R1": "critical",
    "ACT-03/1": "high",
    "ACT-03/2": "high",
    "IND-02/x": "medium",
    "ARR-06/arrangement": "low",
}
REPORTS = (
    report("East/clinic.xlsx", FOUND, title="Clinic access", late=["M-1"], missing=3, mend=1),
    report("calm.xlsx", title="Calm"), unread("broken.xlsx"),
)  # fmt: skip
FIRST = str(REPORTS[0].path.absolute())
PAST = Past(RUNS, {FIRST: [1, 5, 3]}, "r1", "2026-11-01", {}, frozenset({FIRST}))
TYPICAL = whole(*REPORTS, past=PAST, links={REPORTS[0].path: "clinic.html"})


@pytest.fixture(scope="module")
def typical() -> Page:
    return Page.of(page(TYPICAL))


def test_every_partnership_stands_there_with_its_reasons(typical: Page) -> None:
    for item in TYPICAL.placed:
        assert item.one.title in typical.text
        assert all(reason.says in typical.text for reason in item.reasons)


def test_how_the_order_comes_about_is_said(typical: Page) -> None:
    assert "Needs attention now: the workbook could not be read, or has critical findings." in typical.text


def test_what_could_not_be_read_and_why_stands_there(typical: Page) -> None:
    assert "broken.xlsx" in typical.text
    assert "its end is missing" in typical.text


def test_a_partnership_leads_to_its_page(typical: Page) -> None:
    assert "clinic.html" in [link["href"] for link in typical.named("a")]


def test_without_a_history_the_page_says_so_and_is_complete() -> None:
    found = Page.of(page(whole(*REPORTS)))
    assert "Nothing to compare with yet" in found.text
    assert "Clinic access" in found.text
    assert "Since last run" not in found.text


def test_an_empty_folder_has_a_page_too() -> None:
    assert "No partnerships were found there." in Page.of(page(whole())).text


def test_only_its_own_script_and_style_may_run() -> None:
    text = page(TYPICAL)
    policy = next(meta["content"] for meta in Page.of(text).named("meta") if meta.get("http-equiv"))
    assert "unsafe" not in policy
    for name in ("style", "script"):
        (content,) = re.findall(f"<{name}>(.*?)</{name}>", text, re.DOTALL)
        assert f"{name}-src 'sha256-{b64encode(sha256(content.encode()).digest()).decode()}'" in policy


def test_links_within_the_page_lead_somewhere_and_ids_stand_once(typical: Page) -> None:
    links = {link["href"][1:] for link in typical.named("a") if link["href"].startswith("#")}
    assert links <= set(typical.ids)
    assert len(typical.ids) == len(set(typical.ids))


def test_every_table_has_a_caption_and_every_chart_its_words(typical: Page) -> None:
    assert len(typical.named("table")) == len(typical.named("caption"))
    for figure in typical.named("svg"):
        assert figure.get("aria-hidden") == "true" or figure["role"] == "img"
        assert set(figure.get("aria-labelledby", "").split()) <= set(typical.ids)


def test_the_numbers_behind_the_lines_stand_in_a_table(typical: Page) -> None:
    assert all(str(run["day"]) in typical.text for run in RUNS)


def test_lines_over_time_do_not_rise_because_workbooks_were_added() -> None:
    grown = [{**RUNS[0], "workbooks": many, "critical": many, "high": 3 * many} for many in (2, 40, 100)]
    (findings, _) = charts(whole(*REPORTS, past=replace(PAST, runs=tuple(grown))))
    for line in findings.series[:2]:
        heights = {point.partition(",")[2] for point in line.points.split()}
        assert len(heights) == 1


def test_partnerships_of_one_title_are_told_apart_by_their_file() -> None:
    twins = [report(f"{name}/a.xlsx", FOUND, title="Clinic access") for name in ("East", "West")]
    table = page(whole(*twins)).partition('class="plain stack att"')[2].partition("</table>")[0]
    rows = [row.partition("<td class=c-why>")[0] for row in table.split("<tr")[2:]]
    assert [name for row in rows for name in ("East/a.xlsx", "West/a.xlsx") if name in row] == [
        "East/a.xlsx", "West/a.xlsx",
    ]  # fmt: skip


@pytest.mark.parametrize("audience", ["parties", "outside", "REDC"])
def test_the_parts_of_each_number_add_up_to_it_or_to_what_it_is_a_part_of(audience: str) -> None:
    for tile in portfolio_context(whole(*REPORTS, past=PAST, audience=audience))["tiles"]:
        parts = [int(count) for count, *_ in tile.parts]
        value = int(tile.value.replace(",", ""))
        whole_of = int(tile.of.partition(" ")[2].replace(",", "")) if tile.of else value
        assert sum(parts) == whole_of or (tile.name == "changes" and sum(parts) == 2)
        assert value in (sum(parts), parts[0], parts[0] + (parts[1] if len(parts) > 1 else 0))


def test_no_option_of_a_command_stands_on_a_portfolio() -> None:
    for audience in ("parties", "outside", "REDC"):
        text = Page.of(page(whole(*REPORTS, audience=audience))).text
        assert not re.search(r"(?<![\w-])--[a-z]", text)


def test_language_and_direction_are_set(typical: Page) -> None:
    assert typical.named("html")[0] == {"lang": "en", "dir": "ltr"}


def test_folders_are_listed_without_regard_to_case_and_accents_each_below_its_own() -> None:
    names = ("Zone", "Évacuation", "est", "Est-B", "est/Nord", "Étude", "Fort")
    context = portfolio_context(whole(*(report(f"{name}/a.xlsx") for name in names)))
    assert context["folders"] == ["est", "est/Nord", "Est-B", "Étude", "Évacuation", "Fort", "Zone"]


def test_the_same_portfolio_gives_the_same_bytes() -> None:
    assert page(TYPICAL) == page(TYPICAL)


TAGS = {tag for tag, _ in Page.of(page(TYPICAL)).tags} | {"em", "details", "summary", "bdi"}


@pytest.mark.parametrize("said", HOSTILE, ids=range(len(HOSTILE)))
def test_hostile_text_stays_text(said: str) -> None:
    name = said.replace("/", "_").replace("\0", "")[:200] + ".xlsx"
    text = page(whole(report(name, FOUND, title=said), unread(f"x{name}", reason=said)))
    found = Page.of(text)
    assert {tag for tag, _ in found.tags} <= TAGS
    assert len(found.named("script")) == 1
    assert not [name for _, attributes in found.tags for name in attributes if name.startswith("on")]
    assert text.endswith("</html>\n")


def test_a_row_costs_about_as_much_in_a_large_folder_as_in_a_small_one() -> None:
    size = {
        count: len(page(whole(*(report(f"{place}.xlsx", FOUND, missing=3) for place in range(count)))).encode())
        for count in (50, 100, 400)
    }
    row = (size[100] - size[50]) / 50
    assert row < 1_200
    assert (size[400] - size[100]) / 300 < 1.05 * row


@pytest.mark.parametrize("calm", [40, 800])
def test_a_page_of_many_partnerships_stays_small_shows_the_worst_and_counts_the_others(calm: int) -> None:
    grave = [report(f"grave {n}.xlsx", {"RSK-02/R1": "critical"}) for n in range(3)]
    made = page(whole(*(report(f"calm {n}.xlsx") for n in range(calm)), *grave))
    rows = len(re.findall(r"<tr class=.?is-", made))
    said = re.search(r"(\d+) more find no room on this page\. [^<]*On track (\d+)\.", made)
    assert len(made.encode()) <= fitted.LARGEST
    assert made.count("grave") == 3 * made.count("grave 1")
    assert rows + int(said[1] if said else 0) == calm + len(grave)
    assert bool(said) == (calm == 800)
    assert said is None or said[1] == said[2]
