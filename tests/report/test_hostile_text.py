"""Whatever stands in a cell, the page stays the page: nothing runs, nothing breaks, nothing hides."""

from __future__ import annotations

from functools import cache

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from pipeline.reading.workbook import Reading
from pipeline.report import safe_text
from pipeline.report.page import page
from pipeline.results.compute import Results
from tests.chance import every, examples
from tests.report.world import TYPICAL, Page, Rows, activity, indicator, line, looked, risk, shown

HOSTILE = (
    "<script>alert(1)</script>",
    "</style><script>alert(1)</script>",
    "</title></head><body onload=alert(1)>",
    '"><img src=x onerror=alert(1)>',
    "' onmouseover='alert(1)",
    "{{ 7 * 7 }} {% include 'base.html.j2' %} {0} {name}",
    "javascript:alert(1)",
    "<!-- <svg><desc></svg> ]]>",
    "‮gnp.exe‬ abc ⁦",
    "مرحبا بالعالم",
    "🚑" * 300 + "👩‍👩‍👧",
    "Z" + "\u0301" * 200,
    "x" * 32_000,
    "=HYPERLINK(\"http://example.org\")",
    ' class="x" </td></tr></table>',
)  # fmt: skip


@cache
def tags() -> set[str]:
    """What the templates make themselves; any other tag or attribute came out of a cell."""
    pages = [Page.of(shown(TYPICAL, audience)) for audience in ("parties", "REDC", "outside")]
    return {tag for page in pages for tag, _ in page.tags} | {"em", "i", "strong", "bdi"}


def hostile(said: str) -> tuple[Reading, Results]:
    values: dict[str, Rows] = {
        "Risks": [risk("R1", event=said, description=said, location=said, owner="REDC")],
        "Activities": [activity("1", title=said, event=said)],
        "Indicators": [indicator("I1", element=said, text=said, notes=said)],
        "Budget": [line("B1", description=said, supports=said)],
        "Partners": [{"partner": "REDC", "name": said, "party": "Yes", "focal_point": said}],
        "ActionPlan": [{"action": "M-1", "what_to_do": said, "notes": said, "progress": said}],
    }
    return looked(values, title=said[:200])


@pytest.mark.parametrize("said", every(2, HOSTILE), ids=lambda said: str(HOSTILE.index(said)))
def test_hostile_text_stays_text(said: str) -> None:
    read = hostile(said)
    for audience in ("parties", "outside"):
        content = page(*read, said, audience)
        found = Page.of(content)
        assert {tag for tag, _ in found.tags} <= tags()
        assert not [name for _, attributes in found.tags for name in attributes if name.startswith("on")]
        assert content.endswith("</html>\n")
        assert len(content.encode()) < 200_000
        assert {link["href"][1:] for link in found.named("a", "use")} <= set(found.ids)


def test_a_template_in_a_cell_is_shown_as_it_is() -> None:
    assert "{{ 7 * 7 }}" in Page.of(page(*hostile("{{ 7 * 7 }}"), "a.xlsx")).text


@settings(max_examples=examples(8), suppress_health_check=[HealthCheck.too_slow])
@given(st.text(st.characters(exclude_categories=["Cs"]), min_size=1, max_size=60))
def test_any_text_leaves_the_page_whole(said: str) -> None:
    values = {"Risks": [risk("R1", description=f"A{said}Z")]}
    content = shown(values)
    assert {tag for tag, _ in Page.of(content).tags} <= tags()
    assert content.endswith("</html>\n")


@given(st.text())
def test_what_is_shown_can_be_written_and_overrides_nothing(said: str) -> None:
    shown_text = str(safe_text.clean(said))
    shown_text.encode("utf-8")
    assert not set(shown_text) & set("\x00\x07\x1b\x7f\u202e\u2066\ufeff")


@given(st.text(), st.integers(min_value=1, max_value=50))
def test_a_cut_text_is_the_beginning_of_the_text(said: str, longest: int) -> None:
    short = safe_text.cut(said, longest)
    assert len(short) <= longest + 2
    assert said.startswith(short.removesuffix(" …")) or short == said


def test_odd_ids_lead_somewhere_too() -> None:
    found = Page.of(shown({"Risks": [risk('R"1 <b>'), risk("R'1 <b>"), risk("Ü 1")]}))
    links = {link["href"][1:] for link in found.named("a")}
    assert links <= set(found.ids)
    assert len(found.ids) == len(set(found.ids))
