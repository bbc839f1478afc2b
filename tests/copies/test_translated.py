"""The workbook said anew in another language between split and join: what did not change is not asked about."""

from __future__ import annotations

import itertools
from collections.abc import Callable
from functools import lru_cache

import pytest

from pipeline.copies import sent_state, table_view
from pipeline.reading.coerce.clean import free_text
from pipeline.template.build import NewWorkbook, build
from pipeline.template.carried.shipped_texts import meanings, shipped_texts
from pipeline.template.catalogues import catalogue_names, catalogue_rows
from pipeline.xlsx.lint.workbook_lint import lint
from schemas.spec import all_tables, optional_tables
from schemas.wording.languages import languages, speaking
from schemas.wording.text import text
from tests.chance import every
from tests.cli.test_commands import code
from tests.copies.test_all_sheets import filled
from tests.copies.world import NAMES, ROWS, Cells, answer, copy_made, copy_of, joined, reading_of, rows, written

SaidAnew = Callable[[bytes, str], bytes]


@lru_cache
def shared(language: str) -> bytes:
    """A workbook with all that ships with texts of ours, and an owner that is all parties together."""
    with speaking(language):
        return build(
            NewWorkbook(
                title="Valley", partners=tuple(NAMES.items()), arrangement_id="CA-TEST",
                values={
                    "Risks": [{**row, "owner": text("phrases.all_parties")} for row in ROWS["Risks"]],
                    "Activities": ROWS["Activities"],
                },
                catalogue=catalogue_rows(catalogue_names()),
                optional=[of.name for of in optional_tables() if of.ships_filled],
            )
        )  # fmt: skip


@lru_cache
def sent(language: str) -> bytes:
    with speaking(language):
        return copy_of(shared(language), "LOCA")


@lru_cache
def filled_copy(language: str) -> bytes:
    return filled(sent(language), "LOCA")


@pytest.fixture(scope="module")
def said_anew(tmp_path_factory: pytest.TempPathFactory) -> SaidAnew:
    """A workbook as `concord new --from --language` makes it in another language."""
    folder = tmp_path_factory.mktemp("anew")
    numbers = itertools.count()

    @lru_cache
    def made(data: bytes, language: str) -> bytes:
        old, new = (folder / f"{next(numbers)}.xlsx" for _ in range(2))
        old.write_bytes(data)
        assert code("new", new, "--from", old, "--language", language) == 0
        return new.read_bytes()

    return made


@pytest.mark.parametrize(("before", "now"), every(5, itertools.permutations(languages(), 2)))
def test_a_copy_of_before_is_joined_with_the_workbook_in_its_new_language(
    before: str, now: str, said_anew: SaidAnew
) -> None:
    new = said_anew(shared(before), now)
    assert reading_of(new).language == now
    after = joined(new, [filled_copy(before)])
    assert (after.asked, after.remarks) == ([], [])
    assert [of.changed_here for of in after.of_copies.values()] == [0]
    at_once = joined(shared(before), [filled_copy(before)])
    assert [one.cell for one in after.filled] == [one.cell for one in at_once.filled]
    assert after.filled


def test_what_a_party_changed_in_a_text_of_ours_is_asked_about_and_nothing_else(said_anew: SaidAnew) -> None:
    cells: Cells = {("Indicators", "CH-01", "Text"): "Do we meet?"}
    after = joined(said_anew(shared("en"), "fr"), [written(filled_copy("en"), cells)])
    assert [(said.table, said.row, said.in_the_copy) for said in after.asked] == [
        ("Indicators", "CH-01", "Do we meet?")
    ]


def test_a_copy_that_was_not_touched_is_known_as_such_in_either_language(said_anew: SaidAnew) -> None:
    after = joined(said_anew(shared("fr"), "en"), [sent("fr")])
    assert [of.is_untouched for of in after.of_copies.values()] == [True]


