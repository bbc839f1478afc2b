"""What we propose for one action: what to do, why, who, by when (docs/rules.md, Action plan)."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from datetime import date

from pipeline.analysis.assessment import Assessment
from pipeline.analysis.later import days_later
from pipeline.analysis.naming import amount
from pipeline.analysis.words import day
from pipeline.domain.arrangement import Activity, Indicator, Line, Risk, Row
from pipeline.plan.action_id import ActionId, FoundAction
from pipeline.plan.support import support_for
from schemas.vocabulary import compared
from schemas.wording.text import text

_ASKS_ACCEPTANCE = frozenset({"RSK-05", "RSK-16"})
_PASSES_ON = frozenset({"RSK-06", "RSK-14"})


def subject_row(assessment: Assessment, about: ActionId | None) -> Row | None:
    """The input row that an action is about, None where it is about no row."""
    if about is None or not about.table:
        return None
    return assessment.arrangement.ids[about.table].get(compared(about.subject))


def title_of(row: Row | None) -> str:
    """What an input row is called: a risk's description, an activity's title, an indicator's text, a line's."""
    if isinstance(row, (Risk, Line)):
        return row.description
    if isinstance(row, Activity):
        return row.title
    return row.text if isinstance(row, Indicator) else ""


def responsible(assessment: Assessment, action: FoundAction, row: Row | None) -> tuple[str, ...]:
    """The partners we propose for an action that is about `row`, none for all parties."""
    if isinstance(row, Risk):
        code = _of_risk(assessment, row, action.rules)
        return (code,) if code in assessment.arrangement.by_code else ()
    return row.leaders if isinstance(row, Activity) else ()


def _of_risk(assessment: Assessment, risk: Risk, rules: Collection[str]) -> str:
    """The owner; whoever passes a risk on; nobody in particular where the owner would ask itself."""
    if _ASKS_ACCEPTANCE.intersection(rules):
        carriers = assessment.risk_by_id[compared(risk.id)].carriers
        settled = ("yes",) if "RSK-16" in rules else ("yes", "with_conditions")  # it asks for the conditions
        still = [code for code in carriers if risk.accepted.get(code) not in settled]
        return "" if risk.owner in still else risk.owner
    if _PASSES_ON.intersection(rules):
        return risk.transfer_from or ("" if risk.owner in risk.transfer_to else risk.owner)
    return risk.owner


def responsible_text(assessment: Assessment, codes: tuple[str, ...]) -> str:
    """Those we propose as they stand in the plan: codes, or all parties with who calls them together."""
    if codes:
        return ", ".join(codes)
    convener = assessment.arrangement.text("convener").upper()
    return text("plan.all_parties", convener=convener) if convener else text("plan.all_parties_no_convener")


def due(
    assessment: Assessment, severity: str, since: date, before: date | None, *, anew: bool, risen: bool
) -> date | None:
    """The proposed date, counted from the day `since` when the action was first found or came back.

    One that stands already only moves earlier, when severity has risen; none lies before today.
    """
    days = assessment.thresholds.get(f"plan.due_days.{severity}")
    if days is None or (before is not None and not risen and not anew):
        return before
    proposed = max(days_later(since, days), assessment.today)
    return proposed if before is None or anew else min(before, proposed)


def proposal(assessment: Assessment, action: FoundAction, row: Row | None) -> dict[str, object]:
    """The values of our columns that follow from the findings alone; `what_to_do` without what money asks.

    `row` is what the action is about, None where that is no row.
    """
    first = action.findings[0]
    return {
        "action": action.id,
        "area": "RSK" if action.id.startswith("RSK/") else first.area,
        "what_to_do": "\n".join(dict.fromkeys(_suggestions(assessment, action))),
        "why": "\n".join(dict.fromkeys(found.says for found in action.listed)),
        "rules": ", ".join(action.rules),
        "partners": action.partners,
        "proposed_responsible": responsible_text(assessment, responsible(assessment, action, row)),
    }  # fmt: skip


def _suggestions(assessment: Assessment, action: FoundAction) -> Iterator[str]:
    for found in action.listed:
        yield text("plan.suggestion", do=found.do + support_for(assessment, found), rule=found.rule)


def decide_by(assessment: Assessment, missing: float, by: date | None) -> str:
    """The line that asks for a decision on money, "" where nothing is missing."""
    if not missing or by is None:
        return ""
    currency = assessment.arrangement.text("currency")
    return "\n" + text("phrases.plan_decide_by", amount=amount(missing, currency), date=day(by))
