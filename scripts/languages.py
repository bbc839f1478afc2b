"""What a language still lacks: `python scripts/languages.py [LANGUAGE ...]`; with no language, all that ship.

It compares `schemas/wording/LANGUAGE` with English: sentences that are missing or too many, other placeholders, plural
forms of the language (CLDR), names that Excel does not take, and sentences without the word of the glossary. To add a
language: a folder with these files, a word of its own in each term of the glossary, and an empty list here.
Exit code 1 while something is lacking.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import Path
from string import Formatter
from typing import Any

sys.path.insert(0, str(Path(__file__).parent.parent))

from schemas.vocabulary import normal
from schemas.wording.languages import DEFAULT, languages
from schemas.yaml_file import parse

WORDING = Path(__file__).parent.parent / "schemas" / "wording"
# Said in documents that are English alone, or for who works on the code.
ENGLISH_ONLY = ("reference", "terms")
FORMS = frozenset({"zero", "one", "two", "few", "many", "other"})
# In these languages `many` is the form of millions, which is written as `other`.
MAY_LACK = {"fr": {"many"}, "es": {"many"}}
LONGEST_HINT, LONGEST_SHEET = 255, 31
_ISOLATED = re.compile(r"\{[^}]*\}")

Entry = str | Mapping[str, str]


def lacking(language: str) -> Iterator[str]:
    """One line for each thing that is not as it should be in this language, with the file and the key."""
    english, said = sentences("en"), sentences(language)
    for key in sorted(english.keys() - said.keys()):
        yield f"{key}: is missing"
    for key in sorted(said.keys() - english.keys() - set(_titles())):
        yield f"{key}: is not in English"
    for key in sorted(set(_titles()) - said.keys()):
        yield f"{key}: is missing (what English derives from the name)"
    for key in sorted(english.keys() & said.keys()):
        yield from (f"{key}: {fault}" for fault in _faults(language, english[key], said[key]))
        yield from (f"{key}: {fault}" for fault in _against_glossary(language, key, english[key], said[key]))
    yield from (f"{key}: longer than {most} letters" for key, most in _too_long(said))
    yield from _alike_headers(language)
    for term in glossary()["terms"].values():
        if language not in term:
            yield f"glossary.yaml: has no word for {term['en']['use']!r}"


@cache
def sentences(language: str) -> dict[str, Entry]:
    """Every sentence of a language by its key; one with plural forms as a mapping; spellings are none."""
    folder = WORDING / language
    found: dict[str, Entry] = {}
    for path in sorted(folder.rglob("*.yaml")):
        name = path.relative_to(folder).with_suffix("").as_posix()
        if name not in ENGLISH_ONLY:
            found |= _flat(name, parse(path.read_text(encoding="utf-8"), name))
    return found


def _flat(key: str, entry: Any) -> dict[str, Entry]:
    if isinstance(entry, str):
        return {key: entry}
    if isinstance(entry, list) and not key.endswith(".spellings") and ".everywhere." not in key:
        entry = {str(at): one for at, one in enumerate(entry)}  # sentences one below the other
    if not isinstance(entry, Mapping):
        return {}
    if "other" in entry and entry.keys() <= FORMS:
        return {key: entry}
    return {name: found for part, value in entry.items() for name, found in _flat(f"{key}.{part}", value).items()}


@cache
def _titles() -> tuple[str, ...]:
    """The keys of what English derives from a name: headers of columns, fields of Arrangement, labels of words."""
    from schemas.arrangement_fields import arrangement_fields
    from schemas.spec import all_tables
    from schemas.tables.proposals import IN_A_COPY
    from schemas.vocabulary import vocabularies

    tables = (*all_tables().values(), IN_A_COPY)
    return (
        *dict.fromkeys(f"headers.{of.name}.columns.{one.name}.title" for of in tables for one in of.columns),
        *(f"headers.Arrangement.fields.{name}.title" for name in arrangement_fields()),
        *(f"vocabularies.{words.name}.{code}.label" for words in vocabularies().values() for code in words.codes),
    )


def _faults(language: str, english: Entry, said: Entry) -> Iterator[str]:
    if isinstance(english, str) != isinstance(said, str):
        yield "has plural forms in one of the two only"
    elif isinstance(said, str):
        if placeholders(english) != placeholders(said):
            yield f"has {sorted(placeholders(said))} for {sorted(placeholders(english))}"
        if not said.strip() and str(english).strip():
            yield "is empty"
    else:
        wanted = _plural_forms(language) - MAY_LACK.get(language, set())
        if not wanted <= set(said) <= _plural_forms(language):
            yield f"has the forms {sorted(said)}; the language has {sorted(wanted)}"
        if placeholders(said["other"]) != placeholders(english["other"]):  # type: ignore[index]
            yield f"has {sorted(placeholders(said))} for {sorted(placeholders(english))}"
        if not placeholders(said) <= placeholders(english):
            yield "names something that English does not"


def placeholders(entry: Entry) -> set[str]:
    """The names in braces of a sentence, of all its forms together."""
    forms = [entry] if isinstance(entry, str) else entry.values()
    return {name for form in forms for _, name, _, _ in Formatter().parse(form) if name}


@cache
def _plural_forms(language: str) -> set[str]:
    from babel.core import Locale

    return {*Locale.parse(language).plural_form.tags, "other"}


@cache
def glossary() -> Mapping[str, Any]:
    """schemas/wording/glossary.yaml as it stands."""
    found: Mapping[str, Any] = parse((WORDING / "glossary.yaml").read_text(encoding="utf-8"), "glossary.yaml")
    return found


def _against_glossary(language: str, key: str, english: Entry, said: Entry) -> Iterator[str]:
    meant, plain = _words(english), _plain(_words(said))
    for term in glossary()["terms"].values():
        own = term.get(language)
        if own is None:
            continue  # told once, in `lacking`
        yield from (
            f"says {word!r}; the glossary has {own['use']!r}" for word in own.get("never", []) if _plain(word) in plain
        )
        if not _whole_words(tuple(term["en"]["forms"])).search(meant) or key in glossary()["freely"].get(language, ()):
            continue
        if not any(_plain(form) in plain for form in own.get("forms", [own["use"]])):
            yield f"has no {own['use']!r} for {term['en']['use']!r}"


@cache
def _whole_words(forms: tuple[str, ...]) -> re.Pattern[str]:
    return re.compile(rf"\b(?:{'|'.join(map(re.escape, forms))})\b", re.IGNORECASE)


def _words(entry: Entry) -> str:
    text = entry if isinstance(entry, str) else " ".join(entry.values())
    return _ISOLATED.sub(" ", text)


@cache
def _plain(text: str) -> str:
    return normal(text).replace("’", "'").replace("ـ", "")


def _too_long(said: Mapping[str, Entry]) -> Iterator[tuple[str, int]]:
    for key, entry in said.items():
        if key.startswith("tables.") and len(str(entry)) > LONGEST_HINT:
            yield key, LONGEST_HINT
        if key.startswith("headers.") and key.endswith(".sheet") and len(str(entry)) > LONGEST_SHEET:
            yield key, LONGEST_SHEET


def _alike_headers(language: str) -> Iterator[str]:
    """Two columns of a table, or two sheets, that are called the same."""
    seen: dict[tuple[str, str], str] = {}
    for key, entry in sentences(language).items():
        if key.startswith("headers.") and key.endswith((".title", ".sheet")):
            table = key.split(".")[1] if key.endswith(".title") else ""
            other = seen.setdefault((table, normal(str(entry))), key)
            if other != key:
                yield f"{key}: called as {other}"


def main(asked: list[str]) -> int:
    """Print what each language lacks."""
    shipped = [code for code in languages() if code != DEFAULT]
    lines = [f"{language}/{line}" for language in asked or shipped for line in lacking(language)]
    print("\n".join(lines) or "Nothing is lacking.")
    return 1 if lines else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
