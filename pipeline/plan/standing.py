"""One row of the action plan as it stands in the workbook."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import TYPE_CHECKING

from pipeline.plan import stamp
from pipeline.plan.shape import canonical, our_columns, plain_text
from schemas.vocabulary import compared

if TYPE_CHECKING:
    from pipeline.reading.output_tables import Present, PresentRow


@dataclass(frozen=True)
class StandingRow:
    """A present row with what the merge asks of it."""

    present: Present
    found: PresentRow

    def raw(self, name: str) -> object:
        """The cell of a column as found, None where the table has no such column."""
        header = self.present.columns.get(name)
        return None if header is None else self.found.texts.get(header)

    def text(self, name: str) -> str:
        """The cell of one of our columns as comparable text."""
        return canonical(our_columns()[name], self.raw(name), self.found.values.get(name))

    @cached_property
    def id(self) -> str:
        """The action's id, "" where there is none."""
        return plain_text(self.raw("action"))

    @property
    def key(self) -> str:
        """The id as compared."""
        return compared(self.id)

    @cached_property
    def theirs(self) -> Mapping[str, str]:
        """What people wrote in the row, by header: their columns, and those they added."""
        ours = {self.present.columns.get(name) for name in our_columns()} | self.found.calculated
        cells = {header: plain_text(value) for header, value in self.found.texts.items() if header not in ours}
        return {header: text for header, text in cells.items() if text}

    @property
    def written(self) -> bool:
        """Whether somebody has written in the row."""
        return bool(self.theirs)

    @property
    def has_text(self) -> bool:
        """Whether anything that people can see stands in it."""
        return self.written or any(self.text(name) for name in our_columns() if name != "stamp")

    @cached_property
    def stamp(self) -> Mapping[str, str]:
        """What we last wrote, by column; empty when unknown."""
        return stamp.parse(self.text("stamp"), self.id)

    def remembered(self, name: str) -> str:
        """The value we last wrote in a column of short values; what stands there where we cannot know."""
        return self.stamp.get(name, self.text(name))

    def remembered_list(self, entry: str, name: str) -> tuple[str, ...]:
        """Several short values that the stamp keeps under `entry`; those in the cell of column `name` otherwise."""
        known = self.stamp.get(entry)
        parts = known.split(",") if known is not None else self.text(name).split(",")
        return tuple(part.strip() for part in parts if part.strip())

    def day(self, name: str) -> date | None:
        """A remembered day, None where it is empty or no day."""
        try:
            return date.fromisoformat(self.remembered(name)[:10])
        except ValueError:
            return None

    @property
    def has_text_notes(self) -> bool:
        """Whether a line can be added to the notes: not to a picture, an error, a number or a day, nor to a formula.

        Nor where some letters look otherwise than others.
        """
        is_plain = self.present.columns.get("notes") not in self.found.composed
        return is_plain and isinstance(self.raw("notes"), (str, type(None)))

    @property
    def notes(self) -> str:
        """The people's notes, exactly as they stand."""
        raw = self.raw("notes")
        return raw if isinstance(raw, str) else plain_text(raw)
