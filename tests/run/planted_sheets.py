"""One workbook in which every rule of the sheets that people ask for has something to find, and where."""

from __future__ import annotations

from datetime import date
from typing import Any

from pipeline.template.build import NewWorkbook

PARTNERS = (("INTL", "Harbour Relief"), ("LOCA", "Green Valley Association"))
CODES = ("INTL", "LOCA")
FIELDS: dict[str, object] = {
    "started_on": date(2026, 1, 1), "valid_until": date(2027, 3, 1), "last_reviewed_on": date(2026, 6, 1),
    "incident_share_hours": 48,
}  # fmt: skip
# What every workbook has: a very high risk that one thinks unlikely, a shared response, an indicator seen differently.
COMMON: dict[str, list[dict[str, Any]]] = {
    "Arrangement": [{"field": name, "value": value} for name, value in FIELDS.items()],
    "Partners": [
        {"partner": "INTL", "name": "Harbour Relief", "level": "international", "party": "yes"},
        {"partner": "LOCA", "name": "Green Valley Association", "level": "local", "party": "yes"},
    ],
    "Risks": [{
        "risk": "R1", "event": "Flood", "description": "Staff cut off", "likelihood · INTL": 2, "impact · INTL": 4,
        "exposure · INTL": "indirect", "likelihood · LOCA": 5, "impact · LOCA": 5, "exposure · LOCA": "direct",
    }],
    "Activities": [
        {"activity": code, "phase": "response", "event": "Flood", "title": f"Task {code}", "role · INTL": "L",
         "role · LOCA": "P"}
        for code in ("1", "2", "3")
    ],
    "Indicators": [{
        "indicator": "I1", "element": "Care", "text": "Insured", "applies_to": "each_partner",
        "rating · INTL": "present", "rating · LOCA": "absent",
    }],
    "ActionPlan": [{"action": "ACT/1", "status": "advocacy"}],
}  # fmt: skip
SHEETS: dict[str, list[dict[str, Any]]] = {
    "Incidents": [
        {"incident": "N1", "event": "Flood", "on": date(2026, 11, 1), "risk": "R1", "harm": "serious", "lesson": "l"},
        {"incident": "N2", "event": "Fire", "on": date(2026, 9, 1), "shared_on": date(2026, 9, 2)},
    ],
    "Steps": [
        {"step": "T1", "what": "Talk", "gate": "before"},
        {"step": "T2", "what": "Ask", "gate": "start", "done_on": date(2026, 1, 2), "by": "INTL"},
        {"step": "T3", "what": "Part", "gate": "end"},
    ],
    "Agreements": [{
        "agreement": "G1", "between": "INTL, LOCA", "covers": "money", "signed_on · INTL": date(2026, 1, 1),
        "valid_until": date(2026, 12, 31),
    }],
    "Requirements": [
        {"requirement": "Q1", "status": "not_yet"},
        {"requirement": "Q2", "status": "met", "changed_on": date(2026, 9, 1)},
    ],
    "Support": [
        {"support": f"S{number}", "what": "First aid", "about": "Travel", "receiver": "LOCA", "by": "INTL",
         "lasts_after_end": "no"}
        for number in (1, 2, 3)
    ],
    "Advocacy": [{
        "advocacy": "V1", "change": "Let us pass", "action": "RSK/R1", "speaker": "INTL", "may_be_named · INTL": "yes",
        "may_be_named · LOCA": "not_asked", "next_step_on": date(2026, 11, 1), "outcome": "open",
    }],
    "Exercises": [{
        "exercise": "X1", "event": "Flood", "activities": "1", "held_on": date(2026, 9, 1), "took_part": "INTL",
        "result": "partly", "evaluated_by": "INTL",
    }],
    "Channels": [{
        "channel": "C1", "means": "Radio", "what": "alert", "from_partner": "INTL", "to": "LOCA",
        "tested_on": date(2026, 11, 1),
    }],
    "Services": [
        {"service": "Water", "providers": "INTL, LOCA", "depends_on": "Power", "tolerable_hours": 4,
         "recovery_hours": 6},
        {"service": "Power", "providers": "LOCA", "recovery_hours": 8, "harm_24h": "critical"},
    ],
    "Resources": [{"resource": "Boat", "owner": "LOCA", "quantity": 1, "promised_to": "1, 2"}],
}  # fmt: skip
# The rule and subject of what is found, and the cell that it points at: table, row id, column.
FOUND = {
    "INC-01/R1": ("Risks", "R1", "risk"),
    "INC-02/arrangement": ("Incidents", "N2", "event"),
    "INC-03/arrangement": ("Incidents", "N1", "shared_on"),
    "INC-04/arrangement": ("Incidents", "N2", "lesson"),
    "STEP-01/arrangement": ("Steps", "T1", "done_on"),
    "STEP-02/arrangement": ("Steps", "T2", "by"),
    "STEP-03/arrangement": ("Steps", "T3", "done_on"),
    "AGR-01/LOCA": ("Partners", "LOCA", "partner"),
    "AGR-02/arrangement": ("Activities", "1", "activity"),
    "AGR-03/arrangement": ("Agreements", "G1", "valid_until"),
    "AGR-04/arrangement": ("Agreements", "G1", "signed_on · LOCA"),
    "LEG-01/arrangement": ("Requirements", "Q1", "action"),
    "LEG-02/arrangement": ("Requirements", "Q2", "changed_on"),
    "SUP-01/LOCA": ("Indicators", "I1", "rating · LOCA"),
    "SUP-02/arrangement": ("Support", "S1", "support"),
    "SUP-03/arrangement": ("Support", "S1", "support"),
    "ADV-01/ACT/1": ("ActionPlan", "ACT/1", "status"),
    "ADV-02/V1": ("Advocacy", "V1", "may_be_named · LOCA"),
    "ADV-03/arrangement": ("Advocacy", "V1", "next_step_on"),
    "EXE-01/Flood": ("Activities", "1", "event"),
    "EXE-02/arrangement": ("Exercises", "X1", "action"),
    "EXE-03/arrangement": ("Exercises", "X1", "evaluated_by"),
    "COM-01/arrangement": ("Activities", "1", "activity"),
    "COM-02/arrangement": ("Channels", "C1", "backup"),
    "SRV-01/Water": ("Services", "Water", "service"),
    "SRV-02/Power": ("Services", "Power", "providers"),
    "SRV-03/Water": ("Services", "Water", "service"),
    "RES-01/Boat": ("Resources", "Boat", "resource"),
    "RES-02/Flood": ("Activities", "3", "event"),
}  # fmt: skip
# Cells that, where nobody can read them, leave the finding unsaid: the finding, then table, row id, column.
NEEDED = [
    ("INC-01/R1", "Risks", "R1", "likelihood · INTL"), ("INC-01/R1", "Incidents", "N1", "on"),
    ("INC-01/R1", "Incidents", "N1", "harm"),
    ("INC-02/arrangement", "Risks", "R1", "event"), ("INC-03/arrangement", "Incidents", "N1", "shared_on"),
    ("INC-04/arrangement", "Incidents", "N2", "on"), ("STEP-01/arrangement", "Arrangement", "started_on", "value"),
    ("STEP-01/arrangement", "Steps", "T1", "done_on"), ("STEP-01/arrangement", "Steps", "T1", "gate"),
    ("STEP-02/arrangement", "Steps", "T2", "gate"), ("STEP-03/arrangement", "Arrangement", "valid_until", "value"),
    ("STEP-03/arrangement", "Steps", "T3", "done_on"), ("AGR-01/LOCA", "Agreements", "G1", "signed_on · LOCA"),
    ("AGR-02/arrangement", "Activities", "*", "role · LOCA"), ("AGR-03/arrangement", "Agreements", "G1", "valid_until"),
    ("AGR-04/arrangement", "Agreements", "G1", "signed_on · LOCA"),
    ("AGR-04/arrangement", "Agreements", "G1", "valid_until"), ("LEG-01/arrangement", "Requirements", "Q1", "status"),
    ("LEG-02/arrangement", "Requirements", "Q2", "changed_on"),
    ("LEG-02/arrangement", "Arrangement", "last_reviewed_on", "value"),
    ("SUP-01/LOCA", "Indicators", "I1", "rating · LOCA"), ("SUP-03/arrangement", "Support", "S1", "lasts_after_end"),
    ("ADV-02/V1", "Advocacy", "V1", "may_be_named · LOCA"), ("ADV-03/arrangement", "Advocacy", "V1", "next_step_on"),
    ("ADV-03/arrangement", "Advocacy", "V1", "outcome"), ("EXE-01/Flood", "Exercises", "X1", "held_on"),
    ("EXE-02/arrangement", "Exercises", "X1", "result"), ("COM-01/arrangement", "Channels", "C1", "channel"),
    ("SRV-01/Water", "Services", "Water", "tolerable_hours"),
    ("SRV-02/Power", "Services", "Power", "harm_24h"), ("SRV-03/Water", "Services", "Power", "recovery_hours"),
    ("RES-01/Boat", "Resources", "Boat", "quantity"), ("RES-02/Flood", "Risks", "R1", "likelihood · LOCA"),
]  # fmt: skip
UNREADABLE = "arrangement"  # no id, no event, no word of a list, no number and no day


def planted() -> NewWorkbook:
    """The workbook as `concord new` makes one."""
    values: dict[str, Any] = {**COMMON, **SHEETS}
    return NewWorkbook(title="Clinic access", partners=PARTNERS, arrangement_id="CA-PLANTED", values=values)


def spoilt(table: str, id: str, column: str) -> dict[str, Any]:
    """The rows of all its tables, with a cell that nobody can read, that of this row (`*`: of every row)."""
    values: dict[str, Any] = {**COMMON, **SHEETS}
    key = next(iter(values[table][0]))
    values[table] = [{**row, column: UNREADABLE} if id in ("*", row[key]) else row for row in values[table]]
    fields = {row["field"]: row["value"] for row in values["Arrangement"]}
    return {**values, "Arrangement": fields}
