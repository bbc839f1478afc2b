"""Pages beside the workbooks: one for each workbook and audience, none older than its workbook."""

from __future__ import annotations

from pathlib import Path

import pytest

from pipeline.run.output.outputs import beside_name
from tests.run.leaving import PARTIES_ONLY, WITHDRAWN, left, put, text


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Where two workbooks lie."""
    monkeypatch.setenv("CONCORD_STATE", str(tmp_path / "state"))
    put(tmp_path / "in", "clinic.xlsx")
    put(tmp_path / "in", "school.xlsx")
    return tmp_path / "in"


def test_pages_beside_follow_their_workbook_for_every_audience(folder: Path) -> None:
    for audience in ("outside", "parties"):
        left(folder, beside=True, audience=audience)
    page = folder / "clinic (Concord)-outside.html"
    assert PARTIES_ONLY in text(page)
    put(folder, "clinic.xlsx", WITHDRAWN)
    left(folder, beside=True)
    assert not page.exists()
    assert (folder / "school (Concord)-outside.html").exists()
    left(folder, beside=True, audience="outside")
    assert PARTIES_ONLY not in text(page)


def test_pages_beside_two_workbooks_of_one_name_are_two(folder: Path) -> None:
    names = [beside_name(Path(f"a{ending}"), whom) for ending in (".xlsx", ".xlsm") for whom in ("parties", "outside")]
    assert len(set(names)) == 4
