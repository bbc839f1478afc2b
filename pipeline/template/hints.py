"""The short help that appears when a cell is chosen."""

from __future__ import annotations

from pipeline.template.layout import Layout, Placed
from schemas.scales import Scales, StepWords
from schemas.spec import Column
from schemas.wording.text import text

TITLE_LIMIT, TEXT_LIMIT = 32, 255
NONE: Scales = {}


def shortened(whole: str, limit: int) -> str:
    """`whole` within `limit` UTF-16 units, cut at a word where it is too long."""
    if units(whole) <= limit:
        return whole
    while units(whole) > limit - 1:
        whole = whole[:-1]
    return (whole[: whole.rfind(" ")] if " " in whole else whole) + "…"


def hint_title(placed: Placed) -> str:
    """The hint's heading: the column's header."""
    return shortened(placed.header, TITLE_LIMIT)


def hint_text(column: Column, scales: Scales = NONE) -> str:
    """What the column asks for, with the meaning of its words or of the steps of its scale as far as they fit."""
    asked = [column.description]
    if column.is_list and text("template.hint.comma") not in column.description and column.owner == "people":
        asked.append(text("template.hint.several"))
    if column.kind == "partners" and column.owner == "people":
        asked.append(text("template.hint.partners"))
    if column.required and column.owner == "people":
        asked.append(text("template.hint.required"))
    return shortened(_with_steps(_with_meanings(" ".join(asked), column), column, scales), TEXT_LIMIT)


def sheet_hint(layout: Layout) -> str:
    """What the sheet is for, at its first header: what that column holds where a run fills it, and what is folded."""
    first = layout.columns[0].column
    says = [layout.table.description]
    if first.owner == "us" and not layout.table.is_input:
        says.append(f"{first.title}: {first.description}")
    if any(placed.column.rare for placed in layout.columns):
        says.append(text("template.hint.folded"))
    while len(says) > 1 and units("\n".join(says)) > TEXT_LIMIT:
        says.pop()
    return shortened("\n".join(says), TEXT_LIMIT)


def _with_steps(asked: str, column: Column, scales: Scales) -> str:
    """With what each number means; with the names alone where the whole does not fit."""
    if column.kind != "scale":
        return asked
    steps = next((steps for scale, steps in scales.items() if column.name.endswith(scale)), {})
    whole = [_step(number, words, text("template.hint.step")) for number, words in steps.items()]
    names = [_step(number, words, "") for number, words in steps.items()]
    fitting = ("\n".join([asked, *lines]) for lines in (whole, names))
    return next((full for full in fitting if units(full) <= TEXT_LIMIT), asked)


def _step(number: int, words: StepWords, between: str) -> str:
    said = between.join(filter(None, words)) if between else words.name or words.meaning
    return f"{number} {said}"


def _with_meanings(asked: str, column: Column) -> str:
    # All the meanings or none: half a list reads as if the rest were not allowed.
    words = column.vocabulary
    if words is None or column.words == "role":
        return asked
    lines = [
        text("template.hint.word", label=word.label, means=word.means) if word.means else word.label for word in words
    ]
    full = "\n".join([asked, *lines])
    return full if units(full) <= TEXT_LIMIT else asked


def units(whole: str) -> int:
    """The length of a text as Excel counts it."""
    return len(whole.encode("utf-16-le")) // 2
