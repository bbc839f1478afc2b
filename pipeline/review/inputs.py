"""The six inputs of a review (ISO 22397, clause 7), each with what there is, or with where it could come from."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from pipeline.analysis.assessment import Assessment
from pipeline.domain.finding import severity_place
from pipeline.report.actions import Act
from pipeline.review.changes import Changes
from pipeline.review.from_changes import from_changes
from pipeline.review.from_plan import from_plan
from pipeline.review.from_sheets import from_sheets
from pipeline.review.item import NAMES, Item, Name
from pipeline.review.period import Period
from pipeline.store.earlier import Stood
from schemas.spec import table
from schemas.wording.text import text
from schemas.yaml_file import package_data


@dataclass(frozen=True, slots=True)
class Input:
    """One of the six: `items` are new since the last review, `standing` still awaited; `hint` where there is none."""

    name: Name
    items: tuple[Item, ...]
    standing: tuple[Item, ...]
    hint: str

    @property
    def title(self) -> str:
        """What the input is called."""
        return text(f"review.inputs.{self.name}.title")

    @property
    def about(self) -> str:
        """What the clause means by it, in our own words."""
        return text(f"review.inputs.{self.name}.about")


def inputs(
    assessment: Assessment, acts: Iterable[Act], then: Stood | None, changes: Changes | None, period: Period
) -> tuple[Input, ...]:
    """All six, in the order of the clause; the gravest first, then by day."""
    found = [
        *from_sheets(assessment, period), *from_plan(acts, then, period),
        *(from_changes(assessment, changes) if changes else ()),
    ]  # fmt: skip
    return tuple(_input(assessment, name, [item for item in found if item.input == name]) for name in NAMES)


def _input(assessment: Assessment, name: Name, found: list[Item]) -> Input:
    found.sort(key=_order)
    items = tuple(item for item in found if item.is_new)
    standing = tuple(item for item in found if not item.is_new)
    return Input(name, items, standing, "" if items else hint(assessment, name))


def _order(item: Item) -> tuple[object, ...]:
    return severity_place(item.severity), item.on or date.max, item.kind


def hint(assessment: Assessment, name: Name) -> str:
    """Where this input could come from: the sheet to ask for where it is not there, else what to write into it."""
    sheet = package_data("review.yaml")["sheets"].get(name)
    if sheet and not _is_there(assessment, sheet):
        add = text("review.add_sheet", word=sheet.lower(), sheet=table(sheet).sheet)
        return text(f"review.inputs.{name}.absent", add=add)
    return text(f"review.inputs.{name}.none")


def _is_there(assessment: Assessment, sheet: str) -> bool:
    return sheet in assessment.arrangement.others
