"""Indicator sheets: controls, requirements or questions, each with how far it is in place."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from typing import Literal

from pipeline.adopt.kind_words import is_logged
from pipeline.adopt.lexicon import phrases, word_set
from pipeline.adopt.proposal import Fill, TableProposal
from pipeline.adopt.recognise.answers.before_answers import ask_before_answers, is_behind_answers
from pipeline.adopt.recognise.answers.counted_beside import are_marks_doubtful, counted_beside
from pipeline.adopt.recognise.answers.grouping import elements_of_groups, notes_of_groups
from pipeline.adopt.recognise.answers.listed_answers import ask_signs, is_supposed
from pipeline.adopt.recognise.answers.no_requirements import are_others, may_be_inspection
from pipeline.adopt.recognise.answers.points import (
    SUPPOSED,
    are_choices,
    are_offers,
    are_points,
    counts_up,
    is_aimed_at,
    let_points_be_answers,
)
from pipeline.adopt.recognise.answers.risks_beside import are_risks
from pipeline.adopt.recognise.answers.sites import answers_of_others, ask_whose_answers
from pipeline.adopt.recognise.answers.supposed import are_few_values, are_levels_aimed_at, suppose_answers
from pipeline.adopt.recognise.answers.ticks import aim_ticked, answers_ticked
from pipeline.adopt.recognise.asked.doubtful_rows import doubtful_rows
from pipeline.adopt.recognise.by_values.lists import indicator_texts, which_text
from pipeline.adopt.recognise.by_values.log_kinds import are_log_states, kinds_of_entries
from pipeline.adopt.recognise.by_values.no_ids import are_no_ids, are_numbered_names
from pipeline.adopt.recognise.by_values.text_columns import is_list
from pipeline.adopt.recognise.by_values.tracked import WORTH as TRACKED_WORTH
from pipeline.adopt.recognise.by_values.tracked import are_targets_of_work, are_tracked, tracked_texts
from pipeline.adopt.recognise.candidate import SURE, Candidate
from pipeline.adopt.recognise.list_columns import STRANGE, ListColumns, points
from pipeline.adopt.recognise.matrix.heads.task_heads import is_log
from pipeline.adopt.recognise.profile import Profile
from pipeline.adopt.recognise.rows.body import Body, Shape, first_record_row
from pipeline.adopt.recognise.rows.body_reader import read_body
from pipeline.adopt.recognise.rows.sum_rows import leave_below_sum
from pipeline.adopt.recognise.scales.word_lists import begins_with_answers, listed_words
from pipeline.adopt.recognise.weighed import WeighedColumn, is_called, proposed
from pipeline.adopt.source.sheet import SourceSheet, is_empty, shown
from schemas.wording.text import text

KIND: Literal["indicators"] = "indicators"
ENOUGH, UNSURE = 5.5, 4.5  # points: from which on a table is one, or asked about
_WORTH = {
    "text": 2.0, "rating": 2.0, "indicator": 0.7, "element": 0.6, "notes": 0.8, "applicable": 0.6, "question": 0.5,
    "evidence_needed": 0.8, "framework": 0.3,
}  # fmt: skip
_ANSWERED = 1.5  # the answers are words that answers are
_LEVELS = 0.8  # what has been reached stands beside what is aimed at
_OF_RISKS = 3.0  # risks stand there, each with its level, or with who is exposed
_FIT = 0.6
_FEW_ANSWERS, _SINGLE_WORD = 0.4, 8  # a share; letters, on average
_LONGEST_ID = 18  # letters, on average
_TOLD_BY_CELLS = 0.7
_IN_OWN_WORDS = 0.65  # how sure an answer is whose header says so, and whose words nobody knows
_NEARLY_ALL = 0.8
_NOTES = "Indicators.notes"
_VALUES = ("planned_value", "reached_value")  # numbers: a text below such a header is none


def indicators(candidate: Candidate) -> TableProposal | None:
    """The indicator sheet that a candidate is, None where it is none."""
    columns, ticked = indicator_columns(candidate)
    answers = columns.first("rating")
    if (answers and (are_log_states(answers.profile) or are_choices(columns, answers))) or are_offers(columns):
        return None
    asked = columns.first("text")
    if not asked or is_logged(asked.head.words) or not (answers or are_tracked(columns)):
        return None
    if are_others(candidate, columns, asked):
        return None
    if not answers and are_targets_of_work(candidate, columns):
        return None
    if answers and asked.sure <= _TOLD_BY_CELLS and answers.sure <= _TOLD_BY_CELLS and _has_prices(candidate):
        return None
    found = points(candidate, columns, _WORTH if answers else {**_WORTH, **TRACKED_WORTH})
    is_answered = answers and answers.profile.count and (
        answers.profile.word_share("rating") >= _FIT or begins_with_answers(answers.profile)
    )  # fmt: skip
    found += _ANSWERED if ticked or is_answered else 0.0
    found += _LEVELS if found < UNSURE and are_levels_aimed_at(columns, answers) else 0.0
    found += STRANGE * counted_beside(columns, asked, answers)
    found -= _OF_RISKS * (of_risks := are_risks(candidate, asked))
    if found < UNSURE or kinds_of_entries(columns):
        return None
    _aim(columns, ticked)
    body, doubtful = _body(candidate, columns)
    table = TableProposal(
        id="", sheet=candidate.sheet.name, kind=KIND, confidence=min(0.98, found / 10),
        header_rows=candidate.head.rows, first_row=first_record_row(candidate.first, body),
        columns=[proposed(column, KIND) for column in columns], fills=_fills(candidate, columns, body),
        carried=body.carried, continued=body.continued, left=body.left, sections=body.sections,
        headings=body.headings, doubtful=doubtful,
    )  # fmt: skip
    are_supposed = not ticked and not _says_what(asked) and not _is_known(answers)
    are_supposed = are_supposed or (answers is not None and answers.sure <= SUPPOSED)
    are_supposed = are_supposed or are_marks_doubtful(columns, asked, ticked or columns.likely("rating")[:1])
    are_supposed = are_supposed or may_be_inspection(candidate, columns, asked)
    if found < ENOUGH or not answers or are_supposed or of_risks or not body.carried:
        table.ask, table.why = True, text("adopt.why.table_unsure")
    return table


def _has_prices(candidate: Candidate) -> bool:
    """Whether a header says what something costs, in numbers: yes and no are rather said of a cost."""
    return any(
        concept in ("unit_cost", "total") and sure >= SURE and candidate.profiles[each.column].number_share >= _FIT
        for each in candidate.columns
        for concept, sure, _ in candidate.meanings("budget", each)
    )


def _aim(columns: ListColumns, ticked: Sequence[WeighedColumn]) -> None:
    """Give every column its place, and say what the words of the answers mean."""
    indicator_texts(columns)
    others = answers_of_others(columns)
    for column in columns.unknown():
        if column.profile.word_share("rating") >= _NEARLY_ALL:
            column.why = text("adopt.why.unknown")  # other answers are no notes
    columns.aim("notes", "text")
    ask_whose_answers(columns, others)
    _ask_next_steps(columns)
    for column in columns:
        if column.target == "Indicators.reviewed_on" and column.head.words in phrases("review_dates", ""):
            column.sure = min(column.sure, _TOLD_BY_CELLS)  # when it was, or when it will be
        if column.target == "Indicators.rating":
            column.words = listed_words(column.profile, "rating")
            ask_signs(column.words)
            if is_supposed(column.profile.legend) or column.profile.told_apart:
                column.ask, column.why = True, text("adopt.why.in_part")
    aim_ticked(ticked, columns.legends)


def _ask_next_steps(columns: ListColumns) -> None:
    """Ask about what somebody named beside it is to do next, where another column says what is noted of the answer."""
    noted = [each for each in columns if each.target == _NOTES]
    steps = [each for each in noted if is_log(each)]
    for each in steps if len(steps) < len(noted) and columns.likely("owner") else ():
        each.ask, each.why = True, each.why or text("adopt.why.in_part")


def indicator_columns(candidate: Candidate) -> tuple[ListColumns, list[WeighedColumn]]:
    """Its columns as those of an indicator sheet, by headers and by values; and those in which answers are ticked."""
    columns = ListColumns(candidate, KIND)
    ticked = answers_ticked(columns)
    if are_tracked(columns):
        tracked_texts(columns)
    _by_values(columns, ticked)
    which_text(columns)
    if not are_tracked(columns):
        suppose_answers(columns)
    elements_of_groups(columns)
    notes_of_groups(columns)
    return columns, ticked


def _by_values(columns: ListColumns, ticked: Sequence[WeighedColumn]) -> None:
    """Where the header says nothing certain, answers tell the answer, and long, different texts what is asked."""
    for column in columns:
        _as_cells_say(columns, column, is_ticked=column in ticked)
    let_points_be_answers(columns)
    if not columns.likely("rating") and not are_tracked(columns):
        told = [c for c in columns if c.profile.count >= 3 and begins_with_answers(c.profile)]
        told = [c for c in told if not (c.is_likely and c.concept == "applicable") and not is_aimed_at(c)]
        if told:
            max(told, key=lambda c: c.profile.word_share("rating")).become("rating", 0.7)
    ask_before_answers(columns)
    if not columns.likely("text"):
        texts = [
            c
            for c in columns if not is_behind_answers(columns, c)
            if c.profile.count >= 3 and c.profile.mean_length >= 15 and c.profile.distinct_share >= 0.8
            and (not c.is_likely or c.concept in ("question", "indicator", "element", *_VALUES))
        ]  # fmt: skip
        if texts:
            texts[0].become("text", 0.7)
    right = min((c.number for c in columns.likely("text")), default=0)
    for column in columns.likely("indicator"):
        if column.number > right and column.profile.count and not any(map(_has_digit, column.profile.counts)):
            column.become("other", 0.65)  # words behind what is asked are no ids of it
    if not columns.likely("indicator"):
        left = [c for c in columns.unknown() if c.number < right]
        numbers = [c for c in left if c.profile.fit(("id",)) >= 0.85 or (not c.head.header and counts_up(c.profile))]
        if numbers:
            numbers[0].become("indicator", 0.65)


def _as_cells_say(columns: ListColumns, column: WeighedColumn, *, is_ticked: bool) -> None:
    """Let a column be what its cells are, where they are not what its header says."""
    profile = column.profile
    share = profile.word_share("rating")
    if column.concept == "indicator" and profile.mean_length > _LONGEST_ID and not profile.number_share:
        column.become("text", 0.7)
    if column.concept == "indicator" and are_no_ids(column):
        column.become("element" if are_numbered_names(profile) else "other", 0.65)
    if column.concept == "rating" and not column.is_likely and are_points(profile):
        column.become("rating", 0.65)
    is_answer = share >= 0.4 or is_ticked or are_points(profile) or begins_with_answers(profile)
    if column.concept == "rating" and profile.count and not is_answer:
        if are_few_values(profile) and all(each is column for each in columns.likely("rating")):
            column.become("rating", _IN_OWN_WORDS)
            return
        is_asked = profile.mean_length > _LONGEST_ID and profile.distinct_share >= 0.9 and not columns.likely("text")
        is_asked = is_asked and not is_behind_answers(columns, column)
        column.become("text" if is_asked else "notes" if profile.mean_length > 14 else "other", 0.6)
    if column.concept == "applicable" and profile.count and share < _FEW_ANSWERS and _says(profile):
        column.become("notes", 0.7)  # why it applies, or does not
    if column.concept == "notes" and is_list(profile) and not is_called(column, KIND, "notes"):
        column.sure = min(column.sure, 0.7)  # the same word again and again: rarely a note


def _has_digit(cell: str) -> bool:
    return any(map(str.isdigit, cell))


def _says_what(column: WeighedColumn) -> bool:
    """Whether a header says that something to be answered stands below it, and not only a name or a text."""
    return _is_known(column) and not {*column.head.words} <= word_set("generic")


def _is_known(column: WeighedColumn | None) -> bool:
    """Whether a header, and not only its cells, says what a column is, or what points it has."""
    return column is not None and (column.sure > _TOLD_BY_CELLS or are_points(column.profile))


def _says(profile: Profile) -> bool:
    """Whether its cells are texts, not marks or single words."""
    return profile.mean_length >= _SINGLE_WORD and profile.number_share == 0


def _body(candidate: Candidate, columns: ListColumns) -> tuple[Body, dict[int, str]]:
    main = (*columns.aimed("Indicators.text"), *columns.aimed("Indicators.question"))
    ids = columns.aimed("Indicators.indicator")
    rated = columns.aimed("Indicators.rating")
    shape = Shape(
        columns=tuple(each.column for each in candidate.columns), main=main, ids=ids,
        more=columns.aimed("Indicators.notes"),
        headers=candidate.header_words, explained=candidate.explained, is_answered=True,
    )  # fmt: skip
    body = read_body(candidate.sheet, candidate.first, candidate.last, shape)
    leave_below_sum(candidate.sheet, body, rated)
    doubts = _leave_headings(candidate, body, shape, rated)
    return body, doubtful_rows(candidate.sheet, body, shape, {*doubts, *candidate.told_again})


def _leave_headings(candidate: Candidate, body: Body, shape: Shape, rated: tuple[int, ...]) -> list[int]:
    """Rows of a number and a title, where nearly all others have an answer, are headings; gives those that may be none.

    So is a row without an answer whose number is the beginning of the next ones: 2 above 2.1.
    """
    sheet, naming, doubts = candidate.sheet, {*shape.main, *shape.ids}, []

    def answered(row: int) -> bool:
        return any(not is_empty(sheet.at(row, column)) for column in rated)

    records = [row for row in body.carried if row not in body.continued]
    numbers = {row: _number(sheet, row, shape.ids) for row in records}
    nearly_all = sum(map(answered, records)) >= 0.6 * len(records)
    for row, following in pairwise([*records, 0]):
        if answered(row) or not set(sheet.filled[row - 1]) <= naming:
            continue
        own, texts = numbers[row], [shown(sheet.at(row, column)) for column in sheet.filled[row - 1]]
        is_parent = bool(own) and numbers.get(following, "").startswith(f"{own}.")
        if not is_parent and any(one.endswith(("?", "؟")) for one in texts):
            continue  # nobody's answer yet
        if is_parent or nearly_all:
            body.leave(row, "heading", max(texts, key=len))
            deep = own.count(".")
            if not is_parent and own and any(answered(one) and numbers[one].count(".") == deep for one in records):
                doubts.append(row)
    return doubts


def _number(sheet: SourceSheet, row: int, ids: tuple[int, ...]) -> str:
    """The number of a row as it stands: 2.1, without what does not tell levels apart."""
    texts = (shown(sheet.at(row, column)) for column in ids)
    return next((one.rstrip(".").removesuffix(".0") for one in texts if one), "")


def _fills(candidate: Candidate, columns: ListColumns, body: Body) -> list[Fill]:
    """What no column says: the element, by the headings, else by what the table is called; each partner answers."""
    fills = [Fill("Indicators.applies_to", value="each_partner", ask=False)]
    if columns.aimed("Indicators.element"):
        return fills
    sections = body.sections
    fills += [
        Fill("Indicators.element", value=heading, section=heading, ask=False)
        for heading in dict.fromkeys(sections.values())
    ]
    if any(row not in sections for row in body.carried if row not in body.continued):
        fills.append(Fill("Indicators.element", value=candidate.title))
    return fills
