"""What rules saw, as the default language says it: a workbook that changes its language reopens nothing."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cached_property

from pipeline.analysis.assessment import Assessment
from pipeline.domain.finding import Observation
from pipeline.findings.registry import rules
from schemas.wording.languages import DEFAULT, language, speaking


class SeenAgain:
    """The observations of an assessment as the default language says their values.

    Rules look again only where the language in force is another, and only those that are asked about.
    """

    def __init__(self, assessment: Assessment) -> None:
        self._assessment = assessment
        self._rules: dict[str, Mapping[object, Sequence[Observation]]] = {}

    def of(self, seen: Observation) -> Sequence[Observation]:
        """The same observation; several where a rule sees several that differ in their values alone."""
        if self._is_needless:
            return (seen,)
        if seen.rule not in self._rules:
            self._rules[seen.rule] = self._look(seen.rule)
        return self._rules[seen.rule].get(_key(seen), (seen,))

    @cached_property
    def _is_needless(self) -> bool:
        return language() == DEFAULT

    def _look(self, rule: str) -> Mapping[object, Sequence[Observation]]:
        found: dict[object, list[Observation]] = {}
        with speaking(DEFAULT):
            for seen in rules()[rule].look(self._assessment):
                found.setdefault(_key(seen), []).append(seen)
        return found


def _key(seen: Observation) -> object:
    """All but the values."""
    return (
        seen.rule, seen.subject, seen.kind, seen.severity, seen.unit, seen.partner, seen.rows, seen.table,
        seen.partners, seen.cells, seen.field, seen.variant, seen.rank,
    )  # fmt: skip
