"""BUD-03: Kinds of cost that no line covers for a party (guide, example costs)."""

from __future__ import annotations

from collections.abc import Iterable

from pipeline.analysis.assessment import Assessment
from pipeline.analysis.order import natural
from pipeline.analysis.words import listed, lower_label
from pipeline.domain.finding import Observation
from pipeline.findings.observe import of_party
from pipeline.findings.observe_rows import tables_are_whole
from pipeline.findings.registry import rule
from schemas.wording.text import joined

CATEGORIES = ("salaries", "training", "insurance", "equipment", "psychosocial")
# What weighs more for those who are directly exposed, the heavier first.
CARE = {"insurance": "high", "psychosocial": "medium"}


@rule("BUD-03", reads=("Arrangement", "Budget", "Partners", "Risks"))
def kinds_of_cost(assessment: Assessment) -> Iterable[Observation]:
    """A party that no line which pays today protects in one or more of five categories.

    It weighs more where the party is directly exposed to a serious open risk, without insurance or psychosocial
    support. A category is not lacking where an unreadable cell may be the line.
    """
    if not tables_are_whole(assessment.arrangement, "Budget") or not assessment.money.covers_all:
        return
    covered = _covered(assessment)
    for party in assessment.arrangement.parties:
        code = party.partner
        lacking = [category for category in CATEGORIES if not covered & {(code, category), (code, ""), ("", category)}]
        if not lacking or ("", "") in covered:
            continue
        risks = _exposed_to(assessment, code)
        weights = [severity for category, severity in CARE.items() if category in lacking] if risks else []
        severity, variant = (weights[0], "exposed") if weights else ("low", "lacking")
        kinds = joined(lower_label("budget_category", category) for category in lacking)
        values = {"kinds": kinds, "risks": listed(risks)}
        yield of_party("BUD-03", severity, party, variant=variant, rows=risks, values=values)


def _covered(assessment: Assessment) -> set[tuple[str, str]]:
    """(partner, category) of every line that pays today; "" for what cannot be read, which may be any."""
    found = set()
    for line in filter(assessment.money.may_pay_today, assessment.arrangement.lines):
        found |= {(code, line.category) for code in line.protects}
        if "protects" in line.unknown:
            found.add(("", line.category))
    return found


def _exposed_to(assessment: Assessment, code: str) -> tuple[str, ...]:
    exposed = [view.risk.id for view in assessment.high_risks if code in view.directly_exposed]
    return tuple(sorted(exposed, key=natural))
