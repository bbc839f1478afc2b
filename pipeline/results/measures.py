"""The measures of the Summary below what to discuss first."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from math import fsum

from pipeline.analysis.activity_tree import is_resolved, roles_unreadable
from pipeline.analysis.assessment import Assessment
from pipeline.analysis.indicator_ratings import Ratings, element_score, own_scores
from pipeline.analysis.life import stage, taken
from pipeline.analysis.money import countable, funded, need, shortfall
from pipeline.analysis.risk_view import LEVELS, RiskView
from pipeline.analysis.words import grouped as by_answer
from pipeline.analysis.words import lists_of_names
from pipeline.domain.finding import SEVERITIES
from pipeline.findings.engine import Findings
from pipeline.plan.plan_row import Plan
from pipeline.results.actions import by_state
from pipeline.results.measure import Measure, measure
from pipeline.results.partner_balance import missing_views
from pipeline.results.rows import Place
from schemas.thresholds import Thresholds, defaults
from schemas.vocabulary import vocabulary
from schemas.wording import rules
from schemas.wording.numbers_and_days import measured
from schemas.wording.text import joined, text
from schemas.yaml_file import package_data


def partners(assessment: Assessment) -> Iterator[Measure]:
    """How many sign, and how many others are involved."""
    given = assessment.arrangement
    yield measure("parties", len(given.parties))
    yield measure("others", len(given.partners) - len(given.parties))


def life(assessment: Assessment) -> Iterator[Measure]:
    """Where the partnership stands in its life, from its steps; nothing where the workbook keeps none."""
    counts = taken(assessment)
    if counts:
        told = (
            text("summary.stage_steps", stage=_lower(vocabulary("stage").label(name)), done=one.done, all=one.all)
            for name, one in counts.items()
        )
        yield measure("stage", vocabulary("stage").label(stage(counts)), steps=joined(told))


def risks(assessment: Assessment) -> Iterator[Measure]:
    """Open risks by joint level and by view; a risk nobody rated is counted by itself."""
    views = assessment.open_risks
    yield measure("risks_open", len(views))
    levels = Counter([view.joint_level for view in views])
    for level in reversed(LEVELS):
        yield measure("risks_level", levels[level], label=_lower(vocabulary("risk_level").label(level)))
    yield measure("risks_no_level", levels[""])
    seen = Counter([view.view for view in views])
    for word in vocabulary("view"):
        yield measure("risks_view", seen[word.code], label=_lower(word.label), means=word.means)
    missing = sum(missing_views(assessment, party.partner) for party in assessment.arrangement.parties)
    yield measure("views_missing", missing)


def activities(assessment: Assessment) -> Iterator[Measure]:
    """The most detailed activities: all, those with nobody, and overlaps (ISO 22397, A.2)."""
    tree = assessment.tree
    yield measure("activities", len(tree.leaves))
    yield measure(
        "activities_nobody", sum(not leaf.participants and not roles_unreadable(leaf) for leaf in tree.leaves)
    )
    resolved = sum(map(is_resolved, tree.overlaps))
    yield measure("overlaps_open", len(tree.overlaps) - resolved)
    yield measure("overlaps_resolved", resolved)


def readiness(assessment: Assessment) -> Iterator[Measure]:
    """Each element's score in per cent, with its class; an element that nobody rated is left out."""
    for key, name in assessment.elements.items():
        ratings = assessment.ratings_by_element[key]
        score = element_score(ratings, assessment.thresholds)
        if score:
            absent = any(rating.is_key and rating.joint == "absent" for rating in ratings)
            yield measure(
                "readiness", round(score.percent, 1), element=name, rated=text("phrases.rated", count=score.rated),
                label=_lower(vocabulary("readiness").label(score.readiness)),
                key=text("summary.readiness_key") if absent else "",
                own=_own_scores(assessment, ratings),
            )  # fmt: skip


def _own_scores(assessment: Assessment, ratings: Iterable[Ratings]) -> str:
    """The lowest and the highest of the parties' own scores, where they differ: a mean must not hide them."""
    scores = by_answer({code: round(score, 1) for code, score in own_scores(ratings).items()})
    if len(scores) < 2:
        return ""
    low, high = min(scores), max(scores)
    lowest, highest = lists_of_names(assessment.arrangement, (scores[low], scores[high]))
    return text("summary.readiness_own", low=measured(low), lowest=lowest, high=measured(high), highest=highest)


