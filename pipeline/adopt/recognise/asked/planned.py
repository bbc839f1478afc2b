"""Measures of a register that say who does them and until when: offered as actions of the plan."""

from __future__ import annotations

from pipeline.adopt.compared_words import tokens
from pipeline.adopt.lexicon import word_set
from pipeline.adopt.proposal import ACTION, Fill, TableProposal
from pipeline.adopt.recognise.register_columns import RegisterColumns
from pipeline.adopt.recognise.scales.word_lists import owner_words
from pipeline.adopt.recognise.weighed import WeighedColumn
from pipeline.adopt.source.sheet import SourceSheet, is_empty
from pipeline.adopt.workbook.cell_value import day_of, order_of_days
from schemas.wording.text import text

MEASURES, OWNER = "Risks.measures", "Risks.owner"


def offer_actions(sheet: SourceSheet, columns: RegisterColumns, table: TableProposal, codes: dict[str, str]) -> None:
    """Offer the measures of a table as actions, where some have a responsible and a day: only a person can agree."""
    measures, due, doer = columns.aimed(MEASURES), _due(columns), _doer(columns)
    if not measures or due is None or doer is None:
        return
    table.due_column, table.doer_column = due.number, doer.number
    day_first = order_of_days(due.profile.cells)
    count = sum(
        any(not is_empty(sheet.at(row, one)) for one in measures)
        and not is_empty(sheet.at(row, doer.number))
        and day_of(sheet.at(row, due.number), day_first=day_first) is not None
        for row in table.carried
    )
    if not count:
        return
    table.fills.append(Fill(ACTION, copy_of=MEASURES, why=text("adopt.why.offer", count=count)))
    for column in table.columns:
        if column.column == due.number and column.target is None:
            column.why = text("adopt.why.due")
        if column.target == OWNER and column.column != doer.number and column.words:
            # Who does them is asked together with who owns the risks.
            more = owner_words(doer.profile, codes)
            column.words.counts = {**more.counts, **column.words.counts}
            column.words.map |= more.map
            new = [word for word in more.unmapped if word not in column.words.unmapped]
            column.words.unmapped += new
            column.words.ask = column.words.ask or bool(new)
            column.words.why = column.words.why or more.why


def _due(columns: RegisterColumns) -> WeighedColumn | None:
    """The column of the day until which measures are to be done: days, mostly."""
    found = [each for each in columns.likely("due_on") if each.target is None and each.profile.date_share >= 0.5]
    return max(found, key=lambda each: (_speaks_of_measures(each), each.sure), default=None)


def _doer(columns: RegisterColumns) -> WeighedColumn | None:
    """Who does the measures: a column that says so, else whoever owns the risk."""
    owners = columns.likely("owner")
    told = [each for each in owners if _speaks_of_measures(each)]
    aimed = [each for each in owners if each.target == OWNER]
    return next(iter([*told, *aimed]), None)


def _speaks_of_measures(column: WeighedColumn) -> bool:
    return bool(word_set("measure_words") & {*column.head.words, *tokens(column.head.group)})
