"""Concepts of a risk register that its recognition speaks of by name (all of them: schemas/adopt)."""

from __future__ import annotations

KIND = "risk_register"
MAIN_TEXTS = ("description", "title", "threat")  # any of them says what the risk is
RATED = ("likelihood", "impact")
VOCABULARIES = {"status": "risk_status", "treatment": "treatment"}  # concepts whose cells are codes, and of which list
