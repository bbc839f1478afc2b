"""Workbooks for pages: built, read and computed in memory; and what a page holds, parsed as a browser would."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from html.parser import HTMLParser
from typing import Any

from pipeline.analysis.assessment import Assessment
from pipeline.findings.engine import find
from pipeline.reading.workbook import Reading, read
from pipeline.report.page import page
from pipeline.results.compute import Results, compute
from pipeline.template.build import NewWorkbook
from tests.run.made import built_once

DAY = date(2026, 11, 22)
PARTNERS = (("REDC", "Red Crossing"), ("LOCA", "Local Aid"), ("WATR", "Water Works"))
Rows = Sequence[Mapping[str, Any]]
VOID = {"meta", "link", "br", "rect", "use", "line"}


def looked(values: Mapping[str, Rows], title: str = "Clinic access") -> tuple[Reading, Results]:
    """What a run finds in a workbook with these rows, between REDC, LOCA and WATR, all parties unless given."""
    given = {"Partners": [{"partner": code, "name": name, "party": "Yes"} for code, name in PARTNERS], **values}
    new = NewWorkbook(title=title, partners=PARTNERS, arrangement_id="CA-TEST", values=given)
    reading = read(built_once(new))
    assessment = Assessment.of(reading.arrangement, DAY)
    return reading, compute(assessment, find(assessment), reading)


def shown(values: Mapping[str, Rows], audience: str = "parties", title: str = "Clinic access") -> str:
    """The page of such a workbook."""
    return page(*looked(values, title), "Clinic access.xlsx", audience)


def risk(id: str, **more: Any) -> dict[str, Any]:
    """A complete risk that two partners see very differently."""
    row = {
        "risk": id, "event": f"Event of {id}", "description": f"Description of {id}", "status": "Open",
        "sharing": "All",
        "likelihood · REDC": 2, "impact · REDC": 2, "exposure · REDC": "Direct",
        "likelihood · LOCA": 5, "impact · LOCA": 5, "exposure · LOCA": "Direct",
    }  # fmt: skip
    return row | more


def activity(code: str, **more: Any) -> dict[str, Any]:
    """An activity in which two take part and nobody leads."""
    row = {
        "activity": code, "phase": "Response", "event": "Event of R1", "title": f"Title of {code}",
        "role · REDC": "P", "role · LOCA": "P",
    }  # fmt: skip
    return row | more


def indicator(id: str, **more: Any) -> dict[str, Any]:
    """An indicator that two parties rate."""
    row = {
        "indicator": id, "element": "Duty of care", "text": f"Text of {id}", "applies_to": "Each partner", "key": "Yes",
        "rating · REDC": "Present", "evidence · REDC": "Documented", "rating · LOCA": "Absent",
        "sharing": "All",
    }  # fmt: skip
    return row | more


def line(id: str, **more: Any) -> dict[str, Any]:
    """A budget line that is half funded."""
    row = {
        "line": id, "category": "Training", "description": f"Description of {id}", "protects": "LOCA",
        "held_by": "REDC",
        "supports": "R1", "quantity": 2, "unit_cost": 100, "funded_amount": 100, "sharing": "All",
    }  # fmt: skip
    return row | more


TYPICAL: Mapping[str, Rows] = {
    "Risks": [risk("R1"), risk("R2", sharing="Parties"), risk("R3", status="Closed")],
    "Activities": [
        activity("1"), activity("1.1"), activity("1.2", **{"role · REDC": "", "role · LOCA": ""}),
        activity("1.3", **{"role · REDC": "X", "role · LOCA": ""}),
    ],
    "Indicators": [indicator("I1"), indicator("I2", element="Travel", **{"rating · REDC": ""})],
    "Budget": [line("B1"), line("B2", supports="I1, 1.1", protects="REDC, LOCA")],
}  # fmt: skip

# Sheets that people asked for, one of them still empty.
FURTHER: Mapping[str, Rows] = {
    "Incidents": [
        {"incident": "N1", "event": "Flood", "on": DAY, "kind": "Near miss", "touched": "REDC, LOCA"}
        | {"lesson": "Go early"}
    ],
    "Agreements": [{"agreement": "A1", "between": "REDC, LOCA", "signed_on · REDC": DAY, "signed_on · LOCA": "soon"}],
    "Services": [],
}


@dataclass
class Page(HTMLParser):
    """The tags, ids, links and texts of a page."""

    tags: list[tuple[str, dict[str, str]]] = field(default_factory=list)
    texts: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self._in_style = False

    @classmethod
    def of(cls, text: str) -> Page:
        """The page parsed."""
        made = cls()
        made.feed(text)
        made.close()
        return made

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self._in_style = tag == "style"
        self.tags.append((tag, {name: value or "" for name, value in attrs}))

    def handle_data(self, data: str) -> None:
        if not self._in_style:
            self.texts.append(data)

    def named(self, *names: str) -> list[dict[str, str]]:
        """The attributes of every element so called."""
        return [attributes for tag, attributes in self.tags if tag in names]

    @property
    def ids(self) -> list[str]:
        """Every id, in order."""
        return [attributes["id"] for _, attributes in self.tags if "id" in attributes]

    @property
    def text(self) -> str:
        """What people read."""
        return " ".join(" ".join(self.texts).split())
