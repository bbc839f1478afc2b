"""What cells look like, as Excel's own objects (COM) show it over openpyxl: fill, letters, the runs of a text."""

from __future__ import annotations

from copy import copy
from dataclasses import dataclass
from io import BytesIO
from typing import Any, ClassVar
from zipfile import ZipFile

import openpyxl
from openpyxl.cell.rich_text import CellRichText
from openpyxl.styles import Color, PatternFill


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


def rich_texts(data: bytes) -> dict[tuple[str, str], CellRichText]:
    """The texts of several looks, which openpyxl would not keep in the cell's value, by sheet and cell."""
    with ZipFile(BytesIO(data)) as parts:
        if not any(b"<r>" in parts.read(name) for name in parts.namelist() if name.endswith(".xml")):
            return {}  # to load a workbook takes most of the time of most tests
    return {
        (sheet.title, cell.coordinate): cell.value
        for sheet in openpyxl.load_workbook(BytesIO(data), rich_text=True).worksheets
        for row in sheet.iter_rows()
        for cell in row
        if isinstance(cell.value, CellRichText)
    }


def look(run: Any, name: str) -> Any:
    """What the letters of a run look like in one way; None as the cell does."""
    return None if isinstance(run, str) else getattr(run.font, {"name": "rFont"}.get(name, name), None)


def _rich(cell: Any) -> Any:
    """The runs of a cell as openpyxl has them; none for a cell of one look."""
    return cell.parent.parent.rich.get((cell.parent.title, cell.coordinate)) or ()


def runs(cell: Any) -> list[tuple[str, bool, bool]]:
    """The runs of a cell as the file holds them: text, struck out, raised."""
    own = (
        bool(cell.parent.parent._fonts[cell._style.fontId].strike),
        False,
    )
    rich = cell.parent.parent.rich.get((cell.parent.title, cell.coordinate))
    if rich is None:
        return [(str(cell.value), *own)] if cell.value is not None or own[0] else []
    return [
        (run, *own) if isinstance(run, str) else (run.text, bool(run.font.strike), run.font.vertAlign == "superscript")
        for run in rich
    ]
