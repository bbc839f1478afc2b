"""Of the rows that others may see, the columns that they may see; before anything is made from them."""

from __future__ import annotations

from dataclasses import replace

from pipeline.analysis.assessment import Assessment
from pipeline.disclosure.untold import Untold, told
from pipeline.domain.arrangement import Activity, Arrangement, Indicator, Line, Partner, Risk
from schemas.fields import PARTNER_MARK
from schemas.tables.incidents import Incident

# Of the arrangement's own fields, those that say no place, rule or address.
FIELDS = ("title", "purpose", "form", "started_on", "valid_until", "currency")


def with_disclosed_columns(seen: Assessment, kept: Untold) -> Assessment:
    """What `pipeline.disclosure.reduced` left, without the columns that are the parties' own, and what is untold.

    Likelihoods, impacts and ratings stay, because joint levels are made from them; a page shows
    none of them by itself. Raises NotForThemError as `told`.
    """
    given = seen.arrangement
    arrangement = Arrangement(
        fields={name: given.fields[name] for name in FIELDS if name in given.fields},
        partners=tuple(_partner(partner) for partner in given.partners),
        risks=tuple(_risk(risk) for risk in given.risks),
        activities=tuple(_activity(item) for item in given.activities),
        indicators=tuple(_indicator(item, given) for item in given.indicators),
        lines=tuple(_line(line) for line in given.lines),
        missing=given.missing,
        others={"Incidents": tuple(map(_incident, given.rows_of(Incident)))},
    )
    return replace(seen, arrangement=told(arrangement, kept))


def _partner(partner: Partner) -> Partner:
    return Partner(
        row=partner.row, partner=partner.partner, name=partner.name, sector=partner.sector, level=partner.level,
        party=partner.party,
    )  # fmt: skip


def _risk(risk: Risk) -> Risk:
    """What an exposure or an answer is stays behind; that it counts, as a joint level does, does not."""
    names = ("status", "likelihood", "impact", "exposure", "accepted")
    return Risk(
        row=risk.row, risk=risk.risk, event=risk.event, description=risk.description, status=risk.status,
        likelihood=risk.likelihood, impact=risk.impact, sharing=risk.sharing,
        exposure=risk.exposure, accepted=risk.accepted,
        unknown=frozenset(key for key in risk.unknown if key.partition(PARTNER_MARK)[0] in names),
    )  # fmt: skip


def _activity(item: Activity) -> Activity:
    """Whether a detail is there decides about an overlap; what it says stays behind."""
    return Activity(
        row=item.row, activity=item.activity, phase=item.phase, event=item.event, title=item.title, role=item.role,
        unknown=item.unknown, scope_agreed=_there(item.scope_agreed), coordination_rule=_there(item.coordination_rule),
        capability=_there(item.capability), resources=_there(item.resources),
    )  # fmt: skip


def _incident(row: Incident) -> Incident:
    """What happened and what was learned; where, to whom and when who knew of it stay behind."""
    return Incident(
        row=row.row, incident=row.incident, event=row.event, on=row.on, kind=row.kind, harm=row.harm,
        lesson=row.lesson, sharing=row.sharing,
    )  # fmt: skip


def _there(text: str) -> str:
    return "+" if text else ""


def _indicator(item: Indicator, given: Arrangement) -> Indicator:
    """The ratings as they are; one given by a single party is dropped: alone it would be that party's own."""
    parties = {party.partner for party in given.parties}
    enough = bool(item.agreed_rating) or len(parties & set(item.rating)) >= 2
    return Indicator(
        row=item.row, indicator=item.indicator, element=item.element, applies_to=item.applies_to, key=item.key,
        evidence_needed=item.evidence_needed, rating=item.rating if enough else {}, evidence=item.evidence,
        agreed_rating=item.agreed_rating, sharing=item.sharing, unknown=item.unknown,
    )  # fmt: skip


def _line(line: Line) -> Line:
    return Line(
        row=line.row, line=line.line, category=line.category, quantity=line.quantity, unit_cost=line.unit_cost,
        periods=line.periods, funded_amount=line.funded_amount, sharing=line.sharing,
        unknown=line.unknown,
    )  # fmt: skip
