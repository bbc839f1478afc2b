"""Risk registers: whether a table is one, and what becomes of its columns and rows."""

from __future__ import annotations

from collections.abc import Iterable

from pipeline.adopt.compared_words import tokens
from pipeline.adopt.kind_words import is_strange, speaks_against, speaks_for
from pipeline.adopt.lexicon import word_set
from pipeline.adopt.proposal import Fill, TableProposal
from pipeline.adopt.recognise.asked.actions_below import leave_actions_below
from pipeline.adopt.recognise.asked.doers import ask_doers
from pipeline.adopt.recognise.asked.doubtful_rows import doubtful_rows
from pipeline.adopt.recognise.asked.groups_above import carry_groups_down
from pipeline.adopt.recognise.asked.listed_risks import is_listed
from pipeline.adopt.recognise.asked.planned import offer_actions
from pipeline.adopt.recognise.asked.score_steps import question_scores
from pipeline.adopt.recognise.asked.unrated_forms import is_card, is_clear_form, is_unrated_form
from pipeline.adopt.recognise.by_values.log_kinds import is_risk, kinds_of_entries
from pipeline.adopt.recognise.by_values.processes import aim_processes, ask_processes
from pipeline.adopt.recognise.by_values.steps import TOGETHER
from pipeline.adopt.recognise.candidate import Candidate
from pipeline.adopt.recognise.register_columns import RegisterColumns
from pipeline.adopt.recognise.register_concepts import KIND, MAIN_TEXTS, RATED
from pipeline.adopt.recognise.rows.body import Body, Shape, first_record_row
from pipeline.adopt.recognise.rows.body_reader import read_body
from pipeline.adopt.recognise.scales.levels import check_levels
from pipeline.adopt.recognise.scales.rated_together import are_rated_together, are_ticked_apart
from pipeline.adopt.recognise.weighed import WeighedColumn, proposed
from pipeline.adopt.source.sheet import shown
from schemas.wording.text import text

ENOUGH, UNSURE = 6.0, 4.6  # points: from which on a table is a register, or asked about
# What each concept says for a register.
_POINTS = {
    "likelihood": 3.0, TOGETHER: 3.0, "impact": 3.0,
    "score": 1.2, "level": 1.0, "existing_measures": 1.3, "measures": 1.3,
    "treatment": 1.3, "owner": 0.5, "status": 0.4, "category": 0.4, "cause": 0.7, "consequence": 0.7, "threat": 1.0,
    "next_review_on": 0.3, "contingency": 0.5,
}  # fmt: skip
WIDEST_SCALE = 4  # columns
_NAMED, _LOG = 2.0, 3.0  # a header speaks of risks, a cell says that this entry is one
_LEVELLED = 0.5  # points: a level with measures, and no rating
_EXPOSED = 1.3  # a header says who is at risk
_SHEET_NAMED, _FILE_NAMED = 1.5, 0.7
_STRANGE, _AGAINST = 2.0, 3.0
_FEWEST_MARKS, _FEWEST_STEPS = 2, 3
_HALF = 0.5  # of the cells of a column
_SUPPOSED = 0.65  # how sure a column is of which the cells alone say what it is
_MARKS = (
    "likelihood",
    "impact",
    "score",
    "level",
    "measures",
    "treatment",
    "consequence",
    "existing_measures",
    "cause",
)


def register(candidate: Candidate, codes: dict[str, str]) -> TableProposal | None:
    """The risk register that a candidate is, None where it is none; `codes` are partners by name or code."""
    if is_card(candidate):
        return None
    columns = RegisterColumns(candidate)
    points = _points(candidate, columns)
    is_form = is_unrated_form(columns) or (is_listed(candidate, columns) and not _is_misnamed(candidate))
    if points < UNSURE and is_form and not _is_misnamed(candidate):
        points = UNSURE
    is_clear = is_clear_form(columns)
    points = max(points, ENOUGH * is_clear)
    if points < UNSURE or not _is_one(columns, is_form=is_form) or _is_of_money(candidate, columns):
        return None
    if are_ticked_apart(candidate, columns):
        return None
    aim_processes([*columns])
    columns.aim(codes)
    _leave_levels(columns)
    ask_processes([*columns])
    body, doubtful = _body(candidate, columns)
    table = TableProposal(
        id="", sheet=candidate.sheet.name, kind="risk_register", confidence=min(0.99, points / 10),
        header_rows=candidate.head.rows, first_row=first_record_row(candidate.first, body),
        columns=[proposed(column, KIND) for column in columns], fills=_fills(columns),
        carried=body.carried, continued=body.continued, left=body.left, sections=body.sections,
        headings=body.headings, doubtful=doubtful,
    )  # fmt: skip
    has_more = is_clear or _has_marks(columns) or _is_rated_log(columns)
    if points < ENOUGH or _are_chances(columns) or columns.are_supposed or not has_more:
        table.ask, table.why = True, text("adopt.why.table_unsure")
    carry_groups_down(candidate.sheet, table)
    check_levels(candidate.sheet, table)
    question_scores(candidate.sheet, table)
    offer_actions(candidate.sheet, columns, table, codes)
    ask_doers(columns, table)
    return table


