"""Steps: what to do before, at the start of, during and after a partnership (chapter summary; ISO 22397, 4.3, 6.2, 7)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from schemas.fields import ID_PATTERN, column
from schemas.row import Row
from schemas.spec import Table


@dataclass(frozen=True, kw_only=True, slots=True)
class GateStep(Row):
    """One step of the way of a partnership a row."""

    step: str = column("id", required=True, key=True, pattern=ID_PATTERN, width=9)
    what: str = column("text", width=60)
    gate: str = column("word", vocabulary="gate", width=11)
    done_on: date | None = column("date", width=13)
    by: tuple[str, ...] = column("partners", width=20)
    evidence: str = column("text", width=30)
    note: str = column("text", width=34)


TABLE = Table(
    GateStep, name="Steps", place=91, frozen_through="what", role="input", optional=True, bundles=("aid",),
    area="STEP", ships_filled=True,
)  # fmt: skip
