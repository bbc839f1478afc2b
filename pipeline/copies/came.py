"""A copy that came back, as read, and as it is seen from the workbook that it is joined with."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from hashlib import sha256

from pipeline.copies.compare import written_proposals
from pipeline.copies.disputed import has_nothing_to_add, is_untouched
from pipeline.copies.own_tables import PROPOSALS
from pipeline.copies.proposal import Said
from pipeline.copies.renumbered import followed
from pipeline.copies.sent_state import SentState, sent_state
from pipeline.copies.table_view import TableView, views
from pipeline.reading.source.file_source import Book
from pipeline.reading.workbook import Reading


@dataclass(frozen=True)
class Came:
    """A copy that came back: of which party, when it was sent, what it holds, and by what it is known again.

    `name` tells it from the other copies that came with it. Of the rows in which the party wrote,
    `strangers` have the id of another thing in the workbook by now, and `moved` were found there under another id.
    """

    name: str
    partner: str
    sent_on: date | None
    tables: Mapping[str, TableView]
    state: SentState
    written: tuple[Said, ...]
    mark: str
    is_untouched: bool
    is_seen: bool
    strangers: Mapping[str, TableView] = field(default_factory=dict)
    moved: int = 0

    def seen_from(self, here: Mapping[str, TableView]) -> Came:
        """The same by the ids of the workbook `here`, where rows have other ones by now."""
        now = followed(self.tables, self.state, here)
        return replace(self, tables=now.tables, state=now.state, strangers=now.strangers, moved=now.moved)


def came(name: str, data: bytes, reading: Reading) -> Came:
    """A copy as read."""
    given = reading.arrangement
    rows = reading.present[PROPOSALS].rows if PROPOSALS in reading.present else ()
    partner, tables, state = given.text("copy_for"), views(reading), sent_state(Book(data))
    written = tuple(written_proposals(partner, (row.values for row in rows)))
    return Came(
        name, partner, given.day("copy_sent_on"), tables, state, written, sha256(data).hexdigest(),
        is_untouched=not written and is_untouched(tables, state), is_seen=has_nothing_to_add(tables),
    )  # fmt: skip
