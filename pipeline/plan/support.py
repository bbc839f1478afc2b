"""For indicators and money: who can offer support, and who needs it (docs/rules.md, Action plan)."""

from __future__ import annotations

from pipeline.analysis.assessment import Assessment
from pipeline.analysis.words import lists_of_names, names
from pipeline.domain.arrangement import Line
from pipeline.domain.finding import Finding, subject_table
from schemas.vocabulary import compared
from schemas.wording.text import text


def support_for(assessment: Assessment, finding: Finding) -> str:
    """A sentence, led by a space, that names them; "" where nobody is to be named."""
    if finding.area == "IND":
        offers, needs = _indicators(assessment, finding)
    elif finding.area == "BUD":
        offers, needs = _money(assessment, finding)
    else:
        return ""
    if not needs:
        return ""
    given = assessment.arrangement
    if not offers:
        return " " + text("phrases.plan_needs", needs=names(given, needs))
    able, asking = lists_of_names(given, (offers, needs))
    return " " + text("phrases.plan_offers_and_needs", offers=able, needs=asking)


def _indicators(assessment: Assessment, finding: Finding) -> tuple[list[str], list[str]]:
    """Parties whose ratings of these indicators are all present, as supported by evidence; and the others."""
    found = (assessment.ratings_by_id.get(compared(id)) for id in finding.rows or (finding.subject,))
    views = [ratings for ratings in found if ratings]
    offers, needs = [], []
    for party in assessment.arrangement.parties:
        given = {view.effective[party.partner] for view in views if party.partner in view.effective}
        if given & {"absent", "partial"}:
            needs.append(party.partner)
        elif "present" in given:
            offers.append(party.partner)
    return offers, needs


def _money(assessment: Assessment, finding: Finding) -> tuple[list[str], list[str]]:
    """Parties whose own lines are fully funded; and those whom the finding is about, but those who have most of it."""
    parties = [party.partner for party in assessment.arrangement.parties]
    about, shares = _about(assessment, finding), assessment.money.shares
    enough = assessment.thresholds["plan.funded_enough"]
    had = {code for code in parties if (share := shares[code].funded_share) is not None and share >= enough}
    needs = [code for code in parties if code in about and code not in had]
    offers = [code for code in parties if code not in about and shares[code].need and not shares[code].shortfall]
    return offers, needs


def _about(assessment: Assessment, finding: Finding) -> set[str]:
    if finding.kind == "partner":
        return {finding.subject}
    known = assessment.arrangement.ids["Budget"]
    named = [*finding.refs, (subject_table(finding.rule), finding.subject)]
    lines = (known.get(compared(id)) for table, id in named if table == "Budget")
    return {code for line in lines if isinstance(line, Line) for code in line.protects} or set(finding.partners)