def obstacles(findings: Findings) -> Iterator[Measure]:
    """The obstacles of ISO 22397, Annex B, that the sheets may show: each with a link to where it shows."""
    for found in findings.shown:
        if found.area == "OBS":
            value = Place(found.cell, words=found.rule) if found.cell else found.rule
            yield measure("obstacle", value, title=rules()[found.rule].title, says=found.says)


def budget(assessment: Assessment) -> Iterator[Measure]:
    """Need, funding and shortfall of all lines, and what was left out of them and of the shares."""
    given = assessment.arrangement
    counted = [line for line in given.lines if countable(line)]
    currency = given.text("currency")
    for id, amount in (("need", need), ("funded", funded), ("shortfall", shortfall)):
        yield measure(id, round(fsum(map(amount, counted)), 2), currency=f"{currency}." if currency else "")
    yield measure("lines_unclear", len(given.lines) - len(counted))
    yield measure("lines_for_nobody", len(assessment.money.unprotecting))
    codes = [party.partner for party in given.parties]
    yield measure("views_left_out", _left_out(assessment.open_risks))
    if not assessment.money.covers_all:
        if assessment.money.covers_shared_only:
            yield measure("shared_only", "")
        return  # what cannot be read is told in Checks
    if given.risks and "Budget" not in given.missing:
        yield from _ratios_missing(assessment, codes)


def _ratios_missing(assessment: Assessment, codes: list[str]) -> Iterator[Measure]:
    """The parties without a support ratio, and why: where not for all the same, party by party."""
    without = [code for code in codes if code not in assessment.money.support_ratio]
    by_reason: dict[str, list[str]] = {}
    for code in without:
        by_reason.setdefault(text(f"summary.ratio_{_why_no_ratio(assessment, code)}"), []).append(code)
    each = [text("summary.reason_for", parties=joined(those), reason=why) for why, those in by_reason.items()]
    if without:
        yield measure("ratio_missing", joined(without), reason=" ".join(each if len(each) > 1 else by_reason))


def _why_no_ratio(assessment: Assessment, code: str) -> str:
    """Why a party has no support ratio: the first that holds."""
    money = assessment.money
    if not money.is_readable:
        return "unreadable"
    if not money.budget_share:
        return "no_money"
    return "no_line" if not money.protecting[code] else "no_risk"


def _left_out(views: Iterable[RiskView]) -> int:
    """How often a risk that may concern a party does not count in its share of risk."""
    carried = ((view.carriers, view.exposure, view.scores) for view in views)
    return sum([not exposure.get(code) or code not in scores for codes, exposure, scores in carried for code in codes])


def outcomes(plan: Plan, gaps: Iterable[object], checks: Iterable[object]) -> Iterator[Measure]:
    """Findings by severity, actions by state, checks by severity; given are the severities of the rows."""
    yield from _by_severity("findings", gaps, SEVERITIES)
    states = by_state(plan)
    for word in vocabulary("action_state"):
        yield measure("actions", states.get(word.code, 0), label=_lower(word.label), means=word.means)
    yield from _by_severity("checks", checks, ("high", "low"))


def _by_severity(id: str, given: Iterable[object], severities: tuple[str, ...]) -> Iterator[Measure]:
    count = Counter(given)
    for severity in severities:
        means = text(f"summary.checks_means.{severity}") if id == "checks" else ""
        yield measure(id, count[severity], label=_lower(vocabulary("severity").label(severity)), means=means)


def in_force(thresholds: Thresholds) -> Iterator[Measure]:
    """The thresholds that differ from the shipped ones."""
    shipped: Mapping[str, float] = defaults()
    others = {name: value for name, value in thresholds.items() if value != shipped.get(name)}
    sources = package_data("thresholds.yaml")["thresholds"] if others else {}
    for name, value in others.items():
        source = sources.get(name, {}).get("source", "")
        yield measure("in_force", value, name=name, shipped=measured(shipped.get(name, 0)), source=source)


def _lower(label: str) -> str:
    return label[:1].lower() + label[1:]
