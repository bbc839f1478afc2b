"""What several files of these tests look at and nobody wants to make twice."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from tests.office import LibreOffice
from tests.run.made import run, workbook

SAMPLE = Path(__file__).parents[2] / "workbooks" / "samples" / "two-organisations.xlsx"
INDICATORS = [
    {
        "indicator": f"I{number}", "element": element, "text": "In place", "applies_to": "Partnership",
        "rating · INTL": "Partial",
    }
    for number, element in enumerate(("Trust", "Money", "Care"), start=1)
]  # fmt: skip


@pytest.fixture(scope="session")
def saved_by_libreoffice(tmp_path_factory: pytest.TempPathFactory, libreoffice: LibreOffice) -> tuple[Path, Path]:
    """A folder with a sample after a run and a workbook before one, and one where LibreOffice has saved both.

    It is started once for both: tests that use this are in the group `libreoffice`.
    """
    made, saved = tmp_path_factory.mktemp("made"), tmp_path_factory.mktemp("saved")
    sample = Path(shutil.copy(SAMPLE, made / "sample.xlsx"))
    assert run(sample).status == "written"
    new = workbook(made, "new.xlsx", values={"Indicators": INDICATORS})
    libreoffice.save([sample, new], saved)
    return made, saved
