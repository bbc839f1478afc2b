"""Which of the known words a text is probably a slip of."""

from __future__ import annotations

from collections.abc import Collection

from schemas.wording.text import text as sentence

# A longer text is no slip of a word, and among more words than these the nearest says little.
LONGEST = 100
MOST = 500
# Of a word that was typed for one of a few: so much (0 to 1) of both must be common.
ALIKE = 0.6


def most_alike(text: str, known: Collection[str], at_least: float) -> str:
    """The one of `known` that shares the most letters, in their order, with `text`; "" where none is alike enough.

    `at_least`: the share (0 to 1) of the letters of both that must be common; the first of equal ones counts.
    """
    if len(text) > LONGEST or len(known) > MOST:
        return ""
    # Loaded with the first slip only: most workbooks hold none.
    from rapidfuzz import fuzz, process

    found = process.extractOne(text, known, scorer=fuzz.ratio, score_cutoff=100 * at_least)
    return str(found[0]) if found else ""


def did_you_mean(found: str, known: Collection[str]) -> str:
    """A question that names the nearest of the known words, to stand behind a sentence; "" where none is near."""
    by_folded = {word.casefold(): word for word in known}
    near = most_alike(found.casefold(), list(by_folded), ALIKE)
    return sentence("phrases.did_you_mean", near=by_folded[near]) if near else ""
