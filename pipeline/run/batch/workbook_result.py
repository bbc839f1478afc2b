"""What is kept of a workbook once it has been worked through: plain and small, so that thousands fit in memory.

An Outcome holds the whole workbook as read; a Report can be sent from one process to another, and
kept until the next run.
"""

from __future__ import annotations

import json
import zlib
from collections import Counter
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import lru_cache
from pathlib import Path
from typing import Any

from pipeline.disclosure.audience import OUTSIDE, PARTIES, Edition, edition, is_admitted, named
from pipeline.run.batch.spill import Spilled
from pipeline.run.workbook.outcome import NEEDS_ATTENTION, Outcome, Status

Json = dict[str, Any]


def pack(found: Json, editions: Json | None = None) -> bytes:
    """All that `found` gives, and before it what each audience is told, which is asked for by itself."""
    return b"".join(zlib.compress(json.dumps(part, ensure_ascii=False).encode(), 1) for part in (editions or {}, found))


NOTHING = pack({"findings": [], "actions": [], "topics": [], "checks": []})


@dataclass(frozen=True, slots=True)
class Mark:
    """By what an unchanged file is known again: size in bytes, time of change (ns) and of the look (s since 1970).

    `content` is its SHA-256 (hex), "" where it was not read.
    """

    size: int
    changed: int
    looked: float
    content: str


@dataclass(frozen=True, kw_only=True)
class WorkbookResult:
    """One workbook's status, the reason where there is one, counts, and (packed) its findings and checks.

    `was_read` is False where the workbook could not be read; `arrangement_id` and `title` are empty
    then. `failures` says which of its reports could not be written, and why.
    `severities` counts the findings by severity, `actions` the action plan's rows by state.
    `page` is where its page was written in this run. `mark` and `due` say how long all this holds;
    `was_opened` is False for what is told from memory. `traceback` is that of a mistake of ours, for the log.
    """

    path: Path
    status: Status
    reason: str = ""
    notes: tuple[str, ...] = ()
    failures: tuple[str, ...] = ()
    was_read: bool = False
    arrangement_id: str = ""
    title: str = ""
    cell_errors: int = 0
    mentions: int = 0
    severities: Mapping[str, int] = field(default_factory=dict)
    actions: Mapping[str, int] = field(default_factory=dict)
    packed: bytes | Spilled = NOTHING
    mark: Mark | None = None
    due: date | None = None
    was_opened: bool = True
    page: Path | None = None
    traceback: str = ""

    @property
    def needs_attention(self) -> bool:
        """Whether somebody should look at the workbook before the next run."""
        return self.status in NEEDS_ATTENTION or self.cell_errors > 0 or bool(self.failures)

    @property
    def found(self) -> Json:
        """Its `findings`, `actions`, `topics` and `checks` as lists of plain objects (the shape of `--json`)."""
        return dict(_unpacked(self.packed))

    def numbers(self, audience: str) -> Json:
        """What an audience is told of it, in numbers (`pipeline.disclosure.numbers`); {} where that is not known."""
        numbers: Json = self._editions.get(self.edition(audience), {})
        return numbers

    def edition(self, audience: str) -> Edition:
        """Which edition an audience gets: one that is no party to the arrangement gets that for others."""
        return edition(audience, self._codes(audience))

    def admits(self, audience: str) -> bool:
        """Whether there is a page of it for an audience."""
        return self.was_read and is_admitted(audience, self._codes(audience))

    def _codes(self, audience: str) -> Collection[str]:
        """The codes of the parties; none where the answer does not rest on them, so that nothing is unpacked."""
        codes: Collection[str] = () if named(audience) in (PARTIES, OUTSIDE) else self._editions.get("codes", ())
        return codes

    @property
    def _editions(self) -> Json:
        return _unpacked_editions(self.packed)


@lru_cache(maxsize=1)
def _unpacked_editions(packed: bytes | Spilled) -> Json:
    editions: Json = json.loads(zlib.decompressobj().decompress(bytes(packed)))
    return editions


@lru_cache(maxsize=1)
def _unpacked(packed: bytes | Spilled) -> Json:
    """What is packed; whoever asks for one part of it asks for the others next."""
    before = zlib.decompressobj()
    before.decompress(bytes(packed))
    content: Json = json.loads(zlib.decompress(before.unused_data))
    return content


def reported(outcome: Outcome, editions: Json | None = None) -> WorkbookResult:
    """The outcome without the workbook; `editions` is what each audience is told of it, where that was asked for."""
    bare = WorkbookResult(path=outcome.path, status=outcome.status, reason=outcome.reason, notes=outcome.notes)
    if outcome.reading is None:
        return bare
    from pipeline.run.batch.plain_outcome import plain  # what reads workbooks is loaded only by processes that do

    arrangement = outcome.reading.arrangement
    counted = outcome.findings.counted if outcome.findings is not None else ()
    return WorkbookResult(
        path=outcome.path, status=outcome.status, reason=outcome.reason, notes=outcome.notes, was_read=True,
        arrangement_id=arrangement.text("arrangement_id"), title=arrangement.text("title"),
        cell_errors=outcome.cell_errors, mentions=len(outcome.problems) - outcome.cell_errors,
        severities=dict(Counter(found.severity for found in counted)), actions=dict(outcome.actions),
        packed=pack(plain(outcome), editions),
    )  # fmt: skip
