"""Whole made-up files with the truth beside, and files that hold nothing of ours."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from random import Random

from benchmarks.layouts import columns
from benchmarks.layouts.columns import FIRST_DAY, Made
from benchmarks.layouts.sheets import Layout, features
from benchmarks.layouts.words import LANGUAGES, Words, contents
from pipeline.adopt.source.sheet import SourceBook, SourceSheet

KINDS = ("risk_register", "activity_matrix", "who_does_what", "indicators", "budget")
SHEETED = {"who_does_what": "activity_matrix"}  # kinds that are one of the contract's


@dataclass(frozen=True)
class Truth:
    """The table that a file holds: on which sheet, of which kind, and all of its columns and records."""

    sheet: str
    kind: str
    header_row: int
    columns: dict[int, Made]
    records: frozenset[int]


@dataclass(frozen=True)
class Case:
    """A file and what is true of it; `truth` None: it holds nothing of ours."""

    name: str
    book: SourceBook
    truth: Truth | None


def case(kind: str, seed: int, *, is_held: bool) -> Case:
    """The file of a kind that a seed makes, from one half of words and layouts."""
    chance = Random(f"{kind} {seed} {is_held}")
    words = Words(chance, chance.choice(("en", "en", "en", *LANGUAGES[1:])), is_held)
    wanted = features(chance, is_held=is_held)
    sectioned = "headings" in wanted and kind in ("indicators", "budget", "activity_matrix")
    made, sections = _table(words, kind, wanted, sectioned=sectioned)
    laid = Layout(words, kind, made, wanted, sections).run()
    name = words.text_of("titles", kind if chance.random() < 0.7 else "plain")
    sheets = [laid.sheet(name)]
    if chance.random() < 0.25:
        sheets.insert(chance.choice((0, 1)), _other_sheet(words, name))
    file = words.text_of("titles", kind) if chance.random() < 0.4 else "Book1"
    truth = Truth(name, SHEETED.get(kind, kind), laid.header_row, laid.columns, frozenset(laid.records))
    return Case(f"{kind} {seed}", SourceBook(f"{file}.xlsx", "0" * 64, tuple(sheets)), truth)


def _table(words: Words, kind: str, wanted: frozenset[str], *, sectioned: bool) -> tuple[list[Made], list[str]]:
    count = words.chance.randint(4, 14)
    if kind == "risk_register":
        grouped = bool({"merged_groups", "unmerged_groups"} & wanted)
        sections = [words.text("categories") for _ in range(2)] if "headings" in wanted else []
        return columns.register(words, count, grouped=grouped), sections
    if kind == "who_does_what":
        return columns.presence(words, count * 4), []
    make = {"activity_matrix": columns.matrix, "indicators": columns.indicators, "budget": columns.budget}[kind]
    names = {"activity_matrix": "phases", "indicators": "elements", "budget": "budget_categories"}[kind]
    sections = list(words.codes(names)) if names != "elements" else words.some(names, 3)
    return make(words, count, sectioned=sectioned), sections if sectioned else []


def _other_sheet(words: Words, taken: str) -> SourceSheet:
    if words.chance.random() < 0.5:
        lines: list[list[object]] = [
            ["Instructions"],
            ["Fill in one row for each entry."],
            ["Save, then send it back."],
        ]
        return SourceSheet("Instructions" if taken != "Instructions" else "Read me", lines)
    return stranger_sheet(words, words.chance.choice(contents()["strangers"]))


def stranger_sheet(words: Words, about: dict[str, object]) -> SourceSheet:
    """A sheet with a list that is none of ours."""
    names, kinds = about["headers"], about["cells"]
    assert isinstance(names, list)
    assert isinstance(kinds, list)
    lines: list[list[object]] = [list(names)]
    numbers = range(1, words.chance.randint(5, 15))
    lines += [[_cell(words, kind, number) for kind in kinds] for number in numbers]
    if words.chance.random() < 0.3:
        lines[:0] = [[str(about["name"])], []]
    return SourceSheet(str(about["name"]), lines)


def _cell(words: Words, kind: str, number: int) -> object:
    chance = words.chance
    texts = {"text": "notes", "item": "items", "owner": "owners", "place": "places", "name": "names", "task": "tasks",
             "event": "events", "measure": "measures"}  # fmt: skip
    if kind in texts:
        return words.text(texts[kind])
    coded = {
        "status": ("status",),
        "treatment": ("treatment",),
        "level": ("scales", "three"),
        "answer": ("rating", "yes_no"),
    }
    if kind in coded:
        return chance.choice(list(words.codes(*coded[kind])))
    simple: dict[str, object] = {
        "id": f"X-{number:03}", "count": chance.randint(1, 900), "money": chance.choice((12.5, 99, 1450)),
        "day": FIRST_DAY + timedelta(number), "step": chance.randint(1, 5), "mark": chance.choice(("x", "", "x")),
        "x": chance.choice(("x", "")), "shift": chance.choice(("early", "late", "off")), "phone": f"555 01{number:02}",
        "email": f"office{number}@example.org", "gender": chance.choice(("f", "m")),
    }  # fmt: skip
    return simple[kind]


def stranger(seed: int) -> Case:
    """A file that holds nothing of ours."""
    chance = Random(f"stranger {seed}")
    words = Words(chance, "en", False)
    about = contents()["strangers"][seed % len(contents()["strangers"])]
    return Case(
        f"stranger {about['name']} {seed}", SourceBook("Book1.xlsx", "0" * 64, (stranger_sheet(words, about),)), None
    )
