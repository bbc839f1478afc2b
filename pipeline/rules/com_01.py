"""COM-01: Parties that respond together and cannot warn each other (ISO 22397, 5.7)."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from pipeline.analysis import naming
from pipeline.analysis.activity_tree import code_order
from pipeline.analysis.assessment import Assessment
from pipeline.analysis.channels import channels, may_warn, must_reach
from pipeline.analysis.words import MOST_NAMED
from pipeline.domain.arrangement import Activity
from pipeline.domain.finding import Observation
from pipeline.findings.observe_rows import tables_are_whole
from pipeline.findings.registry import rule

Silent = Mapping[tuple[str, str], list[Activity]]


@rule("COM-01", reads=("Activities", "Channels", "Partners"))
def no_alert(assessment: Assessment) -> Iterable[Observation]:
    """Pairs of parties that share a response leaf without an alert channel in both directions; all as one.

    Told sender by sender; where that would name too many, activity by activity. Silent where a row of Channels had to
    be left out.
    """
    if not channels(assessment) or not tables_are_whole(assessment.arrangement, "Channels"):
        return
    there = set(may_warn(assessment))
    silent = {pair: leaves for pair, leaves in must_reach(assessment).items() if pair not in there}
    if len({code for pair in silent for code in pair}) > MOST_NAMED:
        yield from _by_activity(silent)
    else:
        yield from _by_sender(silent)


def _by_sender(silent: Silent) -> Iterable[Observation]:
    for sender in dict.fromkeys(pair[0] for pair in silent):
        others = tuple(other for one, other in silent if one == sender)
        leaves = {leaf.activity: leaf for other in others for leaf in silent[sender, other]}
        rows = tuple(sorted(leaves, key=code_order))
        yield _seen(rows, (sender, *others), "", {"partner": sender, "others": others})


def _by_activity(silent: Silent) -> Iterable[Observation]:
    leaves = {leaf.activity: leaf for those in silent.values() for leaf in those}
    for code, leaf in leaves.items():
        concerned = dict.fromkeys(one for pair, those in silent.items() if leaf in those for one in pair)
        yield _seen((code,), tuple(concerned), "many", {"named": naming.of(leaf), "partner": tuple(concerned)})


def _seen(rows: tuple[str, ...], partners: tuple[str, ...], variant: str, values: Mapping[str, object]) -> Observation:
    return Observation(
        rule="COM-01", subject="arrangement", kind="arrangement", severity="high", rows=rows, table="Activities",
        partners=partners, variant=variant, values=values,
    )  # fmt: skip
