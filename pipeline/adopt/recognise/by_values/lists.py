"""Columns with strange headers in budgets, indicator sheets and lists of presence: told by their cells, and asked."""

from __future__ import annotations

import re
from collections.abc import Iterator

from pipeline.adopt.compared_words import words_of
from pipeline.adopt.lexicon import lexicon, word_set
from pipeline.adopt.recognise.by_values.names import names_posts
from pipeline.adopt.recognise.by_values.no_ids import are_numbered_names
from pipeline.adopt.recognise.candidate import COMPARED_ROWS, Candidate
from pipeline.adopt.recognise.costs.factors import FACTORS, SHARE
from pipeline.adopt.recognise.list_columns import ListColumns
from pipeline.adopt.recognise.products import adds_up, product_of
from pipeline.adopt.recognise.profile import Profile
from pipeline.adopt.recognise.rows.budget_rows import ends_with_sum
from pipeline.adopt.recognise.weighed import WeighedColumn
from pipeline.adopt.source.sheet import is_empty, number_of
from pipeline.reading.coerce.amount_parts import PER_CENT
from pipeline.reading.coerce.units import unit_of_text
from schemas.wording.text import text

_ASKED = 0.65  # how sure: asked about
_MOST, _NUMBERS = 0.6, 0.8
_FEWEST, _FEW = 4, 2  # cells
_LONGEST_KIND, _SENTENCE, _TASK = 40, 14, 12  # letters, on average
_ALL, _EXACT = 0.8, 0.9  # a share of cells that differ; how sure a header is that is known as a whole
_LONGER = 1.5  # times as many letters
_FEW_NUMBERS = 0.2  # a share
_SUMS = frozenset({"total", "unit_cost", "spent", "description"})
_FEWEST_PARTS, _MOST_PARTS = 3, 14
_OUTLINE = re.compile(r"[^\W\d_]{0,2}\d{0,3}(?:\.\d{1,3})+\.?")  # 01.02, A.1.1
_SHARE, _HUNDRED = re.compile(r"^\W*%|%\W*$"), 100


def missing_factor(candidate: Candidate, columns: ListColumns) -> None:
    """Let a column of numbers be what is missing of quantity, price and periods where with it they make the total."""
    known = [column for concept in FACTORS for column in columns.likely(concept)[:1]]
    total, lacking = columns.first("total"), [one for one in FACTORS if not columns.likely(one)]
    if total is None or not known or not lacking:
        return
    for column in [*columns.unknown(), *columns.likely(SHARE)]:
        places = [*(each.number for each in known), column.number]
        if column.profile.number_share >= _NUMBERS and product_of(candidate.compared, places, total.number):
            column.become(lacking[0] if lacking != ["quantity", "periods"] else "quantity", _ASKED)
            return


def sums_by_header(columns: ListColumns) -> None:
    """What is called a total is one, whatever stands between: total eligible cost. Of one unit it would be a price.

    A share of it in per cent is none.
    """
    for column in columns:
        if column.concept in _SUMS and _is_share(column):
            column.become("part", 0.0)
            continue
        words = set(words_of(column.head.header))
        is_price = column.concept in ("unit_cost", "description") and column.profile.number_share >= _MOST
        if is_price and words & word_set("whole_words") and not words & word_set("unit_words"):
            column.become("total", max(column.sure, _NUMBERS))


def _is_share(column: WeighedColumn) -> bool:
    """Whether a header says that its numbers are shares: % of total, Share (%)."""
    numbers = column.profile.numbers
    return bool(_SHARE.search(column.head.header)) and all(abs(one) <= _HUNDRED for one in numbers)


def parts_of_sum(candidate: Candidate, columns: ListColumns) -> None:
    """Leave columns that only together make the sum: months, or labour, travel and material. The sum is carried."""
    numeric = [each for each in columns if each.profile.number_share >= _NUMBERS and each.profile.count > 1]
    for total in reversed(numeric):
        beside = [each for each in numeric if each.number < total.number]
        for parts in _runs(beside):
            if adds_up(candidate.compared, [each.number for each in parts], total.number):
                for between in [each for each in beside if each not in parts and each.number > parts[0].number]:
                    between.become("", 0.0)
                    between.why = text("adopt.why.unknown")
                for part in parts:
                    part.become("part", 0.0)
                    part.why = text("adopt.why.part_of_sum", header=total.head.header)
                if total.concept != "total" or not total.is_likely:
                    total.become("total", _ASKED)  # "Year" would be how long
                return


