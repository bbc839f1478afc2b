"""A table of partners longer than any arrangement is refused before they are compared with each other."""

from __future__ import annotations

from pathlib import Path

import pytest

from pipeline.reading.workbook import MOST_PARTNERS, UnreadableWorkbookError, read
from pipeline.run.batch.options import Options
from pipeline.run.workbook.process import process
from tests.reading.books import book
from tests.run.made import DAY


def of(count: int) -> bytes:
    return book({"Partners": [{"partner": f"P{at}", "name": "An organisation", "party": "no"} for at in range(count)]})


def test_as_many_partners_as_can_be_are_read() -> None:
    assert len(read(of(MOST_PARTNERS)).arrangement.partners) == 300


def test_more_are_refused_with_the_sheet_and_what_to_do() -> None:
    with pytest.raises(UnreadableWorkbookError, match=r"sheet Partners has 301 rows, and up to 300 .* take out"):
        read(of(MOST_PARTNERS + 1))


@pytest.mark.parametrize("write", [False, True])
def test_check_and_run_say_the_same(tmp_path: Path, write: bool) -> None:
    path = tmp_path / "crowd.xlsx"
    path.write_bytes(of(4_000))
    before = path.read_bytes()
    outcome = process(path, Options(today=DAY, write=write))
    assert outcome.status == "refused"
    assert outcome.reason.startswith("The table Partners on the sheet Partners has 4,000 rows")
    assert path.read_bytes() == before
