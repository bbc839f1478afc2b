"""What the partners accepted, carried out: only where the workbook still says what they saw when they answered."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace

from pipeline.copies.compare import Settled
from pipeline.copies.input_cells import Changes, Part
from pipeline.copies.proposal import Said, Stamp, table_shown
from pipeline.copies.remark import Remark, remark
from pipeline.copies.row_names import row_meant, row_name
from pipeline.copies.table_view import NOTHING, TableView, about, digest, shown, shown_id
from pipeline.domain.cell import Cell
from schemas.fields import PARTNER_MARK
from schemas.vocabulary import compared, normal
from schemas.wording.text import text


@dataclass
class CarriedOut:
    """The proposals as they stand afterwards, in the same order; what goes into the workbook; what people are told.

    `sheet` is the one that people know the proposals by.
    """

    proposals: list[Said] = field(default_factory=list)
    changes: Changes = field(default_factory=Changes)
    done: list[Said] = field(default_factory=list)
    remarks: list[Remark] = field(default_factory=list)
    sheet: str = ""


def carry_out(
    standing: Sequence[Said], here: Mapping[str, TableView], sheet: str, waiting: Collection[Part] = ()
) -> CarriedOut:  # fmt: skip
    """Carry out each yes of the sheet Proposals, as it is called. Where the workbook has changed since, ask once more.

    What belongs to the parts `waiting`, which cannot be written now, stays accepted as it is.
    """
    out = CarriedOut(sheet=sheet)
    for said in standing:
        if not said.is_to_be_carried_out or (said.table, _part(said)) in waiting:
            out.proposals.append(said)
            continue
        view = here.get(said.table)
        after = _of_people(said, out) if view is None else _one(said, view, out)
        out.proposals.append(after)
        if after.stamp and after.stamp.is_done and said.stamp and said.stamp.kind in ("cell", "row"):
            out.done.append(after)
    out.proposals = [_decided(said, out.done) for said in out.proposals]
    return out


def _decided(said: Said, done: Sequence[Said]) -> Said:
    """Of several answers of a party for one cell the accepted one holds: nobody has to say no to the others."""
    if said.is_open and not said.is_asked_again and _is_of_a_cell(said):
        for other in done:
            if _is_of_a_cell(other) and other.cell == said.cell:
                return said.done(other.here)
    return said


def _is_of_a_cell(said: Said) -> bool:
    return said.stamp is not None and said.stamp.kind == "cell" and bool(said.stamp.values)


def replaced(proposals: Iterable[Said], partner: str, here: Mapping[str, TableView]) -> set[Settled]:
    """What a party had replaced in a cell, by proposals that were accepted: each value before with the last one."""
    steps: dict[tuple[str, str, str], list[tuple[str, str]]] = {}
    for said in proposals:
        stamp = said.stamp
        if said.partner != partner or said.accept != "yes" or said.table not in here:
            continue
        if stamp and stamp.is_done and _is_of_a_cell(said):
            cell = said.table, row_id(here[said.table], said.row), next(iter(stamp.values))
            steps.setdefault(cell, []).append((stamp.here, stamp.there))
    return {(*cell, before, last) for cell, made in steps.items() for _, last in made for before in _led_to(last, made)}


def _led_to(last: str, steps: Sequence[tuple[str, str]]) -> set[str]:
    """The marks of the values from which one came to the `last` one, step by step."""
    found, size = {last}, 0
    while size < len(found):
        size = len(found)
        found |= {before for before, after in steps if after in found}
    return found - {last, NOTHING}


def _part(said: Said) -> str:
    kind = said.stamp.kind if said.stamp else ""
    return {"cell": "cells", "row": "rows"}.get(kind, "")


def _one(said: Said, view: TableView, out: CarriedOut) -> Said:
    stamp = said.stamp
    if stamp is None or (stamp.kind in ("cell", "row") and not stamp.values):
        out.remarks.append(remark("by_hand", **_named(said)))
        return said
    if stamp.kind == "cell":
        return _cell(said, stamp, view, out)
    return _row(said, stamp, view, out) if stamp.kind == "row" else _of_people(said, out)


def _cell(said: Said, stamp: Stamp, view: TableView, out: CarriedOut) -> Said:
    id, (key, value) = row_id(view, said.row), next(iter(stamp.values.items()))
    if id not in view.rows or key not in view.content.raw:
        return _asked_again(said, text("copies.row_not_here"), out)
    if view.is_of_several(id, key):
        return _of_people(said, out)  # no program can write into such a cell alone
    cell = Cell(view.name, view.number(id), key)
    now = view.meaning(id, key)
    if cell in out.changes.cells:
        return _asked_again(said, shown(out.changes.cells[cell]), out)
    if digest(now) == stamp.there:
        return said.done(shown(value))
    if digest(now) != stamp.here:
        again = _asked_again(said, shown(view.raw(id, key)), out)
        return replace(again, stamp=replace(stamp, here=digest(now)))
    out.changes.cells[cell] = value
    return said.done(shown(value))


def _row(said: Said, stamp: Stamp, view: TableView, out: CarriedOut) -> Said:
    id = row_id(view, said.row)
    waiting = out.changes.rows.get(view.name, [])
    if id in view.rows:
        if _says_the_same(view, id, stamp):
            return said.done(about(view, id))
        out.remarks.append(remark("taken", **_named(said)))
        return said.asked_again(about(view, id))
    if any(row_id(view, row_name(row.get(key) for key in view.table.keys)) == id for row in waiting):
        out.remarks.append(remark("taken", **_named(said)))
        return said.asked_again(said.here)
    values = {key: value for key, value in stamp.values.items() if key}  # earlier joins had one without a name
    missing = [key for key in values if key not in view.content.heads.by_key]
    if missing:
        out.remarks.append(remark("no_column", header=missing[0], sheet=view.content.found.sheet))
        return said
    out.changes.rows.setdefault(view.name, []).append(values)
    return said.done(said.in_the_copy)


def _says_the_same(view: TableView, id: str, stamp: Stamp) -> bool:
    common = [key for key in stamp.values if key and PARTNER_MARK not in key and key not in view.table.keys]
    return all(shown(view.raw(id, key)) == shown(stamp.values[key]) for key in common)


def _of_people(said: Said, out: CarriedOut) -> Said:
    """What only people can do, because they said it in their own words, or a row is to go."""
    out.remarks.append(remark("by_hand", **_named(said)))
    return said.done(said.here)


def _asked_again(said: Said, here: str, out: CarriedOut) -> Said:
    out.remarks.append(remark("asked_again", **_named(said), sheet=out.sheet))
    return said.asked_again(here)


def _named(said: Said) -> dict[str, str]:
    where = " ".join(part for part in (table_shown(said.table), said.row, said.column) if part)
    return {"where": where or said.in_the_copy[:80], "partner": said.partner}


def row_id(view: TableView, id: str) -> str:
    """The id as compared of a row as the table Proposals names it."""
    meant = row_meant(view.name, id)
    if view.answers is None:
        return compared(meant)
    return meant if meant in view.rows else normal(id)


def settled(said: Said, here: Mapping[str, TableView]) -> Said:
    """An open proposal and the workbook as it is now: settled where both say the same, else with what stands there.

    Its row and column are called as they are now: the workbook may be in another language than when it was asked.
    """
    view, stamp = here.get(said.table), said.stamp
    if not said.is_open or view is None or stamp is None:
        return said
    id = row_id(view, said.row)
    if stamp.kind == "cell" and stamp.values and id in view.rows:
        key = next(iter(stamp.values))
        said = replace(said, row=shown_id(view, id), column=view.header(key) or said.column)
        now = digest(view.meaning(id, key))
        if now == stamp.there:
            return said.done(shown(view.raw(id, key)))
        if now != stamp.here:
            return replace(said, here=shown(view.raw(id, key)), stamp=replace(stamp, here=now))
    if stamp.kind == "row" and stamp.values and id in view.rows and _says_the_same(view, id, stamp):
        return said.done(about(view, id))
    return said.done(text("copies.row_not_here")) if stamp.kind == "gone" and id not in view.rows else said
