"""What a run is asked to do."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

from schemas.thresholds import Thresholds, defaults, keep_days


@dataclass(frozen=True, kw_only=True)
class Options:
    """How to treat the workbooks of one run.

    `write`: put the results into the workbook; `rehearse`: do not, but say what would stop it; `beside`: rather into
    a copy beside it. `strict`: do not write into a workbook with cell errors. `out`: the folder for reports, None for
    none; `audience`: for whom the pages in it are made (`parties`, `outside`, or the code of one party). `backups`:
    the folder for copies of what is replaced, None to keep none. `keep_days`: back-ups and history that are older go.
    `today` is the only clock the results know. `language` is that of pages and of what is told, "" for that of each
    workbook; what is written into a workbook is always in its own.
    """

    today: date
    write: bool = True
    rehearse: bool = False
    beside: bool = False
    strict: bool = False
    out: Path | None = None
    audience: str = "parties"
    backups: Path | None = None
    thresholds: Thresholds = field(default_factory=defaults)
    language: str = ""
    keep_days: int = field(default_factory=keep_days)
