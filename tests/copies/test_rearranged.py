"""The workbook rearranged between split and join: rows sorted, put in, taken out, numbered anew; answers moved."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from random import Random
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from tests.chance import examples
from tests.copies.world import (
    ACTIVITIES,
    INDICATORS,
    RISKS,
    answer,
    copy_of,
    joined,
    rows,
    saved,
    values,
    workbook,
    written,
)
from tests.loading import loaded

OWN = "Likelihood · LOCA"
WORDS = ("Burning stores", "Armed robbery", "Collapsing roof", "Rats")
DATA = workbook()
CELLS: dict[tuple[str, str, str], Any] = {
    **{("Risks", f"R{n}", OWN): n for n in range(1, 5)},
    **{("Activities", id, "Role · LOCA"): role for id, role in (("1", "L"), ("1.1", "P"), ("1.2", "X"))},
    **{("Indicators", f"I{n}", "Rating · LOCA"): word for n, word in ((1, "Present"), (2, "Absent"), (3, "Present"))},
}
COPY = written(copy_of(DATA, "LOCA"), CELLS)
TABLES: dict[str, tuple[str, list[dict[str, Any]], str, list[str]]] = {
    "Risks": ("risk", RISKS, "description", [f"R{n}" for n in range(1, 8)]),
    "Activities": ("activity", ACTIVITIES, "title", ["1", "1.1", "1.2", "1.3", "2", "2.1"]),
    "Indicators": ("indicator", INDICATORS, "text", [f"I{n}" for n in range(1, 7)]),
}


def rearranged(chance: Random, is_renumbered: bool) -> tuple[bytes, dict[tuple[str, str], str]]:
    """The workbook with its rows in another order, some taken out and others put in, and the ids they have now."""
    now, more = {}, {}
    for name, (key, given_rows, words, ids) in TABLES.items():
        kept = [row for row in given_rows if chance.random() < 0.8]
        new = chance.sample(ids, len(kept)) if is_renumbered else [row[key] for row in kept]
        now.update({(name, row[key]): id for row, id in zip(kept, new, strict=True)})
        lines = [{**row, key: id} for row, id in zip(kept, new, strict=True)]
        if chance.random() < 0.5:
            lines.append({**given_rows[0], key: "77", words: "Put in meanwhile"})
        chance.shuffle(lines)
        more[name] = lines
    return workbook(more), now


@settings(max_examples=examples(4))
@given(st.integers(0, 2**31), st.booleans())
def test_what_a_party_says_reaches_its_row_wherever_that_is_now_and_under_whatever_id(
    seed: int, is_renumbered: bool
) -> None:
    data, now = rearranged(Random(seed), is_renumbered)
    after = joined(data, [COPY])
    cells = {(name, now[name, id], head): value for (name, id, head), value in CELLS.items() if (name, id) in now}
    assert values(after.data) == values(written(data, cells))
    assert len(after.asked) == len(CELLS) - len(cells)
    assert {said.here for said in after.asked} <= {"(not in this workbook any more)"}


def said_of(risks: Sequence[Mapping[str, Any]]) -> tuple[dict[str, object], list[str]]:
    """What the party's likelihood is of each description, and the rows that are asked about."""
    after = joined(workbook({"Risks": risks}), [COPY])
    there = values(after.data)
    said = {
        str(there["Risks", row["risk"], "description"]): there.get(("Risks", row["risk"], "likelihood · LOCA"))
        for row in risks
    }
    return said, [asked.row for asked in after.asked]


def test_a_row_taken_out_and_those_below_it_numbered_anew_gives_no_row_the_answer_of_another() -> None:
    one, _, three, four = RISKS
    said, asked = said_of([one, {**three, "risk": "R2"}, {**four, "risk": "R3"}])
    assert said == {"What may happen 1": 1, "What may happen 3": 3, "What may happen 4": 4}
    assert asked == ["R2"]


def test_ids_that_were_sorted_apart_from_their_rows_take_no_answer_with_them() -> None:
    said, asked = said_of([{**row, "risk": f"R{n}"} for row, n in zip(RISKS, (3, 1, 4, 2), strict=True)])
    assert said == {f"What may happen {n}": n for n in range(1, 5)}
    assert asked == []


