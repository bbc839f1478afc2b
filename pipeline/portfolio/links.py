"""From the portfolio to the page of each partnership that lies beside it."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from urllib.parse import quote

from pipeline.drive.of import drive_of, exists
from pipeline.portfolio.portfolio import Link
from pipeline.report.audience import OUTSIDE, PARTIES, ending
from pipeline.run.ended import Ended


def links(ended: Ended, out: Path) -> Mapping[Path, Link]:
    """The page for others where there is one, else that for the parties, which is said beside the link."""
    there = {entry.name for entry in drive_of(out).entries(out)} if exists(out) else set()
    found = {}
    for path, name in ended.names.items():
        for audience in (OUTSIDE, PARTIES):
            file = f"{name}{ending(audience)}.html"
            if file in there and path not in found:
                found[path] = (quote(file, safe="", errors="replace"), audience == PARTIES)
    return found
