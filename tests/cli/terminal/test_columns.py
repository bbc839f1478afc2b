"""Lists stand in columns; a path is never cut or broken, however narrow the terminal."""

from __future__ import annotations

import pytest

from pipeline.cli.terminal.columns import GAP, Columns, print_columns
from pipeline.cli.terminal.typed import wrapped

PATH = "/srv/partners/north/A partnership with a name of some length/Clinic access in the valley.xlsx"
HEADINGS = ("Run", "Count", "Over")
ROWS = [("2026-11-28 14:30", "4", PATH), ("2026-11-27 06:30", "12", "/srv/partners")]


def lines(room: int, free: int) -> list[str]:
    columns = Columns(HEADINGS, ROWS, room=room, free=free, right=(1,))
    return [GAP.join(cell for _, cell in line).rstrip() for row in ROWS for line in columns.lines(row)]


def test_where_there_is_room_a_row_is_a_line_and_numbers_end_at_one_edge() -> None:
    assert lines(120, 2) == [f"2026-11-28 14:30      4  {PATH}", "2026-11-27 06:30     12  /srv/partners"]


def test_where_there_is_none_the_last_column_stands_below_and_is_whole() -> None:
    assert lines(80, 2) == ["2026-11-28 14:30      4", f"    {PATH}", "2026-11-27 06:30     12", "    /srv/partners"]


def test_a_first_column_without_room_stands_above() -> None:
    columns = Columns(("Workbook", "High"), [(PATH, "2")], room=80, free=0, right=(1,))
    assert [GAP.join(cell for _, cell in line) for line in columns.lines((PATH, "2"))] == [PATH, "     2"]


def test_what_is_not_printed_on_a_terminal_is_one_line_a_row(capsys: pytest.CaptureFixture[str]) -> None:
    print_columns(HEADINGS, ROWS, right=(1,))
    assert len(capsys.readouterr().out.splitlines()) == 3


def test_sentences_break_between_words_and_neither_commands_nor_quoted_names_do() -> None:
    said = "Nothing is kept of it here. `concord restore` lists what is; see 'Clinic access.xlsx' too."
    assert wrapped(said, 38).splitlines() == [
        "Nothing is kept of it here.", "`concord restore` lists what is; see", "'Clinic access.xlsx' too.",
    ]  # fmt: skip


def test_a_line_to_be_copied_stays_as_it_is() -> None:
    said = 'Fill it in, then:\n  concord run "A partnership with a name of some length.xlsx" --out Pages'
    assert wrapped(said, 30) == said
