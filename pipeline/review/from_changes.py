"""What the history of runs says that changed: findings that came and went, and how risks are seen."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache

from pipeline.analysis import naming
from pipeline.analysis.assessment import Assessment
from pipeline.analysis.words import listed, lower_label
from pipeline.domain.finding import SEVERITIES, Finding, area_of, subject_table
from pipeline.review.changes import Changes, Moved
from pipeline.review.from_sheets import cell
from pipeline.review.item import NAMES, Item, Name
from schemas import wording
from schemas.fields import PARTNER_MARK
from schemas.vocabulary import compared
from schemas.wording.text import text
from schemas.yaml_file import package_data

# These are told one by one, all others together.
_GRAVE = SEVERITIES[:2]


def from_changes(assessment: Assessment, changes: Changes) -> Iterator[Item]:
    """Each change under the input that it belongs to."""
    yield from _findings(assessment, changes)
    for view in changes.came:
        says = text("review.items.risk_new", risk=naming.of(view.risk), level=_level(view.joint_level))
        yield Item("threats", "risk", says, None, cell(view.risk, "risk"), severity=_grave(view.joint_level))
    for moved in changes.moved:
        yield from _moved(moved)
    risks = assessment.arrangement.ids["Risks"]
    for id, state in changes.left:
        row = risks.get(compared(id))
        says = text(f"review.items.left.{state or 'gone'}", risk=naming.of(row) if row else id)
        yield Item("threats", "risk", says, None, cell(row, "status") if row else None)


def _moved(moved: Moved) -> Iterator[Item]:
    """A risk whose joint level changed is a change of threats; a party that sees it otherwise has told its view."""
    risk = moved.view.risk
    if moved.then != moved.now:
        key = "first" if not moved.then else "none" if not moved.now else "changed"
        says = text(
            f"review.items.level.{key}", risk=naming.of(risk), then=_level(moved.then), now=_level(moved.now)
        )  # fmt: skip
        grave = _grave(moved.now) if moved.is_worse else ""
        yield Item("threats", "risk", says, None, cell(risk, "risk"), severity=grave)
    for code, (then, now) in moved.own.items():
        key = "first" if then is None else "gone" if now is None else "changed"
        says = text(f"review.items.view.{key}", risk=naming.of(risk), partner=code, then=then or "", now=now or "")
        yield Item("feedback", "view", says, None, cell(risk, f"likelihood{PARTNER_MARK}{code}"))


def _level(level: str) -> str:
    return lower_label("risk_level", level) if level else text("review.not_rated")


def _grave(level: str) -> str:
    return {"very_high": "critical", "high": "high"}.get(level, "")


def _findings(assessment: Assessment, changes: Changes) -> Iterator[Item]:
    """Grave findings one by one; of the others how many came and went, by input."""
    for name in NAMES:
        opened = [found for found in changes.opened if input_of(found.rule) == name]
        for found in (one for one in opened if one.severity in _GRAVE):
            says = text("review.items.finding_new", says=_first(found))
            yield Item(name, "finding", says, None, found.cell, severity=found.severity)
        lesser = [_title(assessment, found.id) for found in opened if found.severity not in _GRAVE]
        if lesser:
            says = text("review.items.findings_new", count=len(lesser), findings=listed(lesser, "apart"))
            yield Item(name, "finding", says)
        gone = [_title(assessment, id) for id, _ in changes.closed if input_of(id.partition("/")[0]) == name]
        if gone:
            says = text("review.items.findings_gone", count=len(gone), findings=listed(gone, "apart"))
            yield Item(name, "finding", says)


def _first(found: Finding) -> str:
    return found.says.partition("\n")[0]


def _title(assessment: Assessment, id: str) -> str:
    """A finding by the title of its rule and what it is about: it may be gone, and its sentence with it."""
    rule, _, subject = id.partition("/")
    title = wording.rules()[rule].title if rule in wording.rules() else rule
    if subject == "arrangement":
        return title
    rows = assessment.arrangement.ids.get(subject_table(rule), {})
    row = rows.get(compared(subject))
    return text("phrases.called", id=title, words=naming.of(row) if row else subject)


@cache
def _belongs() -> dict[str, Name]:
    given = package_data("review.yaml")["inputs_of_findings"]
    named: dict[str, str] = {**given["areas"], **given["rules"]}
    return {key: next(name for name in NAMES if name == said) for key, said in named.items()}


def input_of(rule: str) -> Name:
    """The input that a finding of a rule is about."""
    return _belongs().get(rule) or _belongs().get(area_of(rule)) or "key_issues"
