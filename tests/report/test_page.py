"""The page for the parties: complete, sound, the same every time, and safe to open."""

from __future__ import annotations

import re
from collections import Counter
from pathlib import Path

import pytest

from pipeline.analysis.assessment import Assessment
from pipeline.report.actions import acts
from pipeline.report.glance import plan
from pipeline.report.page import page
from pipeline.report.where import anchor
from pipeline.run.batch.options import Options
from pipeline.run.workbook.process import read_and_compute
from tests.chance import every
from tests.report.world import DAY, FURTHER, TYPICAL, Page, indicator, looked, risk, shown

SAMPLES = sorted(Path("workbooks/samples").glob("*.xlsx"), key=lambda path: path.stat().st_size)
AUDIENCES = ("parties", "outside", "REDC")


@pytest.fixture(scope="module", params=AUDIENCES)
def typical(request: pytest.FixtureRequest) -> str:
    return shown(TYPICAL, request.param)


def test_a_page_needs_nothing_but_itself(typical: str) -> None:
    found = Page.of(typical)
    addresses = [
        value for _, attributes in found.tags for name, value in attributes.items() if name in ("href", "src", "data")
    ]
    assert all(address.startswith(("#", "data:,")) for address in addresses)
    assert not found.named("script", "iframe", "object", "embed", "form", "img", "base")
    assert "url(" not in typical
    assert "@import" not in typical


def test_a_page_forbids_scripts_and_requests(typical: str) -> None:
    policy = next(meta["content"] for meta in Page.of(typical).named("meta") if meta.get("http-equiv"))
    assert "default-src 'none'" in policy
    assert "script" not in policy


def test_every_link_leads_to_a_place_on_the_page(typical: str) -> None:
    found = Page.of(typical)
    links = [attributes["href"][1:] for attributes in found.named("a", "use")]
    assert links
    assert set(links) <= set(found.ids)


def test_every_id_stands_once(typical: str) -> None:
    ids = Page.of(typical).ids
    assert len(ids) == len(set(ids))


def test_every_table_has_a_caption_and_every_header_a_scope(typical: str) -> None:
    found = Page.of(typical)
    assert len(found.named("table")) == len(found.named("caption"))
    assert {header.get("scope") for header in found.named("th")} <= {"row", "col", "rowgroup"}


def test_every_figure_has_a_title_and_a_description(typical: str) -> None:
    found = Page.of(typical)
    figures = [figure for figure in found.named("svg") if figure.get("aria-hidden") != "true"]
    named = [name for figure in figures for name in figure["aria-labelledby"].split()]
    assert figures
    assert all(figure["role"] == "img" for figure in figures)
    assert set(named) <= set(found.ids)
    assert len(named) == 2 * len(figures)


def test_language_and_direction_are_set(typical: str) -> None:
    html = Page.of(typical).named("html")[0]
    assert html == {"lang": "en", "dir": "ltr"}


def test_what_may_scroll_can_be_reached_with_the_keyboard(typical: str) -> None:
    regions = [one for one in Page.of(typical).named("div") if "scroll" in one.get("class", "").split()]
    assert regions
    assert all(one["tabindex"] == "0" and one["role"] == "region" and one["aria-label"] for one in regions)


def test_the_first_link_skips_to_the_content(typical: str) -> None:
    assert Page.of(typical).named("a")[0] == {"class": "skip", "href": "#content"}


def test_the_same_results_give_the_same_bytes() -> None:
    reading, results = looked(TYPICAL)
    assert page(reading, results, "a.xlsx") == page(reading, results, "a.xlsx")


def test_a_page_knows_no_day_but_that_of_the_results() -> None:
    days = set(re.findall(r"\b20\d\d-\d\d-\d\d\b", shown({"Risks": TYPICAL["Risks"]}, "outside")))
    assert days == {DAY.isoformat()}


def test_what_was_found_is_on_the_page_with_its_cell() -> None:
    reading, results = looked(TYPICAL)
    text = Page.of(page(reading, results, "a.xlsx")).text
    gaps = [found for found in results.findings.shown if found.shown_in == "Gaps"]
    assert gaps
    for found in gaps:
        assert " ".join(found.says.split()) in text
        assert found.id in text
        assert found.cell is None or reading.places.address(found.cell) in text


def test_every_action_is_on_the_page() -> None:
    reading, results = looked(TYPICAL)
    ids = set(Page.of(page(reading, results, "a.xlsx")).ids)
    assert {anchor("p", row.action) for row in results.plan.actions} <= ids


def test_the_page_begins_with_the_agenda() -> None:
    found = Page.of(shown(TYPICAL))
    assert [one["id"] for one in found.named("section")][:4] == ["agenda", "brief", "heat", "glance"]
    assert found.named("a")[1]["href"] == "#agenda"


def test_the_agenda_is_that_of_the_workbook() -> None:
    reading, results = looked(TYPICAL)
    found = Page.of(page(reading, results, "a.xlsx"))
    rows = next(table for table in results.tables if table.name == "Agenda").rows
    topics = [anchor("t", str(row["topic_id"])) for row in rows if row["topic_id"] != "CLOSE"]
    assert [id for id in found.ids if id.startswith("t-")] == topics
    numbered = [row for row in rows if row["minutes"]]
    assert f"{sum(int(str(row['minutes'])) for row in numbered)} minutes" in found.text


def test_what_people_wrote_beside_a_topic_stands_on_the_agenda() -> None:
    written = {"Agenda": [{"topic_id": "RSK/R1", "what_we_agreed": "Drive together", "look_again_on": DAY}]}
    assert "Drive together" in Page.of(shown({**TYPICAL, **written})).text


