"""Answers that are points: a whole number of a few in each row, below a header that speaks of a score or a level."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from math import gcd

from pipeline.adopt.compared_words import is_year, plain, words_of
from pipeline.adopt.lexicon import lexicon, word_codes, word_set
from pipeline.adopt.recognise.answers.listed_answers import names_points
from pipeline.adopt.recognise.answers.out_of import are_fractions, are_out_of, says_most
from pipeline.adopt.recognise.heads.head_words import HIT
from pipeline.adopt.recognise.list_columns import ListColumns
from pipeline.adopt.recognise.profile import Profile
from pipeline.adopt.recognise.weighed import WeighedColumn
from pipeline.reading.coerce.months import month_called

_MOST_POINTS, _FEW_POINTS, _FEWEST = 5, 6, 3
_SIGN = 2  # letters
_GIVEN, _NOT_GIVEN = "⭐★🌟●⬤✪*", "☆○◯✩-–"
_MOSTLY = 0.6  # of the cells are points, the others say that nothing applies
_ASKED = 0.65
SUPPOSED = 0.6  # how sure an answer is of which no header speaks: the column and the table are asked about
_PLANNED = frozenset({"planned_value", "baseline"})
_SEVERAL = 2  # offers
_HIGHEST, _MOST_LISTED = 100, 12  # of points that a header names
_STEP, _AGAIN = 5, 0.7  # points from one answer to the next, at least; of the cells differ, at most


def let_points_be_answers(columns: ListColumns) -> None:
    """Where nothing else is the answer, let the points be it that a header names: those of now, not those aimed at.

    Of several rounds, numbered or dated, below one group the last one.
    """
    if columns.likely("rating"):
        return
    found = [each for each in columns if _are_named_points(each) and _is_free(each)] or _out_of_most(columns)
    if not found and (dated := _dated(columns)):
        newest = max(dated, key=_year_and_place)
        newest.become("rating", _ASKED if newest.profile.legend else SUPPOSED)
        return
    found = [each for each in found if not is_aimed_at(each)] or found
    if not found:
        return
    rounds = [each for each in found if each.head.group and each.head.group == found[0].head.group]
    are_rounds = all(any(map(str.isdigit, each.head.header)) for each in rounds)
    (rounds[-1] if rounds and are_rounds else found[0]).become("rating", _ASKED)


def _dated(columns: ListColumns) -> list[WeighedColumn]:
    """Points below days of several rounds: March 2025, March 2026.

    A legend explains them, or requirements stand before them on a sheet that is called an assessment.
    """
    found = [each for each in columns if _is_free(each) and are_points(each.profile) and _is_round(each)]
    are_asked = columns.is_named and any(
        word_set("requirement_words") & {*each.head.words} for each in columns.likely("text")
    )
    found = found if are_asked else [each for each in found if each.profile.legend is not None]
    return found if len(found) >= _SEVERAL else []


def _year_and_place(column: WeighedColumn) -> tuple[str, int]:
    """What tells the newest of several rounds: its year, else that it stands last."""
    return max(filter(is_year, words_of(column.head.header)), default=""), column.number


def _is_round(column: WeighedColumn) -> bool:
    """Whether a header is nothing but a year, a month or the number of a time, and perhaps a word for points."""
    words = words_of(column.head.header)
    known = word_set("time_words") | word_set("point_heads")
    are_times = all(word.isdecimal() or month_called(word) or word in known for word in words)
    return bool(words) and are_times and any(map(str.isdigit, column.head.header))


def _out_of_most(columns: ListColumns) -> list[WeighedColumn]:
    """The points beside a column of the most there may be: of each row other ones."""
    most = next((each for each in columns if says_most(each)), None)
    if most is None:
        return []
    return [
        each
        for each in columns
        if each is not most and _is_free(each) and {*words_of(each.head.header)} & word_set("point_heads")
        and are_out_of(columns.cells(each.number), columns.cells(most.number))
    ]  # fmt: skip


def are_points(profile: Profile) -> bool:
    """Whether each answer is a whole number of a few: points from 0 to 5, of which a person says what they mean."""
    if are_fractions(profile) or are_stars(profile):
        return True
    numbers = _without_sum(profile.numbers)
    if profile.count < _FEWEST or len(numbers) < _MOSTLY * profile.count:
        return False
    words = [cell for cell in profile.counts if _says_nothing_applies(cell)]
    are_whole = all(number.is_integer() and 0 <= number <= _MOST_POINTS for number in numbers)
    are_all = len(profile.numbers) + sum(profile.counts[one] for one in words) == profile.count
    return are_whole and are_all and len({*numbers}) <= _FEW_POINTS and not _counts_up(numbers)


def are_stars(profile: Profile) -> bool:
    """Whether each cell is one to five stars or dots, those that are not given perhaps behind them: ★★★☆☆."""
    cells = [cell.replace("\ufe0f", "").replace(" ", "") for cell in profile.counts]
    given = [cell.rstrip(_NOT_GIVEN) for cell in cells]
    are_some = all(len(cell) <= _MOST_POINTS and {*one} <= {*_GIVEN} for cell, one in zip(cells, given, strict=True))
    is_one = len({*"".join(given)}) == 1 and len({*map(len, given)}) > 1
    return profile.count >= _FEWEST and are_some and is_one


def _without_sum(numbers: Sequence[float]) -> Sequence[float]:
    """The numbers without the last one where it is no whole number, as all above are: their mean, weighted perhaps."""
    above = numbers[:-1]
    is_mean = len(above) >= _FEWEST and all(map(float.is_integer, above)) and min(above) < numbers[-1] < max(above)
    return above if is_mean and not numbers[-1].is_integer() else numbers


def _says_nothing_applies(cell: str) -> bool:
    """Whether a cell among points says that nothing applies, or is a sign of one or two letters: NC, *."""
    word = plain(cell)
    return word_codes("rating").get(word) == "not_applicable" or (len(cell.strip()) <= _SIGN and not word.isdecimal())


def are_offers(columns: ListColumns) -> bool:
    """Whether points are given to several suppliers beside each other: offers compared, and nothing of one's own."""
    named = [
        each
        for each in columns
        if word_set("offer_words") & {*words_of(each.head.with_group)}
        and (are_points(each.profile) or each.profile.number_share == 1)
    ]
    return len({(each.head.group, each.head.header) for each in named}) >= _SEVERAL


