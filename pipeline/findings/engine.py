"""From observations to findings: first absorb row by row, then group (docs/rules.md, Absorbing)."""

from __future__ import annotations

import re
from collections.abc import Callable, Hashable, Iterable, Mapping
from dataclasses import dataclass
from functools import cache

from pipeline.analysis.assessment import Assessment
from pipeline.analysis.naming import called
from pipeline.analysis.words import listed, names
from pipeline.domain.cell import Cell
from pipeline.domain.finding import SEVERITIES, Finding, Observation
from pipeline.findings.anchor_cell import home_cell
from pipeline.findings.registry import rules
from schemas import wording
from schemas.vocabulary import compared
from schemas.wording.text import text
from schemas.yaml_file import package_data

_NUMBER = re.compile(r"(\d+)")


@dataclass(frozen=True)
class Findings:
    """What a run found: findings as shown, ordered; and by id of a finding that others took in, their ids."""

    shown: tuple[Finding, ...]
    absorbed: Mapping[str, tuple[str, ...]]


@cache
def natural(text: str) -> tuple[tuple[int, int, str], ...]:
    """A sort key that puts R2 before R10 and 1.2 before 1.10; texts that differ in case alone keep one order."""
    parts = (part for part in _NUMBER.split(text) if part)
    keys = ((0, int(part), "") if part.isdecimal() else (1, 0, part.casefold()) for part in parts)
    return (*keys, (-1, 0, text))


def find(assessment: Assessment) -> Findings:
    """Run every rule and gather what they saw."""
    return gather(assessment, [seen for rule in rules().values() for seen in rule.look(assessment)])


def find_again(assessment: Assessment, findings: Findings, table: str) -> Findings:
    """The findings after rows of `table` have changed: the rules that read it look again; none of them absorbs."""
    changed = {rule.id for rule in rules().values() if table in rule.reads}
    new = gather(assessment, [seen for id in sorted(changed) for seen in rules()[id].look(assessment)])
    kept = (found for found in findings.shown if found.rule not in changed)
    return Findings(tuple(sorted((*kept, *new.shown), key=_rank)), findings.absorbed)


def gather(assessment: Assessment, observations: Iterable[Observation]) -> Findings:
    """Absorb, group and order; a group whose rows were all absorbed is no finding."""
    observations = list(observations)
    absorbers = _absorbers(observations)
    kept: dict[tuple[str, str], list[Observation]] = {}
    taken: dict[str, dict[tuple[str, str], list[Observation]]] = {}
    gone: dict[str, set[str]] = {}
    for seen in observations:
        by = [absorber for absorber in absorbers(seen) if absorber != _id(seen)]
        if not by:
            kept.setdefault((seen.rule, seen.subject), []).append(seen)
        for absorber in by:
            taken.setdefault(absorber, {}).setdefault((seen.rule, seen.subject), []).append(seen)
            gone.setdefault(_id(seen), set()).add(absorber)
    shown = [_finding(assessment, group, taken.get(_id(group[0]), {})) for group in kept.values()]
    shown.sort(key=_rank)
    ids = {found.id for found in shown}
    absorbed = {id: tuple(sorted(by, key=natural)) for id, by in gone.items() if id not in ids}
    return Findings(tuple(shown), absorbed)


def _rank(found: Finding) -> tuple[object, ...]:
    return SEVERITIES.index(found.severity), found.rule, natural(found.subject)


def _id(seen: Observation) -> str:
    return f"{seen.rule}/{seen.subject}"


@cache
def _absorbing() -> tuple[tuple[str, frozenset[str], str], ...]:
    entries = package_data("absorbing.yaml")["absorbing"]
    return tuple((entry["by"], frozenset(entry["absorbs"]), entry["on"]) for entry in entries)


def _absorbers(observations: list[Observation]) -> Callable[[Observation], list[str]]:
    """A function that names the findings that take an observation in."""
    absorbing = {by for by, _, _ in _absorbing()}
    present = {
        (seen.rule, compared(seen.unit or seen.subject)): _id(seen) for seen in observations if seen.rule in absorbing
    }

    def absorbers(seen: Observation) -> list[str]:
        found = []
        for by, absorbs, on in _absorbing():
            if seen.rule in absorbs:
                about = (seen.partner if on == "partner" else seen.unit) or seen.subject
                absorber = present.get((by, compared(about)))
                found += [absorber] if absorber else []
        return found

    return absorbers


