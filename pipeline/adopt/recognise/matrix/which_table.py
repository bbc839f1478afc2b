"""Where roles are headers and another kind of table may stand in the same cells: which of the two it is."""

from __future__ import annotations

from pipeline.adopt.compared_words import plain, tokens, words_of
from pipeline.adopt.kind_words import speaks_for
from pipeline.adopt.lexicon import word_codes, word_set
from pipeline.adopt.proposal import ORGANISATION, TableProposal
from pipeline.adopt.recognise.budgets import KIND as BUDGET
from pipeline.adopt.recognise.indicators import KIND as INDICATORS
from pipeline.adopt.recognise.matrix.cells.texts import LEAST_SURE
from pipeline.adopt.recognise.matrix.heads.head_kinds import is_somebody
from pipeline.adopt.recognise.matrix.heads.listed_heads import holds
from pipeline.adopt.recognise.matrix.heads.plan_columns import are_periods, says_plan
from pipeline.adopt.recognise.matrix.heads.task_heads import is_wrong_already, numbers_tasks, says_to_do
from pipeline.adopt.recognise.matrix.named.in_cells import is_nobody
from pipeline.adopt.recognise.matrix.named.named_roles import roles_of
from pipeline.adopt.recognise.register_concepts import KIND as REGISTER
from pipeline.adopt.source.sheet import SourceSheet, is_empty

_NEARLY_EACH, _MOST = 0.9, 0.6  # of the rows
_HALF = 0.5  # of the names


def is_surer(sheet: SourceSheet, other: TableProposal, named: TableProposal) -> bool:
    """Whether another table is rather what stands there than one with names below roles."""
    if other.kind == BUDGET and speaks_for(BUDGET, sheet.name):
        return True  # what it costs and who pays, whoever does it
    return _is_surer(sheet, other, named) and not _is_owned_plan(sheet, other, named)


def is_to_be_asked(sheet: SourceSheet, other: TableProposal, named: TableProposal) -> bool:
    """Whether names below roles are only more likely than another table, which is none to be asked about."""
    return not other.ask and _is_surer(sheet, other, named) and _is_owned_plan(sheet, other, named)


def _is_surer(sheet: SourceSheet, other: TableProposal, named: TableProposal) -> bool:
    is_matrix = other.kind == named.kind
    if named.who_column and not is_matrix:
        return False  # marks below R, A, C and I are no answers
    if is_matrix and other.column_for(ORGANISATION) and len(roles_of(named)) > 1:
        return False  # a list of who does what where knows no second role
    if is_matrix and {*_named(other)} >= {*_named(named)} and other.confidence > LEAST_SURE:
        return True  # marks of others beside those who are named
    if is_matrix and other.ask and other.confidence < named.confidence:
        return False  # texts that may say what somebody does
    if other.kind == INDICATORS and _is_plan(sheet, other, named):
        return False
    if other.ask and _is_plan_of_measures(sheet, other, named):
        return False
    if other.kind == BUDGET and not named.ask and _may_cost(other, named):
        return bool(other.column_for("Budget.quantity")) or (not other.ask and len(roles_of(named)) == 1)
    return not other.ask or (len(roles_of(named)) == 1 and (named.ask or not is_matrix))


def _named(table: TableProposal) -> list[int]:
    """The columns below whose headers those are named who have a role."""
    return [column.column for column in table.columns if column.role]


def _is_plan_of_measures(sheet: SourceSheet, other: TableProposal, named: TableProposal) -> bool:
    """Whether what may be a register rates no risk, and is called a plan: Threat | Action needed | Who | By when."""
    is_rated = any(other.column_for(f"Risks.{rating}") for rating in ("likelihood", "impact"))
    title = named.column_for("Activities.title")
    is_register = other.kind == REGISTER and not is_rated
    is_called = holds(tokens(sheet.name), "plans") and title is not None and says_to_do(title.header)
    return is_register and is_called and any(says_plan(tokens(column.header)) for column in named.columns)


