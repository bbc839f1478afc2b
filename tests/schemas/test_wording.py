"""Every sentence that people read stands in schemas/wording, is asked for as it stands there, and is used."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping
from datetime import date
from functools import cache

import pytest
from babel.core import Locale
from babel.lists import format_list

from schemas.wording.languages import languages, speaking
from schemas.wording.text import joined, text
from tests.schemas.wording_uses import (
    FORMS,
    HOLE,
    ROOT,
    SENTENCE,
    SOURCES,
    Use,
    every_literal,
    literals,
    matching,
    named,
    placeholders,
    sentences,
    uses,
)  # fmt: skip

# Files whose texts of three words and more nobody reads as a sentence of ours, and why.
NOT_SENTENCES: Mapping[str, str] = {
    "pipeline/excel/addin/start.py": "a script in AppleScript",
    "pipeline/excel/writer/enter_block.py": "a TypeError of a misuse by code",
    "pipeline/findings/registry.py": "a ValueError while the program is loaded, for who adds a rule",
    "pipeline/plan/merge.py": "a ValueError of a misuse by code",
    "pipeline/results/cells.py": "a TypeError of a misuse by code",
    "pipeline/template/fitted_sheet.py": "a ValueError of a misuse of the library that writes sheets",
    "pipeline/xlsx/ooxml/cells.py": "a TypeError of a misuse by code",
    "pipeline/xlsx/ooxml/xml_edit.py": "a ValueError of a misuse by code",
    "pipeline/xlsx/ooxml/zip_archive.py": "ValueErrors that end in a sentence of the wording",
    "pipeline/xlsx/writer/placement.py": "ValueErrors of a misuse by code",
    "pipeline/xlsx/writer/rewrite.py": "a ValueError of a misuse by code",
    "pipeline/run/batch/crash_text.py": "a traceback, for who mends our mistakes",
    "pipeline/run/batch/discover.py": "the name of a folder of Windows",
    "pipeline/run/observe/log.py": "the log: one form in every language, for who looks after the machine",
    "pipeline/schedule/schedulers/cron.py": "what crontab itself says",
    "pipeline/schedule/schedulers/systemd.py": "the mark by which our own files are known again",
    "pipeline/store/checked_types.py": "an error that ends in a sentence about a damaged history",
    "pipeline/store/damaged.py": "what a database itself says",
    "schemas/wording/text.py": "a KeyError of a misuse by code, and what keys are missing when there are no words",
    "scripts/build_pictures.py": "for who works on the code",
    "scripts/build_reference.py": "for who works on the code",
    "scripts/build_samples.py": "for who works on the code",
    "scripts/build_templates.py": "for who works on the code",
    "scripts/check_standalone.py": "for who makes a release",
    "scripts/standalone/licences.py": "for who makes a release",
    "scripts/environment.py": "said before there is an environment that could read a YAML file",
    "scripts/languages.py": "for who translates",
    "scripts/run.py": "said by the system's own Python, which could not read a YAML file",
    "scripts/sample_mess.py": "names of Excel's own, and a misuse by code",
    "scripts/sample_plan.py": "for who works on the code",
    "scripts/sample_sources.py": "for who works on the code",
    "pipeline/store/fingerprints.py": "SQL",
    "scripts/test.py": "for who works on the code",
}


@cache
def asked_for() -> list[Use]:
    return [use for use in uses() if use.keys]


def place(use: Use) -> str:
    return f"{use.place} {' '.join(use.keys).replace(HOLE, '*')}"


# One test looks at all: some thousand tests of a millisecond each would take most of a minute.
def test_every_key_that_is_asked_for_is_there() -> None:
    there = {*sentences(), *sections()}
    missing = [
        f"{use.place}: {asked.replace(HOLE, '*')} is in no file of schemas/wording/en"
        for use in asked_for()
        for asked in use.keys
        if not any(matching(asked, there))
    ]
    assert missing == []


def test_every_sentence_gets_exactly_the_values_that_it_names() -> None:
    said = [use for use in asked_for() if not use.is_section]
    assert [fault for use in said if use.values is not None for fault in _values_astray(use, use.values)] == []


def _values_astray(use: Use, given: Collection[str]) -> Iterator[str]:
    meant = {key: sentences()[key] for key in use.meant(sentences())}
    if not meant:
        yield f"{place(use)}: is a section, not a sentence"
        return
    wanted: set[str] = set()
    for key, entry in meant.items():
        names = placeholders(entry)
        if not names <= set(given):
            yield f"{use.place}: {key} names {sorted(names - set(given))}, which is not given"
        wanted |= names | ({"count"} if isinstance(entry, dict) else set())
    if not set(given) <= wanted:
        yield f"{place(use)}: {sorted(set(given) - wanted)} is given and stands in no sentence"


def test_every_sentence_is_used() -> None:
    assert [key for key in sentences() if not _is_used(key)] == []


def test_plural_forms_of_english_are_one_and_other() -> None:
    plural = {key: set(entry) for key, entry in sentences().items() if isinstance(entry, dict)}
    assert {key: forms for key, forms in plural.items() if forms != {"one", "other"} or not forms <= FORMS} == {}


CHECKED = [path for path in SOURCES if (name := path.relative_to(ROOT).as_posix()) not in NOT_SENTENCES]


def test_no_sentence_stands_in_python() -> None:
    found = {
        path.relative_to(ROOT).as_posix(): text.replace(HOLE, "{}")
        for path in CHECKED
        for text in literals(path)
        if SENTENCE.search(text)
    }
    assert found == {}, "put it into schemas/wording/en and ask for it by text(key, **values)"


@pytest.mark.parametrize("name", NOT_SENTENCES)
def test_a_file_that_is_left_out_has_texts_that_look_like_sentences(name: str) -> None:
    assert any(SENTENCE.search(text) for text in literals(ROOT / name)), "take it out of the list"


@pytest.mark.parametrize(
    ("kind", "lists"),
    [
        ("plain", ["", "A", "A, B", "A, B, C"]),
        ("apart", ["", "A", "A; B", "A; B; C"]),
        ("and", ["", "A", "A and B", "A, B and C"]),
        ("or", ["", "A", "A or B", "A, B or C"]),
    ],
)
def test_things_are_joined_as_a_list_is_said(kind: str, lists: list[str]) -> None:
    assert [joined("ABC"[:many], kind) for many in range(4)] == lists  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("last", "kind", "said"),
    [
        ("LOCA", "and", "A y LOCA"), ("INTL", "and", "A e INTL"), ("hielo", "and", "A y hielo"),
        ("ONG", "or", "A u ONG"), ("8", "or", "A u 8"), ("18", "or", "A o 18"),
    ],
)  # fmt: skip
def test_the_word_before_the_last_fits_its_sound_in_spanish(last: str, kind: str, said: str) -> None:
    with speaking("es"):
        assert joined(["A", last], kind) == said  # type: ignore[arg-type]


@pytest.mark.parametrize("code", list(languages()))
def test_the_items_of_a_list_are_joined_as_cldr_has_it_for_the_language(code: str) -> None:
    items = ["11", "22", "33"]
    with speaking(code):
        for kind, style in (("and", "standard"), ("or", "or")):
            said = re.sub("[\u2068\u2069]", "", joined(items, kind))  # type: ignore[arg-type]
            assert said == format_list(items, style, code).replace(", and", " and").replace(", or", " or")  # type: ignore[arg-type]


@pytest.mark.parametrize("code", list(languages()))
def test_the_items_of_a_plain_list_stand_between_the_marks_of_cldr_without_its_word(code: str) -> None:
    patterns = Locale.parse(code).list_patterns
    first = patterns["unit-short" if code == "ar" else "standard"]["start"]
    marks = re.sub(r"\{\d\}|[^\W\d_]", "", first)
    with speaking(code):
        assert re.sub("[\u2068\u2069]|11|22", "", joined(["11", "22"], "plain")) == marks


@pytest.mark.parametrize(
    ("code", "apart"), [("en", "A; B; C"), ("fr", "A\u00a0; B\u00a0; C"), ("es", "A; B; C"), ("ar", "A؛ B؛ C")]
)
def test_items_with_commas_of_their_own_stand_apart_with_the_semicolon_of_the_language(code: str, apart: str) -> None:
    with speaking(code):
        assert re.sub("[\u2068\u2069]", "", joined("ABC", "apart")) == apart


def test_codes_in_a_list_and_days_are_set_apart_where_sentences_run_from_the_right() -> None:
    with speaking("ar"):
        assert joined(["TESS", "OMBA"]) == "\u2068TESS\u2069، \u2068OMBA\u2069"
        assert text("phrases.of_table", word="في", id=date(2027, 4, 22)) == "في \u20682027-04-22\u2069"


@cache
def sections() -> set[str]:
    """What may be asked for as a whole."""
    parts = [key.split(".") for key in sentences()]
    return {".".join(names[:end]) for names in parts for end in range(1, len(names))}


def _is_used(key: str) -> bool:
    """Whether something asks for the sentence: by its key, or as a part of a section whose names the code knows."""
    # Held by test_definition: column by column, field by field, word by word, indicator by indicator; those of click,
    # which asks for them by their English words, by tests/cli/terminal/test_click_words.py.
    if key.startswith(("tables.", "vocabularies.", "catalogues/", "click.")):
        return True
    return key in every_literal() or any(_may_mean(*asked, key) for asked in _asked_of(key.partition(".")[0]))


@cache
def _asked_of(file: str) -> frozenset[tuple[str, bool]]:
    """What is asked for that may stand in this file, and whether as a section."""
    every = {(asked, use.is_section) for use in asked_for() for asked in use.keys}
    return frozenset(
        (asked, is_section)
        for asked, is_section in every
        if f"{file}.".startswith(known := asked.partition(HOLE)[0]) or known.startswith(f"{file}.")
    )


def _may_mean(asked: str, is_section: bool, key: str) -> bool:
    """Whether the key, or with a section one above it, is asked for by what stands in place of each HOLE."""
    if not key.startswith(asked.partition(HOLE)[0]):
        return False
    parts = key.split(".")
    for end in range(1 if is_section else len(parts), len(parts) + 1):
        found = _asked_for(asked).fullmatch(".".join(parts[:end]))
        if found and all(_is_named(name, parts[0]) for name in (*found.groups(), *parts[end:])):
            return True
    return False


@cache
def _asked_for(asked: str) -> re.Pattern[str]:
    return re.compile(re.escape(asked).replace(re.escape(HOLE), r"([\w.-]*)"))


def _is_named(name: str, file: str) -> bool:
    # A key may be handed on without its beginning; a variant of a rule may be called by several words together.
    if all(not part or part in named() for part in name.split(".")):
        return True
    handed = (text for text in every_literal() if "." in name and text.startswith(f"{name.partition('.')[0]}."))
    if any(_asked_for(text).fullmatch(name) for text in handed):
        return True
    return file.startswith(("rules/", "phrases")) and named().issuperset(name.split("_"))
