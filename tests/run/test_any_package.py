"""However a package is written, if it means the same: check, run and the self-check agree with the plain one."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from pipeline.reading.workbook import Reading, read
from pipeline.run.workbook.outcome import Outcome
from pipeline.xlsx.lint.workbook_lint import lint
from pipeline.xlsx.ooxml.package import Package
from pipeline.xlsx.ooxml.workbook import Book
from pipeline.xlsx.ooxml.zip_archive import Archive
from pipeline.xlsx.preflight.inspect import inspect
from schemas.spec import input_tables
from tests.chance import every, examples
from tests.run.made import RISKS, data, run
from tests.xlsx.ooxml.more_parts import MORE_PARTS, macro_sheet, one_cell_table
from tests.xlsx.ooxml.variants import VARIANTS, Variant, asides, asides_in_values, contents, varied

# What is expected is worked out once for all.
HOW = {**VARIANTS, **MORE_PARTS}

TEXTS = {"description": "Kidnapping near <Zürich> & the “old café”!\nSecond line", "measures": "– none"}


@cache
def plain() -> bytes:
    """A workbook with texts that every encoding writes in its own way, and a cell nobody understands."""
    return data({"Risks": [RISKS[0] | TEXTS, RISKS[1] | {"likelihood · LOCA": "seven"}]})


@cache
def finished() -> bytes:
    """The same after a run: some cells are shared strings, others are not."""
    return _ran(plain())[1]


def _ran(content: bytes, **more: Any) -> tuple[Outcome, bytes]:
    import tempfile

    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "clinic.xlsx"
        path.write_bytes(content)
        return run(path, **more), path.read_bytes()


def _said(outcome: Outcome) -> tuple[Any, ...]:
    assert outcome.reading is not None, outcome.reason
    assert outcome.results is not None
    return (
        outcome.status,
        outcome.reason,
        outcome.notes,
        outcome.problems,
        _meaning(outcome.reading),
        outcome.results.updates,
    )


def _meaning(reading: Reading) -> tuple[object, ...]:
    return reading.arrangement, reading.problems, reading.present


@cache
def _expected(content: bytes) -> tuple[Any, ...]:
    checked, _ = _ran(content, write=False)
    written, new = _ran(content)
    return _said(checked), _said(written), _meaning(read(new))


def _tables(content: bytes) -> list[tuple[object, ...]]:
    """Every table as the writer sees it."""
    book = Book(Package(content))
    return [
        (table.name, sheet.name, table.area, table.headers, book.date1904)
        for sheet in book.sheets
        for table in book.tables(sheet)
    ]


def _same(usual: bytes, unusual: bytes) -> None:
    """Run and self-check say of the two what they say of the first, and all but what is ours stays."""
    _, of_run, after = _expected(usual)
    assert inspect(unusual, "clinic.xlsx") == inspect(usual, "clinic.xlsx")
    assert _tables(unusual) == _tables(usual)
    outcome, new = _ran(unusual)
    assert _said(outcome) == of_run
    assert _meaning(read(new)) == after
    assert not set(lint(new)) - set(lint(unusual))
    _kept(unusual, new)
    assert _ran(new)[0].status == "unchanged"


def _kept(old: bytes, new: bytes) -> None:
    before, after = Archive(old), Archive(new)
    assert [member.name for member in after.members] == [member.name for member in before.members]
    changed = {
        one.name for one, other in zip(before.members, after.members, strict=True)
        if old[one.start : one.end] != new[other.start : other.end]
    }  # fmt: skip
    inputs = {sheet.part for sheet in Book(Package(old)).sheets[:8] if sheet.name != "Agenda"}
    assert not inputs & changed


@pytest.mark.parametrize("how", every(8, HOW))
def test_a_package_written_in_another_way_gives_the_same_results(how: str) -> None:
    _same(plain(), varied(plain(), HOW[how]))


def test_a_macro_sheet_is_said_and_left_as_it_is() -> None:
    strange = varied(plain(), macro_sheet)
    checked, _ = _ran(strange, write=False)
    assert _said(checked)[3:] == _expected(plain())[0][3:]
    assert any("holds macros" in note for note in checked.notes)
    written, new = _ran(strange)
    assert (written.status, written.reason) == ("written", "")
    _kept(strange, new)


def test_a_word_in_a_cell_that_means_something_to_programs_is_only_a_word() -> None:
    words = 'uniqueCount="99999999" <sst count="9">'
    wordy = data({"Risks": [RISKS[0] | {"description": words}]})
    written, new = _ran(wordy)
    assert (written.status, written.reason) == ("written", "")
    assert read(new).arrangement.risks[0].description == words


@pytest.mark.parametrize("change", [asides, asides_in_values])
def test_asides_among_the_rows_of_what_people_fill_in_make_no_difference(change: Callable[[bytes], bytes]) -> None:
    _same(plain(), varied(plain(), contents(change, *_sheets_of(plain(), is_input=True))))


@pytest.mark.parametrize("change", [asides, asides_in_values])
def test_asides_among_the_rows_of_results_are_read_and_not_written(change: Callable[[bytes], bytes]) -> None:
    strange = varied(plain(), contents(change, *_sheets_of(plain(), is_input=False)))
    checked, _ = _ran(strange, write=False)
    assert _said(checked) == _expected(plain())[0]
    rehearsed, _ = _ran(strange, write=False, rehearse=True)
    written, left = _ran(strange)
    assert left == strange
    assert rehearsed.reason == written.reason
    assert "XML comments between its rows. Open the workbook in Excel, save it, and run again." in written.reason


def _sheets_of(content: bytes, *, is_input: bool) -> tuple[str, ...]:
    """The parts of the sheets that hold tables of input, or of results."""
    book = Book(Package(content))
    inputs = {of.name for of in input_tables()}
    return tuple(
        sheet.part.rpartition("/")[2]
        for sheet in book.sheets
        if any((table.name in inputs) == is_input for table in book.tables(sheet))
    )


def test_a_table_of_one_cell_without_a_header_is_left_as_it_is() -> None:
    strange = varied(plain(), one_cell_table)
    checked, _ = _ran(strange, write=False)
    assert _said(checked) == _expected(plain())[0]
    written, new = _ran(strange)
    assert (written.status, written.reason) == ("written", "")
    assert not set(lint(new)) - set(lint(strange))
    assert _tables(new)[:1] == _tables(strange)[:1]
    _kept(strange, new)


@pytest.mark.parametrize("how", every(3, list(HOW)[1:]))
def test_a_finished_workbook_saved_in_another_way_is_unchanged_work(how: str) -> None:
    unusual = varied(finished(), HOW[how])
    outcome, left = _ran(unusual)
    assert (outcome.status, outcome.reason) == ("unchanged", "")
    assert left == unusual


# Each of these leaves the others possible: first what stands in the parts, then how they are named and led to.
IN_PARTS = st.lists(
    st.sampled_from(["prefixes", "strict", "blanks around values", "cdata in shared strings", "cdata in values"]),
    unique=True, max_size=3,
)  # fmt: skip
ENCODED = st.sampled_from([None, "byte order marks", "utf-16", "latin-1"])
LED = st.sampled_from([None, "targets with percent codes", "targets that go up and down", "absolute targets"])
LETTERS = st.sampled_from([None, "targets in capitals", "backslashes in targets", "content types in other letters"])
NAMED = st.sampled_from(
    [None, "names in capitals", "names in small letters", "backslashes in names", "names with spaces"]
)


@given(inside=IN_PARTS, encoded=ENCODED, led=LED, letters=LETTERS, named=NAMED)
@settings(max_examples=examples(8))
def test_however_the_ways_are_mixed_the_results_are_the_same(
    inside: Sequence[str], encoded: str | None, led: str | None, letters: str | None, named: str | None
) -> None:
    # What an encoding lacks is written as &#8220;, which in CDATA is a text of its own.
    assume(encoded != "latin-1" or not any(name.startswith("cdata") for name in inside))
    # CDATA hides what stands in it from the other changes, so it comes last.
    inside = sorted(inside, key=lambda name: name.startswith("cdata"))
    # Names with spaces change the targets too, so they come first; encodings last, as they hide the text.
    first, last = (named, None) if named == "names with spaces" else (None, named)
    order = [first, led, letters, *inside, encoded, last]
    variants: list[Variant] = [VARIANTS[name] for name in order if name]
    unusual = varied(plain(), *variants)
    checked, untouched = _ran(unusual, write=False)
    assert (_said(checked), untouched) == (_expected(plain())[0], unusual)
    _same(plain(), unusual)
