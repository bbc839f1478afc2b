"""Letters of other alphabets that look like Latin ones: nobody sees why `SUDА` is not SUDA."""

from __future__ import annotations

import unicodedata

# Cyrillic and Greek letters, and the Latin ones for which they are taken.
_CYRILLIC = dict(zip("АВЕЅІЈКМНОРСТУХаеѕіјорсухԚԛԜԝ", "ABESIJKMHOPCTYXaesijopcyxQqWw", strict=True))
_GREEK = dict(zip("ΑΒΕΖΗΙΚΜΝΟΡΤΥΧονϲϹ", "ABEZHIKMNOPTYXovcC", strict=True))
_LATIN = {**_CYRILLIC, **_GREEK}
_AS_LATIN = str.maketrans(_LATIN)


def look_alike(text: str) -> tuple[str, str]:
    """The first letter of `text` that only looks Latin, and the name of its alphabet; "" where there is none.

    A text in which a letter of another alphabet looks like no other is written in that alphabet, and well so.
    """
    if text.isascii():
        return "", ""
    strange = [mark for mark in text if mark.isalpha() and not mark.isascii()]
    if not strange or any(mark not in _LATIN for mark in strange):
        return "", ""
    return strange[0], unicodedata.name(strange[0]).split()[0].capitalize()


def as_latin(text: str) -> str:
    """`text` with Latin letters where `look_alike` finds others; the very same text where it finds none."""
    return text.translate(_AS_LATIN) if look_alike(text)[0] else text
