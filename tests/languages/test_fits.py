"""What stands in a narrow place of a workbook can be read whole in every language."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from pipeline.template.hints import hint_text, hint_title, sheet_hint
from pipeline.template.layout import Layout
from pipeline.template.printing import ABOUT_ROOM, TITLE_ROOM, set_table_header
from schemas.spec import all_tables
from schemas.wording.languages import languages, speaking
from schemas.wording.text import text

PARTNERS = ("REDC", "LOCA")
LONGEST_HEAD = 255  # of a printed page, in Excel, with its codes
LONGEST_CHART_TITLE = 45  # letters beside its plot; one line in the narrowest chart


@pytest.fixture(params=languages(), autouse=True)
def spoken(request: pytest.FixtureRequest) -> Iterator[str]:
    with speaking(request.param):
        yield request.param


def layouts() -> list[Layout]:
    return [Layout(table, PARTNERS) for table in all_tables().values()]


def test_no_word_of_a_header_is_broken_by_its_column() -> None:
    wide = [(one.header, one.width) for layout in layouts() for one in layout.columns]
    assert [(said, room) for said, room in wide if max(map(len, said.split())) > room] == []


def test_no_hint_is_cut() -> None:
    hints = {sheet_hint(layout) for layout in layouts()}
    hints |= {say for layout in layouts() for one in layout.columns for say in (hint_title(one), hint_text(one.column))}
    assert [hint for hint in hints if hint.endswith("…")] == []


def test_a_sheet_with_columns_folded_away_says_so() -> None:
    folded = [layout for layout in layouts() if any(one.column.rare for one in layout.columns)]
    assert [one.table.name for one in folded if text("template.hint.folded") not in sheet_hint(one)] == []


def test_a_printed_page_says_whole_what_its_sheet_is_for() -> None:
    class Page:
        head = ""

        def set_header(self, head: str) -> None:
            self.head = head

    for layout in layouts():
        page = Page()
        set_table_header(page, layout.table.description, "T" * TITLE_ROOM)
        assert "…" not in page.head, (layout.table.name, ABOUT_ROOM)
        assert len(page.head) <= LONGEST_HEAD, layout.table.name


@pytest.mark.parametrize("chart", ["heat_map", "risk_levels", "readiness", "coverage", "actions"])
def test_a_chart_title_is_no_longer_than_its_chart_shows(chart: str) -> None:
    assert len(text(f"figures.{chart}.chart")) <= LONGEST_CHART_TITLE
