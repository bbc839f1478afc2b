"""The eighteen questions of ISO 22397, Annex C: each party's own answer, and what the sheets show beside it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from pipeline.analysis.assessment import Assessment
from pipeline.analysis.indicator_ratings import Ratings
from pipeline.domain.finding import Finding
from pipeline.findings.engine import Findings
from pipeline.review.shown import Acts, shown
from pipeline.template.catalogues import IndicatorRow, catalogue_rows
from schemas.contradictions import rules_against, titles
from schemas.vocabulary import compared
from schemas.yaml_file import package_data

CATALOGUE = "iso22397_review"
_CONTRADICTION = "IND-08"


@dataclass(frozen=True, slots=True)
class Beside:
    """A finding about what a question asks; `contradicts` where the catalogue says that it speaks against a yes."""

    rule: str
    severity: str
    says: str
    found: Finding
    contradicts: bool


@dataclass(frozen=True, slots=True)
class Answer:
    """One question. `ratings` is its row in Indicators, None where the workbook does not ask it.

    `facts` are sentences from the sheets, `beside` what rules find there; `is_contradicted`: agreed as in place
    while they do (IND-08).
    """

    id: str
    clause: str
    element: str
    question: str
    text: str
    ratings: Ratings | None
    facts: tuple[str, ...]
    beside: tuple[Beside, ...]
    is_contradicted: bool

    @property
    def worst(self) -> tuple[str, tuple[str, ...]]:
        """The lowest rating that a party gives, as its evidence supports it, and who gives it; "" where none did."""
        if self.ratings is None or not self.ratings.worst:
            return "", ()
        return self.ratings.worst, self.ratings.rated(self.ratings.worst)

    @property
    def silent(self) -> tuple[str, ...]:
        """The parties that have not answered yet."""
        return () if self.ratings is None else self.ratings.unrated


def answers(assessment: Assessment, findings: Findings, acts: Acts) -> tuple[Answer, ...]:
    """All eighteen, in the order of the annex."""
    known, facts = _ratings(assessment), shown(assessment, acts)
    every = [(found, one) for found in findings.shown for one in found.each]
    contradicted = {compared(one.subject) for _, one in every if one.rule == _CONTRADICTION}
    return tuple(
        _answer(row, known, facts, list(_beside(str(row["indicator"]), every)), contradicted)
        for row in catalogue_rows([CATALOGUE])
    )


def _answer(
    row: IndicatorRow, known: Mapping[str, Ratings], facts: Mapping[str, tuple[str, ...]], beside: list[Beside],
    contradicted: set[str],
) -> Answer:  # fmt: skip
    id = str(row["indicator"])
    ratings = known.get(compared(id))
    return Answer(
        id=id, clause=f"C.{id[4]} {id[5:]}",  # RV-C1a is C.1 a
        element=str(row["element"]), question=str(row["question"]), text=str(row["text"]), ratings=ratings,
        facts=facts[id], beside=tuple(beside), is_contradicted=ratings is not None and compared(id) in contradicted,
    )  # fmt: skip


def _ratings(assessment: Assessment) -> dict[str, Ratings]:
    """The rows of the catalogue that stand in the workbook, by id as compared."""
    names = {*titles(CATALOGUE)}
    return {compared(one.indicator.id): one for one in assessment.ratings if compared(one.indicator.framework) in names}


def _beside(id: str, every: list[tuple[Finding, Finding]]) -> Iterator[Beside]:
    """The findings of the rules that are about a question, absorbed or not, the gravest first."""
    against = {*rules_against(CATALOGUE, id)}
    about = {*against, *package_data("review.yaml")["shown_beside"][id]}
    for found, one in every:
        if one.rule in about:
            says = one.says.partition("\n")[0]
            yield Beside(one.rule, one.severity, says, found, one.rule in against)
