"""Noticing that the subject of an action is now called otherwise: do the notes still belong to it?"""

from __future__ import annotations

from collections.abc import Mapping

from pipeline.plan.stamp import digest
from pipeline.plan.standing import StandingRow
from schemas.vocabulary import compared

TITLE_PARTS = ("title", "titled", "beside")


def follow(row: StandingRow | None, title: str, notes: str | None = None) -> tuple[dict[str, str], bool]:
    """The stamp's entries about the title, and whether to mention that it changed.

    A mention stays, run after run, until somebody writes in the row: only then do we know that it
    was read. Where nobody has written in the row there is nothing to check. `notes` are the notes
    after this run, where they change.
    """
    old: Mapping[str, str] = row.stamp if row else {}
    now = digest(compared(title)) if title else ""
    known = {name: old[name] for name in TITLE_PARTS if name in old}
    if not now:
        return known, False
    if row is None or not row.written or old.get("title", now) == now:
        return {"title": now}, False
    beside = _beside(row, notes)
    if old.get("titled") == now and old.get("beside") not in (None, _beside(row, None)):
        return {"title": now}, False
    return {"title": old["title"], "titled": now, "beside": beside}, True


def _beside(row: StandingRow, notes: str | None) -> str:
    """A mark of everything people have in the row."""
    theirs = dict(row.theirs)
    if notes is not None:
        theirs[row.present.columns.get("notes", "notes")] = notes.strip()
    return digest("\n".join(f"{header}\t{theirs[header]}" for header in sorted(theirs)) + "\n")
