"""Notes, conversations, pictures, links, drop-downs and colours on a table's rows follow their rows."""

from __future__ import annotations

import io
from collections.abc import Mapping
from dataclasses import replace
from typing import Any

import openpyxl
import pytest

from pipeline.domain.table_update import Link, OutColumn
from pipeline.xlsx.lint.workbook_lint import lint
from pipeline.xlsx.ooxml.package import Package
from pipeline.xlsx.ooxml.zip_archive import Archive, Packed
from pipeline.xlsx.writer import anchors
from pipeline.xlsx.writer.rewrite import NotSafeError, WriteError, rewrite, rewritten
from tests.xlsx.writer.anchored import BOXES, NOTES, PICTURES, SHEET1, TALK, anchored, standing
from tests.xlsx.writer.books import changed, edited, fresh, part, style, update, workbook

ROWS = [["R1", "high", "first", 1], ["R2", "low", "second", 2], ["R3", "low", "third", 3]]
TURNED = update((6, ["R3", "low"]), (None, ["R9", "low"]), (4, ["R1", "high"]), (5, ["R2", "low"]))
SETTLED = update((4, ["R3", "low"]), (5, ["R9", "low"]), (6, ["R1", "high"]), (7, ["R2", "low"]))
ON_EACH = {
    "note": {"D4": "of R1", "B6": "of R3", "H6": "elsewhere"},
    "talk": {"D4": "of R1", "H6": "elsewhere"},
    "picture": {"E4": "of R1", "E6": "of R3", "H4": "elsewhere"},
    "link": {"D4": "'Gaps'!A1", "B6": "'Gaps'!A3", "H6": "'Gaps'!A9"},
    "choice": {"D4": "of R1", "D6": "of R3", "H6": "elsewhere"},
    "colour": {"C5": "of R2", "H6": "elsewhere"},
}
MOVED = {"4": "6", "5": "7", "6": "4"}


def meant(things: Any) -> Any:
    """The things where the rows of TURNED are; those outside the table where they were."""
    return {
        kind: {ref if ref[0] == "H" else ref[0] + MOVED[ref[1:]]: said for ref, said in of.items()}
        for kind, of in things.items()
    }


@pytest.fixture(scope="module")
def before() -> bytes:
    return anchored(ROWS, ON_EACH)


@pytest.fixture(scope="module")
def after(before: bytes) -> bytes:
    return rewrite(before, [TURNED])


def test_all_that_is_anchored_to_a_row_goes_with_it(before: bytes, after: bytes) -> None:
    assert standing(before) == ON_EACH
    assert standing(after) == meant(ON_EACH)
    assert lint(after) == []


def test_the_box_of_a_note_goes_with_it_as_far_as_its_row(before: bytes, after: bytes) -> None:
    tops = {ref: int(top) for ref, top in standing(before, ["box"])["box"].items()}
    assert {ref: int(top) for ref, top in standing(after, ["box"])["box"].items()} == {
        "D6": tops["D4"] + 2, "B4": tops["B6"] - 2, "H6": tops["H6"],
    }  # fmt: skip


def test_a_second_run_changes_no_byte(after: bytes) -> None:
    assert rewrite(after, [SETTLED]) is after


def test_only_the_parts_with_what_is_anchored_change_beside_the_sheet(before: bytes, after: bytes) -> None:
    of_table = {SHEET1, "xl/tables/table1.xml", "xl/workbook.xml"}
    assert changed(before, after) - of_table == {NOTES, BOXES, TALK, PICTURES}


def test_openpyxl_finds_each_note_at_its_row(after: bytes) -> None:
    sheet = openpyxl.load_workbook(io.BytesIO(after))["Gaps"]
    notes = {cell.coordinate: cell.comment.text for row in sheet.iter_rows() for cell in row if cell.comment}
    assert notes == {"D6": "of R1", "B4": "of R3", "H6": "elsewhere"}


def test_nothing_that_is_anchored_changes_where_no_row_moves(before: bytes) -> None:
    stays = update((4, ["R1", "x"]), (5, ["R2", "x"]), (6, ["R3", "x"]))
    assert changed(before, rewrite(before, [stays])) <= {SHEET1, "xl/workbook.xml"}


