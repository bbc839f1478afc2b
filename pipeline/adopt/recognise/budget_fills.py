"""What the lines of a budget do not say themselves: their category, by a word of theirs or by the heading above."""

from __future__ import annotations

from pipeline.adopt.compared_words import plain
from pipeline.adopt.lexicon import word_codes
from pipeline.adopt.proposal import Fill, WordList
from pipeline.adopt.recognise.list_columns import ListColumns
from pipeline.adopt.recognise.profile import Profile
from pipeline.adopt.recognise.rows.body import Body
from pipeline.adopt.recognise.scales.word_lists import listed_words

OTHER = "other"


def categories(profile: Profile) -> WordList:
    """The categories of a column; what is none of ours is proposed as another cost, and asked."""
    words = listed_words(profile, "budget_category")
    words.proposed = dict.fromkeys(words.unmapped, OTHER)
    return words


def budget_fills(columns: ListColumns, body: Body) -> list[Fill]:
    """What no column says: the category, by the headings where they are known; the quantity of a mere sum."""
    fills = []
    if not columns.aimed("Budget.quantity"):
        fills.append(Fill("Budget.quantity", value="1", ask=False))
    if columns.aimed("Budget.category"):
        return fills
    for heading in dict.fromkeys(body.sections.values()):
        code = category_of(heading)
        fills.append(Fill("Budget.category", value=code or OTHER, section=heading, ask=not code))
    if any(row not in body.sections for row in body.carried if row not in body.continued):
        fills.append(Fill("Budget.category", value=OTHER))
    return fills


def category_of(heading: str) -> str:
    """The category that a heading means, told by the whole of it or by a single word; "" for none."""
    codes = word_codes("budget_category")
    words = plain(heading).split()
    whole = codes.get(" ".join(word for word in words if not word.isdigit()))
    found = {codes[word] for word in words if word in codes}
    return whole or (found.pop() if len(found) == 1 else "")
