"""Cells whose words are taken from a closed list."""

from __future__ import annotations

from pipeline.domain.alphabets import as_latin, look_alike
from pipeline.reading.coerce.clean import as_text, id_text
from pipeline.reading.coerce.texts import Coerced
from pipeline.reading.problems import Trouble
from schemas.alike import most_alike
from schemas.vocabulary import Vocabulary, normal
from schemas.wording.text import joined, text


def code_of(value: object, words: Vocabulary) -> str | None:
    """The code a cell spells, None when it is none of the words. A ticked TRUE or FALSE is a yes or no."""
    if isinstance(value, bool):
        return words.code("true" if value else "false") or words.code("yes" if value else "no")
    return words.code(as_text(value))


def word(value: object, words: Vocabulary) -> Coerced:
    """One word as its code; an error names the words that are allowed and the nearest one."""
    found = code_of(value, words)
    if found is not None:
        return found, None
    found, mention = with_latin_letters(as_text(value), words)
    if mention:
        return found, mention
    if words.name == "sharing":
        return "", Trouble("CHK-14")
    return "", Trouble("CHK-13", {"allowed": allowed(words), "nearest": nearest(as_text(value), words)})


def with_latin_letters(given: str, words: Vocabulary) -> tuple[str, Trouble | None]:
    """The code of a word in which letters of another alphabet look Latin, and the mention of one of them."""
    found = words.code(as_latin(id_text(given))) if not given.isascii() else None
    if found is None:
        return "", None
    letter, alphabet = look_alike(id_text(given))
    return found, Trouble("CHK-90", {"letter": letter, "alphabet": alphabet, "read": words.label(found)})


def allowed(words: Vocabulary) -> str:
    """The labels of a list, as messages give them."""
    return joined(words.labels)


def nearest(given: str, words: Vocabulary) -> str:
    """` Did you mean X?` with the label of the nearest word, "" when none is near."""
    near = most_alike(normal(id_text(given)), words.spelled().keys(), 0.6)
    return text("reading.did_you_mean", word=words.label(words.spelled()[near])) if near else ""
