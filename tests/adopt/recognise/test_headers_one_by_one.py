"""Headers that are questions, terms of a trade or seldom: each alone in a table whose other headers are usual ones."""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml

from tests.adopt.kinds.grids import table_of

CASES = yaml.safe_load(Path(__file__).with_suffix(".yaml").read_text(encoding="utf-8"))
RISKS = {
    "id": ("No.", "R1", "R2", "R3"),
    "risk": ("Risk description", "Convoys are attacked", "The clinic is flooded", "Payments are stolen"),
    "cause": ("Cause", "Checkpoints of militias", "Heavy rain on the hill", "One person pays and books"),
    "consequence": ("Consequence", "Staff are hurt", "Patients are moved", "Wages come late"),
    "asset": ("Asset", "Drivers", "Ward and store", "Cash of the month"),
    "place": ("Location", "Northern road", "Clinic A", "Main office"),
    "likelihood": ("Likelihood (1-5)", 4, 2, 5),
    "impact": ("Impact (1-5)", 5, 3, 1),
    "measures": ("Mitigation plan", "Travel in pairs", "Raise the store", "Two signatures"),
    "owner": ("Owner", "Logistics", "Clinic", "Finance"),
}
LINES = {
    "id": ("Line", "1.1", "1.2", "2.1"),
    "category": ("Category", "Staff", "Staff", "Equipment"),
    "item": ("Description", "Guards at night", "Driver", "Radio sets"),
    "quantity": ("Quantity", 4, 2, 10),
    "price": ("Unit cost", 300, 450, 80),
    "total": ("Total cost", 1200, 900, 800),
    "funder": ("Donor", "ECHO", "Norway", "ECHO"),
    "funded": ("Amount funded", 600, 900, 400),
}
QUESTIONS = {
    "id": ("No.", 1, 2, 3, 4),
    "theme": ("Theme", "Access", "Access", "Travel", "Travel"),
    "question": (
        "Requirement", "Visitors are registered at the gate", "Keys are counted every evening",
        "Drivers know the routes that are closed", "Vehicles carry radios that work",
    ),
    "rating": ("Answer", "Yes", "Partly", "No", "Yes"),
    "notes": ("Comments", "Book seen", "Not on Fridays", "", "Tested in May"),
}  # fmt: skip
GRIDS = {"risks": RISKS, "lines": LINES, "questions": QUESTIONS}


def cases() -> list[tuple[str, str, str, str]]:
    """Table, its column, the target, and one header."""
    return [
        (grid, column, target, header)
        for grid, languages in CASES.items() for columns in languages.values() for column, targets in columns.items()
        for target, headers in targets.items() for header in headers
    ]  # fmt: skip


@pytest.mark.parametrize(("grid", "column", "target", "header"), cases())
def test_a_column_is_known_by_its_header(grid: str, column: str, target: str, header: str) -> None:
    columns = {name: [*cells] for name, cells in GRIDS[grid].items()}
    columns[column][0] = header
    table = table_of([list(row) for row in zip(*columns.values(), strict=True)])
    assert table.columns[list(columns).index(column)].target == target


def test_no_header_stands_in_the_cases_twice() -> None:
    said = [(grid, column, header) for grid, column, _, header in cases()]
    assert len(said) == len(set(said))
