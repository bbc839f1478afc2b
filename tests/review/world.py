"""Workbooks for reviews: built, read and computed in memory, once each."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from pipeline.analysis.assessment import Assessment
from pipeline.disclosure.audience import audience
from pipeline.findings.engine import find
from pipeline.reading.workbook import read
from pipeline.results.compute import compute
from pipeline.review.pack import Pack, for_the_parties, pack
from pipeline.review.period import period
from pipeline.store.earlier import Stood
from pipeline.template.build import NewWorkbook
from tests.report.world import PARTNERS, Rows
from tests.run.made import built_once

DAY = date(2026, 11, 22)
REVIEWED = date(2026, 5, 10)
SINCE = date(2026, 8, 3)  # a day since then


def fields(**more: object) -> list[dict[str, Any]]:
    """The fields of an arrangement that was last reviewed on REVIEWED."""
    given = {"last_reviewed_on": REVIEWED, **more}
    return [{"field": name, "value": value} for name, value in given.items() if value is not None]


def workbook(values: Mapping[str, Rows] | None = None, id: str = "CA-TEST") -> bytes:
    """A workbook between REDC, LOCA and WATR, all parties, with these tables."""
    parties = [{"partner": code, "name": name, "party": "Yes"} for code, name in PARTNERS]
    given = {"Partners": parties, "Arrangement": fields(), **(values or {})}
    new = NewWorkbook(title="Clinic access", partners=PARTNERS, arrangement_id=id, values=given)
    return built_once(new)


def reviewed(
    values: Mapping[str, Rows] | None = None, *, since: date | None = None, then: Stood | None = None,
    whom: str = "parties", day: date = DAY,
) -> Pack:  # fmt: skip
    """The pack of such a workbook."""
    return of(workbook(values), since=since, then=then, whom=whom, day=day)


def of(
    data: bytes, *, since: date | None = None, then: Stood | None = None, whom: str = "parties", day: date = DAY
) -> Pack:  # fmt: skip
    """The pack of a workbook."""
    reading = read(data)
    assessment = Assessment.of(reading.arrangement, day)
    results = compute(assessment, find(assessment), reading)
    days = period(reading.arrangement, day, since)
    return pack(
        assessment, reading, results, for_the_parties(audience(whom, reading.arrangement)), "clinic.xlsx", days, then
    )