def test_a_row_whose_words_were_only_improved_keeps_its_answer() -> None:
    said, asked = said_of([{**RISKS[0], "description": "Told better"}, *RISKS[1:]])
    assert said["Told better"] == 1
    assert asked == []


def test_a_row_that_keeps_a_word_of_its_own_keeps_its_answer_whatever_else_is_changed() -> None:
    stores = [{**row, "description": f"{words} in the depot"} for row, words in zip(RISKS, WORDS, strict=True)]
    copy = written(copy_of(workbook({"Risks": stores}), "LOCA"), {("Risks", "R1", OWN): 4})
    better = {"risk": "R1", "event": "Fire", "description": "Stores that burn, with nobody there", "owner": "LOCA"}
    after = joined(workbook({"Risks": [better, *stores[1:]]}), [copy])
    assert values(after.data)["Risks", "R1", "likelihood · LOCA"] == 4
    assert after.asked == []


def test_an_id_given_to_another_thing_meanwhile_is_asked_about_with_what_it_stood_for() -> None:
    """The row is as empty as the one before, so nobody would see that the answer was given to something else."""
    slide = {"risk": "R1", "event": "Landslide", "description": "The pass is closed", "owner": "TOWN"}
    other = workbook({"Risks": [slide, *RISKS[1:]]})
    after = joined(other, [COPY])
    assert ("Risks", "R1", "likelihood · LOCA") not in values(after.data)
    (told,) = rows(after.data, "Proposals")
    assert [told[name] for name in ("row_id", "column_name", "here", "in_the_copy", "why")] == [
        "R1", OWN, "", "1", "When the copy was made, this row said: What may happen 1\nFlood",
    ]  # fmt: skip
    assert joined(after.data, [COPY]).asked == []
    agreed = joined(answer(after.data, "R1", "Yes"), [COPY])
    assert values(agreed.data)["Risks", "R1", "likelihood · LOCA"] == 1
    assert agreed.open_ones == []


def test_a_row_under_another_id_is_named_with_both() -> None:
    one, _, three, four = RISKS
    after = joined(workbook({"Risks": [one, {**three, "risk": "R2"}, {**four, "risk": "R3"}]}), [COPY])
    assert [str(row) for of in after.of_copies.values() for row in of.moved] == [
        "R3 is now R2 (Risks)", "R4 is now R3 (Risks)",
    ]  # fmt: skip


def test_two_rows_that_say_the_same_and_have_other_ids_are_asked_about() -> None:
    """Nobody can tell which of the two is which."""
    twice = [{**RISKS[0], "risk": id} for id in ("R3", "R4")]
    said, asked = said_of([RISKS[1], *twice])
    assert said == {"What may happen 2": 2, "What may happen 1": None}
    assert asked == ["R1", "R3", "R4"]


def test_proposals_that_people_sorted_and_of_which_they_took_one_out_are_carried_out_by_their_rows() -> None:
    cells = {("Risks", f"R{n}", "Description"): f"Told better {n}" for n in (1, 2, 3)}
    copy = written(copy_of(DATA, "LOCA"), cells)
    book = loaded(joined(DATA, [copy]).data)
    sheet = book["Proposals"]
    lines: list[list[Any]] = [[cell.value for cell in row] for row in sheet.iter_rows(min_row=2, max_row=4)]
    left = [lines[2], [None] * len(lines[0]), lines[0]]
    for number, line in enumerate(left, start=2):
        for column, value in enumerate(line, start=1):
            sheet.cell(number, column).value = value
    after = joined(answer(saved(book), "R3", "Yes", "R1", "No"), [])
    assert values(after.data) == {**values(DATA), ("Risks", "R3", "description"): "Told better 3"}
    again = joined(after.data, [copy])
    assert [(row["row_id"], row["accept"]) for row in rows(again.data, "Proposals")] == [
        ("R1", "no"), ("R2", ""), ("R3", "yes"),
    ]  # fmt: skip