def test_the_colour_of_our_own_cells_goes_with_their_row_and_a_new_row_has_none() -> None:
    def coloured(book: Any, sheet: Any) -> None:
        sheet.write("C4", "high", book.add_format({"bg_color": "#FF0000"}))
        sheet.write("D4", "first", book.add_format({"bg_color": "#00FF00"}))

    moved = rewrite(workbook(ROWS, more=coloured), [TURNED])
    styles = [style(moved, f"{column}{row}") for column in "CD" for row in (4, 5, 6, 7)]
    assert styles == ["", "", "1", "", "", "", "2", ""]


def test_a_colour_does_not_stay_on_a_cell_whose_row_is_gone() -> None:
    def coloured(book: Any, sheet: Any) -> None:
        sheet.write("C6", "low", book.add_format({"bg_color": "#FF0000"}))

    gone = rewrite(workbook(ROWS, more=coloured), [update((4, ["R1", "x"]), (5, ["R2", "x"]))])
    assert style(gone, "C6") == ""


def test_new_rows_take_part_in_a_drop_down_that_excel_has_cut_around_a_cell() -> None:
    rows = [[f"R{at}", "x", "", at] for at in range(5)]
    data = anchored(rows, {"choice": {"D4:D5": "usual", "D6": "own"}})
    data = edited(data, SHEET1, 'sqref="D4:D5"', 'sqref="D4:D5 D7:D10000"')
    moved = rewrite(data, [update((6, ["R2", "x"]), (None, ["N", "x"]), *((at, ["R", "x"]) for at in (4, 5, 7, 8)))])
    assert standing(moved, ["choice"])["choice"] == {"D4": "own", "D5:D10000": "usual"}


def test_a_drop_down_that_names_its_row_stays_and_is_said() -> None:
    data = anchored(ROWS, {"choice": {"D4": "x"}})
    data = edited(data, SHEET1, '<formula1>"x"</formula1>', "<formula1>$B4:$B$6</formula1>")
    done = rewritten(Package(data), [TURNED])
    assert 'sqref="D4"' in part(done.data)
    assert [(one.kind, one.cells) for one in done.stays] == [("validation", "D4")]
    assert "Gaps!D4" in done.stays[0].words


def test_a_drop_down_of_a_row_that_is_gone_goes_with_it() -> None:
    data = anchored(ROWS, {"choice": {"D4": "of R1", "D6": "of R3"}})
    moved = rewrite(data, [update((6, ["R3", "low"]))])
    assert standing(moved, ["choice"])["choice"] == {"D4": "of R3"}
    assert '<dataValidations count="1"' in part(moved)
    assert lint(moved) == []


def test_a_note_of_a_row_that_is_gone_stays_and_is_said() -> None:
    done = rewritten(Package(anchored(ROWS, {"note": {"D4": "of R1"}})), [update((5, ["R2", "low"]))])
    assert standing(done.data, ["note"])["note"] == {"D4": "of R1"}
    assert [(one.kind, one.cells) for one in done.stays] == [("note", "D4")]


def test_two_notes_are_never_put_on_one_cell() -> None:
    with pytest.raises(WriteError, match="D4") as caught:
        rewrite(anchored(ROWS, {"note": {"D4": "of R1", "D5": "of R2"}}), [update((5, ["R2", "low"]))])
    assert caught.value.cell == "D4"


def test_a_link_of_peoples_to_a_web_page_is_kept_in_our_column_of_links() -> None:
    def linked(_: Any, sheet: Any) -> None:
        sheet.write_url("C4", "https://example.org/", string="high")

    columns = ("finding", OutColumn("severity", leads=True))
    place = Link("go", "'Gaps'!A1")
    moved = rewrite(workbook(ROWS, more=linked), [update((5, ["R2", place]), (4, ["R1", place]), columns=columns)])
    assert '<hyperlink ref="C5" r:id="rId1"/><hyperlink ref="C4" location="\'Gaps\'!A1"/>' in part(moved)


