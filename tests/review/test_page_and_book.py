"""The pack on paper: the same on page and in workbook, for the parties only, with room to write, never a formula."""

from __future__ import annotations

import io
from html import unescape
from pathlib import Path

import openpyxl
import pytest
from openpyxl.worksheet.worksheet import Worksheet

from pipeline.disclosure.audience import NotForThemError
from pipeline.report.fitted import LARGEST
from pipeline.review.as_json import as_json
from pipeline.review.book import book
from pipeline.review.pack import Pack
from pipeline.review.page import SECTIONS, page
from pipeline.template.build import NewWorkbook
from pipeline.xlsx.lint.workbook_lint import lint
from schemas.wording.languages import speaking
from schemas.wording.text import text
from tests.office import LibreOffice
from tests.report.test_hostile_text import HOSTILE
from tests.report.world import TYPICAL, Page, Rows, activity, risk
from tests.review.test_annex import asked
from tests.review.world import SINCE, of, reviewed
from tests.run.made import built_once

TABLES = ("ReviewStart", "ReviewInputs", "ReviewAnnexC", "ReviewTopics", "ReviewActions")
EMPTY = ("What we decided", "Who", "By when")


@pytest.fixture(scope="module")
def pack() -> Pack:
    return reviewed(TYPICAL)


@pytest.fixture(scope="module")
def sheets(pack: Pack) -> dict[str, Worksheet]:
    """The sheets of its workbook by their table."""
    opened = openpyxl.load_workbook(io.BytesIO(book(pack)))
    return {name: sheet for sheet in opened.worksheets for name in sheet.tables}


def rows(sheet: Worksheet, table: str) -> list[dict[str, object]]:
    """The rows of a table by header."""
    head, *below = sheet[sheet.tables[table].ref]
    return [{str(top.value): cell.value for top, cell in zip(head, row, strict=True)} for row in below]


def test_the_page_has_its_sections_in_the_order_of_the_meeting(pack: Pack) -> None:
    found = Page.of(page(pack))
    assert [id for id in found.ids if id in SECTIONS] == list(SECTIONS)
    assert len(found.ids) == len(set(found.ids))


def test_what_is_typed_is_set_as_code(pack: Pack) -> None:
    made = page(pack)
    assert "<code class=typed dir=ltr>concord run</code>" in made
    assert "`" not in Page.of(made).text


def test_those_not_heard_yet_stand_before_everything_else(pack: Pack) -> None:
    said = Page.of(page(pack)).text
    first = said.index("What it said")
    assert pack.unheard[0].partner == "WATR"
    assert said.index(pack.unheard[0].says[0], first) < said.index("Changes in the key issues")


def test_every_input_without_anything_says_so_on_page_and_in_workbook(pack: Pack, sheets: dict[str, Worksheet]) -> None:
    without = sum(not one.items for one in pack.inputs)
    assert Page.of(page(pack)).text.count("No input yet") == without > 0
    said = [str(row["What there is"]) for row in rows(sheets["ReviewInputs"], "ReviewInputs")]
    assert sum(one.startswith("No input yet. ") for one in said) == without


def test_page_and_workbook_say_what_people_do_with_what_they_decide(pack: Pack, sheets: dict[str, Worksheet]) -> None:
    said = unescape(page(pack))
    start = [cell.value for cell in sheets["ReviewStart"]["A"]]
    for words in ("Last reviewed on", "Steps", "Action plan"):
        assert words in said
        assert any(words in str(line) for line in start)


@pytest.mark.parametrize("table", TABLES[1:])
def test_the_workbook_has_empty_columns_for_what_was_decided(sheets: dict[str, Worksheet], table: str) -> None:
    for row in rows(sheets[table], table):
        assert {row[name] for name in EMPTY} == {None}


@pytest.mark.parametrize("is_asked", [False, True])
def test_the_workbook_holds_all_eighteen_questions_with_a_column_for_each_party_that_may_answer(
    *, is_asked: bool
) -> None:
    opened = openpyxl.load_workbook(io.BytesIO(book(reviewed(asked() if is_asked else {}))))
    found = rows(opened["Annex C"], "ReviewAnnexC")
    assert len(found) == 18
    assert ({"Answer · REDC", "Answer · LOCA", "Answer · WATR"} <= found[0].keys()) == is_asked
    assert all(row["What the sheets show"] for row in found)


def test_the_workbook_holds_every_action_with_its_state(pack: Pack, sheets: dict[str, Worksheet]) -> None:
    found = {row["Action"]: row["State"] for row in rows(sheets["ReviewActions"], "ReviewActions")}
    assert found.keys() == {act.id for act in pack.acts}
    assert all(found.values())


@pytest.mark.parametrize("values", [{}, TYPICAL], ids=["bare", "typical"])
def test_the_workbook_opens_without_repair(values: dict[str, Rows]) -> None:
    assert lint(book(reviewed(values))) == []


def test_the_same_pack_gives_the_same_bytes(pack: Pack) -> None:
    again = reviewed(TYPICAL)
    assert (page(again), book(again)) == (page(pack), book(pack))


