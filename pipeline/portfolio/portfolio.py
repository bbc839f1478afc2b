"""Everything that the portfolio shows, gathered once for the page, the workbook and the list."""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from pipeline.disclosure.audience import OUTSIDE, PARTIES, named
from pipeline.domain.finding import SEVERITIES
from pipeline.portfolio.attention import Placed, placed
from pipeline.portfolio.changes import Change, Changes, changes
from pipeline.portfolio.from_history import NO_PAST, Past
from pipeline.portfolio.partnership import Partnership, partnership
from pipeline.run.result import RunResult
from pipeline.run.workbook.outcome import NOT_COUNTED
from schemas.wording.text import text, texts

_GRAVE = {severity: place for place, severity in enumerate(SEVERITIES)}


@dataclass(frozen=True, slots=True)
class Gap:
    """A rule over all partnerships: its worst severity, in how many it found something, and how often."""

    rule: str
    severity: str
    partnerships: int
    findings: int


@dataclass(frozen=True, kw_only=True)
class Portfolio:
    """All partnerships in the order of their need of attention. `folder` is its name, "" for several.

    `audience` is for whom it is made, as `pipeline.disclosure.audience.named` has it.
    """

    audience: str
    folder: str
    day: date
    placed: tuple[Placed, ...]
    past: Past
    changes: Changes | None
    gaps: tuple[Gap, ...]

    @property
    def partnerships(self) -> tuple[Partnership, ...]:
        """All of them, in that order."""
        return tuple(item.one for item in self.placed)

    @property
    def read(self) -> tuple[Partnership, ...]:
        """Those that were read."""
        return tuple(one for one in self.partnerships if one.was_read)

    @property
    def unread(self) -> tuple[Partnership, ...]:
        """Those that were not."""
        return tuple(one for one in self.partnerships if not one.was_read)

    @property
    def edition(self) -> dict[str, Any]:
        """What it says of itself: for whom it is, its note, how to read it."""
        kind = self.audience if self.audience in (PARTIES, OUTSIDE) else "partner"
        return {
            "audience": text(f"portfolio.editions.{kind}.audience", partner=self.audience),
            "note": text(f"portfolio.editions.{kind}.note", partner=self.audience),
            "reading": texts(f"portfolio.editions.{kind}")["reading"],
        }

    def change(self, one: Partnership) -> Change | None:
        """What changed in a partnership; None where there is nothing to compare with."""
        return self.changes.of.get(one.place) if self.changes else None

    def trend(self, one: Partnership) -> list[int]:
        """Its critical and high findings run by run, oldest first."""
        return list(self.past.of.get(one.place, ()))


def portfolio(ended: RunResult, day: date, past: Past = NO_PAST, links: Mapping[Path, str] | None = None) -> Portfolio:
    """The portfolio of a run on a day; `links` leads from a workbook to its page. Pure: the same gives the same."""
    to, folders = links or {}, [path for path in ended.paths if path.suffix.lower() not in (".xlsx", ".xlsm")]
    ours = []
    for result in ended.results:
        if result.status not in NOT_COUNTED:
            href = to.get(result.path, "")
            ours.append(partnership(result, _name(result.path, folders), ended.audience, href))
    folder = folders[0].absolute().name if len(folders) == len(ended.paths) == 1 else ""
    return Portfolio(
        audience=named(ended.audience), folder=folder, day=day, placed=placed(ours), past=past,
        changes=changes(ours, past), gaps=tuple(_gaps(ours)),
    )  # fmt: skip


def _name(path: Path, folders: Iterable[Path]) -> str:
    """A file as seen from the folder it was found in."""
    for folder in folders:
        if path.is_relative_to(folder):
            return path.relative_to(folder).as_posix()
    return os.fspath(path.name)


def _gaps(ours: Iterable[Partnership]) -> list[Gap]:
    """Rules that found something, those of most partnerships first."""
    where: Counter[str] = Counter()
    often: Counter[str] = Counter()
    gravest: dict[str, int] = {}
    for one in ours:
        for rule, found in one.by_rule.items():
            for severity, count in found.items():
                if severity != "info":
                    often[rule] += count
            grave = _GRAVE[next(iter(found))]
            if grave < _GRAVE["info"]:
                where[rule] += 1
                gravest[rule] = min(gravest.get(rule, grave), grave)
    order = sorted(where, key=lambda rule: (-where[rule], gravest[rule], rule))
    return [Gap(rule, SEVERITIES[gravest[rule]], where[rule], often[rule]) for rule in order]
