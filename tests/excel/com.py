"""The little of Excel's own objects (COM) that `pipeline.excel.session.native` asks for, over openpyxl."""

from __future__ import annotations

from copy import copy
from dataclasses import dataclass, field
from pathlib import Path
from types import SimpleNamespace
from typing import Any, ClassVar, cast

from openpyxl.comments import Comment
from openpyxl.styles import Color, PatternFill
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.cell_range import MultiCellRange
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.hyperlink import Hyperlink

from tests.excel.entering import ComError, by_number
from tests.excel.filtering import filtered

_ALLOWED = {
    "AllowFormattingCells": "formatCells", "AllowFormattingColumns": "formatColumns",
    "AllowFormattingRows": "formatRows", "AllowInsertingColumns": "insertColumns",
    "AllowInsertingRows": "insertRows", "AllowInsertingHyperlinks": "insertHyperlinks",
    "AllowDeletingColumns": "deleteColumns", "AllowDeletingRows": "deleteRows", "AllowSorting": "sort",
    "AllowFiltering": "autoFilter", "AllowUsingPivotTables": "pivotTables",
}  # fmt: skip


@dataclass
class AppApi:
    """Excel itself: AutoCorrect."""

    AutoCorrect: Any = field(default_factory=lambda: SimpleNamespace(AutoFillFormulasInLists=True))


@dataclass
class BookApi:
    """A workbook."""

    impl: Any
    Final = False

    @property
    def Date1904(self) -> bool:
        return bool(self.impl.wb.epoch.year == 1904)

    def SaveCopyAs(self, path: str) -> None:
        self.impl.write_file(Path(path))


@dataclass
class SheetApi:
    """A worksheet: protection, links, the last filled cell."""

    impl: Any

    @property
    def ws(self) -> Any:
        return self.impl.ws

    @property
    def ProtectContents(self) -> bool:
        return bool(self.ws.protection.sheet)

    @property
    def ProtectDrawingObjects(self) -> bool:
        return bool(self.ws.protection.objects)

    @property
    def ProtectScenarios(self) -> bool:
        return bool(self.ws.protection.scenarios)

    @property
    def Protection(self) -> Any:
        return SimpleNamespace(**{name: not getattr(self.ws.protection, own) for name, own in _ALLOWED.items()})

    @property
    def Cells(self) -> Any:
        return self

    @property
    def Hyperlinks(self) -> Any:
        return self

    @property
    def Comments(self) -> list[Any]:
        return [Note(cell) for row in self.ws.iter_rows() for cell in row if cell.comment]

    @property
    def Shapes(self) -> list[Any]:
        return [Shape(self.ws, one) for one in (*self.ws._images, *self.ws._charts)]

    def Find(self, **_: Any) -> Any:
        hidden = filtered(self.ws)  # Excel passes over rows that a filter hides
        rows = (
            cell.row for row in self.ws.iter_rows() for cell in row if cell.value is not None and cell.row not in hidden
        )
        last = max(rows, default=0)
        return SimpleNamespace(Row=last) if last else None

    def Unprotect(self, password: str) -> None:
        if self.ws.protection.password and not password:
            raise ComError("The password you supplied is not correct.")
        self.ws.protection.sheet = False

    def Protect(self, **how: bool) -> None:
        protection = self.ws.protection
        protection.sheet, protection.objects, protection.scenarios = (
            how[name] for name in ("Contents", "DrawingObjects", "Scenarios")
        )
        for name, own in _ALLOWED.items():
            setattr(protection, own, not how[name])

    def Add(self, anchor: Any, address: str, location: str, tip: str = "", text: str | None = None) -> None:
        self.impl.must_be_open()
        cell = self.ws.cell(anchor.impl.r1, anchor.impl.c1)
        cell.hyperlink = Hyperlink(ref=cell.coordinate, target=address or None, location=location, tooltip=tip)
        if text is not None:
            cell.value = text


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


def _shared(values: list[Any]) -> Any:
    """What all cells have; None, as Excel answers, where they differ."""
    return values[0] if len(set(values)) == 1 else None


@dataclass
class Interior:
    """The fill of cells; Excel's numbers for colours are kept as openpyxl's texts."""

    cells: list[Any]

    @property
    def ColorIndex(self) -> Any:
        return _shared([1 if cell.fill.fill_type else -4142 for cell in self.cells])

    @ColorIndex.setter
    def ColorIndex(self, _: int) -> None:
        for cell in self.cells:
            cell.fill = PatternFill()

    @property
    def Color(self) -> Any:
        return _shared([cell.fill.fgColor.rgb for cell in self.cells])

    @Color.setter
    def Color(self, value: str) -> None:
        for cell in self.cells:
            cell.fill = PatternFill("solid", fgColor=value)