def _runs(beside: list[WeighedColumn]) -> Iterator[list[WeighedColumn]]:
    """Columns up to a sum that may be its parts; last without one of them that is none: hours between amounts."""
    runs = [beside[first:] for first in range(len(beside) - 1)]
    yield from runs
    for run in runs if len(beside) <= _MOST_PARTS else ():
        if len(run) > _FEWEST_PARTS:
            yield from (run[:at] + run[at + 1 :] for at in range(1, len(run)))


def adds_up_money(candidate: Candidate, columns: ListColumns) -> bool:
    """Whether a column of amounts whose cells show a currency ends with their sum: a budget, whatever it is called."""
    rows = range(candidate.first, min(candidate.last, candidate.first + COMPARED_ROWS) + 1)
    for column in columns:
        if column.profile.count <= COMPARED_ROWS and _ends_with_sum(candidate, column, rows):
            cells = [(row, candidate.sheet.at(row, column.number)) for row in rows]
            units = [
                unit_of_text(cell) if isinstance(cell, str) else candidate.sheet.units.get((row, column.number), "")
                for row, cell in cells
                if not is_empty(cell)
            ]
            if units and all(unit and unit != PER_CENT for unit in units):
                return True
    return False


def _ends_with_sum(candidate: Candidate, column: WeighedColumn, rows: range) -> bool:
    """Whether the last amount of a column, or the one in a row below that is called a sum, is that of the others."""
    sheet, amounts = candidate.sheet, column.profile.numbers
    stated = [number_of(sheet.at(row, column.number)) for row in sorted(sheet.sum_rows) if row in rows]
    return ends_with_sum(amounts) or any(sum_ is not None and ends_with_sum([*amounts, sum_]) for sum_ in stated)


def amounts_alone(columns: ListColumns) -> None:
    """Let the last column of amounts be the sums, where nothing is known to be a price, in what is called a budget."""
    if columns.likely("unit_cost", "total"):
        return
    found = [each for each in columns.unknown() if each.profile.number_share >= _NUMBERS and _are_amounts(each.profile)]
    if found:
        found[-1].become("total", _ASKED)


def _are_amounts(profile: Profile) -> bool:
    numbers = profile.numbers
    return len(numbers) >= _FEWEST and profile.are_amounts and numbers != sorted({*numbers})


def budget_texts(columns: ListColumns) -> None:
    """Let kinds of cost be the category, and ids in the first columns the lines."""
    if not columns.likely("category"):
        kinds = [each for each in columns.unknown() if each.profile.word_share("budget_category") >= _MOST]
        for column in kinds[:1]:
            column.become("category", _ASKED)
    _ids(columns, "line")


def _ids(columns: ListColumns, concept: str) -> None:
    """Let different short ids with digits, left of all texts, be those of the rows."""
    every = list(columns)
    texts = [column.number for column in every if column.is_likely and column.concept in ("description", "text")]
    if columns.likely(concept) or not texts:
        return
    for column in every[:2]:
        is_id = column.profile.fit(("id",)) >= _NUMBERS and column.profile.distinct_share >= _NUMBERS
        if column in columns.unknown() and column.number < min(texts) and is_id:
            are_numbers = all(_OUTLINE.fullmatch(cell) for cell in column.profile.counts)
            column.become(concept, _EXACT if are_numbers and column.profile.distinct_share == 1 else _ASKED)
            return


def indicator_texts(columns: ListColumns) -> None:
    """Let short texts that repeat, left of the questions, be the element, and texts right of the answers the notes."""
    texts, answers = columns.likely("text"), columns.likely("rating")
    if not texts or not answers:
        return
    _ids(columns, "indicator")
    for column in columns.unknown():
        if column.number < texts[0].number and not columns.likely("element") and _repeats(column.profile):
            column.become("element", _ASKED)
        elif column.number > answers[0].number and _says_something(column):
            column.become("notes", 0.6)


def which_text(columns: ListColumns) -> None:
    """Of several texts the one that differs most from row to row and says most is what is asked.

    What repeats itself left of it is the element; another one that differs as much is asked about, and joined.
    """
    codes_are_ids(columns)
    texts = columns.likely("text")
    if len(texts) == 1:
        _element_and_text(columns, texts[0])
    if len(texts) < 2:
        return
    main = max(texts, key=lambda each: (min(each.profile.distinct_share, _ALL), each.profile.mean_length, each.sure))
    for column in texts:
        if column is main:
            continue
        if column.number < main.number and _are_codes(column.profile) and not columns.likely("indicator"):
            column.become("indicator", max(_ASKED, 0.9 * column.sure))
            continue
        is_kind = column.profile.distinct_share < _ALL <= main.profile.distinct_share
        if is_kind and column.number < main.number and not columns.likely("element"):
            column.become("element", max(_ASKED, 0.9 * column.sure))
        elif column.sure >= _EXACT and main.sure >= _EXACT and abs(column.number - main.number) == 1:
            column.sure = _ASKED
        else:
            is_behind = any(column.number > answer.number for answer in columns.likely("rating"))
            column.become("notes" if is_behind and column.profile.number_share < _FEW_NUMBERS else "other", _ASKED)


