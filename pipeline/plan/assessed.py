"""Whether a finding that is no longer there is really gone, or was only not looked at (docs/design.md, Re-runs)."""

from __future__ import annotations

from collections.abc import Callable
from functools import cached_property

from pipeline.analysis.activity_tree import above_codes
from pipeline.domain.arrangement import Arrangement
from pipeline.domain.finding import SUBJECT_TABLES, area_of
from pipeline.findings.registry import rules
from schemas.vocabulary import compared

Reads = Callable[[str], "tuple[str, ...] | None"]

# These compare the subject's row with every other row of its table.
_COMPARES = frozenset({"ACT-13", "PAR-05", "PAR-07"})


def registered_reads(rule: str) -> tuple[str, ...] | None:
    """The tables that a rule reads, None for a rule that does not exist."""
    found = rules().get(rule)
    return None if found is None else found.reads


class Looked:
    """What of an arrangement could be understood, asked by subject.

    `unnamed` are tables with a row whose id could not be read: no row of theirs can be called gone,
    for it may be that one.
    """

    def __init__(self, arrangement: Arrangement, unnamed: frozenset[str] = frozenset()) -> None:
        self.arrangement = arrangement
        out = {**arrangement.left_out, **arrangement.left_out_rows}
        self.unnamed = unnamed | {table for table, rows in out.items() if rows}

    def is_gone(self, rule: str, subject: str, kind: str, reads: tuple[str, ...], table: str = "") -> bool:
        """Whether a finding that was not found again may be called resolved.

        Its subject's row is gone, or everything that the rule reads about the subject could be
        understood. `kind` is the subject's kind, "" where nobody remembers it: then it is not
        called gone while anything in those tables is unclear. `table` is that of its row, where that is known.
        """
        if kind in ("event", "element", "arrangement") or subject == "arrangement":
            return all(self._whole(table) for table in reads)
        candidates = (table,) if table else self._candidates(rule, kind, reads)
        home = next((table for table in candidates if self._holds(table, subject)), None)
        if home is None and kind and not (self.arrangement.missing | self.unnamed).intersection(candidates):
            return True
        others = [table for table in reads if table != home or rule in _COMPARES]
        return all(map(self._whole, others)) and (home is None or self._row_understood(home, subject))

    def _candidates(self, rule: str, kind: str, reads: tuple[str, ...]) -> tuple[str, ...]:
        if kind == "partner":
            return ("Partners",)
        if kind == "action":
            return ("ActionPlan",)
        first = SUBJECT_TABLES.get(area_of(rule), "")
        tables = (first, *reads) if first else reads
        return tuple(name for name in dict.fromkeys(tables) if name != "Arrangement")

    @cached_property
    def _left_out(self) -> dict[str, frozenset[str]]:
        return {table: frozenset(map(compared, ids)) for table, ids in self.arrangement.left_out.items()}

    def _holds(self, table: str, subject: str) -> bool:
        key = compared(subject)
        return key in self.arrangement.ids.get(table, {}) or key in self._left_out.get(table, ())

    def _whole(self, table: str) -> bool:
        """Whether everything in a table could be understood."""
        return table not in self._unclear

    @cached_property
    def _unclear(self) -> frozenset[str]:
        given = self.arrangement
        unclear = {table for table in given.ids if any(row.unknown for row in given.table_rows(table))}
        unclear |= given.missing | self.unnamed
        return frozenset(unclear | {"Arrangement"} if given.unknown_fields else unclear)

    def _row_understood(self, table: str, subject: str) -> bool:
        """Whether the subject's own row could be understood; of an activity, those above and below it too."""
        key = compared(subject)
        row = self.arrangement.ids[table].get(key)
        if row is None or row.unknown or key in self._left_out.get(table, ()) or table in self.arrangement.missing:
            return False
        if table != "Activities":
            return True
        return row.id not in self._above_unclear and not self._unclear_codes.intersection(above_codes(row.id))

    @cached_property
    def _unclear_codes(self) -> frozenset[str]:
        rows = {row.id for row in self.arrangement.activities if row.unknown}
        return frozenset(rows | self.arrangement.left_out.get("Activities", frozenset()))

    @cached_property
    def _above_unclear(self) -> frozenset[str]:
        return frozenset(above for code in self._unclear_codes for above in above_codes(code))
