"""The sheet 'Start here': what this workbook is, what to do, where everything is."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from pipeline.template import palette
from pipeline.template.new_workbook import Extract, Macro, NewWorkbook
from pipeline.template.palette import Tone
from pipeline.template.printing import set_up_print
from pipeline.template.styles import Styles
from pipeline.xlsx.writer.row_heights import lines_needed
from schemas.optional_sheets import with_name
from schemas.spec import TEMPLATE_VERSION, Table, optional_tables
from schemas.wording.text import joined, text, texts

MARGIN, NAME, TEXT, WHO = range(4)
WIDTHS = (3, 24, 86, 22)
_KEY = {
    "input": Tone(palette.INPUT, palette.PAPER, bold=True),
    "input_partner": Tone(palette.INPUT_PARTNER[0], palette.PAPER, bold=True),
    "output": Tone(palette.OUTPUT, palette.PAPER, bold=True),
    "fixed": Tone(palette.SHADE, palette.QUIET),
    "wrong": palette.WRONG,
    "missing": palette.MISSING,
    "very_high": palette.SEVERE,
    "high": palette.HIGH,
    "medium": palette.MIDDLE,
    "low": palette.CALM,
}


def write_front_sheet(sheet: Any, styles: Styles, new: NewWorkbook, macro: Macro | None = None) -> None:
    """Fill the front sheet from its wording (`schemas/wording/en/front_sheet.yaml`), with a Run button for a macro."""
    words = texts("front_sheet")
    page = _Page(sheet, styles)
    if new.extract:
        _write_front_of_extract(page, new, new.extract)
        set_up_print(sheet, new.title)
        sheet.set_portrait()
        sheet.fit_to_pages(1, 1)
        return
    page.banner(words["heading"], new.title)
    named = [text("front_sheet.partner", code=code, name=name) for code, name in new.partners]
    page.line(text("front_sheet.partners", partners=joined(named, "apart")))
    if macro:
        page.button(words["run_button"], macro.name)
    page.paragraph(words["about"])
    page.heading(words["steps_heading"])
    for step in words["steps"]:
        page.entry(step["name"], step.get("with_button", step["says"]) if macro else step["says"])
    _write_sheets(page, new, words)
    page.heading(words["key_heading"])
    for name, entry in words["key"].items():
        page.swatch(_KEY[name], entry["sample"], entry["means"])
    page.heading(words["sharing_heading"])
    for sentence in words["sharing"]:
        page.paragraph(sentence)
    page.heading(words["help_heading"])
    for sentence in words["help"]:
        page.paragraph(sentence)
    page.line(text("front_sheet.made", version=TEMPLATE_VERSION, arrangement=new.arrangement_id))
    set_up_print(sheet, new.title)
    sheet.set_portrait()
    sheet.fit_to_pages(1, 1)


def _write_sheets(page: _Page, new: NewWorkbook, words: Mapping[str, Any]) -> None:
    """The sheets that are there, each with a link and who writes in it, and those that one may ask for."""
    page.heading(words["sheets_heading"])
    for table in new.tables:
        if table.name == "Figures" or (table.optional and not table.is_input):
            continue  # hidden, it only holds what the charts show; or what a split or a join has added
        who = words["people_write"] if table.is_input else words["run_writes"]
        if table.name in ("ActionPlan", "Agenda"):
            who = words["both_write"]
        page.link(table.sheet, table.description, who)
    more = [table for table in optional_tables() if table not in new.tables]
    if more:
        page.heading(words["more_heading"])
        page.paragraph(words["more"])
        for table in more:
            page.entry(table.sheet, table.description, who=_asked_by(table))


def _asked_by(table: Table) -> str:
    """What one types to get a sheet."""
    return joined((with_name(table), *table.bundles), "or")


def _write_front_of_extract(page: _Page, new: NewWorkbook, extract: Extract) -> None:
    """What a copy for one reader is, what to do with it, and where everything is."""
    words, says = texts(f"copies.{extract.words}"), extract.says
    page.banner(words["heading"].format(**says), new.title)
    for sentence in (*words["about"], *words.get(extract.more, ())):
        page.paragraph(sentence.format(**says))
    if steps := words.get("steps"):
        page.heading(text("front_sheet.steps_heading_of_copies"))
        for step in steps:
            page.entry(step["name"], step["says"].format(**says))
    page.heading(text("front_sheet.sheets_heading"))
    for table in (one for one in new.tables if one.name != "Figures"):
        page.link(table.sheet, table.description, "")
    page.line(text("front_sheet.made", version=TEMPLATE_VERSION, arrangement=new.arrangement_id))


class _Page:
    """Writes one block after the other, from the top down."""

    def __init__(self, sheet: Any, styles: Styles) -> None:
        self._sheet, self._styles, self._row = sheet, styles, 0
        for index, width in enumerate(WIDTHS):
            sheet.set_column(index, index, width)
        sheet.hide_gridlines(2)
        sheet.set_zoom(100)
        sheet.set_tab_color(palette.START)

    def banner(self, heading: str, title: str) -> None:
        """The arrangement's title on a coloured band."""
        band = {"bg_color": palette.INPUT, "font_color": palette.PAPER, "valign": "vcenter"}
        for written, size, height in ((heading, 11, 22), (title, 20, 34)):
            for index in range(len(WIDTHS)):
                self._sheet.write_blank(self._row, index, None, self._styles.get(**band))
            form = self._styles.get(**band, font_size=size, bold=size > 11)
            self._sheet.write_string(self._row, NAME, written, form)
            self._next(height)
        self._next(6)

    def line(self, text: str) -> None:
        """A quiet line across the page."""
        self._across(text, self._styles.get(font_color=palette.QUIET, text_wrap=True))

    def paragraph(self, text: str) -> None:
        """A paragraph across the page."""
        self._across(text, self._styles.get(font_size=11, text_wrap=True))

    def button(self, caption: str, macro: str) -> None:
        """A button that calls a macro, in a row of its own."""
        look = {"caption": caption, "macro": macro, "width": 160, "height": 34, "y_offset": 4, "description": caption}
        self._sheet.insert_button(self._row, NAME, look)
        self._next(34)

    def heading(self, text: str) -> None:
        """A heading with space above it."""
        self._next(8)
        form = self._styles.get(
            font_size=13, bold=True, font_color=palette.INPUT, bottom=1, bottom_color=palette.INPUT, valign="vcenter"
        )
        for index in (NAME, TEXT, WHO):
            self._sheet.write_blank(self._row, index, None, form)
        self._sheet.write_string(self._row, NAME, text, form)
        self._next(22)

    def entry(self, name: str, text: str, form: Any = None, who: str = "") -> None:
        """A name, what it means, and who it concerns."""
        plain = {"font_size": 11, "text_wrap": True, "bottom": 1, "bottom_color": palette.RULE, "valign": "vcenter"}
        self._sheet.write_string(self._row, NAME, name, form or self._styles.get(**plain, bold=True))
        self._sheet.write_string(self._row, TEXT, text, self._styles.get(**plain, indent=1))
        quiet = {**plain, "font_color": palette.QUIET, "font_size": 10}
        self._sheet.write_string(self._row, WHO, who, self._styles.get(**quiet))
        self._next(_height(text, WIDTHS[TEXT]) + 4)

    def link(self, sheet: str, text: str, who: str) -> None:
        """An entry whose name leads to a sheet."""
        form = self._styles.get(
            font_size=11, bold=True, font_color=palette.LINK, underline=1, bottom=1, bottom_color=palette.RULE,
            valign="vcenter",
        )  # fmt: skip
        row = self._row
        self.entry(sheet, text, form, who)
        self._sheet.write_url(row, NAME, f"internal:'{sheet}'!A1", form, sheet)

    def swatch(self, tone: Tone, sample: str, text: str) -> None:
        """A coloured sample and what it means."""
        form = self._styles.get(
            bg_color=tone.fill, font_color=tone.ink, bold=tone.bold, border=1, border_color=palette.PAPER,
            valign="vcenter", indent=1,
        )  # fmt: skip
        self.entry(f"{tone.mark} {sample}".strip(), text, form)

    def _across(self, text: str, form: Any) -> None:
        width = sum(WIDTHS[NAME:])
        self._sheet.merge_range(self._row, NAME, self._row, WHO, "", form)
        self._sheet.write_string(self._row, NAME, text, form)
        self._next(_height(text, width) + 3)

    def _next(self, height: float) -> None:
        self._sheet.set_row(self._row, height)
        self._row += 1


def _height(text: str, width: float) -> float:
    # Excel never fits the height of merged cells by itself, so it is set here.
    return 15.0 * lines_needed(text, width)
