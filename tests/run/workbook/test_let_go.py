"""What a run makes out on its way is gone before the results are written: of a long register it takes most memory."""

from __future__ import annotations

import gc
import shutil
import weakref
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest

from pipeline.analysis.assessment import Assessment
from pipeline.domain.table_update import TableUpdate
from pipeline.results import in_language
from pipeline.run.batch.options import Options
from pipeline.run.workbook import process as one_workbook
from pipeline.run.workbook.process import process
from pipeline.xlsx.ooxml.package import Package
from pipeline.xlsx.writer import rewrite
from pipeline.xlsx.writer.rewrite import Rewritten
from tests.run.conftest import SAMPLE
from tests.run.made import DAY


def test_no_result_keeps_what_was_looked_up_of_the_register(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    looked_up: list[weakref.ref[Any]] = []
    alive: list[object] = []

    class Watched(Assessment):
        @classmethod
        def of(cls, *given: Any) -> Assessment:
            made = Assessment.of(*given)
            looked_up.extend(map(weakref.ref, (made, made.arrangement)))
            return made

    def rewritten(package: Package, updates: Sequence[TableUpdate]) -> Rewritten:
        assert not gc.isenabled()  # nobody has collected them: nothing leads to them
        alive.extend(one() for one in looked_up)
        return rewrite.rewritten(package, updates)

    monkeypatch.setattr(in_language, "Assessment", Watched)
    monkeypatch.setattr(one_workbook, "rewritten", rewritten)
    path = Path(shutil.copy(SAMPLE, tmp_path / "book.xlsx"))
    assert process(path, Options(today=DAY)).status == "written"
    assert alive == [None, None]