def test_no_text_of_people_becomes_a_tag_a_formula_or_a_link() -> None:
    hostile = '=HYPERLINK("http://example.org")<script>alert(1)</script>'
    made = reviewed({
        "Risks": [risk("R1", description=hostile)], "Activities": [activity("1", title=hostile, agreed_on=SINCE)],
        "Incidents": [{"incident": "N1", "event": hostile, "on": SINCE, "lesson": hostile}],
    })  # fmt: skip
    assert "<script" not in page(made)
    opened = openpyxl.load_workbook(io.BytesIO(book(made)))
    cells = [cell for sheet in opened for row in sheet.iter_rows() for cell in row]
    assert {cell.data_type for cell in cells} <= {"s", "n", "d"}
    assert not any(cell.hyperlink for cell in cells)


def test_whatever_people_wrote_gives_a_page_and_a_sound_workbook() -> None:
    made = reviewed({
        "Exercises": [
            {"exercise": f"E{at}", "event": "Flood", "held_on": SINCE, "lesson": said[:900]}
            for at, said in enumerate(HOSTILE)
        ]
    })  # fmt: skip
    (exercises,) = [one.items for one in made.inputs if one.name == "exercises"]
    assert len(exercises) == len(HOSTILE)
    shown = page(made)
    assert "<script>alert" not in shown
    assert "&lt;script&gt;alert" in shown
    assert lint(book(made)) == []


def test_there_is_no_pack_for_others_and_it_says_which_page_there_is() -> None:
    with pytest.raises(NotForThemError, match="concord report"):
        reviewed(TYPICAL, whom="outside")


def test_an_organisation_that_does_not_sign_gets_no_pack() -> None:
    partners: list[dict[str, object]] = [{"partner": "REDC", "name": "Red Crossing", "party": "No"}]
    with pytest.raises(NotForThemError):
        reviewed({"Partners": partners}, whom="REDC")


def test_a_party_sees_what_all_parties_see_with_its_own_marked(pack: Pack) -> None:
    own = Page.of(page(reviewed(TYPICAL, whom="LOCA"))).text
    assert text("report.page.yours") in own
    bare = own.replace(f" {text('report.page.yours')}", "")
    for words in ("For the parties of this arrangement", "For LOCA, a party to this arrangement"):
        bare = bare.replace(words, "")
    assert bare.split() == Page.of(page(pack)).text.replace("For the parties of this arrangement", "").split()


def test_machines_are_told_the_same(pack: Pack) -> None:
    told = as_json(pack)
    assert [one["input"] for one in told["inputs"]] == [one.name for one in pack.inputs]
    assert len(told["answers"]) == 18
    assert {action["action"] for action in told["actions"]} == {act.id for act in pack.acts}
    assert [one["partner"] for one in told["not_heard"]] == [one.partner for one in pack.unheard]


def test_a_party_whose_code_is_a_word_of_ours_has_a_column_of_its_own() -> None:
    given = asked(C1a={"rating · WHO": "Absent"})
    new = NewWorkbook(
        title="Clinic", partners=(("WHO", "World Relief"), ("DUE", "Due North")), arrangement_id="CA-WHO",
        values={**given, "Partners": [{"partner": code, "party": "Yes"} for code in ("WHO", "DUE")]},
    )  # fmt: skip
    opened = openpyxl.load_workbook(io.BytesIO(book(of(built_once(new)))))
    assert rows(opened["Annex C"], "ReviewAnnexC")[0]["Answer · WHO"] == "Absent"


@pytest.mark.system("soffice")
def test_another_office_program_opens_the_workbook_with_its_tables(tmp_path: Path) -> None:
    file = tmp_path / "clinic-review.xlsx"
    file.write_bytes(book(reviewed({**TYPICAL, **asked()})))
    saved = LibreOffice(tmp_path / "profile").saved(file, tmp_path / "saved")
    opened = openpyxl.load_workbook(saved)
    assert {name for sheet in opened.worksheets for name in sheet.tables} == set(TABLES)
    assert opened["Annex C"].max_row >= 18


def test_a_long_pack_stays_a_page_and_says_how_many_more_stand_in_its_workbook() -> None:
    rows = [{"incident": f"N{n}", "event": "Flood", "on": SINCE, "lesson": f"{'far ' * 60}"} for n in range(900)]
    many = reviewed({"Incidents": rows})
    said = page(many)
    assert len(said.encode()) <= LARGEST
    assert "find no room on this page. They stand in the workbook of this pack." in said
    opened = openpyxl.load_workbook(io.BytesIO(book(many)), read_only=True)
    assert sum("Lesson of N" in str(row[1].value) for row in opened["What to consider"].iter_rows()) == 900


def test_in_a_language_written_from_the_right_every_cell_of_the_workbook_runs_from_there() -> None:
    with speaking("ar"):
        opened = openpyxl.load_workbook(io.BytesIO(book(reviewed(TYPICAL))))
    tops = [cell for sheet in opened for cell in sheet[1] + sheet[5] if cell.value]
    assert {(cell.alignment.readingOrder, cell.alignment.horizontal) for cell in tops} == {(2, "right")}