def _may_cost(other: TableProposal, named: TableProposal) -> bool:
    """Whether amounts are what a plan costs, which says who does it and with whom, or in which month."""
    return other.ask or len(roles_of(named)) > 1 or are_periods(column.header for column in named.columns)


def _is_owned_plan(sheet: SourceSheet, other: TableProposal, named: TableProposal) -> bool:
    """Whether each row is something to be done with the organisation or post that does it: a plan, to be asked about.

    How far it is may be said in words that are answers elsewhere, and what it costs in all makes it no budget.
    """
    title = named.column_for("Activities.title")
    if title is None or not _says_to_do(named, title.header):
        return False
    asked = other.column_for("Indicators.text")  # a question stands before what is to be done about it
    is_question = asked is not None and asked.column < title.column and not is_wrong_already(asked.header)
    is_answered = other.kind == INDICATORS and not is_question
    is_said = any(column.role and not column.ask for column in named.columns)
    has_costs = other.kind == BUDGET and not other.column_for("Budget.quantity") and (is_said or other.ask)
    are_theirs = _are_known(named) or (is_answered and (is_said or _says_states(other)))
    return (
        (is_answered or has_costs) and are_theirs and _is_each_owned(sheet, named, _MOST if is_said else _NEARLY_EACH)
    )


def _says_to_do(named: TableProposal, header: str) -> bool:
    """Whether the header of the titles says that tasks stand below it, or that of their numbers: Action ID."""
    ids = named.column_for("Activities.activity")
    return says_to_do(header) or (ids is not None and numbers_tasks(ids.header))


def _are_known(named: TableProposal) -> bool:
    """Whether those who are named below roles mostly are organisations or posts, and no persons."""
    names = {name for column in named.columns if column.role and column.words for name in column.words.counts}
    known = sum(is_nobody(name) or is_somebody(name) for name in names)
    return len(names) > 1 and known >= _HALF * len(names)


def _is_plan(sheet: SourceSheet, other: TableProposal, named: TableProposal) -> bool:
    """Whether what looks like answers is how far each task is, and no answer to a question."""
    if not named.ask and (len(roles_of(named)) > 1 or _says_states(other)):
        return True
    if not named.ask and are_periods(column.header for column in named.columns):
        return True  # in which month
    if _says_states(other) and _has_deadline(other):
        return True  # what was agreed, who sees to it and until when
    # A task with an owner in each row, and the day until when or whether it is done: whatever the words for that.
    is_followed = _has_deadline(other) or (not named.ask and _says_done(other))
    return is_followed and _is_the_same(other, named) and _is_each_owned(sheet, named)


def _says_states(table: TableProposal) -> bool:
    """Whether what is taken for answers are words of how far an activity is: planned, ongoing, completed."""
    rating = table.column_for("Indicators.rating")
    words = rating.words.counts if rating and rating.words else {}
    return bool(words) and all(plain(word) in word_codes("activity_state") for word in words)


def _has_deadline(table: TableProposal) -> bool:
    """Whether a header says until when something is to be done."""
    return any(word_set("until_words") & {*words_of(column.header)} for column in table.columns)


def _says_done(table: TableProposal) -> bool:
    """Whether the header of the answers asks for nothing but whether it is done."""
    rating = table.column_for("Indicators.rating")
    words = {*words_of(rating.header)} if rating else set()
    return bool(words) and words <= word_set("done_words")


def _is_the_same(other: TableProposal, named: TableProposal) -> bool:
    """Whether what is asked in one table is what is to be done in the other, and no question left of it."""
    asked, title = other.column_for("Indicators.text"), named.column_for("Activities.title")
    return asked is not None and title is not None and asked.column == title.column


def _is_each_owned(sheet: SourceSheet, named: TableProposal, least: float = _NEARLY_EACH) -> bool:
    """Whether somebody is named in nearly each row, or in as many as are enough."""
    roles = [column.column for column in named.columns if column.role]
    owned = sum(any(not is_empty(sheet.at(row, column)) for column in roles) for row in named.carried)
    return owned >= least * len(named.carried)
