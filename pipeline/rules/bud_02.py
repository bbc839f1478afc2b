"""BUD-02: Budget lines that support nothing that is known."""

from __future__ import annotations

from collections.abc import Iterable

from pipeline.analysis.assessment import Assessment
from pipeline.analysis.naming import of
from pipeline.analysis.words import listed
from pipeline.domain.arrangement import Line
from pipeline.domain.finding import Observation
from pipeline.domain.nearest import Spellings, did_you_mean
from pipeline.findings.observe import cell_of
from pipeline.findings.registry import rule
from schemas.vocabulary import compared

TABLES = ("Risks", "Activities", "Indicators")


@rule("BUD-02", reads=("Budget", *TABLES))
def supports_nothing(assessment: Assessment) -> Iterable[Observation]:
    """Lines that support nothing, or name an id that no risk, activity or indicator has; all as one.

    Ids of rows that had to be left out count as known; while one of those tables is missing, no id is unknown.
    """
    arrangement = assessment.arrangement
    checked = arrangement.missing.isdisjoint(TABLES)
    ids = [row.id for name in TABLES for row in arrangement.table_rows(name)]
    ids += [id for name in TABLES for id in arrangement.left_out.get(name, ())]
    known = set(map(compared, ids))
    spellings = Spellings(ids)
    for line in arrangement.lines:
        if line.blank("supports"):
            yield _seen(line, "nothing", ())
            continue
        strange = tuple(dict.fromkeys(id for id in line.supports if compared(id) not in known))
        if strange and checked:
            yield _seen(line, "unknown", tuple(_with_near(id, spellings) for id in strange))


def _with_near(id: str, spellings: Spellings) -> str:
    near = spellings.nearest(id)
    return f"{id} ({did_you_mean(id, near).strip()})" if near else id


def _seen(line: Line, variant: str, strange: tuple[str, ...]) -> Observation:
    return Observation(
        rule="BUD-02", subject="arrangement", kind="arrangement", severity="low", rows=(line.id,), variant=variant,
        cells=(cell_of("Budget", line, "supports"),), values={"named": of(line), "ids": listed(strange)},
    )  # fmt: skip
