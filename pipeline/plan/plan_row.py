"""What the merge gives: rows to write, and what is worth mentioning about them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

from pipeline.domain.cell import Cell
from pipeline.plan.action_id import FoundAction
from pipeline.plan.shape import plain_text
from pipeline.plan.standing import StandingRow

Hold = Literal["", "settled", "under_way"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Mention:
    """Something people should know about a row of the action plan; a row of `Checks`.

    `check` is the id of its words in schemas/wording/en/checks.yaml, which `values` and `found` fill.
    """

    check: str
    cell: Cell
    found: str = ""
    values: Mapping[str, object] = field(default_factory=dict)

    @property
    def table(self) -> str:
        """The table it is about."""
        return self.cell.table


@dataclass(frozen=True, slots=True, kw_only=True)
class PlanRow:
    """One row of the plan after the run; a cell that is in neither `values` nor `notes` stays as it stands.

    `source` is the sheet row it stands in, None for a new one. `values` are the values to write in
    our columns, by column name, codes inside. `notes` is the whole new text of `notes`, None to leave
    it. `kind`: an action of ours, a row of the people's own, a second row of the same id, or empty. `found` is
    what is found on it now, `hold` whether people have settled it or are at it.
    """

    source: int | None
    kind: Literal["action", "people", "duplicate", "empty"]
    action: str = ""
    values: Mapping[str, object] = field(default_factory=dict)
    notes: str | None = None
    standing: StandingRow | None = None
    found: FoundAction | None = None
    hold: Hold = ""

    def value(self, name: str) -> str:
        """One of our columns after the run, as comparable text."""
        if name in self.values:
            return plain_text(self.values[name])
        return self.standing.text(name) if self.standing else ""


@dataclass(frozen=True, slots=True)
class Plan:
    """The action plan after the run: its rows in the order of the sheet, new ones at the end.

    Not readable: its rows cannot be told apart, so nothing may be written there.
    """

    rows: tuple[PlanRow, ...]
    mentions: tuple[Mention, ...] = ()
    is_readable: bool = True

    @property
    def actions(self) -> tuple[PlanRow, ...]:
        """The rows that are actions of ours."""
        return tuple(row for row in self.rows if row.kind == "action")
