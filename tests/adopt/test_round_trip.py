"""A sample of ours, flattened into layouts of others, is adopted as what it was (a property over layouts)."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from functools import cache
from pathlib import Path
from random import Random
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from benchmarks.layouts.columns import Made
from benchmarks.layouts.sheets import FEATURES, Layout
from benchmarks.layouts.words import Words
from pipeline.adopt.mapping.accept import accept
from pipeline.adopt.mapping.answers import Answers, apply
from pipeline.adopt.recognise.organisations import known_codes
from pipeline.adopt.recognise.recognise import recognise
from pipeline.adopt.source.sheet import SourceBook
from pipeline.adopt.workbook.ids import Ids
from pipeline.adopt.workbook.new_file import harvest
from pipeline.reading.workbook import read
from tests.chance import examples

SAMPLE = Path(__file__).parents[2] / "workbooks" / "samples" / "two-organisations.xlsx"
# Two need the measure's own headers; a matrix on its side has no room for phase, event and place.
LAYOUTS = sorted({*FEATURES} - {"two_languages", "bilingual_headers", "on_its_side"})
HEADERS = {
    "risk": ("Risk ID", "Ref", "N°", "Código"),
    "description": ("Risk description", "Description of the risk", "Description du risque", "Descripción del riesgo"),
    "event": ("Threat", "Event", "Menace", "Amenaza"),
    "location": ("Location", "Place", "Lieu", "Ubicación"),
    "likelihood": ("Likelihood", "Probability", "Vraisemblance", "Probabilidad"),
    "impact": ("Impact", "Severity", "Gravité", "Impacto"),
    "existing_measures": ("Existing controls", "Current controls", "Mesures existantes", "Controles existentes"),
    "treatment": ("Treatment", "Risk response", "Traitement", "Tratamiento"),
    "measures": ("Mitigation plan", "Additional controls", "Mesures d'atténuation", "Medidas de mitigación"),
    "owner": ("Owner", "Risk owner", "Responsable", "Propietario del riesgo"),
    "status": ("Status", "Risk status", "Statut", "Estado del riesgo"),
    "next_review_on": ("Next review date", "Review date", "Date de révision", "Fecha de revisión"),
    "activity": ("No.", "Code", "WBS"),
    "title": ("Task", "Activity", "Tâche", "Actividad"),
    "phase": ("Phase", "Stage", "Étape", "Fase"),
    "indicator": ("ID", "Control no.", "Clause"),
    "text": ("Question", "Requirement", "Exigence", "Requisito"),
    "element": ("Domain", "Theme", "Thème", "Dominio"),
    "rating": ("Answer", "Implementation status", "Réponse", "Cumplimiento"),
    "line": ("Line no.", "Code", "N°"),
    "category": ("Category", "Cost category", "Catégorie", "Categoría"),
    "quantity": ("Quantity", "Qty", "Quantité", "Cantidad"),
    "unit_cost": ("Unit cost", "Unit price", "Prix unitaire", "Costo unitario"),
    "periods": ("Months", "No. of months", "Durée (mois)", "Meses"),
    "funder": ("Donor", "Source of funding", "Bailleur", "Donante"),
}
BUDGET_TEXT = ("Item", "Description", "Désignation", "Concepto")
LIKELIHOODS = ("Rare", "Unlikely", "Possible", "Likely", "Almost certain")
IMPACTS = ("Insignificant", "Minor", "Moderate", "Major", "Severe")
WORDS: dict[str, dict[Any, object]] = {
    "rating": {"present": "Yes", "partial": "Partly", "absent": "No", "not_applicable": "N/A"},
    "status": {"open": "Open", "treating": "In progress", "accepted": "Accepted", "closed": "Closed"},
    "treatment": {"avoid": "Avoid", "reduce": "Mitigate", "share": "Transfer", "retain": "Accept"},
    "phase": {"preparedness": "Preparation", "response": "Response", "recovery": "Recovery"},
    "role": {"L": "Lead", "P": "Participates", "S": "Support"},
}
Rows = list[dict[str, object]]


@cache
def sample() -> Any:
    return read(SAMPLE.read_bytes()).arrangement


def rows_of(kind: str, viewer: str, codes: Sequence[str]) -> Rows:
    """The rows of a table of the sample as one organisation would keep them; empty cells are left out."""
    names = {
        "risk_register": (
            "risk", "event", "description", "location", "likelihood", "impact", "existing_measures", "treatment",
            "measures", "owner", "status", "next_review_on",
        ),
        "activity_matrix": ("activity", "phase", "event", "title", "location", "role"),
        "indicators": ("indicator", "element", "text", "rating"),
        "budget": ("line", "description", "category", "quantity", "unit_cost", "periods", "funder"),
    }[kind]  # fmt: skip
    tables = {"risk_register": "risks", "activity_matrix": "activities", "indicators": "indicators", "budget": "lines"}
    found = []
    for row in getattr(sample(), tables[kind]):
        values: dict[str, object] = {}
        for name in names:
            value = getattr(row, name)
            if name == "role":
                values |= {f"role · {code}": value[code] for code in codes if value.get(code) in ("L", "P", "S")}
            elif isinstance(value, dict) or hasattr(value, "get"):
                values |= {f"{name} · {viewer}": value[viewer]} if value.get(viewer) else {}
            elif value not in (None, ""):
                values[name] = value
        found.append(values)
    return found


def made(kind: str, rows: Rows, chance: Random, names: dict[str, str]) -> list[Made]:
    """The columns of others for these rows: headers of their own, ratings in words or numbers."""
    in_words = chance.random() < 0.5
    columns = []
    for key in dict.fromkeys(key for row in rows for key in row):
        name, _, code = key.partition(" · ")
        headers = BUDGET_TEXT if (kind, name) == ("budget", "description") else HEADERS.get(name, ())
        header = names[code] if name == "role" else chance.choice(headers)
        cells = [shown(name, row.get(key, ""), in_words=in_words) for row in rows]
        columns.append(Made(name, header, frozenset(), cells))
    return columns


def shown(name: str, value: object, *, in_words: bool) -> object:
    if name in ("likelihood", "impact") and in_words and isinstance(value, int):
        return (LIKELIHOODS if name == "likelihood" else IMPACTS)[value - 1]
    return WORDS.get(name, {}).get(value, value)


def adopted(kind: str, columns: list[Made], wanted: Iterable[str], chance: Random, viewer: str) -> Rows:
    laid = Layout(Words(chance, "en", False), kind, columns, frozenset(wanted), []).run()
    book = SourceBook("Book1.xlsx", "0" * 64, (laid.sheet("Sheet1"),))
    codes = known_codes({partner.partner: partner.name for partner in sample().partners})
    proposal = recognise(book, codes, viewer)
    assert [table.kind for table in proposal.tables][:1] == [kind]
    apply(proposal, Answers(), book, codes)
    accept(proposal, viewer)
    return [record.values for record in harvest(book, proposal, viewer, Ids()).records]


@pytest.mark.parametrize("kind", ["risk_register", "activity_matrix", "indicators", "budget"])
@given(seed=st.integers(0, 10_000), wanted=st.sets(st.sampled_from(LAYOUTS), max_size=4))
@settings(max_examples=examples(30))
def test_a_sample_in_a_layout_of_others_comes_back(kind: str, seed: int, wanted: set[str]) -> None:
    chance = Random(seed)
    names = {partner.partner: partner.name for partner in sample().partners}
    viewer = next(iter(names))
    rows = rows_of(kind, viewer, list(names))
    columns = made(kind, rows, chance, names)
    found = adopted(kind, columns, wanted, chance, viewer)
    keys = {key for row in rows for key in row}
    assert [comparable(row, keys) for row in found] == [comparable(row, keys) for row in rows]


@given(seed=st.integers(0, 10_000), above=st.sets(st.sampled_from(["title_above", "labels_above", "far_start"])))
@settings(max_examples=examples(10))
def test_a_matrix_of_the_sample_on_its_side_comes_back(seed: int, above: set[str]) -> None:
    names = {partner.partner: partner.name for partner in sample().partners}
    viewer = next(iter(names))
    rows = [
        {key: value for key, value in row.items() if key == "title" or key.startswith("role")}
        for row in rows_of("activity_matrix", viewer, list(names))
    ]
    columns = made("activity_matrix", rows, Random(seed), names)
    found = adopted("activity_matrix", columns, {*above, "on_its_side"}, Random(seed), viewer)
    keys = {key for row in rows for key in row}
    assert [comparable(row, keys) for row in found] == [comparable(row, keys) for row in rows]


def comparable(row: dict[str, object], keys: set[str]) -> dict[str, object]:
    return {key: value for key, value in row.items() if key in keys and value not in (None, "", date.max)}
