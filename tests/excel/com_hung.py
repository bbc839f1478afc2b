"""What hangs at cells, as Excel's own objects (COM) show it over openpyxl: notes, pictures, and what may be typed."""

from __future__ import annotations

from dataclasses import dataclass
from types import SimpleNamespace
from typing import Any, ClassVar, cast

from openpyxl.utils import get_column_letter
from openpyxl.worksheet.cell_range import MultiCellRange
from openpyxl.worksheet.datavalidation import DataValidation

from tests.excel.entering import ComError


@dataclass
class Note:
    """A note on a cell."""

    cell: Any

    Visible = False

    @property
    def Parent(self) -> Any:
        return SimpleNamespace(Row=self.cell.row, Column=self.cell.column)

    def Text(self) -> str:
        return str(self.cell.comment.text)

    def Delete(self) -> None:
        self.cell.comment = None

    @property
    def Shape(self) -> Any:
        return Size(self.cell.comment)


class Size:
    """The size of a note's box."""

    def __init__(self, comment: Any) -> None:
        self.__dict__["comment"] = comment

    def __getattr__(self, name: str) -> Any:
        return getattr(self.comment, name.lower())

    def __setattr__(self, name: str, value: Any) -> None:
        setattr(self.comment, name.lower(), value)


@dataclass
class Shape:
    """A picture or a chart."""

    ws: Any
    drawn: Any

    Type = 13

    @property
    def Placement(self) -> int:
        return 3 if getattr(self.drawn.anchor, "editAs", None) == "absolute" else 2

    @property
    def Top(self) -> float:
        start = self.drawn.anchor._from
        return float(start.row * HEIGHT + start.rowOff / 12_700)

    @Top.setter
    def Top(self, value: float) -> None:
        anchor = self.drawn.anchor
        by = int(value // HEIGHT) - anchor._from.row
        anchor._from.row += by
        if getattr(anchor, "to", None):
            anchor.to.row += by

    @property
    def TopLeftCell(self) -> Any:
        start = getattr(self.drawn.anchor, "_from", None)
        return SimpleNamespace(Row=start.row + 1, Column=start.col + 1) if start else SimpleNamespace(Row=1, Column=1)


HEIGHT = 15.0  # of every row, in points


ALL_VALIDATION = -4174
KINDS = {"whole": 1, "decimal": 2, "list": 3, "date": 4, "time": 5, "textLength": 6, "custom": 7}


def validation_of(cell: Any) -> Any:
    """The validation over a cell; None where there is none."""
    return next((one for one in cell.parent.data_validations.dataValidation if cell.coordinate in one.sqref), None)


class Validation:
    """What may be typed into cells; Excel answers only where all have the same."""

    _own: ClassVar = {
        "IgnoreBlank": "allowBlank", "InputTitle": "promptTitle", "InputMessage": "prompt",
        "ErrorTitle": "errorTitle", "ErrorMessage": "error", "ShowInput": "showInputMessage",
        "ShowError": "showErrorMessage",
    }  # fmt: skip

    def __init__(self, impl: Any) -> None:
        self.__dict__["impl"] = impl

    def __getattr__(self, name: str) -> Any:
        found = {id(one): one for cell in self.impl.all_cells() for one in [validation_of(cell)]}
        if len(found) != 1 or None in found.values():
            raise ComError("Application-defined or object-defined error")
        (one,) = found.values()
        if name == "Type":
            return KINDS[one.type]
        if name == "AlertStyle":
            return 1
        if name in ("Formula1", "Formula2"):
            text = getattr(one, name.lower()) or ""
            return text.strip('"') if text.startswith('"') else f"={text}" if text else ""
        return getattr(one, self._own[name]) if name in self._own else None

    def __setattr__(self, name: str, value: Any) -> None:
        if name in self._own:
            for cell in self.impl.all_cells():
                setattr(validation_of(cell), self._own[name], value)

    def Delete(self) -> None:
        self.impl.sheet.must_be_open()
        listed = self.impl.sheet.ws.data_validations
        for cell in self.impl.all_cells():
            one = validation_of(cell)
            if one:
                left = [f"{get_column_letter(c)}{r}" for area in one.sqref.ranges for r, c in area.cells]
                left.remove(cell.coordinate)
                one.sqref = MultiCellRange(left)
                listed.dataValidation = [each for each in listed.dataValidation if each.sqref.ranges]

    def Add(self, kind: int, alert: int, operator: Any, first: str, second: str = "") -> None:
        name = next(name for name, number in KINDS.items() if number == kind)
        formula = first[1:] if first.startswith("=") else f'"{first}"'
        one = DataValidation(type=cast(Any, name), formula1=formula, formula2=second or None)
        for cell in self.impl.all_cells():
            one.add(cell)
        self.impl.sheet.ws.add_data_validation(one)
