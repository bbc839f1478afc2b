"""To which action a finding belongs: one action for each thing to be done about, not for each rule (docs/rules.md)."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from pipeline.analysis.order import natural
from pipeline.domain.finding import ON_A_RISK, OPTIONAL_TABLES, ROW_TABLES, SEVERITIES, Finding, SubjectKind
from pipeline.findings.engine import Findings
from schemas.vocabulary import compared

# Its actions stand in the plan already.
_WITHOUT_ACTION = frozenset({"PLAN-03"})
_OF_PARTNERS = {"PAR": "PAR", "BUD": "MONEY"}
_RULE = re.compile(r"[A-Z]{3,4}-[0-9]{2}")
HOME = {**ROW_TABLES, **OPTIONAL_TABLES, "PAR": "Partners", "MONEY": "Partners"}


def action_of(found: Finding) -> str:
    """The id of the action that a finding belongs to, "" for one that has none."""
    if found.rule in _WITHOUT_ACTION:
        return ""
    area = found.area
    if area == "ARR":
        return "ARR"
    if found.kind == "arrangement":
        return found.rule
    if found.kind == "row":
        return f"{'RSK' if found.rule in ON_A_RISK else area}/{found.subject}"
    if found.kind == "partner" and area in _OF_PARTNERS:
        return f"{_OF_PARTNERS[area]}/{found.subject}"
    return found.id


class ActionId(NamedTuple):
    """An action's id taken apart: what comes before the slash, the subject, and of which kind that is.

    `kind` is "" for the subject of a rule that may be an event, an element or a partner; `table` is that of
    the subject's row, "" where it has none.
    """

    prefix: str
    subject: str
    kind: SubjectKind | str
    table: str = ""

    @classmethod
    def of(cls, id: str) -> ActionId | None:
        """The parts of an id as a run gives it, None for any other, such as people's own `M-1`."""
        prefix, slash, subject = id.partition("/")
        prefix, subject = prefix.strip().upper(), subject.strip()
        if not slash:
            is_ours = prefix == "ARR" or bool(_RULE.fullmatch(prefix))
            return cls(prefix, "arrangement", "arrangement") if is_ours else None
        if not subject:
            return None
        if prefix in HOME:
            return cls(prefix, subject, "partner" if HOME[prefix] == "Partners" else "row", HOME[prefix])
        return cls(prefix, subject, "") if re.fullmatch(r"[A-Z]{3,4}(-[0-9]{2})?", prefix) else None


@dataclass(frozen=True, slots=True)
class FoundAction:
    """An action with what is found on it.

    findings   of medium or worse, the most severe first
    listed     these and their parts, the most severe first
    rules      the rules of what is listed, in its order
    partners   the partners of what is listed, as first named
    """

    id: str
    findings: tuple[Finding, ...]
    listed: tuple[Finding, ...]
    rules: tuple[str, ...]
    partners: tuple[str, ...]

    @classmethod
    def of(cls, findings: Sequence[Finding]) -> FoundAction:
        """The action of findings that belong to one, in their order."""
        every = [one for found in findings for one in found.each]
        listed = sorted(every, key=lambda one: SEVERITIES.index(one.severity))
        rules = tuple(dict.fromkeys([one.rule for one in listed]))
        partners = tuple(dict.fromkeys([code for one in listed for code in one.partners]))
        return cls(action_of(findings[0]), tuple(findings), tuple(listed), rules, partners)

    @property
    def priority(self) -> str:
        """The highest severity."""
        return self.findings[0].severity


def found_actions(findings: Findings) -> Mapping[str, FoundAction]:
    """The actions that findings belong to, by id as compared, the most severe first."""
    groups: dict[str, list[Finding]] = {}
    for found in findings.shown:
        id = action_of(found) if found.proposes_action else ""
        if id:
            groups.setdefault(compared(id), []).append(found)
    made = [FoundAction.of(group) for group in groups.values()]
    made.sort(key=lambda action: SEVERITIES.index(action.priority))
    return {compared(action.id): action for action in made}


def absorbing_actions(findings: Findings) -> Mapping[str, tuple[str, ...]]:
    """By id as compared, the actions that took in findings of medium or worse of another one."""
    taken: dict[str, set[str]] = {}
    for found in findings.shown:
        for part in _heavy(found.parts):
            id, by = action_of(part), action_of(found)
            if id and by and compared(id) != compared(by):
                taken.setdefault(compared(id), set()).add(by)
    return {id: tuple(sorted(by, key=natural)) for id, by in taken.items()}


def _heavy(parts: Iterable[Finding]) -> Iterable[Finding]:
    return (part for part in parts if part.proposes_action)
