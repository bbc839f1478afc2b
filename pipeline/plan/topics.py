"""The topics of a joint meeting: what belongs together, and in which order to take it (docs/rules.md, Agenda)."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import NamedTuple

from pipeline.analysis.assessment import Assessment
from pipeline.analysis.order import natural
from pipeline.analysis.risk_view import RiskView
from pipeline.domain.arrangement import Activity, Indicator, Line
from pipeline.domain.finding import ROW_TABLES, SEVERITIES, Finding, area_of, subject_table
from pipeline.findings.engine import Findings
from pipeline.plan.action_id import ActionId, action_of
from pipeline.plan.plan_row import Plan, PlanRow
from schemas.vocabulary import compared

KINDS = ("RSK", "ACT", "MATRIX", "EXIT", "MONEY", "IND/", "IND", "VIEWS", "LATE", "ARR")
_FIXED = {
    "RSK-11": "MATRIX", "EXIT-01": "EXIT", "STEP-03": "EXIT", "RSK-12": "MONEY", "PAR-07": "MONEY", "PLAN-02": "MONEY",
    "PAR-05": "VIEWS", "PAR-08": "VIEWS", "RSK-03": "VIEWS", "PLAN-03": "LATE",
}  # fmt: skip
_BY_AREA = {
    "ACT": "MATRIX", "EXE": "MATRIX", "COM": "MATRIX", "SRV": "MATRIX", "RES": "MATRIX", "BUD": "MONEY", "IND": "IND",
    "SUP": "IND", "INC": "VIEWS", "VIEW": "VIEWS",
}  # fmt: skip
# A high one of these goes to the topic of the worst risk of its event.
_WITH_THE_WORST = frozenset({"RSK-11", "ACT-01", "ACT-03", "ACT-04"})
_ALWAYS_OPEN = frozenset({"RSK-05", "RSK-06", "RSK-14", "PAR-05"})
_LEADS_TO_RISKS = frozenset(ROW_TABLES.values())
_OPEN_IF_HIGH = frozenset({"RSK-01", "BUD-03"})


@dataclass(frozen=True, slots=True)
class Topic:
    """One topic of a meeting.

    findings       what was found, the most severe first
    listed         these and their parts
    rows           the rows of its actions in the plan, those of actions that wait among them
    risks          the ids, as compared, of its risks: a topic lives as long as the results do, and with the views it
                   would keep all that a run looks up for them
    is_under_way   whether all its actions of its severity are under way
    """

    id: str
    findings: tuple[Finding, ...]
    listed: tuple[Finding, ...]
    rows: tuple[PlanRow, ...]
    severity: str
    risks: tuple[str, ...]
    is_under_way: bool


class _Open(NamedTuple):
    """A finding that a meeting is to talk about, with its action's id, as given and as compared."""

    finding: Finding
    action: str
    key: str


def topics(assessment: Assessment, findings: Findings, plan: Plan) -> tuple[Topic, ...]:
    """All topics in the order to take them."""
    rows = {compared(row.action): row for row in plan.rows if row.kind == "action"}
    states = {key: row.value("state") for key, row in rows.items()}
    proposing = ((found, action_of(found)) for found in findings.shown if found.proposes_action)
    every = (_Open(found, action, compared(action)) for found, action in proposing)
    open_ones = [one for one in every if states.get(one.key) != "settled"]
    waiting = [row for key, row in rows.items() if states[key] == "waiting"]
    sorter = _Sorter(assessment, open_ones, waiting)
    found_in: dict[str, list[_Open]] = {}
    for one in open_ones:
        found_in.setdefault(sorter.topic(one), []).append(one)
    waits_in: dict[str, list[PlanRow]] = {}
    for row in waiting:
        waits_in.setdefault(sorter.topic_of_row(row), []).append(row)
    made = [
        _topic(assessment, id, found_in.get(id, []), waits_in.get(id, []), rows)
        for id in dict.fromkeys([*found_in, *waits_in])
    ]
    return in_order(assessment, made)


