"""Whatever people read is said in the language in force."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest

import schemas.wording.languages as in_force
import schemas.wording.text as wording_text
from schemas import wording
from schemas.spec import table
from schemas.wording.text import text


@pytest.fixture(autouse=True)
def another_language(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """A language whose words are the English ones with a mark before each."""
    english = wording_text._file
    monkeypatch.setattr(
        wording_text, "_file", lambda code, file: english(code, file) if code == "en" else marked(english("en", file))
    )
    before = in_force._language.set("marked")
    yield
    in_force._language.reset(before)


def marked(words: Any) -> Any:
    return {key: marked(value) for key, value in words.items()} if isinstance(words, dict) else f"* {words}"


def test_sentences_rules_and_checks_are_those_of_the_language_in_force() -> None:
    assert text("files.open.someone") == "* someone"
    assert wording.rules()["RSK-09"].title.startswith("* ")
    assert wording.checks()["CHK-01"].problem.startswith("* ")


def test_sheets_headers_and_what_columns_ask_are_those_of_the_language_in_force() -> None:
    risks = table("Risks")
    assert (risks.sheet, risks.by_name["event"].title) == ("* Risks", "* Threat / event")
    assert risks.description.startswith("* ")
    assert risks.by_name["event"].description.startswith("* ")


def test_what_was_said_in_one_language_is_not_remembered_for_another() -> None:
    assert wording.rules()["RSK-09"].title.startswith("* ")
    in_force._language.set("en")
    assert not wording.rules()["RSK-09"].title.startswith("* ")
    assert table("Risks").sheet == "Risks"


def test_what_a_language_does_not_say_yet_is_said_in_the_default_one(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.undo()
    begun = wording_text._or_default("phrases", {"list": {"plain": " / "}})
    assert (begun["list"]["plain"], begun["list"]["apart"]) == (" / ", "; ")
    with pytest.raises(KeyError):
        begun["list"]["no such sentence"]
    assert wording_text._file("de", "phrases") is wording_text._file("en", "phrases")
