"""Finding merged cells: Excel only says of a range whether all, none or some of its cells are merged."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from pipeline.xlsx.ooxml.refs import Box


def merged_areas(cells: Any) -> Iterator[Box]:
    """Every merged area that meets a range, each once; a range without any costs one question."""
    seen: set[Box] = set()
    for area in _search(cells):
        if area not in seen:
            seen.add(area)
            yield area


def _search(cells: Any) -> Iterator[Box]:
    # None is Excel's answer where only some cells are merged.
    if cells.merge_cells is False:
        return
    rows, columns = cells.shape
    if rows * columns == 1:
        whole = cells.merge_area
        top, left = int(whole.row), int(whole.column)
        yield Box(top, left, top + whole.shape[0] - 1, left + whole.shape[1] - 1)
    elif rows >= columns:
        yield from _search(cells[: rows // 2, :])
        yield from _search(cells[rows // 2 :, :])
    else:
        yield from _search(cells[:, : columns // 2])
        yield from _search(cells[:, columns // 2 :])
