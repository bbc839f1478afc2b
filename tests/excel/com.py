"""The little of Excel's own objects (COM) that `pipeline.excel.session.native` asks for, over openpyxl."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path
from types import SimpleNamespace
from typing import Any

from openpyxl.comments import Comment
from openpyxl.worksheet.hyperlink import Hyperlink

from tests.excel.com_hung import ALL_VALIDATION, Note, Shape, Validation, validation_of
from tests.excel.com_looks import Interior, Letters, runs
from tests.excel.entering import ComError, by_number
from tests.excel.filtering import filtered
from tests.excel.languages import ENGLISH, Language

_ALLOWED = {
    "AllowFormattingCells": "formatCells", "AllowFormattingColumns": "formatColumns",
    "AllowFormattingRows": "formatRows", "AllowInsertingColumns": "insertColumns",
    "AllowInsertingRows": "insertRows", "AllowInsertingHyperlinks": "insertHyperlinks",
    "AllowDeletingColumns": "deleteColumns", "AllowDeletingRows": "deleteRows", "AllowSorting": "sort",
    "AllowFiltering": "autoFilter", "AllowUsingPivotTables": "pivotTables",
}  # fmt: skip


@dataclass
class AppApi:
    """Excel itself: AutoCorrect, and how its language writes formats."""

    language: Language = ENGLISH
    AutoCorrect: Any = field(default_factory=lambda: SimpleNamespace(AutoFillFormulasInLists=True))

    @property
    def International(self) -> tuple[object, ...]:
        return self.language.international


@dataclass
class BookApi:
    """A workbook."""

    impl: Any
    Final = False

    @property
    def Date1904(self) -> bool:
        return bool(self.impl.wb.epoch.year == 1904)

    def SaveCopyAs(self, path: str) -> None:
        if self.impl.app.saves_copies:
            self.impl.write_file(Path(path))
        else:  # saving takes as long as a run
            Path(path).write_bytes(self.impl.as_opened)


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

    NumberFormatLocal = property(
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

    def _is_hidden(self) -> bool | None:
        rows = {self.impl.sheet.is_hidden(row) for row in range(self.impl.r1, self.impl.r2 + 1)}
        return rows.pop() if len(rows) == 1 else None

    Hidden = property(_is_hidden, _hide)

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