def codes_are_ids(columns: ListColumns) -> None:
    """Let what is called a requirement or an element be the id, where codes stand in it and texts right of it."""
    called_text = [each for each in columns if each.concept == "text" and not each.is_likely]
    for column in [*columns.likely("element", "text"), *called_text]:
        if columns.likely("indicator") or not _are_codes(column.profile):
            continue
        beside = [each for each in columns if each.number > column.number and _may_be_asked(each)]
        if not beside or beside[0].number > column.number + 1:
            beside = [each for each in columns if _is_note_beside(columns, column, each)] or beside
        if not beside:
            continue
        column.become("indicator", 0.8)
        if not columns.likely("text"):
            beside[0].become("text", 0.7)


def _may_be_asked(column: WeighedColumn) -> bool:
    is_free = not column.is_likely or column.concept in ("text", "element", "question")
    return is_free and _says_something(column) and column.profile.distinct_share >= _ALL


def _is_note_beside(columns: ListColumns, numbers: WeighedColumn, column: WeighedColumn) -> bool:
    """Whether a text right beside numbers is called a note, and another text is one, too: Recommendation, Findings."""
    others = [*columns.likely("notes"), *filter(_says_something, columns.unknown())]
    is_beside = column.number == numbers.number + 1 and column.concept == "notes" and len(others) > 1
    return is_beside and _says_something(column) and column.profile.distinct_share >= _ALL


def _are_codes(profile: Profile) -> bool:
    """Whether each cell is another short text with a digit: what is called a requirement is its number."""
    has_digits = all(any(map(str.isdigit, cell)) for cell in profile.counts)
    is_id = profile.fit(("id",)) >= _NUMBERS and not are_numbered_names(profile)
    return has_digits and is_id and profile.distinct_share >= _EXACT


def _element_and_text(columns: ListColumns, first: WeighedColumn) -> None:
    """Let what may be called an element be that, where right beside it a text of unknown header says more."""
    kinds = {match.concept.name for match in lexicon(columns.kind).matches(first.head.words)}
    beside = [each for each in columns.unknown() if each.number == first.number + 1 and _says_something(each)]
    if "element" not in kinds or columns.likely("element") or not beside:
        return
    (main,) = beside
    is_longer = main.profile.mean_length > _LONGER * first.profile.mean_length
    if is_longer and main.profile.count >= first.profile.count and main.profile.distinct_share >= _ALL:
        main.become("text", 0.7)
        first.become("element", 0.8)


def presence_texts(columns: ListColumns) -> None:
    """Let acronyms, one for each organisation, be theirs, and the longest of other texts what is done."""
    organisation = columns.first("organisation")
    if organisation is None:
        return
    free = [each for each in columns.unknown() if not each.profile.number_share and not each.profile.date_share]
    if not columns.likely("acronym"):
        for column in [each for each in free if _stand_for(each, organisation)][:1]:
            column.become("acronym", _ASKED)
            free.remove(column)
    tasks = [each for each in free if each.profile.mean_length >= _TASK and not names_posts(each.profile)]
    none = word_set("kind_words") | word_set("contact_words")  # of what, and not what; how to reach them
    tasks = [each for each in tasks if not none & {*each.head.words}]
    if tasks and columns.likely("sector") and not columns.likely("activity"):
        max(tasks, key=lambda each: each.profile.mean_length).become("activity", 0.6)


def _stand_for(column: WeighedColumn, organisation: WeighedColumn) -> bool:
    """Whether each organisation has one short text in capitals, and each another."""
    pairs = set(zip(map(str, column.profile.cells), map(str, organisation.profile.cells), strict=False))
    shorts, names = ({pair[at] for pair in pairs} for at in (0, 1))
    same = column.profile.count == organisation.profile.count and len(pairs) == len(shorts) == len(names)
    return same and len(pairs) >= _FEW and all(short.isupper() and len(short) <= len(name) for short, name in pairs)


def _repeats(profile: Profile) -> bool:
    """Whether a few short texts stand there again and again."""
    is_text = profile.number_share + profile.date_share < 0.1 and profile.word_share("rating") < 0.5
    is_short = profile.mean_length <= _LONGEST_KIND
    return is_text and is_short and profile.count >= _FEWEST and profile.distinct_share <= _MOST


def _says_something(column: WeighedColumn) -> bool:
    profile = column.profile
    is_text = profile.number_share + profile.date_share < 0.2 and profile.mean_length >= _SENTENCE
    return is_text and profile.count >= _FEW and not names_posts(profile)
