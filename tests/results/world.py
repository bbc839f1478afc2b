"""All output tables of one workbook in memory: computed from little tables, written, read and computed again."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import date
from typing import Any

from pipeline.analysis.assessment import Assessment
from pipeline.findings.engine import Findings, find
from pipeline.findings.registry import rules
from pipeline.reading.addresses import Places, TablePlace
from pipeline.reading.problems import Problem
from pipeline.results.compute import Results, results
from schemas.spec import output_tables, tables
from schemas.thresholds import defaults
from tests.plan.sheet import HEADER_ROW, Sheet
from tests.rules.tables import arrangement

DAY = date(2026, 11, 22)
PARTNERS = ("A", "B")


def places() -> Places:
    """Every table on its own sheet, from column A on."""
    found = {}
    for of in tables().values():
        placed = of.layout(PARTNERS)
        numbers = {column.key(code): 1 + i for i, (column, code) in enumerate(placed)}
        headers = {column.key(code): column.header(code) for column, code in placed}
        found[of.name] = TablePlace(of.sheet, HEADER_ROW, of.key, numbers, headers)
    return Places(found)


class Workbook:
    """The output tables of one workbook."""

    def __init__(self) -> None:
        self.sheets = {of.name: Sheet(of.name, PARTNERS) for of in output_tables()}

    def compute(
        self,
        case: Mapping[str, Any],
        today: date = DAY,
        problems: Iterable[Problem] = (),
        findings: Findings | None = None,
    ) -> Results:
        """What a run would do now; beside `findings` stands what the action plan itself shows."""
        read = replace(arrangement(case), actions=self.sheets["ActionPlan"].actions())
        assessment = Assessment.of(read, today, {**defaults(), **case.get("thresholds", {})})
        present = {name: sheet.present() for name, sheet in self.sheets.items()}
        shown = find(assessment)
        if findings:
            of_plan = (seen for seen in shown.shown if "ActionPlan" in rules()[seen.rule].reads and seen.area != "PAR")
            shown = Findings((*findings.shown, *of_plan), findings.absorbed)
        return results(assessment, shown, problems, present, places())

    def run(self, case: Mapping[str, Any], today: date = DAY, **more: Any) -> Results:
        """A run that writes; fails when a second run would write anything."""
        found = self.compute(case, today, **more)
        for update in found.updates:
            self.sheets[update.table].apply(update)
        again = self.compute(case, today, **more)
        assert [update.table for update in again.updates] == []
        return found

    def rows(self, name: str) -> list[dict[str, Any]]:
        """The rows of a table as they stand."""
        return self.sheets[name].rows

    def measure(self, name: str) -> dict[str, Any]:
        """The row of the Summary with this measure."""
        return next(row for row in self.rows("Summary") if row["Measure"] == name)