class Letters:
    """The letters of cells."""

    _own: ClassVar = {
        "Color": "color", "Bold": "b", "Italic": "i", "Underline": "u", "Size": "sz", "Name": "name",
    }  # fmt: skip
    _of_runs: ClassVar = {"Strikethrough": 1, "Superscript": 2}

    def __init__(self, cells: list[Any]) -> None:
        self.__dict__["cells"] = cells

    def __getattr__(self, name: str) -> Any:
        if name in self._of_runs:
            return _shared([run[self._of_runs[name]] for cell in self.cells for run in runs(cell)] or [False])
        if any(len({str(look(run, self._own.get(name, name))) for run in _rich(cell)}) > 1 for cell in self.cells):
            return None
        if name == "Subscript":
            return False
        found = [getattr(cell.font, self._own[name]) for cell in self.cells]
        return _shared(
            [
                (value.rgb if value and value.type == "rgb" else "none")
                if name == "Color"
                else value
                if name in ("Size", "Name")
                else bool(value)
                for value in found
            ]
        )

    def __setattr__(self, name: str, value: Any) -> None:
        for cell in self.cells:
            given = (None if value == "none" else value) if name == "Color" else value
            font = copy(cell.font)
            setattr(font, self._own[name], Color(rgb=given) if name == "Color" and given else given)
            cell.font = font


def look(run: Any, name: str) -> Any:
    """What the letters of a run look like in one way; None as the cell does."""
    return None if isinstance(run, str) else getattr(run.font, {"name": "rFont"}.get(name, name), None)


def _rich(cell: Any) -> Any:
    """The runs of a cell as openpyxl has them; none for a cell of one look."""
    return cell.parent.parent.rich.get((cell.parent.title, cell.coordinate)) or ()


def runs(cell: Any) -> list[tuple[str, bool, bool]]:
    """The runs of a cell as the file holds them: text, struck out, raised."""
    own = bool(cell.font.strike), False
    rich = cell.parent.parent.rich.get((cell.parent.title, cell.coordinate))
    if rich is None:
        return [(str(cell.value), *own)] if cell.value is not None or own[0] else []
    return [
        (run, *own) if isinstance(run, str) else (run.text, bool(run.font.strike), run.font.vertAlign == "superscript")
        for run in rich
    ]


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


@dataclass
class RangeApi:
    """A range: links, hidden rows."""

    impl: Any

    @property
    def Interior(self) -> Any:
        return Interior(list(self.impl.all_cells()))

    @property
    def Font(self) -> Any:
        return Letters(list(self.impl.all_cells()))

    def Characters(self, start: int, length: int) -> Any:
        (cell,) = self.impl.all_cells()
        marks = [(out, up) for text, out, up in runs(cell) for _ in text][start - 1]
        return SimpleNamespace(Font=SimpleNamespace(Strikethrough=marks[0], Superscript=marks[1]))

    NumberFormat = property(
        lambda self: self.impl.number_format, lambda self, value: setattr(self.impl, "number_format", value)
    )

    @property
    def Value2(self) -> Any:
        cells = [tuple(by_number(cell, cached) for cell, cached in row) for row in self.impl.with_results()]
        return cells[0][0] if len(self.impl) == 1 else tuple(cells)

    @property
    def Comment(self) -> Any:
        (cell,) = self.impl.all_cells()
        return Note(cell)

    def AddComment(self, text: str) -> Any:
        self.impl.sheet.must_be_open()
        (cell,) = self.impl.all_cells()
        if cell.comment is not None:
            raise ComError("Application-defined or object-defined error")
        cell.comment = Comment(text, "")
        return Note(cell)

    @property
    def Hyperlinks(self) -> list[Any]:
        return [
            SimpleNamespace(
                Range=SimpleNamespace(Row=cell.row, Column=cell.column),
                Address=cell.hyperlink.target, SubAddress=cell.hyperlink.location, ScreenTip=cell.hyperlink.tooltip,
            )
            for cell in self.impl.all_cells()
            if cell.hyperlink
        ]  # fmt: skip

    def ClearHyperlinks(self) -> None:
        self.impl.sheet.must_be_open()
        for cell in self.impl.all_cells():
            cell.hyperlink = None

    @property
    def EntireRow(self) -> Any:
        return self

    def _hide(self, hidden: bool) -> None:
        for row in range(self.impl.r1, self.impl.r2 + 1):
            self.impl.sheet.ws.row_dimensions[row].hidden = hidden

    Hidden = property(None, _hide)

    @property
    def Validation(self) -> Any:
        return Validation(self.impl)

    def SpecialCells(self, kind: int) -> Any:
        if kind == ALL_VALIDATION:
            cells = [cell for cell in self.impl.all_cells() if validation_of(cell)]
            if not cells:
                raise ComError("No cells were found.")
            areas: list[Any] = []
            for row in (cell.row for cell in cells):
                if areas and row == areas[-1].Row + areas[-1].Rows.Count:
                    areas[-1].Rows.Count += 1
                else:
                    areas.append(SimpleNamespace(Row=row, Rows=SimpleNamespace(Count=1)))
            return SimpleNamespace(Areas=areas)
        rows = [row for row in range(self.impl.r1, self.impl.r2 + 1) if not self.impl.sheet.is_hidden(row)]
        if not rows:
            raise ComError("No cells were found.")
        return SimpleNamespace(Areas=[SimpleNamespace(Row=row, Rows=SimpleNamespace(Count=1)) for row in rows])
