"""What is said after a run: how many workbooks, what is new, what needs attention, where to look.

It may leave the partnership: titles and counts only, and of these what the audience of the run may be told.
"""

from __future__ import annotations

import socket
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from pipeline.domain.finding import ACTION_STATES, SEVERITIES
from pipeline.notify.compared import Change, Changes, is_told_all
from pipeline.printable import printable_apart
from pipeline.run.batch.workbook_result import WorkbookResult
from pipeline.run.observe.log import without_quoted
from pipeline.run.result import RunResult
from pipeline.run.workbook.outcome import NEEDS_ATTENTION, NOT_COUNTED
from schemas.wording.direction import closed
from schemas.wording.text import joined, text, texts

MOST = 30  # lines in one list
LONGEST = 300  # letters in a line: what a channel takes of a message is bounded
FAILED = (1, 130)
INTERRUPTED = 130


@dataclass(frozen=True, slots=True)
class Block:
    """Some lines below a heading."""

    heading: str
    lines: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Message:
    """A subject, a first paragraph, blocks of lines, a last paragraph: what mail, card and text are made of."""

    subject: str
    lead: str
    blocks: tuple[Block, ...] = ()
    end: str = ""

    @property
    def text(self) -> str:
        """As plain text."""
        parts = [
            self.lead,
            *("\n".join((block.heading, *(f"- {line}" for line in block.lines))) for block in self.blocks),
        ]
        return "\n\n".join(part for part in (*parts, self.end) if part) + "\n"


@dataclass(frozen=True, kw_only=True, slots=True)
class Places:
    """Where to look for more: the folder for reports and the log, None for none."""

    out: Path | None = None
    log: Path | None = None


def message(ended: RunResult, changes: Changes, places: Places) -> Message:
    """What is told of a run that is over, or was broken off (code 130) or did not finish (1, and no reports)."""
    ours = [result for result in ended.results if result.status not in NOT_COUNTED]
    what = _came_out(ended, changes, ours)
    lead = text(
        f"notify.lead.{what if what in ('interrupted', 'broken') else 'done'}",
        all=_workbooks(len(ours)), host=socket.gethostname(), started=moment(ended.started),
        finished=moment(ended.finished),
    )  # fmt: skip
    name = _Names(ended.paths)
    audience = ended.audience
    blocks = (
        _attention(ours, name, audience, ended.failures), _changed(changes, name), _all(ours, audience),
        _where(ended, places),
    )  # fmt: skip
    return Message(
        _subject(what, ours, changes, audience),
        lead,
        tuple(block for block in blocks if block.lines),
        text("notify.end"),
    )


def trial() -> Message:
    """A message that shows that messages arrive."""
    return Message(text("notify.subject.trial"), text("notify.lead.trial", host=socket.gethostname()))


def moment(at: datetime) -> str:
    """A moment as people at this machine read it."""
    return at.astimezone().strftime("%Y-%m-%d %H:%M")


def _came_out(ended: RunResult, changes: Changes, ours: Sequence[WorkbookResult]) -> str:
    if ended.code == INTERRUPTED:
        return "interrupted"
    if not ours:
        return "nothing" if ended.results or ended.code not in FAILED else "broken"
    if any(_needs_attention(result, ended.audience) for result in ours):
        return "attention"
    if ended.failures:
        return "unwritten"
    return "changed" if changes.workbooks else "same"


def _subject(what: str, ours: Sequence[WorkbookResult], changes: Changes, audience: str) -> str:
    some = len(changes.workbooks)
    if what == "attention":
        some = sum(_needs_attention(result, audience) for result in ours)
    return text(f"notify.subject.{what}", some=some, all=_workbooks(len(ours)))


def _needs_attention(result: WorkbookResult, audience: str) -> bool:
    return result.status in NEEDS_ATTENTION or _cells(result, audience) > 0