def test_critical_and_high_findings_are_counted_first() -> None:
    reading, results = looked(TYPICAL)
    count = Counter(found.severity for found in results.findings.shown if found.shown_in == "Gaps")
    said = f"{count['critical']} critical and {count['high']} high findings are open."
    text = Page.of(page(reading, results, "a.xlsx")).text
    assert text.index(said) < text.index("How each partner sees the risks")


def test_no_page_speaks_of_options_of_a_command(typical: str) -> None:
    assert not re.search(r"(?<![\w-])--[a-z]", Page.of(typical).text)


def test_a_page_leads_back_to_the_portfolio_that_stands_beside_it() -> None:
    reading, results = looked(TYPICAL)
    for audience in AUDIENCES:
        found = Page.of(page(reading, results, "a.xlsx", audience, home="portfolio.html"))
        assert "portfolio.html" in [one.get("href") for one in found.named("a")]


def test_findings_are_folded_by_area() -> None:
    folded = [one["id"] for one in Page.of(shown(TYPICAL)).named("details")]
    assert {"findings-RSK", "findings-ACT", "findings-IND"} <= set(folded)


def test_all_fifteen_obstacles_stand_in_one_table() -> None:
    text = shown(TYPICAL)
    table = text[text.index("<section id=obstacles") :].partition("</table>")[0]
    assert table.count("<tr") == 1 + 15


def test_an_element_that_partners_see_differently_shows_both_ends() -> None:
    one = {"rating · REDC": "Present", "evidence · REDC": "Documented", "rating · LOCA": "Absent"}
    other = {"rating · WATR": "Present", "evidence · WATR": "Documented"}
    assert "partners 0 to 100 %" in Page.of(shown({"Indicators": [indicator("I1", **one, **other)]})).text


def test_the_parts_of_a_number_add_up_to_it() -> None:
    reading, results = looked({**TYPICAL, "ActionPlan": [{"what_we_agreed": "Ask the school", "action": ""}]})
    assessment = Assessment.of(reading.arrangement, DAY)
    tile = plan(acts(assessment, results.plan))
    assert sum(number for number, *_ in tile.parts) == int(tile.value)


def test_an_outside_page_leaves_out_what_is_not_shared_and_says_so() -> None:
    found = Page.of(shown({"Risks": [risk("R1", sharing="Parties")]}, "outside"))
    assert [one["id"] for one in found.named("section")] == ["glance"]
    assert "Rows that are not shared are not assessed here." in found.text


def test_an_empty_workbook_has_a_page_too() -> None:
    for audience in AUDIENCES:
        assert "Clinic access" in Page.of(shown({}, audience)).text


@pytest.mark.parametrize("path", every(6, SAMPLES), ids=lambda path: path.stem)
def test_a_sample_stays_small_and_its_links_lead_somewhere(path: Path) -> None:
    _, _, reading, results = read_and_compute(path, Options(today=DAY))
    for audience in ("parties", "outside", reading.arrangement.parties[0].partner):
        text = page(reading, results, path.name, audience)
        found = Page.of(text)
        assert len(text.encode()) < 300_000
        assert {link["href"][1:] for link in found.named("a", "use")} <= set(found.ids)
        assert len(found.ids) == len(set(found.ids))


def test_one_reads_on_first_where_a_topic_is_gravest() -> None:
    """Who does what: that two parties cannot warn each other, before what is not written down yet."""
    path = Path("workbooks/samples/aid-before-its-end.xlsx")
    _, _, reading, results = read_and_compute(path, Options(today=DAY))
    assert "Read on: COM-01 , ACT-05" in Page.of(page(reading, results, path.name)).text


def test_the_page_says_what_1_to_5_mean_in_the_words_of_the_parties() -> None:
    values = {"Scales": [{"scale": "Impact", "step": 4, "name": "Grave", "meaning": "somebody is lost"}]}
    page = shown(values)
    assert "4 Grave" in page
    assert "somebody is lost" in page
    assert "Very unlikely" in page


def test_the_page_says_where_the_partnership_stands_in_its_life_where_steps_are_kept() -> None:
    steps: list[dict[str, object]] = [
        {"step": "X1", "gate": "Before", "what": "Meet", "done_on": DAY},
        {"step": "X2", "gate": "Start", "what": "Sign", "done_on": DAY},
        {"step": "X3", "gate": "Review", "what": "Look back"},
    ]
    said = Page.of(shown({**TYPICAL, "Steps": steps})).text
    stands = said.partition("Where the partnership stands ")[2]
    assert stands.startswith("Develop.")
    assert "Steps taken: plan 1 of 1, develop 1 of 1, review 0 of 1." in stands
    assert "Where the partnership stands" not in Page.of(shown(TYPICAL)).text


def test_the_rows_of_further_sheets_are_folded_on_the_page_with_their_cells() -> None:
    found = Page.of(shown({**TYPICAL, **FURTHER}))
    assert [id for id in found.ids if id.startswith("further")] == [
        "further",
        "further-Incidents",
        "further-Agreements",
    ]
    said = found.text.partition("The further sheets")[2]
    for words in (
        "N1",
        "2026-11-22",
        "Near miss",
        "REDC, LOCA",
        "Go early",
        "Incidents!A",
        "REDC: 2026-11-22, LOCA: ?",
    ):
        assert words in said


def test_a_page_without_further_sheets_has_no_section_for_them() -> None:
    assert not any(id.startswith("further") for id in Page.of(shown(TYPICAL)).ids)


def test_others_see_no_row_of_further_sheets() -> None:
    assert shown({**TYPICAL, **FURTHER}, "outside") == shown(TYPICAL, "outside")