def in_order(assessment: Assessment, made: Iterable[Topic], later: Collection[str] = ()) -> tuple[Topic, ...]:
    """Topics in the order to take them; `later` are the ids, as compared, of those to look at again only later."""
    parties = set(assessment.arrangement.party_codes)

    def order(topic: Topic) -> tuple[object, ...]:
        return _order(assessment, topic, parties, is_later=topic.is_under_way or compared(topic.id) in later)

    return tuple(sorted(made, key=order))


def _topic(
    assessment: Assessment, id: str, open_ones: list[_Open], waiting: list[PlanRow], rows: Mapping[str, PlanRow]
) -> Topic:
    # What is found on the risk itself comes before what else hangs on it.
    own = compared(id)
    open_ones.sort(key=lambda one: (SEVERITIES.index(one.finding.severity), one.key != own))
    found = tuple([one.finding for one in open_ones])
    listed = tuple([each for one in found for each in one.each])
    keys = dict.fromkeys([one.key for one in open_ones])
    mine = (*[rows[key] for key in keys if key in rows], *waiting)
    grades = [one.severity for one in found] + [row.value("priority") for row in waiting]
    severity = min((grade for grade in grades if grade in SEVERITIES), key=SEVERITIES.index, default="medium")
    risks = () if id == "ARR" else _risks(assessment, listed, mine)
    gravest = {one.key for one in open_ones if one.finding.severity == severity}
    return Topic(id, found, listed, mine, severity, risks, _are_under_way(severity, gravest, mine))


def _are_under_way(severity: str, gravest: Collection[str], rows: Collection[PlanRow]) -> bool:
    """Whether the actions of the gravest findings of a topic are under way, and those that wait and are as grave."""
    holds = {compared(row.action): row.hold for row in rows}
    waiting = [row.hold for row in rows if row.found is None and row.value("priority") == severity]
    return all(hold == "under_way" for hold in (*map(holds.get, gravest), *waiting))


def _order(assessment: Assessment, topic: Topic, parties: Collection[str], *, is_later: bool) -> tuple[object, ...]:
    is_open = any(
        one.rule in _ALWAYS_OPEN or (one.rule in _OPEN_IF_HIGH and one.severity in SEVERITIES[:2])
        for one in topic.listed
    )
    joint = max([assessment.risk_by_id[id].joint_score or 0 for id in topic.risks], default=0)
    named = len({code for one in topic.listed for code in one.partners if code in parties})
    prefix, slash, _ = topic.id.partition("/")
    kind = KINDS.index("IND/" if prefix == "IND" and slash else prefix)
    return SEVERITIES.index(topic.severity), is_later, not is_open, -joint, -named, kind, natural(topic.id)


