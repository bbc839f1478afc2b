"""From observations to findings: first absorb row by row, then group (docs/rules.md, Absorbing)."""

from __future__ import annotations

from collections.abc import Collection, Hashable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import chain, groupby
from typing import Literal, TypeVar

from pipeline.analysis.assessment import Assessment
from pipeline.analysis.order import natural
from pipeline.analysis.words import listed
from pipeline.domain.cell import Cell
from pipeline.domain.finding import SEVERITIES, Finding, Observation
from pipeline.findings.absorb import absorb
from pipeline.findings.anchor_cell import home_cell
from pipeline.findings.registry import rules
from pipeline.findings.sentences import sentences
from schemas import wording
from schemas.wording import RuleWording
from schemas.wording.direction import APART
from schemas.wording.text import text

Value = TypeVar("Value", bound=Hashable)


@dataclass(frozen=True)
class Findings:
    """What a run found: findings as shown, ordered; and by id of a finding that others took in, their ids."""

    shown: tuple[Finding, ...]
    absorbed: Mapping[str, tuple[str, ...]]

    @property
    def counted(self) -> tuple[Finding, ...]:
        """Those that count as findings: obstacles, indications to discuss, have a table of their own."""
        return tuple(found for found in self.shown if found.shown_in != "Summary")


def find(assessment: Assessment, *, in_words: bool = True) -> Findings:
    """Run every rule and gather what they saw."""
    seen = [seen for rule in rules().values() for seen in rule.look(assessment)]
    return gather(assessment, seen, in_words=in_words)


def _rank(found: Finding) -> tuple[object, ...]:
    return SEVERITIES.index(found.severity), found.rule, natural(found.subject)


def find_again(assessment: Assessment, findings: Findings, table: str) -> Findings:
    """The findings after rows of `table` have changed: the rules that read it look again; none of them absorbs."""
    changed = {rule.id for rule in rules().values() if table in rule.reads}
    new = gather(assessment, [seen for id in sorted(changed) for seen in rules()[id].look(assessment)])
    kept = (found for found in findings.shown if found.rule not in changed)
    return Findings(tuple(sorted((*kept, *new.shown), key=_rank)), findings.absorbed)


def gather(assessment: Assessment, observations: Iterable[Observation], *, in_words: bool = True) -> Findings:
    """Absorb, group and order; a group whose rows were all absorbed is no finding.

    Not `in_words`: for whoever only counts them, `says` and `do` stay empty.
    """
    observations = list(observations)
    absorbed = absorb(observations)
    kept: dict[str, list[Observation]] = {}
    taken: dict[str, dict[str, list[Observation]]] = {}
    gone: dict[str, set[str]] = {}
    for at, seen in enumerate(observations):
        id, by = seen.finding_id, absorbed.by.get(at)
        if by is None:
            kept.setdefault(id, []).append(seen)
        else:
            taken.setdefault(by, {}).setdefault(id, []).append(seen)
            gone.setdefault(id, set()).add(by)
    shown = [
        _finding(assessment, group, taken.get(id, {}), absorbed.severity.get(id, ""), in_words)
        for id, group in kept.items()
    ]  # fmt: skip
    shown.sort(key=_rank)
    ids = {found.id for found in shown}
    missing = {id: tuple(sorted(by, key=natural)) for id, by in gone.items() if id not in ids}
    return Findings(tuple(shown), missing)


def _finding(
    assessment: Assessment, group: list[Observation], taken: Mapping[str, list[Observation]], raised: str,
    in_words: bool,
) -> Finding:  # fmt: skip
    """One finding from the observations that share rule and subject, with what it took in as its parts.

    It takes the highest severity. Its rows stand in natural order, whatever the order of the sheet: sorting a
    sheet changes no finding.
    """
    alone = _part(assessment, group, in_words)
    if not (taken or raised):
        return alone
    parts = [_part(assessment, those, in_words) for those in taken.values()]
    parts.sort(key=_rank)
    partners = _in_order(assessment, _each(part.partners for part in (alone, *parts)))
    return Finding(
        rule=alone.rule, subject=alone.subject, kind=alone.seen[0].kind, severity=raised or alone.severity,
        rows=alone.rows, partners=partners, cell=alone.cell, parts=tuple(parts),
        source=alone.source, shown_in=alone.shown_in,
        says="\n".join([alone.says, *_said(parts, "says")]) if in_words else "",
        do="\n".join([alone.do, *_said(parts, "do")]) if in_words else "", lead=alone, seen=alone.seen,
    )  # fmt: skip


