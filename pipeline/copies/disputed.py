"""Several copies of one party: where two of them fill a cell in different ways, nobody can say which one holds."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence, Set

from pipeline.copies.sent_state import SentState
from pipeline.copies.table_view import NOTHING_TO_ADD, TableView

Tables = Mapping[str, TableView]
# Cells by table, id as compared and column key.
Disputed = Set[tuple[str, str, str]]


def disputed_cells(copies: Sequence[tuple[Tables, SentState]]) -> Disputed:
    """The cells that two of these copies of a party have filled, or changed, in different ways."""
    if len(copies) < 2:
        return frozenset()
    said: dict[tuple[str, str, str], set[str]] = {}
    for tables, state in copies:
        for name, view in tables.items():
            for id in view.rows:
                for key in view.keys:
                    meaning = view.meaning(id, key)
                    if meaning and state.is_touched(name, id, key, meaning):
                        said.setdefault((name, id, key), set()).add(meaning)
    return frozenset(cell for cell, meanings in said.items() if len(meanings) > 1)


def is_untouched(tables: Tables, state: SentState) -> bool:
    """Whether a copy says all that it said when it was sent and nothing more; False where nobody knows."""
    return state.is_known and not any(_is_changed(view, state) for view in tables.values())


def _is_changed(view: TableView, state: SentState) -> bool:
    sent: Collection[str] = state.tables.get(view.name, {})
    if set(sent) != set(view.rows):
        return True
    said = (id for id in view.rows if id != NOTHING_TO_ADD)
    return any(state.is_touched(view.name, id, key, view.meaning(id, key)) for id in said for key in view.keys)


def has_nothing_to_add(tables: Tables) -> bool:
    """Whether the party says in the copy that it has seen all and leaves it so: by any word but a no."""
    fields = tables.get("Arrangement")
    if fields is None or NOTHING_TO_ADD not in fields.rows:
        return False
    return fields.meaning(NOTHING_TO_ADD, "value") not in ("", "no")