class _Sorter:
    """Which topic a finding or a waiting action belongs to: the first that fits."""

    def __init__(self, assessment: Assessment, open_ones: Iterable[_Open], waiting: Iterable[PlanRow]) -> None:
        self._assessment = assessment
        actions = [
            *((one.key, one.action) for one in open_ones),
            *((compared(row.action), row.action) for row in waiting),
        ]
        self._risk_topics = {key: id for key, id in actions if key.startswith("rsk/")}
        absent = (view for view in assessment.ratings if view.is_key and view.joint in ("absent", "differing"))
        self._pressing = {compared(view.indicator.element) for view in absent}

    def topic(self, one: _Open) -> str:
        """The topic of a finding."""
        if one.key in self._risk_topics:
            return self._risk_topics[one.key]
        found = one.finding
        worst = self._worst(found.rule, found.severity, found.kind, found.subject)
        return worst or self._other(found.rule, found.subject, is_row=found.kind == "row")

    def topic_of_row(self, row: PlanRow) -> str:
        """The topic of an action that waits."""
        if compared(row.action) in self._risk_topics:
            return self._risk_topics[compared(row.action)]
        about = ActionId.of(row.action)
        rules = (row.standing.remembered_list("of", "rules") if row.standing else ()) or ("ARR-01",)
        kind, subject = (about.kind, about.subject) if about else ("", "")
        worst = (self._worst(rule, row.value("priority"), kind, subject) for rule in rules)
        return next(filter(None, worst), "") or self._other(rules[0], subject, is_row=kind == "row")

    def _other(self, rule: str, subject: str, *, is_row: bool) -> str:
        area = area_of(rule)
        if area == "ACT" and is_row:
            return f"ACT/{subject.partition('.')[0]}"
        if area == "IND" and is_row:
            indicator = self._assessment.arrangement.ids["Indicators"].get(compared(subject))
            element = compared(indicator.element) if isinstance(indicator, Indicator) else ""
            if element and element in self._pressing:
                return f"IND/{self._assessment.elements[element]}"
        return _FIXED.get(rule) or _BY_AREA.get(area, "ARR")

    def _worst(self, rule: str, severity: str, kind: str, subject: str) -> str:
        """The topic of the worst risk that something found is about, "" where it is to stand by itself."""
        given = self._assessment.arrangement
        if rule == "BUD-04":
            line = given.ids["Budget"].get(compared(subject))
            views = [*_risks_of(self._assessment, line).values()] if isinstance(line, Line) else []
        elif rule in _WITH_THE_WORST and severity == "high" and kind in ("row", "event"):
            row = given.ids["Activities"].get(compared(subject))
            event = row.event if isinstance(row, Activity) and kind == "row" else subject
            views = [view for view in self._assessment.risks_by_event.get(compared(event), ()) if view.is_open]
        else:
            return ""
        if not views:
            return ""
        worst = min(views, key=lambda view: (-(view.joint_score or 0), natural(view.risk.id)))
        return self._risk_topics.get(compared(f"RSK/{worst.risk.id}"), "")


def _risks(assessment: Assessment, listed: Iterable[Finding], rows: Iterable[PlanRow]) -> tuple[str, ...]:
    """The risks of a topic: named in it, supported by lines named in it, or of the event of an activity named in it."""
    risks: dict[str, None] = {}
    events: dict[str, None] = {}
    for table, id in dict.fromkeys(place for one in listed for place in _named(one)):
        key = compared(id)
        if table == "Risks":
            risks[key] = None
        elif table in _LEADS_TO_RISKS:
            row = assessment.arrangement.ids[table].get(key)
            if isinstance(row, Activity):
                events[compared(row.event)] = None
            else:
                risks |= dict.fromkeys(_supported(assessment, row))
    for event in events:  # each once, however many activities are for it
        risks |= dict.fromkeys(assessment.live_by_event.get(event, ()))
    for planned in rows:
        about = ActionId.of(planned.action)
        if about and about.table == "Risks":
            risks[compared(about.subject)] = None
    return tuple([id for id in risks if id in assessment.risk_by_id])


def _named(found: Finding) -> Iterator[tuple[str, str]]:
    """The rows that a finding is about: table and id."""
    # The lines that end too early are no rows of BUD-06: it is about one risk.
    if found.rows and found.rule != "BUD-06":
        yield from found.refs
    if found.kind == "row":
        yield subject_table(found.rule), found.subject


def _supported(assessment: Assessment, row: object) -> Mapping[str, RiskView]:
    """The live risks that a line supports, or the lines for an indicator do, by their ids as compared."""
    if isinstance(row, Line):
        return _risks_of(assessment, row)
    lines = assessment.money.lines_for("Indicators", row.id) if isinstance(row, Indicator) else ()
    return {id: view for line in lines for id, view in _risks_of(assessment, line).items()}


def _risks_of(assessment: Assessment, line: Line) -> Mapping[str, RiskView]:
    """The live risks that a line supports, by their ids as compared."""
    ids = (compared(row.id) for row in assessment.arrangement.supported(line) if row.table == "Risks")
    views = {id: assessment.risk_by_id[id] for id in ids if id in assessment.risk_by_id}
    return {id: view for id, view in views.items() if view.is_live}
