"""A small arrangement whose findings a test sets by hand, and the action plan that follows from them."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Any

from pipeline.analysis.assessment import Assessment
from pipeline.domain.arrangement import Arrangement, Risk
from pipeline.domain.finding import Finding
from pipeline.findings.engine import Findings
from pipeline.plan.merge import plan
from pipeline.plan.plan_row import Plan
from pipeline.reading.addresses import Places
from pipeline.results import action_plan
from pipeline.results.unchanged import differs
from tests.plan.sheet import Sheet
from tests.rules.tables import arrangement

DAY = date(2026, 11, 22)
NOWHERE = Places({})


def finding(id: str = "RSK-02/R1", severity: str = "high", **more: Any) -> Finding:
    """A finding by its id."""
    rule, _, subject = id.partition("/")
    values: dict[str, Any] = {
        "kind": "row", "rows": (subject,), "partners": ("A", "B"), "cell": None, "says": f"{subject} needs care.",
        "do": f"Look at {subject} together.", "source": "ISO 22397 5.2",
    }  # fmt: skip
    return Finding(rule=rule, subject=subject, severity=severity, **{**values, **more})


def found(*shown: Finding) -> Findings:
    """What a run found."""
    return Findings(shown, {})


def risks(*ids: str, unknown: Iterable[str] = (), **titles: str) -> tuple[Risk, ...]:
    """Risks by id, rated by both parties; those in `unknown` have a cell that could not be understood."""
    rated = {"A": 1, "B": 1}
    return tuple(
        Risk(row=5 + i, risk=id, description=titles.get(id, f"Title of {id}"), owner="A",
             likelihood=rated, impact=rated,
             unknown=frozenset({"status"} if id in unknown else ()))
        for i, id in enumerate(ids)
    )  # fmt: skip


def given(*ids: str, **more: Any) -> Arrangement:
    """The parties A and B with these risks."""
    base = arrangement({})
    fields = ("unknown", "titles")
    rows = risks(*ids, unknown=more.pop("unknown", ()), **more.pop("titles", {}))
    assert not set(fields) & set(more)
    return Arrangement(
        fields=base.fields, field_rows=base.field_rows, partners=base.partners, risks=rows, **more
    )  # fmt: skip


def run(
    sheet: Sheet, findings: Findings, of: Arrangement | None = None, today: date = DAY, as_of: date | None = None
) -> Plan:
    """One run: merge, and write what changes. Fails when a second run would change anything."""
    of = given("R1", "R2", "R3") if of is None else of
    merged = once(sheet, findings, of, today, as_of)
    present = sheet.present()
    again = plan(Assessment.of(of, today), findings, present, as_of, reads)
    assert not differs(action_plan.update(again, present, NOWHERE), present), "a second run changes something"
    assert again.mentions == merged.mentions
    return merged


def once(sheet: Sheet, findings: Findings, of: Arrangement, today: date, as_of: date | None = None) -> Plan:
    """Merge and write, without looking whether that is stable."""
    present = sheet.present()
    merged = plan(Assessment.of(of, today), findings, present, as_of, reads)
    update = action_plan.update(merged, present, NOWHERE)
    if differs(update, present):
        sheet.apply(update)
    return merged


def reads(rule: str) -> tuple[str, ...] | None:
    """What the rules of these tests read."""
    return {"RSK-02": ("Risks",), "RSK-01": ("Risks",),
            "RSK-04": ("Risks", "Partners"), "PAR-05": ("Risks", "Partners"),
            "RSK-11": ("Risks", "Activities"),
            "ARR-01": ("Arrangement",), "ACT-03": ("Activities",), "BUD-04": ("Budget",),
            "IND-01": ("Indicators",)}.get(rule)  # fmt: skip


def plan_sheet() -> Sheet:
    """An empty action plan."""
    return Sheet("ActionPlan")
