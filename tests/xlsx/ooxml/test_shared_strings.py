"""The shared strings: looked up one by one, and let go."""

from __future__ import annotations

from pipeline.xlsx.ooxml.shared_strings import SharedStrings

XML = b"<sst><si><t>one</t></si><si><r><t>tw</t></r><r><t>o</t></r></si><si><t>three</t></si></sst>"


def test_texts_that_were_asked_for_stay_when_the_others_are_let_go() -> None:
    given = [XML]
    strings = SharedStrings(given.pop)
    assert [strings.text(index) for index in ("0", "1", "7", "x")] == ["one", "two", None, None]
    strings.let_go()
    assert [strings.text(index) for index in ("0", "1", "7", "x")] == ["one", "two", None, None]
    assert not given


def test_a_text_that_was_let_go_is_found_anew() -> None:
    strings = SharedStrings(lambda: XML)
    assert strings.text("0") == "one"
    strings.let_go()
    assert strings.text("2") == "three"
