"""Answers that are ticked: a narrow column for yes, one for no, with a mark in one of them in each row."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from itertools import pairwise

from pipeline.adopt.compared_words import plain, word_file, words_of
from pipeline.adopt.legend import Legend
from pipeline.adopt.lexicon import word_codes, word_set
from pipeline.adopt.proposal import WordList
from pipeline.adopt.recognise.answers.answer_heads import (
    BOXES,
    MARKS,
    answer_codes,
    answer_in,
    are_marks,
    are_points_of_answers,
    colour_codes,
    letters_listed,
    level_codes,
    ranges_counted,
    steps_counted,
    told_apart,
)
from pipeline.adopt.recognise.answers.points import SUPPOSED
from pipeline.adopt.recognise.list_columns import ListColumns
from pipeline.adopt.recognise.weighed import WeighedColumn, is_called
from pipeline.adopt.source.sheet import number_of, shown
from schemas.wording.text import text

RATING = "Indicators.rating"
_FEWEST, _FEWEST_LEVELS = 2, 3
_SURE = 0.9
_LONG = 5  # letters of a word that says it applies
_DAYS = 0.6  # of the cells
_IN_BRACKETS = re.compile(r"[(\[]\s*(\d{1,2})\s*[)\]]")
_POINTS = re.compile(r"(?:[(\[]\s*|(?<=\s)(?=\d+\s*%\s*$))(\d{1,3}(?:[.,]\d{1,2})?)\s*%?\s*(?:[)\]]|$)")
_ORDER = ("absent", "partial", "present")
_ENDS = ({"present", "absent"}, {"present", "not_applicable"})  # of answers between which one means partly


def answers_ticked(columns: ListColumns) -> list[WeighedColumn]:
    """The columns of which each is one answer that is ticked; none where there are not two different ones."""
    codes = codes_ticked(list(columns), columns.legends) or _days_done(columns)
    found = [each for each in columns if each.number in codes]
    answers = {codes[each.number] for each in found}
    is_alone = len(found) == 1 and answers == {"present"} and (_has_marks(found[0]) or _are_days(found[0]))
    if (len(answers) < _FEWEST and not is_alone) or not any(each.profile.count for each in found):
        return []
    if are_lights(found) and any(word_set("risk_words") & {*words_of(each.head.header)} for each in columns):
        return []  # how grave each risk is
    if len(answers) < len(found) and not (_are_beside(found) and _exclude_each_other(columns, found)):
        return []
    for each in found:
        each.become("rating", SUPPOSED if is_alone and not _speaks_of_answers(each) else _SURE)
    return found


def are_lights(columns: Sequence[WeighedColumn]) -> bool:
    """Whether headers are the colours of lights: red, amber, green."""
    return any(answer_in(each.head.header, colour_codes()) for each in columns)


def codes_ticked(columns: Sequence[WeighedColumn], legends: Sequence[Legend] = ()) -> Mapping[int, str]:
    """What the headers of these ticked answers mean beside each other, by column: an answer, or a level."""
    heads = [each for each in columns if each.head.header and _is_ticked(each)]
    said = {each.number: code for each in heads if (code := _said(each))}
    if "absent" not in said.values():
        fully = " ".join(plain(each.head.header) for each in heads if said.get(each.number) == "present").split()
        for each in heads:
            own = plain(each.head.header).split()
            if said.get(each.number) == "not_applicable" and any(len(w) >= _LONG and w in fully for w in own):
                said[each.number] = "absent"  # does not apply, where others apply
    texts = [each.head.header for each in heads]
    beside = {**told_apart(texts), **letters_listed(texts)}
    said = {**{each.number: code for each in heads if (code := beside.get(each.head.header))}, **said}
    if levels := _levels(heads) or own_numbers(heads):
        return levels
    if counted := _steps(heads, legends) or _ranges(heads) or _by_points(heads):
        return {**{at: code for at, code in said.items() if code == "not_applicable"}, **counted}
    return {**said, **_between(heads, said)} or _alone(heads)


def _ranges(heads: Sequence[WeighedColumn]) -> Mapping[int, str]:
    """The shares of a hundred that stand beside each other; none of how likely or how grave something is."""
    counted = ranges_counted([each.head.header for each in heads])
    found = [each for each in heads if each.head.header in counted]
    others = word_set("risk_words") | word_set("severity_words") | word_set("ranking_words")
    if any(others & {*words_of(each.head.group)} for each in found) or not _are_beside(found):
        return {}
    return {each.number: counted[each.head.header] for each in found} if len(found) == len(counted) else {}


def _by_points(heads: Sequence[WeighedColumn]) -> Mapping[int, str]:
    """What answers beside each other mean of which each has its points in brackets, from the most down to none."""
    found = {each.number: number_of(one[-1]) for each in heads if (one := _POINTS.findall(each.head.header))}
    points = {number: one for number, one in found.items() if one is not None}
    of = [each for each in heads if each.number in points]
    others = word_set("risk_words") | word_set("severity_words") | word_set("ranking_words")
    if not are_points_of_answers([*points.values()]) or not _are_beside(of):
        return {}
    if any(others & {*words_of(each.head.with_group)} for each in of):
        return {}
    ends = {0: "absent", max(points.values()): "present"}
    return {number: ends.get(one, "partial") for number, one in points.items()}


def _alone(heads: Sequence[WeighedColumn]) -> Mapping[int, str]:
    """The only column in which something is ticked, where its header says of what it is in place: Done, Met, or ✓."""
    filled = [each for each in heads if _has_marks(each)]
    found = [each for each in filled if _speaks_of_answers(each) or each.head.header.strip() in BOXES]
    return {each.number: "present" for each in found} if len(filled) == 1 else {}


def _days_done(columns: ListColumns) -> Mapping[int, str]:
    """The only column of days on which something was done, in a list that is called a checklist: with a day it is."""
    done = [each for each in columns if _are_days(each) and {*words_of(each.head.header)} & word_set("done_words")]
    return {done[0].number: "present"} if len(done) == 1 and columns.is_named else {}


def _are_days(column: WeighedColumn) -> bool:
    return column.profile.count >= _FEWEST and column.profile.date_share >= _DAYS


def _speaks_of_answers(column: WeighedColumn) -> bool:
    return column.concept == "rating" or is_called(column, "indicators", "rating")


def _steps(heads: Sequence[WeighedColumn], legends: Sequence[Legend]) -> Mapping[int, str]:
    """The steps of a scale by their numbers, where nothing else is ticked: as a legend says, else by their order."""
    heads = [each for each in heads if each.profile.count or each.head.header.strip().isdecimal()]
    counted = steps_counted([each.head.header for each in heads]) if _are_beside(heads) else {}
    said = next((codes for one in legends if counted.keys() <= (codes := one.codes("rating")).keys()), {})
    return {each.number: {**counted, **said}[each.head.header] for each in heads} if counted else {}


def _said(column: WeighedColumn) -> str | None:
    """The answer that a header says, else the one that its group says: Does not apply, justified or not."""
    head = column.head
    return answer_in(head.header, answer_codes()) or answer_in(head.group, answer_codes())


def _levels(heads: Sequence[WeighedColumn]) -> Mapping[int, str]:
    """Levels from the lowest to the highest, or the other way round, that stand beside each other; none of risks."""
    codes = {**answer_codes(), **level_codes()}
    found = {each.number: answer_in(each.head.header, codes) for each in heads}
    heads = [each for each in heads if each.profile.count or found[each.number]]
    found = {each.number: found[each.number] for each in heads}
    levels = [code for code in found.values() if code != "not_applicable"]
    order = [_ORDER.index(one) for one in levels if one]
    is_scale = order in (sorted(order), sorted(order, reverse=True)) and len({*order}) > 1
    if not is_scale or len(order) < len(levels) or len(order) < _FEWEST_LEVELS or not _are_beside(heads):
        return {}
    if any(word_set("risk_words") & {*words_of(each.head.with_group)} for each in heads):
        return {}
    return {number: code for number, code in found.items() if code}


def own_number(column: WeighedColumn) -> int | None:
    """The number in brackets in a header that stands, and nothing else, in the cells below it: In process (2)."""
    found = _IN_BRACKETS.findall(column.head.header)
    is_own = len(found) == 1 and all(cell.strip() == found[0] for cell in column.profile.counts)
    return int(found[0]) if is_own else None


def own_numbers(heads: Sequence[WeighedColumn]) -> Mapping[int, str]:
    """What columns beside each other mean of which each holds its own number, from the lowest step up or down."""
    numbers = {each.number: str(number) for each in heads if (number := own_number(each)) is not None}
    counted = steps_counted([*numbers.values()]) if len(numbers) == len(heads) and _are_beside(heads) else {}
    typed = any(each.profile.count and not are_marks(each.profile.counts) for each in heads)
    return {at: counted[number] for at, number in numbers.items()} if counted and typed else {}


def _between(heads: Sequence[WeighedColumn], said: Mapping[int, str]) -> Mapping[int, str]:
    """What is ticked right between yes and no, or between yes and does not apply, is partly, whatever it is called."""
    if "partial" in said.values():
        return {}
    known = {each.number: said.get(each.number) for each in heads}
    found = [n for n, code in known.items() if code is None and {known.get(n - 1), known.get(n + 1)} in _ENDS]
    return dict.fromkeys(found, "partial") if len(found) == 1 else {}


def _is_ticked(column: WeighedColumn) -> bool:
    if own_number(column) is not None:
        return True
    cells = [cell for cell in column.profile.counts if not _is_label(cell)]
    return len(cells) <= _FEWEST and (are_marks(cells) or _is_said_yes(column, cells))


def _is_said_yes(column: WeighedColumn, cells: Sequence[str]) -> bool:
    """Whether a yes, or the answer itself, stands for the mark below a header that is one: We have this, Not yet."""
    words, own = {plain(cell) for cell in cells}, _said(column)
    known = {plain(word) for word in word_file("tables")["yes_words"]}
    return len(words) == 1 and own is not None and (words <= known or word_codes("rating").get(*words) == own)


def _is_label(cell: str) -> bool:
    """Whether a cell is a label of a line below the table, as the one for a signature."""
    return cell.rstrip().endswith(":")


def _has_marks(column: WeighedColumn) -> bool:
    cells = column.profile.counts
    return are_marks(cells) and any(plain(cell) in MARKS for cell in cells)


def _are_beside(columns: Sequence[WeighedColumn]) -> bool:
    return all(right.number - left.number == 1 for left, right in pairwise(columns))


def _exclude_each_other(columns: ListColumns, found: Sequence[WeighedColumn]) -> bool:
    """Whether no row has a mark in two of them."""
    rows = zip(*(columns.cells(each.number) for each in found), strict=True)
    return all(sum(plain(shown(cell)) in MARKS for cell in row) <= 1 for row in rows)


def aim_ticked(columns: Sequence[WeighedColumn], legends: Sequence[Legend]) -> None:
    """Let each of them be the rating: its mark means what its header says."""
    codes = codes_ticked(columns, legends)
    for each in columns:
        code = codes.get(each.number, "present")
        counts = dict(each.profile.counts)
        meant = {cell: _own(cell) or code for cell in counts if plain(cell)}  # a dash is no mark
        each.target, each.why = RATING, ""
        each.words = WordList(map=meant, counts=counts, is_ticked=True)
        if counts and (len(columns) == 1 or answer_in(each.head.header, word_codes("rating")) != code):
            each.ask, each.why = True, text("adopt.why.in_part")


def _own(cell: str) -> str | None:
    """The answer that a cell says itself among marks or days: n/a."""
    code = word_codes("rating").get(plain(cell))
    return code if code == "not_applicable" else None
