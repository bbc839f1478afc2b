"""What a join asks about, and what it does with the answers: nothing is replaced without one."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.table import TableColumn, TableFormula

from pipeline.copies.proposal import stamp_of
from pipeline.xlsx.lint.workbook_lint import lint
from tests.copies.world import DAY, RISKS, answer, copy_of, joined, rows, saved, values, with_answers, workbook, written
from tests.loading import loaded
from tests.xlsx.writer.books import edited


def test_another_value_is_asked_about_and_nothing_is_replaced() -> None:
    data = workbook()
    copy = written(
        copy_of(data, "INTL"), {("Risks", "R1", "Likelihood · INTL"): 5, ("Risks", "R2", "Description"): "New"}
    )
    after = joined(data, [copy])
    assert values(after.data) == values(data)
    told = [
        (row["row_id"], row["column_name"], row["here"], row["in_the_copy"]) for row in rows(after.data, "Proposals")
    ]
    assert told == [("R1", "Likelihood · INTL", "2", "5"), ("R2", "Description", "What may happen 2", "New")]
    (told_of,) = rows(after.data, "Copies")
    assert (told_of["partner"], told_of["back_on"], told_of["differs"]) == ("INTL", DAY, ("R1", "R2"))


def test_a_common_cell_that_is_empty_here_is_asked_about_too() -> None:
    data = workbook()
    after = joined(data, [written(copy_of(data, "LOCA"), {("Risks", "R1", "Measures"): "Boats"})])
    assert values(after.data) == values(data)
    assert [(row["here"], row["in_the_copy"]) for row in rows(after.data, "Proposals")] == [("", "Boats")]


def test_a_yes_is_carried_out_by_the_next_join_and_asked_no_more() -> None:
    data = workbook()
    copy = written(copy_of(data, "LOCA"), {("Risks", "R2", "Description"): "New", ("Risks", "R3", "Location"): "North"})
    asked = joined(data, [copy]).data
    answered = answer(asked, "R2", "Yes", "R3", "no")
    after = joined(answered, [])
    assert values(after.data) == {**values(data), ("Risks", "R2", "description"): "New"}
    assert [said.row for said in after.done] == ["R2"]
    assert after.open_ones == []
    assert [row["differs"] for row in rows(after.data, "Copies")] == [()]
    again = joined(after.data, [copy])
    assert again.data == after.data


def test_an_answer_that_is_neither_yes_nor_no_is_named_and_left_open() -> None:
    data = workbook()
    asked = joined(data, [written(copy_of(data, "LOCA"), {("Risks", "R2", "Description"): "New"})]).data
    after = joined(answer(asked, "R2", "maybe"), [])
    assert [str(remark).partition(" ")[0] for _, remark in after.remarks] == ["Proposals!H2:"]
    assert "maybe" in str(after.remarks[0][1])
    assert [said.row for said in after.open_ones] == ["R2"]


def test_a_yes_to_what_has_changed_since_is_asked_once_more() -> None:
    data = workbook()
    asked = joined(data, [written(copy_of(data, "LOCA"), {("Risks", "R2", "Description"): "New"})]).data
    changed = written(answer(asked, "R2", "yes"), {("Risks", "R2", "Description"): "Newer still"})
    after = joined(changed, [])
    assert values(after.data) == values(changed)
    (row,) = rows(after.data, "Proposals")
    assert (row["here"], row["accept"]) == ("Newer still", "")
    assert len(after.remarks) == 1


def test_a_new_row_comes_in_only_after_a_yes_with_all_that_the_copy_says_of_it() -> None:
    data = workbook()
    cells = {
        ("Risks", "R9", "Description"): "Dam breaks", ("Risks", "R9", "Threat / event"): "Flood",
        ("Risks", "R9", "Likelihood · LOCA"): 4, ("Risks", "R9", "Next review on"): date(2027, 3, 1),
    }  # fmt: skip
    asked = joined(data, [written(copy_of(data, "LOCA"), cells)]).data
    assert values(asked) == values(data)
    after = joined(answer(asked, "R9", "yes"), [])
    assert values(after.data) == {
        **values(data), ("Risks", "R9", "risk"): "R9", ("Risks", "R9", "description"): "Dam breaks",
        ("Risks", "R9", "event"): "Flood", ("Risks", "R9", "likelihood · LOCA"): 4,
        ("Risks", "R9", "next_review_on"): date(2027, 3, 1),
    }  # fmt: skip
    assert lint(after.data) == []


def test_a_new_row_stands_behind_the_others_though_a_column_of_formulas_reaches_further() -> None:
    book: Any = loaded(workbook())
    sheet = book["Risks"]
    table, right = sheet.tables["Risks"], sheet.max_column + 1
    bottom = int("".join(filter(str.isdigit, table.ref.partition(":")[2])))
    for row, text in enumerate(["Product", *["=1+1"] * (bottom - 1)], 1):
        sheet.cell(row, right).value = text
    formula = TableFormula(attr_text="1+1")
    table.tableColumns.append(TableColumn(id=900, name="Product", calculatedColumnFormula=formula))
    table.ref = table.autoFilter.ref = f"A1:{get_column_letter(right)}{bottom}"
    part = f"xl/worksheets/sheet{book.index(sheet) + 1}.xml"
    data = edited(saved(book), part, r"(<f>1\+1</f>)<v ?/>", r"\1<v>2</v>", count=0)  # as Excel computes it
    cells = {("Risks", "R9", "Description"): "Dam breaks", ("Risks", "R9", "Threat / event"): "Flood"}
    asked = joined(data, [written(copy_of(workbook(), "LOCA"), cells)]).data
    after = loaded(joined(answer(asked, "R9", "yes"), []).data)["Risks"]
    assert [after.cell(row, 1).value for row in range(2, 8)] == ["R1", "R2", "R3", "R4", "R9", None]


def test_more_new_rows_than_the_table_has_room_for_lengthen_it() -> None:
    data = workbook()
    cells = {
        ("Risks", f"N{n}", title): text
        for n in range(60)
        for title, text in (("Description", f"New {n}"), ("Threat / event", "Storm"))
    }
    asked = joined(data, [written(copy_of(data, "LOCA"), cells)]).data
    after = joined(answer(asked, *(part for n in range(60) for part in (f"N{n}", "yes"))), [])
    assert sum(id.startswith("N") and key == "risk" for _, id, key in values(after.data)) == 60
    assert lint(after.data) == []


def test_rows_of_two_parties_with_the_same_new_id_are_two_things() -> None:
    data = workbook()
    copies = [
        written(
            copy_of(data, partner),
            {("Risks", "R9", "Description"): f"Seen by {partner}", ("Risks", "R9", f"Likelihood · {partner}"): 3},
        )
        for partner in ("INTL", "LOCA")
    ]
    asked = joined(data, copies[:1]).data
    with_first = joined(answer(asked, "R9", "yes"), []).data
    after = joined(with_first, copies[1:])
    assert values(after.data) == values(with_first)
    assert [(row["partner"], row["accept"]) for row in rows(after.data, "Proposals")] == [("INTL", "yes"), ("LOCA", "")]


def test_what_changed_in_the_workbook_since_and_the_party_left_alone_is_not_asked_about() -> None:
    data = workbook()
    copy = written(copy_of(data, "LOCA"), {("Risks", "R1", "Likelihood · LOCA"): 2})
    newer = written(data, {("Risks", "R1", "Description"): "Told better", ("Risks", "R8", "Description"): "Added here"})
    after = joined(newer, [copy])
    assert values(after.data) == {**values(newer), ("Risks", "R1", "likelihood · LOCA"): 2}
    assert after.asked == []
    assert [of.changed_here for of in after.of_copies.values()] == [1]


def test_what_somebody_else_put_into_a_partys_own_column_meanwhile_is_asked_about() -> None:
    data = written(workbook(), {("Risks", "R1", "Likelihood · LOCA"): 2})
    copy = copy_of(data, "LOCA")
    newer = written(data, {("Risks", "R1", "Likelihood · LOCA"): 4})
    after = joined(newer, [copy])
    assert values(after.data) == values(newer)
    assert [(row["here"], row["in_the_copy"]) for row in rows(after.data, "Proposals")] == [("4", "2")]


def test_a_row_that_was_deleted_here_comes_back_only_if_the_party_said_something_in_it_and_all_agree() -> None:
    data = workbook()
    touched = written(copy_of(data, "LOCA"), {("Risks", "R4", "Likelihood · LOCA"): 2})
    without = workbook({"Risks": [row for row in RISKS if row["risk"] != "R4"]})
    assert joined(without, [copy_of(data, "TOWN")]).asked == []
    after = joined(without, [touched])
    assert values(after.data) == values(without)
    (row,) = rows(after.data, "Proposals")
    assert (row["row_id"], row["here"]) == ("R4", "(not in this workbook any more)")


def test_a_row_that_was_taken_out_in_the_copy_is_asked_about_and_stays() -> None:
    data = workbook()
    shorter = workbook({"Risks": [row for row in RISKS if row["risk"] != "R4"]})
    copy, other = copy_of(data, "LOCA"), copy_of(shorter, "LOCA")
    emptied = with_sent_of(other, copy)
    after = joined(data, [emptied])
    assert values(after.data) == values(data)
    assert [(row["row_id"], row["in_the_copy"]) for row in rows(after.data, "Proposals")] == [
        ("R4", "(the row was taken out in the copy)")
    ]


def with_sent_of(data: bytes, other: bytes) -> bytes:
    """The copy with what another remembers of how it was sent."""
    book, source = loaded(data), loaded(other)
    sheet = book["Sent"]
    sheet.delete_rows(1, sheet.max_row)
    for row in source["Sent"].iter_rows(values_only=True):
        sheet.append(row)
    return saved(book)


def test_a_value_taken_back_in_the_copy_is_asked_about() -> None:
    data = workbook()
    after = joined(data, [written(copy_of(data, "INTL"), {("Risks", "R1", "Likelihood · INTL"): None})])
    assert values(after.data) == values(data)
    assert [(row["here"], row["in_the_copy"]) for row in rows(after.data, "Proposals")] == [("2", "(empty)")]
    agreed = joined(answer(after.data, "R1", "yes"), [])
    assert ("Risks", "R1", "likelihood · INTL") not in values(agreed.data)


def test_what_a_party_writes_into_proposals_is_there_to_be_answered_with_its_reason() -> None:
    data = workbook()
    cells = {
        ("Proposals", "Risks", "Row"): "R3",
        ("Proposals", "Risks", "What"): "Take it out",
        ("Proposals", "Risks", "Why"): "Gone",
    }
    after = joined(data, [written(copy_of(data, "TOWN"), cells)])
    (row,) = rows(after.data, "Proposals")
    assert [row[name] for name in ("partner", "table", "row_id", "in_the_copy", "why")] == [
        "TOWN", "Risks", "R3", "Take it out", "Gone",
    ]  # fmt: skip
    assert [row["proposals"] for row in rows(after.data, "Copies")] == [1]


def test_without_the_hidden_sheet_all_that_differs_is_asked_about_and_nothing_is_lost() -> None:
    data = workbook()
    copy = written(copy_of(data, "LOCA"), {("Risks", "R1", "Likelihood · LOCA"): 2})
    newer = written(data, {("Risks", "R1", "Description"): "Told better"})
    book = loaded(copy)
    del book["Sent"]
    after = joined(newer, [saved(book)])
    assert values(after.data) == {**values(newer), ("Risks", "R1", "likelihood · LOCA"): 2}
    assert [(row["here"], row["in_the_copy"]) for row in rows(after.data, "Proposals")] == [
        ("Told better", "What may happen 1")
    ]


def test_a_formula_of_the_workbook_is_never_filled_over() -> None:
    data = written(workbook(), {("Risks", "R1", "Likelihood · LOCA"): '=""'})
    after = joined(data, [written(copy_of(workbook(), "LOCA"), {("Risks", "R1", "Likelihood · LOCA"): 2})])
    assert after.filled == []
    assert len(after.asked) == 1


def test_a_step_of_a_scale_in_other_words_is_asked_about_and_carried_out() -> None:
    data = workbook()
    copy = written(copy_of(data, "LOCA"), {("Scales", "Likelihood", "Name"): "Once in a while"})
    asked = joined(data, [copy])
    (told,) = rows(asked.data, "Proposals")
    assert (told["table"], told["column_name"], told["in_the_copy"]) == ("Scales", "Name", "Once in a while")
    after = joined(answer(asked.data, str(told["row_id"]), "Yes"), [])
    assert [said.in_the_copy for said in after.done] == ["Once in a while"]


@pytest.mark.parametrize("is_of_an_earlier_join", [False, True])
def test_a_step_of_a_scale_that_is_not_here_comes_in_after_a_yes(is_of_an_earlier_join: bool) -> None:
    """It is known by two columns; earlier joins kept one without a name of it."""
    here, theirs = loaded(workbook()), loaded(copy_of(workbook(), "LOCA"))
    for cell in here["Scales"][3]:
        cell.value = None
    theirs["Scales"].cell(3, 3).value = "Once in a while"
    asked = joined(saved(here), [saved(theirs)]).data
    if is_of_an_earlier_join:
        book = loaded(asked)
        stamp = next(cell for row in book["Proposals"] for cell in row if str(cell.value).startswith("{"))
        stamp.value = str(stamp.value).replace('"values": {', '"values": {"": null, ')
        asked = saved(book)
    after = joined(with_answers(asked, lambda _: "Yes"), [])
    assert (after.remarks, [said.row for said in after.done]) == ([], ["Likelihood 2"])
    assert "Once in a while" in values(after.data).values()


def test_what_lies_under_merged_cells_is_asked_about_and_all_else_is_filled() -> None:
    book: Any = loaded(workbook())
    own = next(cell.column for cell in book["Risks"][1] if cell.value == "Likelihood · LOCA")
    book["Risks"].merge_cells(start_row=3, end_row=4, start_column=own, end_column=own)
    data = saved(book)
    cells = {("Risks", f"R{n}", "Likelihood · LOCA"): n for n in range(1, 5)}
    asked = joined(data, [written(copy_of(workbook(), "LOCA"), cells)])
    assert [filled.row for filled in asked.filled] == ["R1", "R2", "R4"]
    assert [(row["row_id"], row["in_the_copy"]) for row in rows(asked.data, "Proposals")] == [("R3", "3")]
    assert [str(area) for area in loaded(asked.data)["Risks"].merged_cells.ranges]
    after = joined(answer(asked.data, "R3", "yes"), [])
    assert values(after.data) == values(asked.data)
    assert len(after.remarks) == 1
    assert lint(after.data) == lint(data)


def test_a_memory_that_is_nested_without_end_is_none_of_a_join() -> None:
    assert stamp_of("[" * 32_000) is None
