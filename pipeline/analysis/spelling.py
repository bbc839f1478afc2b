"""One spelling for what people write in several ways: events and elements (docs/rules.md, Terms)."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

from schemas.vocabulary import compared


def commonest(texts: Iterable[str]) -> dict[str, str]:
    """The commonest spelling of each text, by the text as compared (`schemas.vocabulary.compared`).

    Of spellings equally common the first in the alphabet counts, capitals first: sorting the sheet
    must change no subject, and so no action's id. Empty texts are left out.
    """
    counted: dict[str, Counter[str]] = {}
    for text in texts:
        if key := compared(text):
            counted.setdefault(key, Counter())[" ".join(text.split())] += 1
    return {key: min(count, key=lambda text: (-count[text], text)) for key, count in counted.items()}
