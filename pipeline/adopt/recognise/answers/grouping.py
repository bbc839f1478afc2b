"""What stands left of what is asked, once for several rows or as a title: the element, and no text, id or answer."""

from __future__ import annotations

import re
from itertools import groupby

from pipeline.adopt.compared_words import tokens
from pipeline.adopt.lexicon import lexicon, word_set
from pipeline.adopt.recognise.list_columns import ListColumns
from pipeline.adopt.recognise.profile import Profile
from pipeline.adopt.recognise.weighed import WeighedColumn, is_called
from pipeline.adopt.source.sheet import is_empty, shown
from schemas.wording.text import text

_STEP = re.compile(r"\s*\d{1,3}\s*[=:–—-]\s*[^\W\d_]")  # 2 = in place
_SURE, _TITLED, _ASKED = 0.8, 0.7, 0.65
_SHORTEST, _LONGEST, _FEWEST = 3, 80, 2  # letters on average; cells
_MOSTLY, _AGAIN, _HALF = 0.8, 0.7, 0.5
_SHORTER, _NEARLY_ALL = 0.7, 0.9  # of the letters of what is asked, where a title of it stands beside; of the cells


def elements_of_groups(columns: ListColumns) -> None:
    """Let what is merged over several rows be their element: of several such columns the one nearest to the texts."""
    _elements_by_header(columns)
    main = _main(columns)
    if main is None:
        return
    merged = [each for each in columns if each.number < main.number and _stands_for_several(columns, each, main)]
    known = [each for each in merged if each.is_likely and each.concept == "element"]
    for column in merged:
        if column in known:
            continue
        if known or column is not merged[-1]:
            column.become("other", _ASKED)
            column.why = text("adopt.why.unknown")
        else:
            is_sure = column.head.header and columns.is_merged_down(column.number)
            column.become("element", _SURE if is_sure else _ASKED)
    if main.concept != "text" or not main.is_likely:
        main.become("text", 0.7)


def _elements_by_header(columns: ListColumns) -> None:
    """Let a section of words beside the numbers of its rows be the element, and so a short title of each question."""
    main = columns.first("text")
    if main is None or columns.likely("element"):
        return
    left = [each for each in columns if each.number < main.number and each.profile.count]
    named = [each for each in left if is_called(each, columns.kind, "element") and _are_words(each.profile)]
    others = [each for each in columns.likely("indicator") if each not in named]
    if named and others:
        named[0].become("element", _SURE)
        return
    for column in left:
        if column.number == main.number - 1 and _is_title_of(column, main):
            column.become("element", _TITLED)


def _are_words(profile: Profile) -> bool:
    return not any(any(map(str.isdigit, cell)) for cell in profile.counts)


def _is_title_of(column: WeighedColumn, main: WeighedColumn) -> bool:
    """Whether a column called a title, and nothing more, has a shorter text than what is asked in each row."""
    is_title = bool(column.head.words) and {*column.head.words} <= word_set("title_words")
    own, asked = column.profile, main.profile
    is_text = not own.number_share and _are_words(own) and own.count >= _NEARLY_ALL * asked.count
    return is_title and is_text and own.mean_length <= _SHORTER * asked.mean_length


def notes_of_groups(columns: ListColumns) -> None:
    """Let texts below a group that is called notes be notes, whatever each is called: Evidence: papers, interviews."""
    for each in columns:
        if (not each.is_likely or each.concept == "notes") and _is_scale(each):
            each.become("other", _ASKED)
        is_free = not each.is_likely or each.concept == "evidence_needed"
        is_text = each.profile.count and each.profile.number_share < _HALF and not each.profile.word_share("rating")
        if each.head.group and is_free and is_text and _is_called_notes(each.head.group):
            each.become("notes", _SURE)


def _is_scale(column: WeighedColumn) -> bool:
    """Whether each cell says what a step or a number of points means: a legend beside the table."""
    cells = column.profile.counts
    return len(cells) > _FEWEST and all(_STEP.match(cell) for cell in cells)


def _is_called_notes(group: str) -> bool:
    found = lexicon("indicators").matches(tokens(group))[:1]
    return any(match.concept.name == "notes" and match.score == 1 for match in found)


def _main(columns: ListColumns) -> WeighedColumn | None:
    """The texts that differ from row to row, the fullest and longest of those that may be what is asked."""
    texts = [
        each
        for each in columns
        if (not each.is_likely or each.concept in ("text", "question", "element", "indicator"))
        and each.profile.mean_length >= 15
        and each.profile.distinct_share >= _MOSTLY
        and not each.profile.number_share
        and not columns.is_merged_down(each.number)
    ]
    named = [each for each in texts if each.is_likely and each.concept == "text"]
    return max(named, key=lambda each: each.profile.count) if named else next(iter(texts), None)


def _stands_for_several(columns: ListColumns, column: WeighedColumn, main: WeighedColumn) -> bool:
    """Whether its cells are merged over rows, and fewer than the texts are, or stand again in each of them."""
    profile = column.profile
    is_short = _SHORTEST <= profile.mean_length <= _LONGEST and not profile.number_share
    is_merged = _FEWEST <= profile.count < main.profile.count and columns.is_merged_down(column.number)
    return is_short and (is_merged or (not column.is_likely and _is_again_below(columns, column)))


def _is_again_below(columns: ListColumns, column: WeighedColumn) -> bool:
    """Whether each of its texts stands in rows one below the other, most of them in several."""
    texts = [shown(cell) for cell in columns.cells(column.number) if not is_empty(cell)]
    runs = [one for one, _ in groupby(texts)]
    is_whole = len({*runs}) == len(runs) > 1 and len(texts) == column.profile.count
    return is_whole and len(runs) <= _AGAIN * len(texts)
