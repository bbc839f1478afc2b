"""What 1 to 5 mean in one arrangement: as its table Scales has it, as shipped where that says nothing."""

from __future__ import annotations

from pipeline.domain.arrangement import Arrangement
from schemas.scales import Scales, StepWords, shipped_scales
from schemas.tables.scales import Step


def scales_of(arrangement: Arrangement) -> Scales:
    """Every step in the parties' words; one that is in no row, or that has neither name nor meaning, as it ships."""
    rows = arrangement.rows_of(Step)
    own = {(row.scale, row.step): StepWords(row.name, row.meaning) for row in rows if row.name or row.meaning}
    return {
        scale: {number: own.get((scale, number), words) for number, words in steps.items()}
        for scale, steps in shipped_scales().items()
    }
