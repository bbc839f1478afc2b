"""What may be typed into cells of the workbook open in Excel (Data Validation). Only on Windows."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from typing import Any

from pipeline.excel.session.native import on_mac

_VALIDATED = -4174  # xlCellTypeAllValidation
_MORE = (
    "IgnoreBlank", "InCellDropdown", "InputTitle", "InputMessage", "ErrorTitle", "ErrorMessage", "ShowInput",
    "ShowError",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Restriction:
    """A validation as Excel takes it: kind, alert and operator are its numbers; `more` are its other properties."""

    kind: int
    alert: int
    operator: Any
    first: str
    second: str
    more: tuple[Any, ...]

    @property
    def formulas(self) -> tuple[str, ...]:
        """Its formulas, without their `=`."""
        return tuple(text[1:] for text in (self.first, self.second) if text.startswith("="))


def restrictions(cells: Any) -> dict[int, Restriction]:
    """The restrictions of the cells of a column by row; a stretch with one costs one question."""
    found: dict[int, Restriction] = {}
    if on_mac() or len(cells) == 1:
        return found
    for area in _restricted(cells):
        found.update(_search(area))
    return found


def _restricted(cells: Any) -> list[Any]:
    """The stretches of a column whose cells are restricted in any way."""
    stretches = []
    with suppress(Exception):  # Excel refuses where none is
        for area in cells.api.SpecialCells(_VALIDATED).Areas:
            top, left = int(area.Row), int(cells.column)
            stretches.append(cells.sheet.range((top, left), (top + int(area.Rows.Count) - 1, left)))
    return stretches


def _search(cells: Any) -> Iterator[tuple[int, Restriction]]:
    first, count = int(cells.row), int(cells.shape[0])
    found = _restriction(cells)
    if found is not None:
        yield from ((first + at, found) for at in range(count))
    elif count > 1:
        yield from _search(cells[: count // 2, :])
        yield from _search(cells[count // 2 :, :])


def _restriction(cells: Any) -> Restriction | None:
    """What all cells of a range are restricted by; None where they differ, as Excel then does not answer."""
    try:
        has = cells.api.Validation
        kind, alert = int(has.Type), int(has.AlertStyle)
        operator = getattr(has, "Operator", None)
        more = tuple(getattr(has, name, None) for name in _MORE)
        return Restriction(kind, alert, operator, str(has.Formula1 or ""), str(has.Formula2 or ""), more)
    except Exception:  # each kind of difference has its own error
        return None


def restrict(cells: Any, by: Restriction | None) -> None:
    """Let cells be restricted so, or not at all."""
    has = cells.api.Validation
    has.Delete()
    if by is None:
        return
    has.Add(by.kind, by.alert, by.operator, by.first, *([by.second] if by.second else []))
    for name, value in zip(_MORE, by.more, strict=True):
        if value is not None:
            with suppress(Exception):  # a kind without a list has no drop-down
                setattr(has, name, value)
