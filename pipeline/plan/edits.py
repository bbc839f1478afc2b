"""Writing our part of one row: what people typed there is kept, what we write is stamped."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from pipeline.analysis.words import day
from pipeline.domain.cell import Cell
from pipeline.plan import stamp
from pipeline.plan.action_id import FoundAction
from pipeline.plan.plan_row import Hold, Mention, PlanRow
from pipeline.plan.shape import CELL_LIMIT, could_be_ours, fitting, our_columns, plain_text, units
from pipeline.plan.stamp import Marks, digest
from pipeline.plan.standing import StandingRow
from pipeline.reading.source.cell_marks import ExcelError, Uncalculated
from schemas.vocabulary import compared
from schemas.wording.text import text

TITLE_PARTS = ("title", "titled", "beside")
# What the stamp remembers besides the columns: written anew each time, or left out.
MEMORY = ("kind", "of", "who", "since", "held_on", "held_by", "held_facts", "held_over")


@dataclass(frozen=True, slots=True)
class Subject:
    """What an action is about: its subject's id and title, "" where there is none; and what the stamp remembers."""

    id: str
    title: str = ""
    memory: Mapping[str, str] = field(default_factory=dict)

    @property
    def entries(self) -> dict[str, str]:
        """What the stamp keeps of it, besides the title."""
        return {name: value for name, value in self.memory.items() if value}


def typed_over(row: StandingRow, name: str, wanted: str) -> bool:
    """Whether people put a text into one of our columns that would be lost by writing `wanted` there.

    Where we no longer know what we wrote, every text that differs counts, unless it has the form of
    what we write in that column (a date, a word, a code): nothing that was written is lost.
    """
    text = row.text(name)
    if name in ("action", "stamp") or not text or text == wanted:
        return name == "stamp" and bool(text) and not stamp.is_stamp(text)
    written = row.stamp.get(name)
    if written is not None:
        return stamp.short_or_digest(text) != written
    return not could_be_ours(our_columns()[name], text)


def rewrite(
    row: StandingRow | None, values: Mapping[str, object], subject: Subject, today: date, marks: Marks,
    found: FoundAction | None = None, hold: Hold = "",
) -> tuple[PlanRow, tuple[Mention, ...]]:  # fmt: skip
    """The row with `values` in our columns, by name; columns that are not among them stay as they stand.

    What people typed over is appended to their notes first; what does not fit there, or is no text, stays where
    it is and is mentioned, and so is a subject that has another title now.
    """
    new = {name: fitting(value.strip()) if isinstance(value, str) else value for name, value in values.items()}
    action = str(new["action"])
    if row is None:
        titles, _ = follow(None, subject.title)
        new["stamp"] = stamp.join(_entries({}, action, new, {**subject.entries, **titles}, marks))
        return PlanRow(source=None, kind="action", action=action, values=new, found=found, hold=hold), ()
    edits = [
        (name, row.present.columns[name], plain_text(row.raw(name)))
        for name in (*new, "stamp")
        if typed_over(row, name, plain_text(new.get(name)))
    ]
    held = [name for name, *_ in edits if name != "stamp" and isinstance(row.raw(name), (ExcelError, Uncalculated))]
    edits = [edit for edit in edits if edit[0] not in held]
    unkept = row.notes, tuple(name for name, *_ in edits)
    notes, full = keep(row.notes, edits, today) if row.has_text_notes else unkept
    new = {name: value for name, value in new.items() if name not in (*full, *held)}
    changed = None if notes == row.notes else notes
    if changed is not None and new.get("state") == "new":
        new["state"] = "open"  # to type into our columns is to write in the row
    titles, retitled = follow(row, subject.title, changed)
    if "stamp" not in full:
        new["stamp"] = stamp.join(_entries(row.stamp, action, new, {**subject.entries, **titles}, marks))
    mentions = [*(_full(row, name) for name in full), *(_held(row, name) for name in held)]
    if retitled:
        mentions.append(_retitled(row, subject))
    written = PlanRow(
        source=row.found.row, kind="action", action=action, values=new, notes=changed, standing=row, found=found,
        hold=hold,
    )  # fmt: skip
    return written, tuple(mentions)


def _entries(
    old: Mapping[str, str], action: str, new: Mapping[str, object], remember: Mapping[str, str], marks: Marks
) -> dict[str, str]:
    """The stamp after writing `new`: of columns that stay as they stand it keeps what it knew."""
    kept = {name: text for name, text in old.items() if name not in (*TITLE_PARTS, *MEMORY)}
    written = {name: marks[value] for name, value in new.items() if name not in ("action", "stamp")}
    return {**kept, **written, **remember, "action": stamp.owner_mark(action)}


def _full(row: StandingRow, name: str) -> Mention:
    header = row.present.columns[name]
    cell = Cell(row.present.table, row.found.row, name)
    check = "CHK-73" if row.has_text_notes else "CHK-77"
    return Mention(check=check, cell=cell, found=plain_text(row.raw(name))[:200], values={"column": header})


def _held(row: StandingRow, name: str) -> Mention:
    """A picture, an error or a formula without a result: there is no text of people's that could be kept."""
    cell = Cell(row.present.table, row.found.row, name)
    return Mention(check="CHK-84", cell=cell, values={"column": row.present.columns[name]})


def _retitled(row: StandingRow, subject: Subject) -> Mention:
    cell = Cell(row.present.table, row.found.row, "action")
    return Mention(check="CHK-72", cell=cell, found=row.id, values={"subject": subject.id, "title": subject.title})


def appended(notes: str, header: str, raw: str, today: date) -> str | None:
    """`notes` with one more line that keeps `raw` and says where it stood; None when a cell cannot hold that.

    A line that is in the notes already is not added again.
    """
    line = text("phrases.plan_kept", header=header, date=day(today), text=raw)
    if line in notes:
        return notes
    longer = f"{notes}\n{line}" if notes else line
    return longer if units(longer) <= CELL_LIMIT else None


def keep(notes: str, edits: Sequence[tuple[str, str, str]], today: date) -> tuple[str, tuple[str, ...]]:
    """`notes` with every edit that fits, and the names of the columns whose text did not.

    An edit is (column name, header, text).
    """
    full = []
    for name, header, written in edits:
        longer = appended(notes, header, written, today)
        if longer is None:
            full.append(name)
        else:
            notes = longer
    return notes, tuple(full)


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
