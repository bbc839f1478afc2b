"""BUD-02: Budget lines that support nothing that is known."""

from __future__ import annotations

from collections.abc import Collection, Iterable

from pipeline.analysis.assessment import Assessment
from pipeline.analysis.naming import of
from pipeline.analysis.words import listed
from pipeline.domain.arrangement import Arrangement, Line
from pipeline.domain.finding import Observation
from pipeline.domain.nearest import Spellings, did_you_mean
from pipeline.domain.references import SUPPORTED, RowRef
from pipeline.findings.observe import cell_of
from pipeline.findings.registry import rule
from schemas.spec import table
from schemas.wording.text import joined, text


@rule("BUD-02", reads=("Budget", *SUPPORTED))
def supports_nothing(assessment: Assessment) -> Iterable[Observation]:
    """Lines that support nothing, or name an id that no risk, activity or indicator has, or several have; all as one.

    Ids of rows that had to be left out count as known; while one of those tables is missing, no id is unknown.
    """
    arrangement = assessment.arrangement
    checked = arrangement.missing.isdisjoint(SUPPORTED)
    ids = [row.id for name in SUPPORTED for row in arrangement.table_rows(name)]
    ids += [id for name in SUPPORTED for id in arrangement.left_out.get(name, ())]
    spellings = Spellings(ids)
    for line in arrangement.lines:
        if line.blank("supports"):
            yield _seen(line, "nothing", ())
            continue
        readings = {entry: arrangement.references.readings(entry) for entry in line.supports}
        strange = [entry for entry, found in readings.items() if not found]
        if strange and checked:
            yield _seen(line, "unknown", [_with_near(entry, spellings) for entry in strange])
        several = [_said(arrangement, entry, found) for entry, found in readings.items() if len(found) > 1]
        if several:
            yield _seen(line, "several", several)


def _said(arrangement: Arrangement, entry: str, readings: Iterable[RowRef]) -> str:
    """An entry with the rows that it can mean, each as it is to be written: `1 (Risk 1 or Activity 1)`."""
    words = []
    for ref in readings:
        row = arrangement.ids[ref.table].get(ref.id)
        of = table(ref.table)
        words.append(text("phrases.of_table", word=of.by_name[of.key].title, id=row.id if row else ref.id))
    return text("phrases.called", id=entry, words=joined(words, "or"))


def _with_near(id: str, spellings: Spellings) -> str:
    near = spellings.nearest(id)
    return f"{id} ({did_you_mean(id, near).strip()})" if near else id


def _seen(line: Line, variant: str, strange: Collection[str]) -> Observation:
    return Observation(
        rule="BUD-02", subject="arrangement", kind="arrangement", severity="low", rows=(line.id,), variant=variant,
        cells=(cell_of("Budget", line, "supports"),), values={"named": of(line), "ids": listed(strange)},
    )  # fmt: skip