def _points(candidate: Candidate, columns: RegisterColumns) -> float:
    # In order: what is added up in another one may end on the other side of a limit.
    points = sum(_POINTS.get(concept, 0.0) for concept in sorted({each.concept for each in columns if each.is_likely}))
    points += _POINTS[TOGETHER] * any(map(are_rated_together, columns))
    points += _LEVELLED * _is_levelled(columns)
    points += _EXPOSED * any(word_set("risk_words") & {*each.head.words} for each in columns.likely("asset"))
    if kinds_of_entries(columns):
        points += _LOG
    elif _speaks_of_risk(columns):
        points += _NAMED
    if any(speaks_for(KIND, name) for name in candidate.names):
        points += _SHEET_NAMED
    elif speaks_for(KIND, candidate.file):
        points += _FILE_NAMED
    points -= _STRANGE * sum(is_strange(KIND, each.head.words) for each in columns if each.head.words)
    return points - _AGAINST * _is_misnamed(candidate)


def _is_misnamed(candidate: Candidate) -> bool:
    """Whether the sheet is called like another kind of list."""
    sheet = candidate.sheet.name
    return speaks_against(KIND, sheet) and not speaks_for(KIND, sheet)


def _speaks_of_risk(columns: RegisterColumns) -> bool:
    return any(
        word_set("risk_words") & {*each.head.words, *tokens(each.head.group)}
        for each in columns.likely(*MAIN_TEXTS, "risk", "category", "owner", "asset")
    )


def _are_chances(columns: RegisterColumns) -> bool:
    """Whether the main texts are called opportunities, and not risks or threats as well."""
    words = {word for each in columns.likely(*MAIN_TEXTS) for word in each.head.words}
    chances = word_set("opportunity_words")
    return bool(words & chances) and not words & (word_set("risk_words") - chances)


def lacking(columns: Iterable[WeighedColumn]) -> list[str]:
    """What is not there of what makes a register: what the risk is, a rating, and another one or a level."""
    sure = {each.concept for each in columns if each.is_likely}
    found = [] if sure & {*MAIN_TEXTS} else ["description"]
    if not sure & {*RATED, TOGETHER}:
        found.append("rating")
    elif not (set(RATED) <= sure or sure & {"score", "level"}):
        found.append("other_rating")
    return found


def _are_letters_alone(columns: RegisterColumns) -> bool:
    """Whether nothing but letters speaks for ratings (P, I), and no header with a word for anything of a risk."""
    rated = columns.likely(*RATED)
    steps = [each.profile.legend.steps if each.profile.legend else {} for each in rated]
    others = (each for each in columns if each.is_likely and each not in columns.likely(*MAIN_TEXTS))
    said = [each for each in others if each.sure > _SUPPOSED and any(map(str.isalpha, each.head.header))]
    return bool(rated) and not any(steps) and all(len("".join(each.head.words)) == 1 for each in said)


def _is_one(columns: RegisterColumns, *, is_form: bool) -> bool:
    """Whether the concepts that make a register are there, and the table is not a scale or a score card."""
    sure = {each.concept for each in columns if each.is_likely}
    if not sure & set(MAIN_TEXTS) or _is_scale(columns) or _are_letters_alone(columns):
        return False
    half = bool(sure & {*RATED, TOGETHER}) or any(map(are_rated_together, columns))
    return (
        set(RATED) <= sure
        or (half and bool(sure & {"score", "level"}))
        or (_speaks_of_risk(columns) and (_has_marks(columns) or _is_unrated(columns)))
        or _is_log(columns)
        or is_form
    )


def _is_of_money(candidate: Candidate, columns: RegisterColumns) -> bool:
    """Whether what would be ratings are amounts or texts and nothing speaks of risks: uses a month, and their cost."""
    rated = columns.likely(*RATED, TOGETHER)
    has_steps = any(each.profile.step_share or not each.profile.count for each in rated)
    named = any(speaks_for(KIND, name) for name in (*candidate.names, candidate.file))
    return bool(rated) and not has_steps and not named and not _speaks_of_risk(columns)


def _has_marks(columns: RegisterColumns) -> bool:
    """Whether at least two things are said of the risks that only a register says."""
    return len({each.concept for each in columns if each.is_likely} & {*_MARKS, TOGETHER}) >= _FEWEST_MARKS


def _is_log(columns: RegisterColumns) -> bool:
    """Whether entries are told to be risks, and somebody sees to them, or it is said how they stand."""
    told = columns.likely("status", "owner", *_MARKS)
    return kinds_of_entries(columns) is not None and len(told) >= _FEWEST_MARKS


