"""What is said in words is remembered by language, and not for ever: a process works through many workbooks."""

from __future__ import annotations

from schemas.wording.languages import REMEMBERED, cached_by_language, language, speaking


def test_each_language_has_its_own_answer_which_is_found_once() -> None:
    asked: list[str] = []

    @cached_by_language
    def said(number: int) -> str:
        asked.append(language())
        return f"{language()} {number}"

    with speaking("fr"):
        assert (said(0), said(0)) == ("fr 0", "fr 0")
    assert said(0) == "en 0"
    assert asked == ["fr", "en"]


def test_an_answer_that_many_others_followed_is_found_anew() -> None:
    asked: list[int] = []

    @cached_by_language
    def said(number: int) -> str:
        asked.append(number)
        return str(number)

    for number in (*range(REMEMBERED + 1), 0):
        said(number)
    assert asked.count(0) == 2
    assert len(asked) == REMEMBERED + 2
