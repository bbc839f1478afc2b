"""One thing that a review considers, and the inputs of ISO 22397, clause 7, that such things belong to."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Literal, get_args

from pipeline.domain.cell import Cell

# The six inputs in the order of the clause: changes in the key issues of clause 5, feedback from the partners, results
# of exercises, changes in vulnerabilities or threats, opportunities for improvement, changed legal requirements.
Name = Literal["key_issues", "feedback", "exercises", "threats", "improvement", "law"]
NAMES: tuple[Name, ...] = get_args(Name)


@dataclass(frozen=True, slots=True)
class Item:
    """One sentence, the input that it belongs to, its day where it has one, and the cell that it comes from.

    `kind` names what it is for machines. `is_new` is False for what only stands beside: it was so before, or is still
    awaited, and makes no input by itself.
    """

    input: Name
    kind: str
    says: str
    on: date | None = None
    cell: Cell | None = None
    is_new: bool = True
    severity: str = ""
