"""Both partners read every sentence (docs/rules.md, Tone): no blame, nothing that ages from day to day."""

from __future__ import annotations

import re

import pytest

from schemas import wording

BLAME = re.compile(
    r"\b(fail|weak|non-compliant|refus|fault|blame|poor|neglect|ignor|should have|did not)", re.IGNORECASE
)
AGEING = re.compile(r"\b(today|yesterday|tomorrow|days ago|overdue|currently)\b", re.IGNORECASE)
SPOKEN = [
    pytest.param(text, id=f"{rule} {part} {variant}".strip())
    for rule, words in wording.rules().items()
    for part, texts in (("says", words.says), ("do", words.do), ("each", words.each))
    for variant, text in texts.items()
]


@pytest.mark.parametrize("text", SPOKEN)
def test_no_sentence_blames_anybody(text: str) -> None:
    assert not BLAME.search(text)


@pytest.mark.parametrize("text", SPOKEN)
def test_no_sentence_depends_on_the_day_it_is_read(text: str) -> None:
    assert not AGEING.search(text)


@pytest.mark.parametrize(("rule", "words"), wording.rules().items(), ids=str)
def test_every_rule_is_explained_in_whole_sentences(rule: str, words: wording.RuleWording) -> None:
    for text in (*words.says.values(), *words.do.values(), words.why, words.bad, words.good):
        assert re.search(r"[.?!\"]$", text), text
    assert words.source
    assert words.title
