"""What is kept of a workbook once it has been worked through: plain and small, so that thousands fit in memory.

An Outcome holds the whole workbook as read; a WorkbookResult can be sent from one process to another, and
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
from pipeline.domain.finding import SEVERITIES
from pipeline.run.batch.spill import Spilled
from pipeline.run.workbook.outcome import NEEDS_ATTENTION, Outcome, Status

Json = dict[str, Any]


# What is packed one after the other, so that who asks for one of them need not unpack what comes behind it.
_PARTS = ("counts", f"sums {PARTIES}", f"sums {OUTSIDE}", PARTIES, OUTSIDE, "found")
_COUNTS = (*SEVERITIES[:4], "actions", "late")
# What an edition lists one by one; the sums have how many there are, and the rest as it is.
_LISTED = ("findings", "actions", "views")


def pack(found: Json, editions: Json | None = None) -> bytes:
    """All that `found` gives, and before it what each audience is told, and how much that is."""
    told: Json = editions or {}
    sums: Json = {name: _summed(told[name]) for name in (PARTIES, OUTSIDE) if name in told}
    counts = {edition: {name: sums[edition][name] for name in _COUNTS} for edition in sums}
    parts = {
        **told, "counts": {"codes": told.get("codes", ()), **counts}, "found": found,
        **{f"sums {edition}": summed for edition, summed in sums.items()},
    }  # fmt: skip
    texts = (json.dumps(parts.get(name, {}), ensure_ascii=False).encode() for name in _PARTS)
    return b"".join(zlib.compress(text, 1) for text in texts)


def _summed(told: Json) -> Json:
    """An edition without its ids: how many findings of each severity, in all and by rule; actions, and late ones."""
    found = Counter((rule_of(id), severity) for id, severity in told["findings"].items())
    rules: Json = {}
    for (rule, severity), count in sorted(found.items(), key=lambda item: SEVERITIES.index(item[0][1])):
        rules.setdefault(rule, {})[severity] = count
    by = Counter(told["findings"].values())
    late = sum(action["late"] for action in told["actions"].values())
    return {
        **{name: said for name, said in told.items() if name not in _LISTED}, "rules": rules,
        **{severity: by[severity] for severity in SEVERITIES}, "actions": len(told["actions"]), "late": late,
    }  # fmt: skip


def rule_of(id: str) -> str:
    """The rule of a finding or an action."""
    return id.partition("/")[0]


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
        return dict(_unpacked(self.packed, "found"))

    def sums(self, audience: str) -> Json:
        """What an audience is told of it without ids, so that it is quickly there; {} where that is not known.

        Its plain numbers, those of `counts`, and for each of the `rules` how many findings of which severity it has,
        the gravest first.
        """
        return _unpacked(self.packed, f"sums {self.edition(audience)}")

    def counts(self, audience: Edition) -> Json:
        """Of an edition `critical`, `high`, `medium`, `low` findings, `actions` and `late` ones; {} where not known."""
        counts: Json = _unpacked(self.packed, "counts").get(audience, {})
        return counts

    def numbers(self, audience: str) -> Json:
        """What an audience is told of it, in numbers (`pipeline.disclosure.numbers`); {} where that is not known."""
        return _unpacked(self.packed, self.edition(audience))

    def edition(self, audience: str) -> Edition:
        """Which edition an audience gets: one that is no party to the arrangement gets that for others."""
        return edition(audience, self._codes(audience))

    def admits(self, audience: str) -> bool:
        """Whether there is a page of it for an audience."""
        return self.was_read and is_admitted(audience, self._codes(audience))

    def _codes(self, audience: str) -> Collection[str]:
        """The codes of the parties; none where the answer does not rest on them, so that nothing is unpacked."""
        if named(audience) in (PARTIES, OUTSIDE):
            return ()
        codes: Collection[str] = _unpacked(self.packed, "counts").get("codes", ())
        return codes


@lru_cache(maxsize=len(_PARTS))
def _unpacked(packed: bytes | Spilled, name: str) -> Json:
    """One of the parts of what is packed; whoever asks for something in it asks for more of it next."""
    data = bytes(packed)
    for _ in range(_PARTS.index(name) + 1):
        part = zlib.decompressobj()
        text = part.decompress(data)
        data = part.unused_data
    content: Json = json.loads(text)
    return content


def reported(outcome: Outcome, editions: Json | None = None) -> WorkbookResult:
    """The outcome without the workbook; `editions` is what each audience is told of it, where that was asked for."""
    bare = WorkbookResult(path=outcome.path, status=outcome.status, reason=outcome.reason, notes=outcome.notes)
    if outcome.reading is None:
        return bare
    from pipeline.run.batch.plain_outcome import plain  # what reads workbooks is loaded only by processes that do

    arrangement = outcome.reading.arrangement
    is_kept = outcome.kept is not None and "title" in outcome.kept.fields
    title = "" if is_kept else arrangement.text("title")
    counted = outcome.findings.counted if outcome.findings is not None else ()
    return WorkbookResult(
        path=outcome.path, status=outcome.status, reason=outcome.reason, notes=outcome.notes, was_read=True,
        arrangement_id=arrangement.text("arrangement_id"), title=title,
        cell_errors=outcome.cell_errors, mentions=len(outcome.problems) - outcome.cell_errors,
        severities=dict(Counter(found.severity for found in counted)), actions=dict(outcome.actions),
        packed=pack(plain(outcome), editions),
    )  # fmt: skip
