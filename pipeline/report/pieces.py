"""Small pieces that stand in a page by the hundred: made by a function, which takes a fraction of a macro's time."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache

from markupsafe import Markup

from pipeline.report import safe_text
from pipeline.report.safe_text import shown
from pipeline.report.where import Linked
from pipeline.report.words import label
from pipeline.template import palette
from schemas.wording.direction import runs_otherwise
from schemas.wording.text import text

# Named by what they say, so that a page reads the same where the colours are changed.
TONES = {
    "calm": palette.CALM, "middle": palette.MIDDLE, "raised": palette.HIGH, "severe": palette.SEVERE,
    "neutral": palette.NEUTRAL, "strong": palette.STRONG, "lively": palette.LIVELY, "faint": palette.FAINT,
}  # fmt: skip
# So many rows of a list lead to where they stand.
LINKED = 10
# An id is no longer than this on a page.
LONGEST_ID = 60


@cache
def tone(vocabulary: str, code: str) -> str:
    """The name of the tone in which a word is shown."""
    look = palette.WORDS.get(vocabulary, {}).get(code, palette.NEUTRAL)
    return next(name for name, known in TONES.items() if known is look)


def badge(code: str, vocabulary: str) -> str:
    """The word for a code in its tone; "" for no code."""
    return Markup(f'<b class="{tone(vocabulary, code)}">{shown(label(code, vocabulary))}</b>') if code else ""


def cell(address: str) -> str:
    """A cell of the workbook, `Risks!H7`; "" for none."""
    return Markup(f"<code>{shown(address)}</code>") if address else ""


def rowlinks(linked: Sequence[Linked], most: int = 40) -> str:
    """Ids of rows, the first of them as links to where they stand; of the others how many they are."""
    named = [
        Markup(f'<a href="#{shown(to)}">{shown(safe_text.cut(id, LONGEST_ID))}</a>') if to and place < LINKED
        else Markup(shown(theirs(id, LONGEST_ID)))
        for place, (id, to) in enumerate(linked[:most])
    ]  # fmt: skip
    others = f" +{len(linked) - most}" if len(linked) > most else ""
    return Markup(text("phrases.list.plain")).join(named) + others


def theirs(value: object, longest: int = safe_text.LONGEST) -> str:
    """What people wrote, cut; where it runs the other way than the page it takes its direction from its own letters."""
    short = safe_text.cut(str(value or ""), longest)
    return Markup(f"<bdi>{shown(short)}</bdi>") if runs_otherwise(short) else short
