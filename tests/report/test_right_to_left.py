"""A page in a language that is written from the right: sentences, codes and drawings stand where they are read."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from pipeline.report.page import page
from pipeline.report.pieces import rowlinks, theirs
from pipeline.report.render import drawn_day, environment, side
from pipeline.report.safe_text import cut
from schemas.wording.direction import APART, TOGETHER, closed
from schemas.wording.languages import speaking
from tests.report.world import TYPICAL, Page, looked, shown


@pytest.fixture(autouse=True)
def arabic() -> Iterator[None]:
    with speaking("ar"):
        yield


@pytest.fixture(scope="module")
def typical() -> str:
    with speaking("ar"):
        return page(*looked(TYPICAL), "a.xlsx")


def drawn(macro: str, *given: object) -> str:
    """What a macro of the figures draws."""
    figures = environment().get_template("figures.html.j2").make_module()
    return str(getattr(figures, macro)(*given))


def test_a_page_runs_from_the_right(typical: str) -> None:
    assert Page.of(typical).named("html")[0] == {"lang": "ar", "dir": "rtl"}


def test_what_people_wrote_in_latin_letters_takes_its_own_direction(typical: str) -> None:
    assert "<bdi>Description of R1</bdi>" in typical


def test_a_sentence_of_ours_takes_the_direction_of_the_page(typical: str) -> None:
    assert not [tag for tag, found in Page.of(typical).tags if "dir" in found and tag != "html"]
    assert "plaintext" not in typical


def test_a_day_stands_as_the_language_writes_it_with_its_numbers_behind(typical: str) -> None:
    assert '<time datetime="2026-11-22" title="2026-11-22">22 نوفمبر 2026</time>' in typical


def test_bars_of_shares_begin_at_the_right_and_their_names_stand_there() -> None:
    svg = drawn("pairs", "p", "t", [("LOCA", 0.5, 0.25)], "a", "b")
    assert '<rect x="300.0" y="5" width="220.0"' in svg
    assert '<text x="530"' in svg


def test_low_impact_stands_at_the_right_of_a_small_map() -> None:
    with speaking("en"):
        left = drawn("grid", [[]])
    assert '<text x="38" y="171" class="tick">1</text>' in left
    assert '<text x="200" y="171" class="tick">1</text>' in drawn("grid", [[]])


def test_lengths_in_a_drawing_have_the_point_in_every_language() -> None:
    with speaking("es"):
        assert 'width="33.3"' in drawn("meter", "m", "t", 33.333, "fair")


def test_what_was_set_apart_ends_where_the_text_is_cut() -> None:
    text = f"{APART}one two three four five{TOGETHER} six"
    assert cut(text, 15).count(APART) == cut(text, 15).count(TOGETHER) == 1


def test_marks_that_end_nothing_are_left_out() -> None:
    assert closed(f"a{TOGETHER}b{APART}c") == f"ab{APART}c{TOGETHER}"


def test_words_of_people_that_run_otherwise_are_set_apart_on_an_english_page() -> None:
    with speaking("en"):
        assert "<bdi>مرحبا بالعالم</bdi>" in shown(TYPICAL, title="مرحبا بالعالم")
        assert "<bdi>Description" not in shown(TYPICAL)


def test_unlinked_rows_and_partners_beside_their_roles_are_set_apart() -> None:
    assert rowlinks([("R1", ""), ("R2", "")]) == "<bdi>R1</bdi>، <bdi>R2</bdi>"
    assert rowlinks([("R1", "r-R1"), ("R2", "r-R2")]) == '<a href="#r-R1">R1</a>، <a href="#r-R2">R2</a>'


def test_a_text_of_people_that_only_begins_with_a_code_runs_as_the_page_does() -> None:
    assert "<bdi>" not in str(theirs("INTL توقف السفر."))


def test_what_is_not_known_is_marked_as_the_language_asks(typical: str) -> None:
    assert ">؟<" in typical
    assert ">?<" not in typical


@pytest.mark.parametrize("name", [name for name in environment().list_templates() if name.endswith(".html.j2")])
def test_no_sentence_takes_its_direction_from_a_code_that_it_begins_with(name: str) -> None:
    # dir="auto" looks at the first letter, also where that was set apart.
    loader = environment().loader
    assert loader is not None
    assert 'dir="auto"' not in loader.get_source(environment(), name)[0]


def test_the_parts_of_a_day_in_a_drawing_keep_their_order() -> None:
    assert drawn_day("2026-11-22") == "\u200f22 نوفمبر 2026"


def test_a_title_in_latin_letters_has_its_own_direction_so_that_its_end_is_left_out_where_it_is_long() -> None:
    assert (side("Seven Valleys"), side("الوصول إلى العيادات")) == ("ltr", "")