def _finding(
    assessment: Assessment, group: list[Observation], taken: Mapping[tuple[str, str], list[Observation]]
) -> Finding:
    """One finding from the observations that share rule and subject; it takes the highest severity.

    Its rows stand in natural order, whatever the order of the sheet: sorting a sheet changes no finding.
    """
    if len(group) > 1:
        group = sorted(group, key=lambda seen: natural(seen.rows[0]) if seen.rows else ())
    first = min(group, key=lambda seen: SEVERITIES.index(seen.severity))
    words = wording.rules()[first.rule]
    rows = tuple(sorted({row for seen in group for row in seen.rows}, key=natural))
    partners = _in_order(assessment, (code for seen in group for code in seen.partners))
    values = {
        "subject": first.subject, "count": len(group), "rows": listed(rows), "partners": names(partners),
        "each": listed(_fragments(words.each, group), "apart"),
        **first.values,
    }  # fmt: skip
    also = tuple(sorted({rule for rule, _ in taken}))
    parts = tuple(sorted((_finding(assessment, part, {}) for part in taken.values()), key=_rank))
    return Finding(
        rule=first.rule, subject=first.subject, kind=first.kind, severity=first.severity, rows=rows,
        partners=partners, cell=_cell(assessment, group, rows),
        says=_chosen(words.says, first.variant).format_map(values)
        + (text("phrases.absorbed", rules=names(_titled(also))) if also else ""),
        do=_chosen(words.do, first.variant).format_map(values),
        source=words.source, shown_in=rules()[first.rule].shown_in, absorbed=also, parts=parts,
        seen=tuple(group),
    )  # fmt: skip


def _titled(rules: Iterable[str]) -> Iterable[str]:
    return (called(rule, wording.rules()[rule].title) for rule in rules)


def _in_order(assessment: Assessment, codes: Iterable[str]) -> tuple[str, ...]:
    """Each code once, as Partners has them; codes that it does not know last."""
    found = dict.fromkeys(codes)
    known = [code for code in assessment.arrangement.by_code if code in found]
    return tuple(dict.fromkeys([*known, *sorted(found)]))


def _chosen(texts: Mapping[str, str], variant: str) -> str:
    """The words of a variant; those without a name stand for all variants that have none of their own."""
    return texts[variant] if variant in texts else texts.get("", "")


def _fragments(each: Mapping[str, str], group: list[Observation]) -> list[str]:
    """What each observation adds to the sentence, every fragment once.

    What is the same for several partners is said once, in the words of `several` or its variant's `_several`.
    """
    if not each:
        return []
    alike: dict[Hashable, list[Observation]] = {}
    for number, seen in enumerate(group):
        plural = each.get(_plural(seen.variant))
        others = tuple(sorted((name, str(value)) for name, value in seen.values.items() if name != "partner"))
        alike.setdefault((seen.variant, others) if plural else number, []).append(seen)
    filled = (_fragment(each, those) for those in alike.values())
    return list(dict.fromkeys(text for text in filled if text))


def _plural(variant: str) -> str:
    return f"{variant}_several" if variant else "several"


def _fragment(each: Mapping[str, str], those: list[Observation]) -> str:
    first, *others = those
    codes = [str(seen.values["partner"]) for seen in those if "partner" in seen.values]
    text = each[_plural(first.variant)] if others else _chosen(each, first.variant)
    return text.format_map({"subject": first.subject, **first.values, "partner": names(dict.fromkeys(codes))})


def _cell(assessment: Assessment, group: list[Observation], rows: tuple[str, ...]) -> Cell | None:
    """The one cell that decides everything seen, else the home of the subject."""
    cells = tuple(dict.fromkeys(cell for seen in group for cell in seen.cells))
    decided = len(cells) == 1 and all(seen.cells for seen in group)
    return cells[0] if decided else home_cell(assessment.arrangement, group[0], rows)
