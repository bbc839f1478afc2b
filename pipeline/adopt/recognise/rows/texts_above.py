"""What stands right above the header of a table: its title, labels with their values."""

from __future__ import annotations

from collections.abc import Sequence

from pipeline.adopt.lexicon import is_name_label
from pipeline.adopt.source.sheet import SourceSheet

_ROWS = 6
_LONGEST = 80  # letters of a title


def texts_above(sheet: SourceSheet, header: int) -> list[list[str]]:
    """The texts of the rows above a header, each row that holds one, or a label and its value; without legends."""
    legends = {cell for legend in sheet.legends for cell in legend.cells}
    found = []
    for row in range(max(1, header - _ROWS), header):
        filled = [column for column in sheet.filled[row - 1] if (row, column) not in legends]
        if 1 <= len(filled) <= 2:
            found.append([str(sheet.at(row, column)) for column in filled])
    return found


def title_in(rows: Sequence[Sequence[str]]) -> str:
    """The nearest of these texts that names the table, "" for none.

    A text that stands alone in its row comes before the value of a label, which may be a day, or somebody's name.
    """
    rows = [row for row in rows if not is_name_label(row[0])]
    for texts in ([row[0] for row in rows if len(row) == 1], [row[-1] for row in rows]):
        named = [one.strip() for one in texts if _may_be_title(one)]
        if named:
            return named[-1]
    return ""


def _may_be_title(text: str) -> bool:
    """Whether a text may be what a table is called: words, and no label with its value, and no day."""
    return any(map(str.isalpha, text)) and not {":", "="} & {*text} and len(text.strip()) <= _LONGEST