def are_choices(columns: ListColumns, answers: WeighedColumn) -> bool:
    """Whether each answer is the letter of another column: the right one of several choices, in a test."""
    letters = {each.head.header.strip().upper() for each in columns if len(each.head.header.strip()) == 1}
    given = {cell.strip().upper() for cell in answers.profile.counts}
    return len(letters) >= _FEWEST and len(given) > 1 and given <= letters


def counts_up(profile: Profile) -> bool:
    """Whether whole numbers stand there of which each is one more than that above, or begins anew: those of rows."""
    return profile.count >= _FEWEST and profile.number_share == 1 and _counts_up(profile.numbers)


def _counts_up(numbers: Sequence[float]) -> bool:
    """Whether each number is one more than that above, or begins anew: a legend of steps, and no answers."""
    return all(below in (above + 1, numbers[0]) and below != above for above, below in pairwise(numbers))


def _are_named_points(column: WeighedColumn) -> bool:
    """Whether points stand below a header that speaks of them: up to 5, or from where to where it says."""
    words = {*words_of(column.head.with_group)}
    if words & (word_set("severity_words") | word_set("ranking_words") | word_set("risk_words")):
        return False
    numbers, is_named = column.profile.numbers, names_points(column.head.header)
    if _are_grades(column.profile):
        return bool(words & word_set("level_heads"))
    if _are_spaced(column.profile) and words & word_set("level_heads"):
        return True
    if are_points(column.profile):
        return is_named or bool(words & word_set("level_heads"))
    is_named = (is_named or _is_called_answer(column)) and not _counts_up(numbers)
    is_up_to = is_named and column.profile.number_share == 1 and all(0 <= number <= _HIGHEST for number in numbers)
    return is_up_to and len(numbers) >= _FEWEST and len({*numbers}) <= _MOST_LISTED


def _are_grades(profile: Profile) -> bool:
    """Whether letters from A to E stand there, several of them: a person says what they mean."""
    letters = {cell.strip().upper() for cell in profile.counts}
    return profile.count >= _FEWEST and len(letters) > 1 and letters <= {*"ABCDE"}


def _are_spaced(profile: Profile) -> bool:
    """Whether points stand there again and again that are as far from each other: 0, 5 and 10; 0, 50 and 100."""
    numbers = profile.numbers
    if profile.count < _FEWEST + 1 or profile.number_share < 1 or not all(map(float.is_integer, numbers)):
        return False
    points = {int(number) for number in numbers}
    is_few = 1 < len(points) <= _FEW_POINTS and profile.distinct_share <= _AGAIN
    return is_few and 0 in points and max(points) <= _HIGHEST and min(points) == 0 and gcd(*points) >= _STEP


def _is_called_answer(column: WeighedColumn) -> bool:
    """Whether a header is one of answers, below which shares or few different numbers stand: 45 %; 0, 50, 100."""
    found = lexicon("indicators").matches(column.head.words)[:1]
    numbers = column.profile.numbers
    are_shares = len(numbers) == column.profile.count and all(0 <= number <= 1 for number in numbers)
    is_few = are_shares or len({*numbers}) <= _FEW_POINTS
    return is_few and any(match.concept.name == "rating" and match.score >= HIT for match in found)


def _is_free(column: WeighedColumn) -> bool:
    """Whether nothing more is known of it than that it may be left out."""
    return not column.is_likely or column.concept in ("other", "notes", "rating")


def is_aimed_at(column: WeighedColumn) -> bool:
    """Whether a header says what is aimed at, or at most possible, or what was before."""
    words, found = {*words_of(column.head.header)}, lexicon("indicators").matches(column.head.words)
    is_said = words & (word_set("most_words") | word_set("aimed_words") | word_set("earlier_words"))
    return bool(is_said) or any(match.concept.name in _PLANNED for match in found)