def test_a_link_over_several_rows_is_cut_where_these_part() -> None:
    moved = rewrite(
        anchored(ROWS, {"link": {"D4:D5": "'Gaps'!A1"}}), [update((5, ["R2", "x"]), (6, ["R3", "x"]), (4, ["R1", "x"]))]
    )
    assert part(moved).count("location=\"'Gaps'!A1\"") == 2
    assert lint(moved) == []


def test_a_picture_that_does_not_move_with_cells_stays_without_a_word() -> None:
    data = edited(anchored(ROWS, {"picture": {"E4": "R1"}}), PICTURES, 'editAs="oneCell"', 'editAs="absolute"')
    done = rewritten(Package(data), [TURNED])
    assert standing(done.data, ["picture"])["picture"] == {"E4": "R1"}
    assert done.stays == ()


def test_a_small_chart_in_a_cell_stays_and_is_said() -> None:
    def drawn(_: Any, sheet: Any) -> None:
        sheet.add_sparkline("E4", {"range": "Gaps!B4:D4"})

    done = rewritten(Package(workbook(ROWS, more=drawn)), [TURNED])
    assert [(one.kind, one.cells) for one in done.stays] == [("sparkline", "E4")]


def test_a_box_written_as_no_program_reads_xml_still_follows() -> None:
    data = edited(anchored(ROWS, {"note": {"D4": "of R1"}}), BOXES, "<v:path", "<br><v:path")
    assert list(standing(rewrite(data, [TURNED]), ["box"])["box"]) == ["D6"]


def test_a_note_that_the_writer_left_behind_is_found_by_the_check(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(anchors, "_moved_boxes", lambda xml, moves: [])
    with pytest.raises(NotSafeError, match=r"box|vmlDrawing1"):
        rewrite(anchored(ROWS, {"note": {"D4": "of R1"}}), [TURNED])


@pytest.mark.parametrize("part", [SHEET1, NOTES, BOXES, TALK, PICTURES])
def test_a_part_that_is_damaged_on_its_way_into_the_file_is_found_by_the_check(
    part: str, before: bytes, monkeypatch: pytest.MonkeyPatch
) -> None:
    real = Archive.rebuilt

    def damaged(self: Archive, new: Mapping[str, Packed], *more: Any) -> bytes:
        if part not in new:  # what the check makes of the file for another reader
            return real(self, new, *more)
        body = bytes(new[part].body)
        middle = len(body) // 2
        spoilt = body[:middle] + bytes([body[middle] ^ 1]) + body[middle + 1 :]
        return real(self, {**new, part: replace(new[part], body=spoilt)}, *more)

    monkeypatch.setattr(Archive, "rebuilt", damaged)
    with pytest.raises(NotSafeError, match="damaged"):
        rewrite(before, [TURNED])


def test_a_part_of_notes_of_which_more_changes_than_cells_is_found_by_the_check(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    real = anchors._moved_notes

    def spoilt(xml: bytes, *more: Any) -> Any:
        edits, gone = real(xml, *more)
        at = xml.index(b"of R1")
        return [*edits, (at, at + 5, b"of R2")], gone

    monkeypatch.setattr(anchors, "_moved_notes", spoilt)
    with pytest.raises(NotSafeError, match="comments1"):
        rewrite(anchored(ROWS, {"note": {"D4": "of R1"}}), [TURNED])


def test_lint_says_when_two_notes_stand_on_one_cell() -> None:
    data = edited(anchored(ROWS, {"note": {"D4": "of R1", "D5": "of R2"}}), NOTES, 'ref="D5"', 'ref="D4"')
    assert lint(data) == ["sheets: Gaps: two notes on D4"]


def test_rows_that_are_all_new_take_nothing_with_them() -> None:
    data = anchored(ROWS, {"choice": {"D4": "of R1"}, "link": {"D4": "'Gaps'!A1"}})
    done = rewritten(Package(data), [fresh(["N", "x"])])
    assert "dataValidation" not in part(done.data)
    assert "hyperlink" not in part(done.data)
