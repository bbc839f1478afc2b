"""What came of a workbook, in the same words on a terminal and in Excel."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from pipeline.domain.finding import SEVERITIES
from pipeline.run.batch.workbook_result import WorkbookResult, reported
from pipeline.run.workbook.outcome import NOT_COUNTED, Outcome
from schemas.wording.text import joined, joined_first, text

if TYPE_CHECKING:
    from pipeline.results.compute import Results
    from pipeline.xlsx.writer.placement import Stays

# So many workbooks are named where the same is said of many.
NAMED = 3


def told_first(results: Results) -> tuple[str, ...]:
    """What is not in the results, in sentences, before anything else is said of them."""
    return tuple(text("run.told_first", what=one.name, do=one.note) for one in results.missing)


def absent(present: Collection[str]) -> tuple[str, ...]:
    """A sentence for each result table that somebody deleted; `present` are the names of those that are there.

    Figures only serves the charts: workbooks from before them do without both.
    """
    from schemas.spec import output_tables  # all that reads workbooks is behind it: the command itself does without

    gone = (table.name for table in output_tables() if table.name not in present and table.name != "Figures")
    return tuple(text("phrases.absent_table", table=name) for name in gone)


def staying(found: Iterable[Stays]) -> tuple[str, ...]:
    """A sentence for each kind of thing that stays on its cells in a sheet although the rows there have moved."""
    cells: dict[Stays, list[str]] = {}
    for one in found:
        cells.setdefault(replace(one, cells=""), []).append(one.cells)
    return tuple(replace(one, cells=joined_first(where, NAMED)).words for one, where in cells.items())


@dataclass(frozen=True, slots=True)
class Remark:
    """What is said of one workbook or of many; `text` is in the words for the first of them."""

    text: str
    of: tuple[WorkbookResult, ...]
    is_failure: bool = False

    def whose(self, names: Sequence[str]) -> str:
        """Of which workbooks; `names` are what they are called."""
        return names[0] if len(names) == 1 else text("run.whose", count=len(names), names=joined_first(names, NAMED))


def reasons(results: Iterable[WorkbookResult]) -> list[Remark]:
    """Why our workbooks came out as they did, where there is a reason."""
    return _together((result, result.reason, False) for result in results if result.reason)


def remarks(results: Iterable[WorkbookResult]) -> list[Remark]:
    """All failures and notes of our workbooks, failures first."""
    ours = list(results)
    failures = _together((result, text, True) for result in ours for text in result.failures)
    return failures + _together((result, text, False) for result in ours for text in result.notes)


def _together(said: Iterable[tuple[WorkbookResult, str, bool]]) -> list[Remark]:
    """What is the same of several workbooks but for the file's name, said once."""
    found: dict[str, list[tuple[WorkbookResult, str, bool]]] = {}
    for one in said:
        if one[0].status not in NOT_COUNTED:
            found.setdefault(_nameless(one[1], one[0]), []).append(one)
    return [Remark(group[0][1], tuple(one[0] for one in group), group[0][2]) for group in found.values()]


def _nameless(text: str, result: WorkbookResult) -> str:
    """A note without the name of its workbook and of its pages."""
    return re.sub(rf"(?<!\w){re.escape(result.path.stem)}[\w-]*\.\w+", "", text)


def totals_text(came: WorkbookResult | Outcome, checks_only: bool) -> str:
    """One line: how many cells to mend, mentions, findings and actions."""
    result = came if isinstance(came, WorkbookResult) else reported(came)
    parts = [text("run.totals.mend", count=result.cell_errors), text("run.totals.mentions", count=result.mentions)]
    if not checks_only:
        by = result.severities
        parts.append(_total("findings", {code: by[code] for code in SEVERITIES if by.get(code)}))
        parts.append(_total("actions", {state: number for state, number in result.actions.items() if number}))
    return " · ".join(parts)


def _total(what: str, counts: Mapping[str, int]) -> str:
    """All findings or actions, and of which kinds they are."""
    whole = text(f"run.totals.{what}", count=sum(counts.values()))
    kinds = joined(text(f"phrases.counted.{code}", count=number) for code, number in counts.items())
    return text("run.total_of_kinds", whole=whole, kinds=kinds) if kinds else whole
