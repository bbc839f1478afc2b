"""A workbook over time on a terminal of some width: every number stands with what it counts."""

from __future__ import annotations

import pytest

from pipeline.cli import history
from pipeline.cli.terminal import columns
from schemas.wording.languages import languages, speaking
from schemas.wording.text import text

ROW = {
    "started_at": "2026-11-22T18:30:00+00:00", "findings": {"critical": 2, "high": 11, "medium": 13}, "cell_errors": 41,
    "actions": {"new": 20, "settled": 3},
}  # fmt: skip


@pytest.mark.parametrize("code", languages())
@pytest.mark.parametrize("room", [200, 80, 40])
def test_no_heading_and_no_number_is_lost(
    code: str, room: int, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(columns, "room", lambda: room)
    with speaking(code):
        history._workbook([ROW, ROW])
        names = [text(f"cli.history.columns.{name}") for name in ("critical", "mend", *history.SUMMED)]
    lines = capsys.readouterr().out.splitlines()
    if room == 200:
        names = names[:2]
    assert all(any(name in line for line in lines) for name in names)
    assert max(map(len, lines)) <= 80 or room != 80
    assert len(lines) == (4 if room == 40 else 3)
