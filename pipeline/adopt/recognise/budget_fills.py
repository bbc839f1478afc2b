"""What the lines of a budget do not say themselves: their category, by a word of theirs or by the heading above."""

from __future__ import annotations

import re
from collections import Counter

from pipeline.adopt.compared_words import plain
from pipeline.adopt.lexicon import word_codes
from pipeline.adopt.proposal import Fill, WordList
from pipeline.adopt.recognise.list_columns import ListColumns
from pipeline.adopt.recognise.profile import Profile
from pipeline.adopt.recognise.rows.body import Body
from pipeline.adopt.recognise.scales.word_lists import listed_words
from pipeline.adopt.source.sheet import SourceSheet, shown
from schemas.wording.text import joined, text

OTHER = "other"
_CATEGORY = "Budget.category"
_LISTED, _LONGEST = 5, 40  # headings that are named, and the letters of each
_CONTRADICTING = 2  # lines
_IN_BRACKETS, _FOOTNOTE = re.compile(r"[(\[][^()\[\]]*[)\]]?"), re.compile(r"(?<=[^\W\d_])\d{1,2}\b")
_COUNTED = re.compile(r"\b\d+\s+\w+")  # 600 people


def categories(profile: Profile) -> WordList:
    """The categories of a column; what is none of ours is proposed as another cost, and asked."""
    words = listed_words(profile, "budget_category")
    words.proposed = dict.fromkeys(words.unmapped, OTHER)
    return words


def budget_fills(sheet: SourceSheet, columns: ListColumns, body: Body) -> list[Fill]:
    """What no column says: the category, by the headings where they are known; the quantity of a mere sum."""
    fills = []
    if not columns.aimed("Budget.quantity"):
        fills.append(Fill("Budget.quantity", value="1", ask=False))
    return fills if columns.aimed(_CATEGORY) else [*fills, *_by_headings(sheet, columns, body)]


def _by_headings(sheet: SourceSheet, columns: ListColumns, body: Body) -> list[Fill]:
    """The category of the lines below each heading; those that say none are one question, and may be answered apart."""
    main, sections = columns.aimed("Budget.description"), body.sections
    codes = {heading: category_of(heading) for heading in sections.values()}
    unknown = [heading for heading, code in codes.items() if not code]
    fills = []
    for heading, code in codes.items():
        lines = [
            shown(sheet.at(row, column)) for row in body.carried if sections.get(row) == heading for column in main
        ]
        is_asked = bool(code) and _contradict(lines, code)
        if code or len(unknown) == 1:
            fills.append(Fill(_CATEGORY, value=code or OTHER, section=heading, ask=is_asked or not code))
        else:
            fills.append(Fill(_CATEGORY, section=heading, ask=False, why=text("adopt.why.heading")))
    if len(unknown) > 1:
        fills.append(Fill(_CATEGORY, value=OTHER, why=_why(unknown)))
    elif any(row not in sections for row in body.carried if row not in body.continued):
        fills.append(Fill(_CATEGORY, value=OTHER))
    return fills


def _why(headings: list[str]) -> str:
    named = [f"{heading[:_LONGEST].rstrip()}…" if len(heading) > _LONGEST else heading for heading in headings]
    more = ["…"] if len(named) > _LISTED else []
    return text("adopt.why.headings", headings=joined([*named[:_LISTED], *more]))


def _contradict(lines: list[str], code: str) -> bool:
    """Whether more of the lines below a heading name another category than it does."""
    said = Counter(filter(None, map(_specific, lines)))
    others = said.total() - said[code]
    return others >= _CONTRADICTING and others > said[code]


def _specific(line: str) -> str:
    code = category_of(line)
    return "" if code == OTHER else code


def category_of(heading: str) -> str:
    """The category that a heading means, told by the whole of it or by words of it; "" for none, or for several.

    What stands in brackets explains it, and what is counted says not of what kind it is.
    """
    codes = word_codes("budget_category")
    bare = _FOOTNOTE.sub("", _IN_BRACKETS.sub(" ", heading)) or heading
    words = plain(heading).split()
    if whole := codes.get(" ".join(word for word in words if not word.isdigit())):
        return whole
    said = plain(_COUNTED.sub(" ", bare)).split()
    found = {code for word in said if (code := codes.get(word) or codes.get(word.removesuffix("s")))}
    named = found - {OTHER} or found
    return named.pop() if len(named) == 1 else ""
