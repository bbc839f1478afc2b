"""Who does what where of a sample of ours, as a list or with an x in each column, comes back (properties)."""

from __future__ import annotations

from random import Random

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from pipeline.adopt.mapping.accept import accept
from pipeline.adopt.mapping.answers import Answers, apply
from pipeline.adopt.recognise.organisations import known_codes
from pipeline.adopt.recognise.recognise import recognise
from pipeline.adopt.source.sheet import SourceBook, SourceSheet
from pipeline.adopt.workbook.ids import Ids
from pipeline.adopt.workbook.new_file import harvest
from tests.adopt.test_round_trip import sample
from tests.chance import examples

HEADERS = (
    ("Organisation", "Sector", "Activity", "District", "Status"),
    ("Organisation", "Secteur", "Activité", "Localité", "Statut"),
    ("Organización", "Sector", "Actividad", "Municipio", "Estatus"),
)
OTHER_LISTS = (
    (("Contact", "Email", "Telephone", "District"), ("Chair", "chair@example.org", "555 010", "North"),
     ("Deputy", "deputy@example.org", "555 011", "South")),
    (("Activity", "Budget", "Donor"), ("Wells", 1200, "Lake Trust"), ("Clinics", 800, "Lake Trust")),
    (("Indicator", "Target", "Comment"), ("Wells dug", 12, "by June"), ("Staff trained", 40, "by May")),
)  # fmt: skip
Found = set[tuple[str, frozenset[str]]]


def truth() -> tuple[dict[str, str], dict[str, list[str]]]:
    """The names by code, and who is part of each activity."""
    names = {partner.partner: partner.name for partner in sample().partners}
    parts: dict[str, list[str]] = {}
    for row in sample().activities:
        parts.setdefault(row.title, []).extend(code for code in names if row.role.get(code) in ("L", "P", "S"))
    return names, {title: codes for title, codes in parts.items() if codes}


def adopted(lines: list[tuple[object, ...]], names: dict[str, str]) -> Found:
    width = max(map(len, lines))
    sheet = SourceSheet("3W", [[*line, *[""] * (width - len(line))] for line in lines])
    book, viewer, codes = SourceBook("3W.xlsx", "0" * 64, (sheet,)), next(iter(names)), known_codes(names)
    proposal = recognise(book, codes, viewer)
    apply(proposal, Answers(), book, codes)
    accept(proposal, viewer)
    found = [record.values for record in harvest(book, proposal, viewer, Ids()).records if record.table == "Activities"]
    return {
        (str(one["title"]), frozenset(key.partition(" · ")[2] for key in one if key.startswith("role")))
        for one in found
    }


def wanted(parts: dict[str, list[str]]) -> Found:
    return {(title, frozenset(codes)) for title, codes in parts.items()}


@pytest.mark.parametrize("other", OTHER_LISTS, ids=("contacts", "money", "targets"))
@given(seed=st.integers(0, 10_000), headers=st.sampled_from(HEADERS))
@example(seed=42, headers=HEADERS[0])  # a status and an activity that the first records do not have, below a gap
@settings(max_examples=examples(10))
def test_a_list_with_blank_rows_and_another_list_below_comes_back(
    seed: int, headers: tuple[str, ...], other: tuple[tuple[object, ...], ...]
) -> None:
    chance, (names, parts) = Random(seed), truth()
    lines: list[tuple[object, ...]] = [headers]
    for title, codes in parts.items():
        lines += [(names[code], "Protection", title, "North", chance.choice(("Ongoing", "Planned"))) for code in codes]
        lines += [()] * chance.choice((0, 0, 1, 2))
    assert adopted([*lines, (), *other], names) == wanted(parts)


@given(seed=st.integers(0, 10_000), mark=st.sampled_from(("x", "X", "✓", "✔", "Χ")))
@settings(max_examples=examples(10))
def test_marks_below_each_organisation_come_back(seed: int, mark: str) -> None:
    chance, (names, parts) = Random(seed), truth()
    lines: list[tuple[object, ...]] = [("Who does what where",), (), ("Activity", *names.values())]
    for title, codes in parts.items():
        lines.append((title, *(mark if code in codes else "" for code in names)))
        lines += [()] * chance.choice((0, 0, 1))
    assert adopted(lines, names) == wanted(parts)