def _is_rated_log(columns: RegisterColumns) -> bool:
    """Whether entries are told to be risks, and rated."""
    return kinds_of_entries(columns) is not None and bool(columns.likely(*RATED, "level", "score", TOGETHER))


def _is_levelled(columns: RegisterColumns) -> bool:
    """Whether risks stand there with their level and what is done about them, and no rating."""
    return (
        not columns.likely(*RATED)
        and bool(columns.likely("level") and columns.likely("measures", "existing_measures", "treatment"))
        and _speaks_of_risk(columns)
    )


def _leave_levels(columns: RegisterColumns) -> None:
    """Say that levels have no place where no rating is there of which Concord computes them."""
    for column in columns.likely("level", "score") if not columns.likely(*RATED) else ():
        column.why = column.why or text("adopt.why.no_place")


def _is_unrated(columns: RegisterColumns) -> bool:
    """Whether risks stand there only with what is done about them, and with whom or of which kind: asked about."""
    rated = columns.likely(*RATED) and columns.likely("status")
    measures = columns.likely("measures", "existing_measures")
    return bool(
        rated
        or (measures and columns.likely("owner", "category", "risk", "asset"))
        or any(word_set("mitigation_words") & {*each.head.words} for each in measures)
    )


def _is_scale(columns: RegisterColumns) -> bool:
    """A few rows and columns, each row with another step: they explain a scale."""
    if _is_only_counted(columns):
        return True
    if sum(bool(column.profile.count) for column in columns) > WIDEST_SCALE or any(each.part for each in columns):
        return False
    if columns.likely(*MAIN_TEXTS) and columns.likely("measures", "existing_measures") and _speaks_of_risk(columns):
        return False  # what may happen, and what is done about it: a short register
    if {*RATED} <= {each.concept for each in columns if each.is_likely} and _speaks_of_risk(columns):
        return False  # what may happen, and both ratings
    if any(len(each.profile.counts) < each.profile.count for each in columns.likely(*RATED)):
        return False  # a step stands in two rows
    for column in columns:
        profile = column.profile
        if column.concept not in (*RATED, "level", "score") or not 3 <= profile.count <= 7:
            continue
        steps = sorted(profile.numbers)
        if len(steps) == profile.count and steps in (list(range(1, len(steps) + 1)), list(range(len(steps)))):
            return not columns.likely("owner", "risk")
        if profile.distinct_share == 1 and profile.step_share >= 0.8 and profile.number_share == 0:
            return not columns.likely("owner", "risk")
    return False


def _is_only_counted(columns: RegisterColumns) -> bool:
    """Whether one rating counts the rows, 1, 2, 3 or I, II, III, and no other is there: steps explained at length."""
    rated = columns.likely(*RATED)
    if len(rated) != 1 or columns.likely("owner", "risk"):
        return False
    cells = rated[0].profile
    steps = [cells.step(cell, rated[0].concept) for cell in cells.counts]
    return _FEWEST_STEPS <= len(steps) == cells.count and steps == [*range(1, len(steps) + 1)]


def _fills(columns: RegisterColumns) -> list[Fill]:
    both = ("Risks.event", "Risks.description")
    return [Fill(one, copy_of=other) for one, other in (both, both[::-1]) if not columns.aimed(one)]


def _body(candidate: Candidate, columns: RegisterColumns) -> tuple[Body, dict[int, str]]:
    def numbers(*concepts: str) -> tuple[int, ...]:
        return tuple(each.number for each in columns if each.concept in concepts)

    running = text("adopt.why.running_number")
    shape = Shape(
        columns=tuple(each.column for each in candidate.columns),
        main=(*columns.aimed("Risks.description"), *columns.aimed("Risks.event")),
        ids=numbers("risk") or tuple(each.number for each in columns if each.why == running),
        ratings=tuple(each.number for each in columns.likely(*RATED) if each.words and not each.part),
        levels=numbers("level", "score"),
        more=numbers("measures", "existing_measures", "cause", "consequence", "contingency", "asset"),
        headers=candidate.header_words,
        explained=candidate.explained,
        has_sums=any(each.profile.number_share > _HALF for each in columns if each.concept != "risk"),
    )
    body = read_body(candidate.sheet, candidate.first, candidate.last, shape)
    _leave_other_entries(candidate, columns, body)
    also = (*candidate.told_again, *leave_actions_below(candidate.sheet, body, shape))
    return body, doubtful_rows(candidate.sheet, body, shape, also)


def _leave_other_entries(candidate: Candidate, columns: RegisterColumns, body: Body) -> None:
    """In a log of risks, assumptions, issues and dependencies only the risks are ours."""
    if column := kinds_of_entries(columns):
        said = ((row, shown(candidate.sheet.at(row, column.number))) for row in body.carried)
        body.leave_all([row for row, kind in said if kind and not is_risk(kind)], "no_risk")
