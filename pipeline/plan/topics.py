"""The topics of a joint meeting: what belongs together, and in which order to take it (docs/rules.md, Agenda)."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from pipeline.analysis.assessment import Assessment
from pipeline.domain.arrangement import Activity, Indicator, Line, Risk
from pipeline.domain.finding import ROW_TABLES, SEVERITIES, Finding, area_of, subject_table
from pipeline.findings.engine import Findings, natural
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


@dataclass(frozen=True)
class Topic:
    """One topic: its findings, the most severe first, and the rows of the plan of its actions, waiting ones too.

    `risks` are the ids, as compared, of its risks.
    """

    id: str
    findings: tuple[Finding, ...]
    rows: tuple[PlanRow, ...]
    severity: str
    risks: tuple[str, ...] = field(default=(), repr=False)

    @property
    def listed(self) -> tuple[Finding, ...]:
        """Its findings and their parts."""
        return tuple(one for found in self.findings for one in found.each)

    @property
    def is_under_way(self) -> bool:
        """Whether all its actions of its severity are under way."""
        gravest = {compared(action_of(found)) for found in self.findings if found.severity == self.severity}
        rows = {compared(row.action): row for row in self.rows}
        waiting = [row for row in self.rows if row.found is None and row.value("priority") == self.severity]
        found = [rows.get(key) for key in gravest]
        return all(row is not None and row.hold == "under_way" for row in (*found, *waiting))


def topics(assessment: Assessment, findings: Findings, plan: Plan) -> tuple[Topic, ...]:
    """All topics in the order to take them."""
    rows = {compared(row.action): row for row in plan.rows if row.kind == "action"}
    settled = {key for key, row in rows.items() if row.value("state") == "settled"}
    open_ones = [
        found for found in findings.shown if _is_for_the_table(found) and compared(action_of(found)) not in settled
    ]
    waiting = [row for row in rows.values() if row.value("state") == "waiting"]
    sorter = _Sorter(assessment, open_ones, waiting)
    found_in: dict[str, list[Finding]] = {}
    for found in open_ones:
        found_in.setdefault(sorter.topic(found), []).append(found)
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


def _is_for_the_table(found: Finding) -> bool:
    return found.proposes_action


def _topic(
    assessment: Assessment, id: str, found: list[Finding], waiting: list[PlanRow], rows: Mapping[str, PlanRow]
) -> Topic:
    # What is found on the risk itself comes before what else hangs on it.
    found.sort(key=lambda one: (SEVERITIES.index(one.severity), compared(action_of(one)) != compared(id)))
    keys = dict.fromkeys(compared(action_of(one)) for one in found)
    mine = (*(rows[key] for key in keys if key in rows), *waiting)
    grades = [one.severity for one in found] + [row.value("priority") for row in waiting]
    severity = min((grade for grade in grades if grade in SEVERITIES), key=SEVERITIES.index, default="medium")
    risks = () if id == "ARR" else tuple(_risks(assessment, found, mine))
    return Topic(id, tuple(found), mine, severity, risks)


def _order(assessment: Assessment, topic: Topic, parties: Collection[str], *, is_later: bool) -> tuple[object, ...]:
    is_open = any(
        one.rule in _ALWAYS_OPEN or (one.rule in _OPEN_IF_HIGH and one.severity in SEVERITIES[:2])
        for one in topic.listed
    )
    joint = max((assessment.risk_by_id[id].joint_score or 0 for id in topic.risks), default=0)
    named = len({code for one in topic.listed for code in one.partners if code in parties})
    prefix, slash, _ = topic.id.partition("/")
    kind = KINDS.index("IND/" if prefix == "IND" and slash else prefix)
    return SEVERITIES.index(topic.severity), is_later, not is_open, -joint, -named, kind, natural(topic.id)


class _Sorter:
    """Which topic a finding or a waiting action belongs to: the first that fits."""

    def __init__(self, assessment: Assessment, findings: Iterable[Finding], waiting: Iterable[PlanRow]) -> None:
        self._assessment = assessment
        ids = [*(action_of(found) for found in findings), *(row.action for row in waiting)]
        self._risk_topics = {compared(id): id for id in ids if compared(id).startswith("rsk/")}
        absent = (view for view in assessment.ratings if view.is_key and view.joint in ("absent", "differing"))
        self._pressing = {compared(view.indicator.element) for view in absent}

    def topic(self, found: Finding) -> str:
        """The topic of a finding."""
        action = action_of(found)
        if compared(action) in self._risk_topics:
            return self._risk_topics[compared(action)]
        worst = self._worst(found)
        if worst:
            return worst
        return self._other(found.rule, found.subject, is_row=found.kind == "row")

    def topic_of_row(self, row: PlanRow) -> str:
        """The topic of an action that waits."""
        if compared(row.action) in self._risk_topics:
            return self._risk_topics[compared(row.action)]
        about = ActionId.of(row.action)
        rules = row.standing.remembered_list("of", "rules") if row.standing else ()
        rule = rules[0] if rules else "ARR-01"
        return self._other(rule, about.subject if about else "", is_row=bool(about and about.kind == "row"))

    def _other(self, rule: str, subject: str, *, is_row: bool) -> str:
        area = area_of(rule)
        if area == "ACT" and is_row:
            return f"ACT/{subject.partition('.')[0]}"
        if area == "IND" and is_row:
            indicator = self._assessment.arrangement.ids["Indicators"].get(compared(subject))
            if isinstance(indicator, Indicator) and compared(indicator.element) in self._pressing:
                return f"IND/{self._assessment.elements[compared(indicator.element)]}"
        return _FIXED.get(rule) or _BY_AREA.get(area, "ARR")

    def _worst(self, found: Finding) -> str:
        """The topic of the worst risk that a finding is about, "" where it is to stand by itself."""
        given = self._assessment.arrangement
        if found.rule == "BUD-04":
            line = given.ids["Budget"].get(compared(found.subject))
            ids = _risks_of(self._assessment, line) if isinstance(line, Line) else ()
            views = [self._assessment.risk_by_id[id] for id in ids]
        elif found.rule in _WITH_THE_WORST and found.severity == "high" and found.kind in ("row", "event"):
            row = given.ids["Activities"].get(compared(found.subject))
            event = row.event if isinstance(row, Activity) and found.kind == "row" else found.subject
            views = [view for view in self._assessment.risks_by_event.get(compared(event), ()) if view.is_open]
        else:
            return ""
        if not views:
            return ""
        worst = min(views, key=lambda view: (-(view.joint_score or 0), natural(view.risk.id)))
        return self._risk_topics.get(compared(f"RSK/{worst.risk.id}"), "")


def _risks(assessment: Assessment, findings: Iterable[Finding], rows: Iterable[PlanRow]) -> Iterator[str]:
    """The risks of a topic: named in it, supported by lines named in it, or of the event of an activity named in it.

    They are told by their ids as compared.
    """
    named = dict.fromkeys(place for found in findings for one in found.each for place in _named(one))
    leading = [assessment.arrangement.ids[table].get(compared(id)) for table, id in named if table in _LEADS_TO_RISKS]
    ids = dict.fromkeys(id for row in leading for id in _risk_ids(assessment, row))
    events = dict.fromkeys(compared(row.event) for row in leading if isinstance(row, Activity))
    for event in events:  # each once, however many activities are for it
        ids.update(dict.fromkeys(assessment.live_by_event.get(event, ())))
    for row in rows:
        about = ActionId.of(row.action)
        if about and about.table == "Risks":
            ids.setdefault(compared(about.subject))
    yield from (id for id in ids if id in assessment.risk_by_id)


def _named(found: Finding) -> Iterator[tuple[str, str]]:
    """The rows that a finding is about: table and id."""
    # The lines that end too early are no rows of BUD-06: it is about one risk.
    if found.rule != "BUD-06":
        yield from found.refs
    if found.kind == "row":
        yield subject_table(found.rule), found.subject


def _risk_ids(assessment: Assessment, row: object) -> Iterator[str]:
    """The ids, as compared, of the risks that a row leads to, those of an activity's event apart."""
    if isinstance(row, Risk):
        yield compared(row.id)
    elif isinstance(row, Line):
        yield from _risks_of(assessment, row)
    elif isinstance(row, Indicator):
        for line in assessment.money.lines_for("Indicators", row.id):
            yield from _risks_of(assessment, line)


def _risks_of(assessment: Assessment, line: Line) -> Iterator[str]:
    """The ids, as compared, of the live risks that a line supports."""
    ids = (compared(row.id) for row in assessment.arrangement.supported(line) if row.table == "Risks")
    return (id for id in ids if id in assessment.risk_by_id and assessment.risk_by_id[id].is_live)
