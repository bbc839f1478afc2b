"""Sheets in memory, and what is recognised in them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from pipeline.adopt.proposal import Proposal, TableProposal
from pipeline.adopt.recognise.recognise import recognise
from pipeline.adopt.source.sheet import SourceBook, SourceSheet
from tests.adopt.registers import Line

RACI: tuple[Line, ...] = (
    ("Flood response RACI",),
    (),
    ("", "Task", "Project manager", "Green Valley Association", "HRBR", "Status"),
    ("Preparedness",),
    (1.0, "Map the routes", "A", "R", "C", "Open"),
    (1.1, "Brief drivers", "I", "R", "", "Open"),
    ("Response",),
    (2.0, "Evacuate staff", "R", "A/R", "C", "Closed"),
    (2.1, "Report incidents", "A", "C", "D", "Open"),
    (),
    ("R", "Responsible"),
    ("A", "Accountable"),
)
BUDGET: tuple[Line, ...] = (
    ("No.", "Item", "Qty", "Unit price", "Total USD", "Donor"),
    ("A", "Equipment"),
    (1, "Radios", 5, 100, 500, "Own funds"),
    (2, "Batteries", 10, 12.5, 125, ""),
    ("", "Total equipment", "", "", 625, ""),
    ("B", "Guards and other"),
    (3, "Night guards", 12, 300, 3600, "Lake Trust"),
    (4, "Audit", "", "", 900, ""),
    ("", "Grand total", "", "", 5125, ""),
)
CHECKLIST: tuple[Line, ...] = (
    ("ID", "Question", "In place?", "Evidence", "Gap"),
    ("1", "Governance"),
    ("1.1", "Is there a security plan?", "Yes", "See the plan", ""),
    ("1.2", "Is it reviewed?", "Partly", "", "No date"),
    ("2", "Travel"),
    ("2.1", "Are staff briefed?", "No", "", "Start briefings"),
    ("2.2", "Are cars tracked?", "it varies", "", ""),
)
PRESENCE: tuple[Line, ...] = (
    ("Organisation", "Acronym", "Sector", "Activity", "Governorate", "Status"),
    ("#org", "#org+acronym", "#sector", "#activity", "#adm1", "#status"),
    ("Harbour Relief", "HREL", "Health", "Mobile clinic", "Northvale", "Ongoing"),
    ("Green Valley Association", "GVA", "Health", "Mobile clinic", "Northvale", "Planned"),
    ("Green Valley Association", "GVA", "WASH", "Wells", "Lakeside", "Ongoing"),
    ("Lakeside Trust", "LKT", "WASH", "Wells", "Eastmoor", "Completed"),
)


def book_of(lines: Iterable[Line], name: str = "Tab", **looks: Any) -> SourceBook:
    """A file with one sheet of these lines; `looks` are what else its cells have, such as text that is struck out."""
    rows = [list(line) for line in lines]
    width = max(map(len, rows))
    sheet = SourceSheet(name, [row + [""] * (width - len(row)) for row in rows], **looks)
    return SourceBook("Book1.xlsx", "0" * 64, (sheet,))


def proposal_of(lines: Iterable[Line], codes: Mapping[str, str] | None = None, name: str = "Tab") -> Proposal:
    """What is recognised in one sheet of these lines."""
    return recognise(book_of(lines, name), codes, "REDC")


def table_of(lines: Iterable[Line], codes: Mapping[str, str] | None = None, name: str = "Tab") -> TableProposal:
    """The only table that is recognised in these lines."""
    (table,) = proposal_of(lines, codes, name).tables
    return table


def targets(table: TableProposal) -> dict[str, str | None]:
    """Where each column goes, by its header."""
    return {column.header: column.target for column in table.columns}