def _said(parts: list[Finding], name: Literal["says", "do"]) -> Iterator[str]:
    """The sentences or suggestions of the parts; of several of one rule the first, and about what else it says so."""
    for _, same in groupby(parts, key=lambda part: (part.severity, part.rule)):
        first, *others = same
        likewise = listed(part.subject for part in others)
        key = "phrases.part_likewise" if others else "phrases.part"
        yield text(key, says=getattr(first, name), others=likewise)


def _part(assessment: Assessment, group: list[Observation], in_words: bool) -> Finding:
    """What a group says by itself; the words are those of its most severe."""
    rows = _in_natural_order(group)
    if len(group) > 1:
        places = {row: place for place, row in enumerate(rows)}
        group = sorted(group, key=lambda seen: (seen.rank, seen.heading, places[seen.rows[0]] if seen.rows else -1))
    first = min(group, key=_severity) if len(group) > 1 else group[0]
    partners = _in_order(assessment, group[0].partners if len(group) == 1 else _each(seen.partners for seen in group))
    words = wording.rules()[first.rule]
    says, do = _words(assessment, words, group, first, rows, partners) if in_words else ("", "")
    return Finding(
        rule=first.rule, subject=first.subject, kind=first.kind, severity=first.severity, rows=rows,
        partners=partners, cell=_cell(assessment, group, rows), says=says, do=do,
        source=words.source, shown_in=rules()[first.rule].shown_in, seen=tuple(group),
    )  # fmt: skip


def _in_natural_order(group: Sequence[Observation]) -> tuple[str, ...]:
    """The rows of a group, each once; most groups are one observation about one row."""
    if len(group) == 1 and len(group[0].rows) < 2:
        return group[0].rows
    return tuple(sorted(_each(seen.rows for seen in group), key=natural))


def _severity(seen: Observation) -> int:
    return SEVERITIES.index(seen.severity)


def _words(
    assessment: Assessment, words: RuleWording, group: list[Observation], first: Observation, rows: tuple[str, ...],
    partners: tuple[str, ...],
) -> tuple[str, str]:  # fmt: skip
    """The sentence of a group and what it suggests; `first` is the most severe."""
    values = {
        "subject": first.subject, "count": len(group), "rows": [*rows], "partners": partners, "each": "",
        **first.values,
    }  # fmt: skip
    says, do = sentences(assessment.arrangement, words, group, first, values)
    is_named = first.kind == "arrangement" or _begins_with(do.lstrip(APART), first.subject)  # not twice
    return says, do if is_named else text("phrases.about", subject=first.subject, do=do)


def _begins_with(said: str, subject: str) -> bool:
    """Whether a text begins with a subject as a word: `Ask` does not begin with the partner A."""
    behind = said[len(subject) : len(subject) + 1]
    return said.startswith(subject) and not (behind.isalnum() or behind == "_")


def _each(given: Iterable[Iterable[Value]]) -> dict[Value, None]:
    """What is in any of several lists, each once."""
    return dict.fromkeys(chain.from_iterable(given))


def _in_order(assessment: Assessment, found: Collection[str]) -> tuple[str, ...]:
    """Codes as Partners has them; those that it does not know last."""
    if len(found) < 2:
        return tuple(found)
    known = [code for code in assessment.arrangement.by_code if code in found]
    return tuple(known) if len(known) == len(found) else tuple(dict.fromkeys([*known, *sorted(found)]))


def _cell(assessment: Assessment, group: list[Observation], rows: tuple[str, ...]) -> Cell | None:
    """The one cell that decides everything seen, else the home of the subject."""
    seen_in = {seen.cells for seen in group}
    if () not in seen_in and len(cells := set[Cell]().union(*seen_in)) == 1:
        return cells.pop()
    first = next((seen for seen in group if rows and rows[0] in seen.rows), group[0])
    return home_cell(assessment.arrangement, first, rows)
