"""What we propose for one finding: what to do, who, by when, at what cost (docs/rules.md, Action plan)."""

from __future__ import annotations

from datetime import date, timedelta

from pipeline.analysis.activity_tree import leaders
from pipeline.analysis.assessment import Assessment
from pipeline.analysis.money import countable, shortfall
from pipeline.analysis.naming import amount
from pipeline.analysis.words import day
from pipeline.domain.arrangement import Activity, Indicator, Line, Risk, Row
from pipeline.domain.finding import ROW_TABLES, Finding, area_of
from pipeline.plan.support import support_for
from schemas.vocabulary import compared
from schemas.wording.text import text


def subject_row(assessment: Assessment, rule: str, subject: str) -> Row | None:
    """The input row that a rule's subject names, None where it is no row; the rule's own table counts first."""
    tables = dict.fromkeys([ROW_TABLES.get(area_of(rule), "Risks"), *ROW_TABLES.values()])
    found = (assessment.arrangement.ids[table].get(compared(subject)) for table in tables)
    return next((row for row in found if row is not None), None)


def title_of(row: Row | None) -> str:
    """What an input row is called: a risk's description, an activity's title, an indicator's text, a line's."""
    if isinstance(row, (Risk, Line)):
        return row.description
    if isinstance(row, Activity):
        return row.title
    return row.text if isinstance(row, Indicator) else ""


def responsible(finding: Finding, row: Row | None) -> str:
    """Whom we propose: the risk's owner, the activity's leaders, the line's holder, else all parties."""
    area = finding.area
    codes: tuple[str, ...] = ()
    if isinstance(row, Line):
        codes = (row.held_by,)
    elif isinstance(row, Risk) and area != "BUD":
        codes = (row.owner,)
    elif isinstance(row, Activity) and area != "BUD":
        codes = tuple(sorted(leaders(row)))
    return ", ".join(code for code in codes if code) or text("phrases.all_parties")


def cost(assessment: Assessment, row: Row | None) -> float | None:
    """What is missing in the lines that support the subject, of a line itself what it lacks.

    None where no line supports it, or where an amount could not be understood.
    """
    if row is None:
        return None
    lines = (row,) if isinstance(row, Line) else assessment.money.lines_for(row.id)
    if not lines or not all(map(countable, lines)):
        return None
    return round(sum(map(shortfall, lines)), 2)


def due(assessment: Assessment, severity: str, first_found: date, before: date | None, risen: bool) -> date | None:
    """The proposed date; one that stands already only moves earlier, when severity has risen."""
    days = assessment.thresholds.get(f"plan.due_days.{severity}")
    if days is None or (before is not None and not risen):
        return before
    proposed = first_found + timedelta(days=int(days))
    return proposed if before is None else min(before, proposed)


def proposal(assessment: Assessment, finding: Finding, by: date | None) -> dict[str, object]:
    """The values of our columns that follow from the finding alone; `by` is the proposed date."""
    row = subject_row(assessment, finding.rule, finding.subject) if finding.kind == "row" else None
    missing = cost(assessment, row)
    return {
        "action": finding.id,
        "priority": finding.severity,
        "area": finding.area,
        "what_to_do": finding.do + support_for(assessment, finding) + _decide_by(assessment, missing, by),
        "why": finding.says,
        "rule": finding.rule,
        "partners": finding.partners,
        "proposed_responsible": responsible(finding, row),
        "proposed_due": by,
        "cost": missing,
        "funded": "" if missing is None else "no" if missing else "yes",
    }


def _decide_by(assessment: Assessment, missing: float | None, by: date | None) -> str:
    if not missing or by is None:
        return ""
    currency = assessment.arrangement.text("currency")
    return " " + text("phrases.plan_decide_by", amount=amount(missing, currency), date=day(by))
