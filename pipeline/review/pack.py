"""The pack for one review meeting: who was not heard, the six inputs, Annex C, what to decide, and the actions."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from pipeline.analysis.assessment import Assessment
from pipeline.analysis.words import day, listed
from pipeline.disclosure.audience import Audience, NotForThemError
from pipeline.reading.workbook import Reading
from pipeline.report import actions, agenda, risks
from pipeline.report.where import Where
from pipeline.results.compute import Results
from pipeline.results.measure import Measure
from pipeline.review.answers import Answer, answers
from pipeline.review.changes import Changes, changes
from pipeline.review.inputs import Input, inputs
from pipeline.review.period import Period
from pipeline.store.earlier import Stood
from schemas.tables.copies import SentCopy
from schemas.wording.text import text


@dataclass(frozen=True, slots=True)
class Unheard:
    """A party whose view is missing: risks that it carries, indicators, and a copy that is out (by when, or "")."""

    partner: str
    risks: tuple[str, ...]
    indicators: tuple[str, ...]
    copy_due: str

    @property
    def says(self) -> tuple[str, ...]:
        """What is not here yet, in sentences."""
        return tuple(
            text(f"review.unheard.rows.{name}", count=len(ids), rows=listed(ids))
            for name, ids in (("risks", self.risks), ("indicators", self.indicators))
            if ids
        ) + ((text("review.unheard.copy", day=self.copy_due),) if self.copy_due else ())


@dataclass(frozen=True)
class Pack:
    """Everything that page, workbook and JSON say; all of it is for the parties."""

    assessment: Assessment
    audience: Audience
    name: str
    period: Period
    changes: Changes | None
    missing: tuple[Measure, ...]
    unheard: tuple[Unheard, ...]
    inputs: tuple[Input, ...]
    answers: tuple[Answer, ...]
    meeting: agenda.Meeting
    acts: tuple[actions.Act, ...]
    where: Where

    @property
    def standing(self) -> tuple[actions.Act, ...]:
        """The actions that are still to be done: those past their date first, then by due date."""
        found = [act for act in self.acts if act.stands]
        return tuple(sorted(found, key=lambda act: (not act.late, act.due or "9999", act.id)))

    @property
    def finished(self) -> tuple[actions.Act, ...]:
        """The actions that are done, settled, resolved or cancelled."""
        return tuple(act for act in self.acts if not act.stands)

    @property
    def counted(self) -> str:
        """Since when the pack looks back, and how that day was found."""
        since = day(self.period.since) if self.period.since else ""
        return text(f"review.period.{self.period.basis}", day=since)

    @property
    def remembered(self) -> str:
        """What the history of runs on this machine adds, or that it adds nothing."""
        if self.changes is None:
            return text("review.history.nothing")
        key = "part" if not self.changes.has_views else "since"
        return text(f"review.history.{key}", day=self.changes.day, count=self.changes.runs)


def pack(
    assessment: Assessment, reading: Reading, results: Results, audience: Audience, name: str, period: Period,
    then: Stood | None,
) -> Pack:  # fmt: skip
    """The pack of a workbook called `name`, for an audience of `for_the_parties`. Pure."""
    acts = actions.acts(assessment, results.plan)
    changed = changes(assessment, results.findings, then) if then else None
    where = Where(reading.places, assessment.arrangement, [act.id for act in acts])
    return Pack(
        assessment=assessment, audience=audience, name=name, period=period, changes=changed, missing=results.missing,
        unheard=tuple(_unheard(assessment)), inputs=inputs(assessment, acts, then, changed, period),
        answers=answers(assessment, results.findings, acts),
        meeting=agenda.meeting(results, reading.present.get("Agenda"), where), acts=acts, where=where,
    )  # fmt: skip


def for_the_parties(audience: Audience) -> Audience:
    """The audience, where a pack may be made for it. Raises NotForThemError for others than the parties."""
    if audience.is_outside:
        raise NotForThemError(text("review.not_for_others"))
    return audience


def _unheard(assessment: Assessment) -> Iterator[Unheard]:
    """The parties whose view is missing, those that have said least first: they speak first."""
    out = {
        row.partner: day(row.back_by)
        for row in assessment.arrangement.rows_of(SentCopy)
        if row.blank("back_on") and row.back_by is not None
    }
    missing = {code: (unrated, silent) for code, unrated, silent in risks.missing_views(assessment)}
    order = list(assessment.arrangement.party_codes)
    found = [
        Unheard(code, *missing.get(code, ((), ())), out.get(code, ""))
        for code in order
        if code in missing or code in out
    ]
    yield from sorted(found, key=lambda one: (-len(one.risks) - len(one.indicators), order.index(one.partner)))
