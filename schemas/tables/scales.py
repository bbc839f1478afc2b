"""Scales: what the numbers 1 to 5 mean here (guide, joint risk assessment). The parties may put them in other words."""

from __future__ import annotations

from dataclasses import dataclass

from schemas.fields import column
from schemas.row import Row
from schemas.spec import Table


@dataclass(frozen=True, kw_only=True, slots=True)
class Step(Row):
    """One step of a scale a row."""

    scale: str = column("word", vocabulary="scale", key=True, required=True, width=14)
    step: int | None = column("scale", key=True, required=True, width=9)
    name: str = column("text", width=22)
    meaning: str = column("text", width=72)


TABLE = Table(Step, name="Scales", place=62, role="input", frozen_through="step", ships_filled=True)
