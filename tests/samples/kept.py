"""The committed samples, and what reading and analysing them gives."""

from __future__ import annotations

from datetime import date
from functools import cache
from pathlib import Path

from pipeline.analysis.assessment import Assessment
from pipeline.findings.engine import Findings, find
from pipeline.reading.workbook import Reading, read
from schemas.thresholds import defaults

FOLDER = Path(__file__).resolve().parents[2] / "workbooks" / "samples"
TODAY = date(2026, 11, 22)
MESSY = "as-people-leave-them.xlsx"
CLEAN = ("energy-supply-network.xlsx", "four-partner-consortium.xlsx", "two-organisations.xlsx", "well-run.xlsx")
# Those with sheets that people ask for, and which.
SHEETS = {
    "aid-before-its-end.xlsx": {"Incidents", "Agreements", "Support", "Advocacy", "Exercises", "Steps", "Channels"},
    "island-energy.xlsx": {"Services", "Resources", "Exercises", "Channels", "Requirements"},
}
ALL = (*CLEAN, *SHEETS, MESSY)


@cache
def data(name: str) -> bytes:
    """The sample's bytes."""
    return (FOLDER / name).read_bytes()


@cache
def reading(name: str) -> Reading:
    """What the reader makes of it."""
    return read(data(name))


@cache
def findings(name: str) -> Findings:
    """What the rules find in it on the samples' day."""
    return find(Assessment.of(reading(name).arrangement, TODAY, defaults()))


def found(name: str) -> set[str]:
    """The ids of its findings and of their parts, rule/subject."""
    shown = findings(name).shown
    return {finding.id for finding in shown} | {f"{part.rule}/{part.subject}" for one in shown for part in one.parts}