LOCA = ("Risks", "R1", "Likelihood · LOCA")
SAID: Cells = {
    LOCA: 4, ("Risks", "R2", "Description"): "Told better", ("Risks", "R9", "Threat / event"): "Fire",
    ("Activities", "1.1", "Title"): "Call all",
}  # fmt: skip


def test_what_was_asked_and_answered_before_holds_in_the_new_language(said_anew: SaidAnew) -> None:
    copy = written(sent("en"), SAID)
    asked = joined(written(shared("en"), {LOCA: 2}), [copy])
    assert len(asked.asked) == len(SAID)
    new = said_anew(answer(asked.data, "R1", "No", "R2", "Yes"), "fr")
    assert rows(new, "Copies") == rows(asked.data, "Copies")
    after = joined(new, [copy])
    assert (after.asked, after.remarks) == ([], [])
    assert [said.row for said in after.done] == ["R2"]
    assert [(said.table, said.row) for said in after.open_ones] == [("Risks", "R9"), ("Activities", "1.1")]
    named = {(row["table"], row["row_id"]): row["column_name"] for row in rows(after.data, "Proposals")}
    assert named["Activités", "1.1"] == "Intitulé"
    assert lint(after.data) == []


def test_what_was_declined_before_is_not_filled_in_later(said_anew: SaidAnew) -> None:
    copy = written(sent("en"), {LOCA: 4, ("Indicators", "CH-01", "Rating · LOCA"): "Partial"})
    here = written(shared("en"), {LOCA: 2, ("Indicators", "CH-01", "Rating · LOCA"): "Absent"})
    new = said_anew(answer(joined(here, [copy]).data, "R1", "No", "CH-01", "No"), "fr")
    emptied = written(new, {
        ("Risks", "R1", "Vraisemblance · LOCA"): None, ("Indicators", "CH-01", "Évaluation · LOCA"): None,
    })  # fmt: skip
    after = joined(emptied, [copy])
    assert (after.filled, after.asked) == ([], [])


def test_a_risk_that_people_translated_themselves_keeps_the_answer_and_another_one_in_its_place_does_not(
    said_anew: SaidAnew,
) -> None:
    """All its words are other ones; what is no text tells that it is the same risk."""
    french = {"Description": "Les pluies emportent le pont", "Menace / événement": "Inondation"}
    copy = written(sent("en"), {LOCA: 4, ("Risks", "R2", LOCA[2]): 3})
    new = written(said_anew(shared("en"), "fr"), {
        **{("Risks", id, header): said for id in ("R1", "R2") for header, said in french.items()},
        ("Risks", "R2", "Propriétaire"): "TOWN", ("Risks", "R2", "Traitement"): "Éviter",
    })  # fmt: skip
    after = joined(new, [copy])
    assert [one.row for one in after.filled] == ["R1"]
    assert [said.row for said in after.asked] == ["R2"]


@pytest.mark.parametrize("language", languages())
def test_the_marks_of_an_earlier_concord_are_taken_for_what_its_texts_mean(
    language: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It marked each text as it is written, and said so by the form of its marks."""
    with monkeypatch.context() as before:
        before.setattr(table_view, "meanings", lambda *_: {})
        before.setattr(sent_state, "_FORM", "1")
        with speaking(language):
            copy = copy_made(reading_of(shared(language)), shared(language), "LOCA")
    assert [of.is_untouched for of in joined(shared(language), [copy]).of_copies.values()] == [True]


@pytest.mark.parametrize("language", languages())
def test_no_two_texts_of_ours_in_one_column_mean_the_same(language: str) -> None:
    """Else nobody would hear of a party that puts one in place of the other."""
    for name in all_tables():
        with speaking(language):
            said = {(column, str(said)) for row in shipped_texts(name) for column, said in row.items()}
        means = {(column, meanings(language, name)[column][free_text(one)]) for column, one in said}
        assert len(means) == len(said)
