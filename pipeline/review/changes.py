"""What differs between a workbook as an earlier run left it and as it stands: findings, and how risks are seen."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from pipeline.analysis.assessment import Assessment
from pipeline.analysis.order import natural
from pipeline.analysis.risk_view import LEVELS, RiskView, level_of
from pipeline.domain.finding import Finding
from pipeline.findings.engine import Findings
from pipeline.report.findings import OBSTACLES
from pipeline.store.earlier import Stood
from schemas.thresholds import Thresholds
from schemas.vocabulary import compared


@dataclass(frozen=True, slots=True)
class Moved:
    """A risk that is in both: its joint level then and now, and the parties' own scores that differ, then and now."""

    view: RiskView
    then: str
    now: str
    own: Mapping[str, tuple[int | None, int | None]]

    @property
    def is_worse(self) -> bool:
        """Whether the joint level rose; that of a risk that nobody had rated is news, not a rise."""
        return bool(self.then) and bool(self.now) and LEVELS.index(self.now) > LEVELS.index(self.then)


@dataclass(frozen=True, slots=True)
class Changes:
    """Findings that came (`opened`) and went (`closed`, by id with their severity then); what became of the risks.

    `came` are new risks, `left` those that are closed, accepted by all or no longer there, by id with their state now
    ("" for no longer there).
    """

    day: str
    runs: int
    opened: tuple[Finding, ...]
    closed: tuple[tuple[str, str], ...]
    moved: tuple[Moved, ...] = ()
    came: tuple[RiskView, ...] = ()
    left: tuple[tuple[str, str], ...] = ()
    has_views: bool = True


def changes(assessment: Assessment, findings: Findings, then: Stood) -> Changes:
    """The changes since a workbook stood as `then`."""
    now = {found.id: found for found in findings.counted}
    was = {id: severity for id, severity in then.findings.items() if not id.startswith(f"{OBSTACLES}-")}
    taken = {part.id for found in now.values() for part in found.parts} | set(findings.absorbed)
    opened = tuple(found for id, found in now.items() if id not in was)
    # What another finding has taken in is still there.
    closed = [(id, severity) for id, severity in was.items() if id not in now and id not in taken]
    closed.sort(key=lambda one: natural(one[0]))
    if then.views is None:
        return Changes(then.day, then.runs, opened, tuple(closed), has_views=False)
    views = {compared(id): said for id, said in then.views.items()}
    known = {compared(view.risk.id) for view in assessment.risks}
    gone = [(id, "") for id, (state, _) in then.views.items() if state == "open" and compared(id) not in known]
    return Changes(
        then.day, then.runs, opened, tuple(closed), tuple(_moved(assessment, views)),
        tuple(view for view in assessment.open_risks if compared(view.risk.id) not in views),
        (*_left(assessment, views), *gone),
    )  # fmt: skip


def _moved(
    assessment: Assessment, views: Mapping[str, tuple[str, Mapping[str, int]]]
) -> Iterator[Moved]:  # fmt: skip
    """The live risks of which a party's score, and so perhaps the joint level, is another."""
    for view in assessment.live_risks:
        if (said := views.get(compared(view.risk.id))) is None:
            continue
        scores = said[1]
        own = {
            code: (scores.get(code), view.party_scores.get(code))
            for code in assessment.arrangement.party_codes
            if scores.get(code) != view.party_scores.get(code)
        }
        if own:
            yield Moved(view, _level(scores, assessment.thresholds), view.joint_level, own)


def _level(scores: Mapping[str, int], thresholds: Thresholds) -> str:
    return level_of(max(scores.values()), thresholds) if scores else ""


def _left(
    assessment: Assessment, views: Mapping[str, tuple[str, Mapping[str, int]]]
) -> Iterator[tuple[str, str]]:  # fmt: skip
    """The risks that were open and are closed, or accepted by all."""
    for view in assessment.risks:
        said = views.get(compared(view.risk.id))
        if said and said[0] == "open" and not view.is_open:
            yield view.risk.id, "accepted" if view.is_live else "closed"
