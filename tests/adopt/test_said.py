"""What the command says of what it recognises, and what it names for programs: every column, every word."""

from __future__ import annotations

from pipeline.adopt.mapping.accept import accept
from pipeline.adopt.mapping.as_json import as_json
from pipeline.adopt.mapping.in_words import recognised
from pipeline.adopt.recognise.recognise import recognise
from pipeline.adopt.workbook.ids import Ids
from pipeline.adopt.workbook.new_file import harvest
from schemas.wording.text import text
from tests.adopt.kinds.grids import book_of, proposal_of

LINES = (
    ("ID", "Risk description", "Likelihood", "Impact", "", "Owner", "Status"),
    ("R1", "Convoys are attacked", 4, 5, "see there", "Logistics", "Open"),
    *((f"R{n}", f"The office {n} is burgled", 2, 3, "", "Guards", "tbd") for n in range(2, 8)),
)


def test_people_see_what_each_word_means_and_which_are_not_known() -> None:
    said = list(recognised(proposal_of(LINES)))
    assert [line.strip() for line in said if " = " in line] == [
        "2 = 2; 4 = 4", "3 = 3; 5 = 5", "Guards = ?; Logistics = ?", "tbd = ?; Open = Open"
    ]  # fmt: skip


def test_a_column_without_a_header_is_named_however_few_of_its_cells_are_filled() -> None:
    proposal = proposal_of(LINES)
    (column,) = [each for each in proposal.tables[0].columns if each.column == 5]
    assert (column.target, column.why, column.samples) == (None, text("adopt.why.no_header"), ("see there",))
    assert '"column": "E"' in as_json([proposal])


def test_all_values_of_a_table_that_was_only_accepted_are_assumed() -> None:
    book = book_of(LINES)
    proposal = recognise(book, {}, "REDC")
    proposal.tables[0].ask = True
    accept(proposal, "REDC")
    (first, *_) = harvest(book, proposal, "REDC", Ids()).records
    assert {one.is_assumed for one in first.trace if one.cell and one.how != "given" and one.key != "risk"} == {True}
