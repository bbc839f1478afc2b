"""A budget whose lines are the sums of another one's in the same file: a summary beside its detail, asked about."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence

from pipeline.adopt.proposal import TableProposal
from pipeline.adopt.recognise.asked.stated_sums import line_costs
from pipeline.adopt.source.sheet import SourceSheet, shown
from schemas.wording.text import text

_FEWEST = 2  # lines
_MOST = 0.8  # of its lines are sums of the other's; a tax, or a rate, may be none


def ask_summaries(budgets: Sequence[tuple[TableProposal, SourceSheet]]) -> None:
    """Ask whether a budget that only sums up another one is to be carried as well: it would all be there twice."""
    costs = [line_costs(sheet, table) for table, sheet in budgets]
    amounts = [list(filter(None, of.values())) for of in costs]
    for at, (table, _) in enumerate(budgets):
        for other, (detail, sheet) in enumerate(budgets):
            if other == at or not _FEWEST <= len(amounts[at]) < len(amounts[other]) or detail.is_summary:
                continue
            if _are_sums(amounts[at], costs[other], sheet, detail):
                table.ask = table.is_summary = True
                table.why = text("adopt.why.summary", sheet=detail.sheet)
                break


def _are_sums(amounts: Sequence[float], costs: Mapping[int, float], sheet: SourceSheet, detail: TableProposal) -> bool:
    """Whether these amounts are the sums of the lines of a budget, by one of its columns or by its sections."""
    lines = {round(cost, 2) for cost in costs.values()}
    for groups in _groups(costs, sheet, detail):
        sums = {round(one, 2) for one in groups}
        found = [round(one, 2) for one in amounts if round(one, 2) in sums]
        # The same line may stand in both: sums of several lines are the proof.
        if len(found) >= max(_FEWEST, _MOST * len(amounts)) and set(found) - lines:
            return True
    return False


def _groups(costs: Mapping[int, float], sheet: SourceSheet, detail: TableProposal) -> Iterator[list[float]]:
    for column in detail.columns:
        by_text: defaultdict[str, float] = defaultdict(float)
        for row, cost in costs.items():
            by_text[shown(sheet.at(row, column.column))] += cost
        if len(by_text) < len(costs):
            yield list(by_text.values())
    by_section: defaultdict[str, float] = defaultdict(float)
    for row, cost in costs.items():
        by_section[detail.sections.get(row, "")] += cost
    yield list(by_section.values())
