"""Where nothing is recognised, people are told what comes nearest: where it is, what is understood, what is lacking."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

import pytest

from pipeline.adopt.mapping.nothing_found import nothing_found
from pipeline.adopt.recognise.nearest import Nearest, nearest
from pipeline.adopt.recognise.recognise import recognise
from pipeline.adopt.source.sheet import SourceBook, SourceSheet
from schemas.wording.languages import languages, speaking
from schemas.wording.text import text
from tests.adopt.kinds.grids import book_of
from tests.adopt.registers import Line


@dataclass(frozen=True)
class Near:
    """A sheet that is nearly a table of a kind, and what it lacks to be one."""

    name: str
    lines: tuple[Line, ...]
    kind: str
    area: str
    understood: dict[str, str | None]
    lacks: tuple[str, ...] = ()
    strange: tuple[str, ...] = ()
    is_misnamed: bool = False


CASES = (
    Near(
        "Tab",
        (("Our risks",), (), ("Risk description", "Impact", "Owner"), ("Convoys are attacked", 4, "Logistics"),
         ("The office is burgled at night", 3, "Admin"), ("The river floods", 2, "Admin")),
        "risk_register", "A3:C6",
        {"A3": "Risks.description", "B3": "Risks.impact", "C3": "Risks.owner"}, ("other_rating",),
    ),
    Near(
        "Tab",
        (("Question", "Who", "Notes"), ("Is there a security plan for the office?", "", "See the plan"),
         ("Are staff briefed before they travel?", "", "No date"), ("Are the cars tracked by radio?", "", "Some")),
        "indicators", "A1:C4", {"A1": "Indicators.text", "C1": "Indicators.notes"}, ("answer",),
    ),
    Near(
        "Tab",
        (("Item description", "Quantity", "Supplier"), ("Radios", 5, "Lake"), ("Batteries", 10, "Lake"),
         ("Guards", 2, "")),
        "budget", "A1:C4", {"A1": "Budget.description", "B1": "Budget.quantity"}, ("amount",),
    ),
    Near(
        "Tab",
        (("Organisation", "District"), ("Harbour Relief", "Northvale"), ("Green Valley Association", "Lakeside"),
         ("Lakeside Trust", "Eastmoor")),
        "activity_matrix", "A1:B4", {"A1": "Partners.name", "B1": "Activities.location"}, ("what",),
    ),
    Near(
        "Tab",
        (("Guards", "Drivers", "Managers"), ("R", "A", "C"), ("C", "R", "A"), ("R", "I", "A")),
        "activity_matrix", "A1:C4", dict.fromkeys(("A1", "B1", "C1"), "Activities.role"), ("task",),
    ),
    Near(
        "Price list",
        (("Part number", "Item", "Manufacturer", "Price", "Stock"), ("P1", "Radio", "Lake", 100, 5),
         ("P2", "Battery", "Lake", 10, 50), ("P3", "Aerial", "Hill", 20, 7)),
        "budget", "A1:E4", {"B1": "Budget.description", "D1": "Budget.unit_cost"}, (),
        ("Part number", "Manufacturer", "Stock"), is_misnamed=True,
    ),
    Near(
        "Likelihood scale",
        (("Level", "Likelihood", "Description"), (1, "Rare", "Once in ten years"),
         (2, "Unlikely", "Once in five years"), (3, "Possible", "Once in two years"),
         (4, "Likely", "Once a year"), (5, "Almost certain", "Every month")),
        "risk_register", "A1:C6",
        {"A1": None, "B1": "Risks.likelihood", "C1": "Risks.description"}, is_misnamed=True,
    ),
)  # fmt: skip
EACH = pytest.mark.parametrize("case", CASES, ids=lambda case: f"{case.kind} {case.area} {', '.join(case.lacks)}")


def near(book: SourceBook) -> Nearest:
    assert recognise(book).tables == []
    found = nearest(book)
    assert found is not None
    return found


@EACH
def test_the_nearest_is_named_with_its_cells_and_what_it_lacks(case: Near) -> None:
    found = near(book_of(case.lines, case.name))
    understood = {one.cell: one.target for one in found.understood}
    assert (found.kind, found.area, found.sheet) == (case.kind, case.area, case.name)
    assert (understood, found.lacks) == (case.understood, case.lacks)
    assert (found.strange, found.is_misnamed) == (case.strange, case.is_misnamed)


@EACH
@pytest.mark.parametrize("language", languages())
def test_the_sentence_names_place_headers_and_what_is_lacking_in_every_language(case: Near, language: str) -> None:
    with speaking(language):
        said = nothing_found(book_of(case.lines, case.name))
        wanted = [case.area, case.name, *case.strange, *(text(f"adopt.nearest.needs.{one}") for one in case.lacks)]
        assert [one for one in (*wanted, *case.understood) if one not in said] == []


def sheets(*some: tuple[str, Iterable[Line]]) -> SourceBook:
    books = [book_of(lines, name) for name, lines in some]
    return SourceBook("file.xlsx", "0" * 64, tuple(sheet for book in books for sheet in book.sheets))


def test_of_several_sheets_the_one_that_lacks_least_is_named_however_large_another_is() -> None:
    long: list[Line] = [("Place", "Day"), *((f"Town {at}", f"Day {at}") for at in range(60))]
    found = near(sheets(("Places", long), ("Ours", CASES[0].lines)))
    assert found.sheet == "Ours"


def test_where_nothing_comes_near_people_are_told_what_each_kind_has() -> None:
    book = sheets(("Letter", [("Dear colleagues",), ("we meet on Monday",)]))
    assert nearest(book) is None
    assert nothing_found(book) == text("adopt.refused.no_table", name="file.xlsx", sheet="Letter")


def test_a_file_without_a_value_says_so() -> None:
    book = SourceBook("file.xlsx", "0" * 64, (SourceSheet("Tab", [["", ""]]),))
    assert nothing_found(book) == text("adopt.refused.empty", name="file.xlsx")


def test_a_row_that_looks_like_a_header_does_not_end_what_comes_nearest() -> None:
    lines: list[Line] = [
        ("ID", "Description", "Owner", "Status"), ("T1", "Paint the gate", "Office", "Open"),
        ("T2", "Mend the lock", "Office", "Closed"), ("T3", "Ask for a price", "Office", "Open"),
    ]  # fmt: skip
    found = nearest(book_of(lines, name="List"))
    assert found is not None
    assert found.area == "A1:D4"