def _cells(result: WorkbookResult, audience: str) -> int:
    """The cells to mend, as far as the audience is told of them."""
    if is_told_all(result, audience):
        return result.cell_errors
    mend: int = result.numbers(audience).get("mend", 0)
    return mend


def _workbooks(count: int) -> str:
    return text("notify.workbooks", count=count)


class _Names:
    """What a workbook is called: its title and where it lies below the folder that was named."""

    def __init__(self, paths: Iterable[Path]) -> None:
        self._folders = [path.absolute() for path in paths]

    def __call__(self, path: Path, title: str) -> str:
        whole = path.absolute()
        above = next((folder for folder in self._folders if folder != whole and whole.is_relative_to(folder)), None)
        place = whole.relative_to(above) if above else Path(whole.name)
        return text("notify.name", title=title, place=place) if title else str(place)


def _attention(ours: Iterable[WorkbookResult], name: _Names, audience: str, failures: Sequence[str]) -> Block:
    lines = [
        _line(name(result.path, result.title), _why(result, audience))
        for result in ours
        if _needs_attention(result, audience)
    ]
    return Block(text("notify.attention.title"), _cut([*failures, *lines]))


def _why(result: WorkbookResult, audience: str) -> Iterable[str]:
    if result.status in texts("notify.attention.why"):
        yield text(f"notify.attention.why.{result.status}", reason=without_quoted(result.reason))
    if cells := _cells(result, audience):
        yield text("notify.attention.cells", count=cells)
    yield from result.failures


def _changed(changes: Changes, name: _Names) -> Block:
    lines = [_line(name(change.path, change.title), _what(change)) for change in changes.workbooks]
    return Block(text("notify.changed.title" if changes.known else "notify.changed.title_unknown"), _cut(lines))


def _what(change: Change) -> Iterable[str]:
    if change.first or change.gone:
        return [text("notify.changed.first" if change.first else "notify.changed.gone")]
    counts = [(key, getattr(change, key)) for key in ("new", "reopened", "resolved", "overdue")]
    return [text(f"notify.changed.{key}", count=count) for key, count in counts if count] or [
        text("notify.changed.other")
    ]


def _all(ours: Sequence[WorkbookResult], audience: str) -> Block:
    lines = []
    findings, actions = Counter[str](), Counter[str]()
    for result in ours:
        if is_told_all(result, audience):
            findings.update(result.severities)
            actions.update(result.actions)
        elif numbers := result.numbers(audience):
            findings.update(numbers["findings"].values())
            actions.update("reopened" if action["back"] else "open" for action in numbers["actions"].values())
    for key, total, codes in (("findings", findings, SEVERITIES), ("actions", actions, ACTION_STATES)):
        if counts := joined(text(f"phrases.counted.{code}", count=total[code]) for code in codes if total[code]):
            lines.append(text(f"notify.all.counted.{key}", counts=counts))
    if cells := sum(_cells(result, audience) for result in ours):
        lines.append(text("notify.all.cells", count=cells))
    return Block(text("notify.all.title"), tuple(lines))


def _where(ended: RunResult, places: Places) -> Block:
    lines = [text("notify.where.paths", paths=joined(path.absolute() for path in ended.paths))]
    if places.out:
        lines.append(text("notify.where.out", folder=places.out.absolute()))
    if places.log:
        lines.append(text("notify.where.log", file=places.log, run_id=ended.run_id))
    return Block(text("notify.where.title"), tuple(closed(printable_apart(line)) for line in lines))


def _line(name: str, said: Iterable[str]) -> str:
    whole = text("notify.line", name=name, said=joined(said))
    line = closed(printable_apart(" ".join(whole.split())))
    return line if len(line) <= LONGEST else closed(f"{line[: LONGEST - 1]}…")


def _cut(lines: Sequence[str]) -> tuple[str, ...]:
    """As many lines as one reads; of the others how many there are."""
    more = len(lines) - MOST
    return (*lines[:MOST], text("notify.more", count=more)) if more > 0 else tuple(lines)
