"""Registers that rate nothing are told by their form, and asked about; what only looks like one is refused."""

from __future__ import annotations

import pytest

from tests.adopt.kinds.grids import proposal_of, table_of, targets
from tests.adopt.registers import Line

Lines = list[Line]
LEVELS_BY_ID: Lines = [
    ("Risk ID", "Title", "Inherent Risk", "Residual Risk", "Status"),
    ("R-01", "Data of two offices get mixed", "20 (CRITICAL)", "12 (HIGH)", "In progress (walls between them)"),
    ("R-04", "The permit comes late", "16 (HIGH)", "12 (HIGH)", "In progress (talks since May)"),
    ("R-08", "The audit finds gaps", "12 (MEDIUM)", "8 (MEDIUM)", "Closed (report of June)"),
]
SCORES_BY_ID: Lines = [
    ("Risk ID", "Risk Description", "Inherent Score"),
    ("R-01", "Thieves empty the store at night", 25), ("R-02", "The bridge is washed away", 16),
    ("R-03", "Nobody can read the back-up", 20),
]  # fmt: skip
DANGERS: Lines = [
    ("Actividad", "Peligro", "Riesgo", "Control"),
    ("Pagar a los jornaleros", "Falla el sistema del banco", "La gente se va sin cobrar", "Efectivo en caja"),
    ("Cargar el camión", "La rampa está mojada", "Un golpe en la espalda", "Arena en la rampa"),
    ("Podar los árboles", "La escalera resbala", "Una pierna rota", "Alguien la sujeta"),
]
WHO_IS_AT_RISK: Lines = [
    ("Hazard / Risk", "Who is at risk?", "Normal control measures"),
    ("Blocked exits of the hall", "Guests and staff", "Exits are walked before the doors open"),
    ("Hot food at the stall", "Cooks", "Gloves, and a lid on each pot"),
    ("Children get lost", "Families", "A meeting point with a flag"),
]
WHY_AND_TO_WHOM: Lines = [
    ("Riesgo", "Causa", "Personal afectado"),
    ("Una descarga", "Cables viejos en el taller", "Los electricistas"),
    ("Un incendio", "Trapos con aceite", "Todo el personal"),
    ("Dolor de espalda", "Sacos de cincuenta kilos", "El almacén"),
]
LEVELS_AND_MEASURES: Lines = [
    ("Risk", "Level", "Measures"),
    ("The bore hole falls dry", "High", "Dig deeper"), ("Teachers leave for the capital", "Medium", "Pay housing"),
    ("The roof of the store leaks", "Low", "Repair the gutter"),
]  # fmt: skip
COLOURS: Lines = [
    ("Risk description", "RAG", "Comment"),
    ("The bore hole falls dry before the rains", "Red", "needs money"), ("Teachers leave for the capital", "Amber", ""),
    ("The roof of the store leaks", "Green", "done"),
]  # fmt: skip


@pytest.mark.parametrize(
    "lines", [LEVELS_BY_ID, SCORES_BY_ID, DANGERS, WHO_IS_AT_RISK, WHY_AND_TO_WHOM, COLOURS]
)  # fmt: skip
def test_a_register_that_rates_nothing_is_asked_about(lines: Lines) -> None:
    table = table_of(lines)
    assert (table.kind, table.ask, len(table.carried)) == ("risk_register", True, len(lines) - 1)


def test_risks_with_their_level_and_measures_are_a_register_without_a_question() -> None:
    assert not table_of(LEVELS_AND_MEASURES).ask


def test_a_danger_its_risk_and_the_control_find_their_places() -> None:
    assert targets(table_of(DANGERS)) == {
        "Actividad": None, "Peligro": "Risks.event", "Riesgo": "Risks.description", "Control": "Risks.existing_measures"
    }  # fmt: skip


def test_normal_measures_are_those_that_exist() -> None:
    assert targets(table_of(WHO_IS_AT_RISK))["Normal control measures"] == "Risks.existing_measures"


def test_a_state_with_a_remark_is_asked_about_with_its_code_proposed() -> None:
    status = table_of(LEVELS_BY_ID).column_for("Risks.status")
    assert status
    assert status.words
    assert (status.words.ask, {*status.words.proposed.values()}) == (True, {"treating", "closed"})


def test_what_is_in_place_is_no_place() -> None:
    lines: Lines = [
        ("Risk", "Likelihood", "Impact", "Controls", "In place"),
        ("The bore hole falls dry", 3, 4, "A second pump", "Yes"), ("Teachers leave", 2, 4, "Housing", "No"),
        ("The roof leaks", 2, 2, "Sheets", "Yes"),
    ]  # fmt: skip
    assert targets(table_of(lines))["In place"] is None


@pytest.mark.parametrize(
    "lines",
    [
        [("Substance", "Hazard", "Storage"), ("Bleach", "Hurts the skin", "Cool room"), ("Diesel", "Burns", "Tank")],
        [("Danger", "Sign", "Colour"), ("Slippery floor", "Falling man", "Yellow"), ("Fire", "Flame", "Red")],
        [("Risk", "Meaning"), ("Inherent risk", "Before any measure"), ("Residual risk", "What is left of it")],
        [("Risk", "Rating", "Action"), ("High risk", "Red", "Act at once"), ("Low risk", "Green", "Look again")],
        [("Risk ID", "Control ID", "Control description"), ("R1", "C1", "Two signatures"), ("R2", "C2", "A count")],
        [("Risk ID", "Title", "Link"), ("R1", "Strike at the port", "page 4"), ("R2", "A flood", "page 9")],
        [("Hazard", "Level", "Date"), ("Heavy rain in the valley", "Red", "May 3"), ("Strong wind", "Amber", "May 4")],
        [
            ("Finding", "Risk rating", "Recommendation"),
            ("Bills are paid twice", "High", "Check"),
            ("No keys", "Low", "-"),
        ],
        [("Country", "Risk", "Level"), ("Chad", "Crime", "High"), ("Mali", "Crime", "High"), ("Togo", "Crime", "Low")],
        [("Risk", "Lesson learned"), ("The goods come late", "Order earlier"), ("Theft", "Lock the store")],
        [("Hazard", "Training", "Who is trained"), ("Fire", "Drill", "All"), ("Heights", "Harness", "Riggers")],
        [("Incident", "Cause", "Consequence"), ("A fall", "Wet floor", "Broken arm"), ("A burn", "No gloves", "Leave")],
    ],
    ids=lambda lines: " ".join(lines[0]),
)
def test_what_only_looks_like_a_register_is_refused(lines: Lines) -> None:
    assert not [table for table in proposal_of(lines).tables if table.kind == "risk_register"]
