"""The cell formats of a workbook, made once each."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, cast

from pipeline.template import palette
from pipeline.template.layout import Placed
from pipeline.template.palette import Tone
from schemas.fields import LISTS
from schemas.spec import Table
from schemas.wording.languages import is_from_the_right

TEXT_KINDS = frozenset({"id", "code", "ids"})
NUMBER_FORMATS = {"scale": "0", "whole": "0", "number": "#,##0.00", "signed": "0.00", "percent": "0%"}
OWN_FORMATS = {("Figures", "value"): "General"}
SCORES = frozenset({"score", "joint_score", "residual_score"})
DATE_FORMAT = "yyyy-mm-dd"
# In which order a cell's letters run. Not "as its first one says": LibreOffice then lets all run from the left, and
# Excel a sentence that begins with a code.
_FROM_LEFT, _FROM_RIGHT = 1, 2
_OTHER_SIDE = {"left": "right", "right": "left"}
_AS_WRITTEN = frozenset({"@", "General"})


class Styles:
    """Hands out formats of one xlsxwriter workbook; the same wish gives the same format."""

    def __init__(self, book: Any) -> None:
        self._book = book
        self._made: dict[tuple[tuple[str, object], ...], Any] = {}

    def get(self, **wish: object) -> Any:
        """The format with these xlsxwriter properties, in the workbook's font."""
        whole = {"font_name": palette.FONT, "font_size": 10, "font_color": palette.INK, "valign": "top", **wish}
        if is_from_the_right():
            whole = mirrored(whole)
        key = tuple(sorted(whole.items()))
        if key not in self._made:
            self._made[key] = self._book.add_format(whole)
        return self._made[key]

    def conditional(self, tone: Tone, number_format: str = "") -> Any:
        """The format that a conditional format lays over a cell."""
        wish: dict[str, object] = {"bg_color": tone.fill, "font_color": tone.ink, "bold": tone.bold}
        if number_format:
            wish["num_format"] = number_format
        key = tuple(sorted({"conditional": True, **wish}.items()))
        if key not in self._made:
            self._made[key] = self._book.add_format(wish)
        return self._made[key]

    @property
    def ruled(self) -> Any:
        """The format that puts fine lines around the cells of a row."""
        if (("ruled", True),) not in self._made:
            sides = ("bottom", "left", "right")
            lines = {**dict.fromkeys(sides, 1), **{f"{side}_color": palette.RULE for side in sides}}
            self._made[("ruled", True),] = self._book.add_format(lines)
        return self._made[("ruled", True),]

    def header(self, table: Table, placed: Placed) -> Any:
        """The header cell of one column: its colour tells who fills it in."""
        wish: dict[str, object] = {
            "bold": True, "font_color": palette.PAPER, "bg_color": _header_fill(table, placed), "text_wrap": True,
            "valign": "top", "left": 1, "left_color": palette.PAPER,
        }  # fmt: skip
        if placed.narrow:
            wish |= {"rotation": 90, "valign": "top", "align": "center", "text_wrap": False}
        return self.get(**wish)

    def body(
        self, table: Table, placed: Placed, *, bordered: bool = True, number_format: str = "", struck: bool = False,
        from_left: bool = False,
    ) -> Any:  # fmt: skip
        """A body cell of one column; without borders it serves the cells below the table.

        `number_format` replaces the column's own, for a column whose cells hold different things; what is `struck`
        out does not count. `from_left` is for a text in Latin letters on a sheet that is read from the right.
        """
        column = placed.column
        # Nobody reads a hidden column; wrapped, its long texts would make the rows tall.
        wish: dict[str, object] = {"text_wrap": not column.hidden}
        if from_left:
            wish["reading_order"] = _FROM_LEFT
        if column.kind in TEXT_KINDS or column.kind in LISTS or column.kind in ("partner", "word"):
            wish["num_format"] = "@"
        elif column.kind in NUMBER_FORMATS:
            # Set off from the text that begins at the left edge of the next column.
            wish |= {"num_format": NUMBER_FORMATS[column.kind], "align": "right", "indent": 1}
        elif column.kind == "date":
            wish |= {"num_format": DATE_FORMAT, "align": "center"}
        elif column.kind == "value":
            wish["align"] = "left"
        if (table.name, column.name) in OWN_FORMATS:
            wish["num_format"] = OWN_FORMATS[table.name, column.name]
        if column.kind == "scale" or column.words == "role" or column.name in SCORES:
            wish |= {"align": "center", "indent": 0}
        if number_format:
            wish["num_format"] = number_format
        if struck:
            wish["font_strikeout"] = True
        if not bordered:
            return self.get(**wish)
        if column.name == table.key:
            wish["bold"] = True
        if column.link:
            wish |= {"font_color": palette.LINK, "underline": 1}
        if table.is_input:  # lines come with the first entry: an empty row is not printed
            return self.get(**wish)
        wish |= {"bottom": 1, "bottom_color": palette.RULE, "left": 1, "left_color": palette.RULE}
        wish |= {"right": 1, "right_color": palette.RULE}
        if placed.partner and placed.first_of_run:
            wish |= {"left": 1, "left_color": palette.EDGE}
        return self.get(**wish)


def format_maker(book: Any) -> Callable[[Mapping[str, object]], Any]:
    """What makes formats of a workbook that has no `Styles`; on sheets that are read from the right, mirrored ones."""
    if not is_from_the_right():
        return cast(Callable[[Mapping[str, object]], Any], book.add_format)
    return lambda wish: book.add_format(mirrored(wish))


def mirrored(wish: Mapping[str, object]) -> dict[str, object]:
    """The look of a cell on a sheet that is read from the right: "left" is the left edge there, too.

    Texts run from the right though they begin with a code; a number keeps its sign in front.
    """
    align = str(wish.get("align", "left"))
    numeric = str(wish.get("num_format", "@")) not in _AS_WRITTEN
    order = _FROM_LEFT if numeric else wish.get("reading_order", _FROM_RIGHT)
    return {**wish, "align": _OTHER_SIDE.get(align, align), "reading_order": order}


def _header_fill(table: Table, placed: Placed) -> str:
    column = placed.column
    people = table.is_input or column.owner == "people"
    if placed.partner:
        shades = palette.INPUT_PARTNER if people else palette.OUTPUT_PARTNER
        return shades[placed.run % 2]
    if column.rare:
        return palette.INPUT_RARE if people else palette.OUTPUT
    return palette.INPUT if people else palette.OUTPUT
