"""The lines of the table Left: a value each, as long as a sheet of Excel has room for them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from pipeline.adopt.recognise.rows.body import reason
from pipeline.adopt.workbook.trace import Left
from pipeline.template.layout import FIRST_ROW
from pipeline.xlsx.ooxml.refs import LAST_ROW, Box, address, box

ROOM = LAST_ROW - FIRST_ROW  # rows of a table below its header


class LeftLines:
    """What is left in files, in order.

    Where that is more than a sheet has room for, as of a list of 100,000 rows of which `--only` chose few, cells beside
    each other that are left for the same reason are one line: their area, without the values. It is done while the
    lines come in, so that no more of them are ever kept.
    """

    def __init__(self) -> None:
        self._files: list[str] = []
        self._lines: list[Left] = []
        self._is_folded = False

    def add(self, one: Left, file: str = "") -> None:
        """Take a line of a file."""
        if self._is_folded and self._files and self._files[-1] == file and (both := _both(self._lines[-1], one)):
            self._lines[-1] = both
            return
        self._files.append(file)
        self._lines.append(one)
        if len(self._lines) > ROOM and not self._is_folded:
            lines, self._files, self._lines, self._is_folded = [*self], [], [], True
            for name, line in lines:
                self.add(line, name)

    def __len__(self) -> int:
        return len(self._lines)

    def __iter__(self) -> Iterator[tuple[str, Left]]:
        return zip(self._files, self._lines, strict=True)


def _both(one: Left, other: Left) -> Left | None:
    """The line for both; None where there is something else between them, or they differ in why they are left."""
    if (one.sheet, one.reason) != (other.sheet, other.reason):
        return None
    area, cell = box(one.cell), box(other.cell)
    if not area or not cell or (area.top, area.bottom) != (cell.top, cell.bottom):
        return None
    is_whole_row = one.reason == reason("not_chosen")
    if cell.left != area.right + 1 and not (is_whole_row and cell.left > area.right):
        return None
    return replace(one, cell=_name(Box(area.top, area.left, area.bottom, cell.right)), value="")


def _name(area: Box) -> str:
    return f"{address(area.top, area.left)}:{address(area.bottom, area.right)}"
