"""Columns laid out on a sheet as people do it: titles, groups, headings, totals, legends, other lists around."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime
from itertools import groupby
from random import Random

from benchmarks.layouts.columns import Made
from benchmarks.layouts.words import Words, contents, headers, is_held_out
from pipeline.adopt.source.sheet import SourceSheet
from pipeline.xlsx.ooxml.refs import Box

# What a layout may have; half of them are held out.
FEATURES = (
    "title_above", "labels_above", "legend_above", "offset_column", "blank_rows_above", "merged_groups",
    "unmerged_groups", "header_over_two_rows", "guidance_row", "tags_row", "numbered_blanks", "total_below",
    "note_below", "legend_below", "legend_beside", "second_list_below", "merged_downwards", "blank_column",
    "marked_headers", "upper_case_headers", "two_languages", "header_again", "line_breaks", "blank_rows_between",
    "headings", "list_beside", "wide_title", "signature_below", "heads_merged_down", "parts_above",
    "column_letters_row", "bilingual_headers", "units_row", "numbered_headers", "blank_head", "far_start",
    "third_header_row", "days_as_text", "blocks_titled", "on_its_side", "note_right_below", "empty_columns_between",
)  # fmt: skip


@dataclass
class Laid:
    """A sheet with one table: where its header stands, its columns by number, and its records' rows."""

    rows: list[list[object]] = field(default_factory=list)
    merged: list[Box] = field(default_factory=list)
    header_row: int = 0
    columns: dict[int, Made] = field(default_factory=dict)
    records: list[int] = field(default_factory=list)

    def sheet(self, name: str) -> SourceSheet:
        """The sheet as the reader gives it."""
        width = max(map(len, self.rows), default=0)
        return SourceSheet(name, [row + [""] * (width - len(row)) for row in self.rows], tuple(self.merged))


def features(chance: Random, *, is_held: bool) -> frozenset[str]:
    """Some features of one half."""
    half = [name for name in FEATURES if is_held_out("feature", name) == is_held]
    return frozenset(chance.sample(half, chance.randint(0, 4)))


def words_of_parts(words: Words) -> list[str]:
    """What the parts of a register are called in the language of the words."""
    return list(contents()["parts"].get(words.language) or contents()["parts"]["en"])


class Layout:
    """Lays one table out; `sections` are the headings between the records."""

    def __init__(self, words: Words, kind: str, made: list[Made], wanted: frozenset[str], sections: list[str]) -> None:
        self.words, self.kind, self.made, self.wanted, self.sections = words, kind, made, wanted, sections
        self.laid = Laid()
        self.left = 6 if "far_start" in wanted else 2 if "offset_column" in wanted else 1
        self.places = self._places()

    def run(self) -> Laid:
        """The table on its sheet."""
        self._above()
        if "on_its_side" in self.wanted and self.kind == "activity_matrix":
            self._on_its_side()
            return self.laid
        self._header()
        self._below_header()
        self._records()
        self._after()
        return self.laid

    def _places(self) -> list[int]:
        places = list(range(self.left, self.left + len(self.made)))
        if "blank_column" in self.wanted and len(places) > 4:
            places = [place + (at >= 3) for at, place in enumerate(places)]
        if "empty_columns_between" in self.wanted and len(places) > 6:
            places = [place + at // 3 for at, place in enumerate(places)]
        return places

    def _on_its_side(self) -> None:
        """Those who have roles down the rows, what they do across the columns."""
        title = next(each for each in self.made if each.concept == "title")
        roles = [each for each in self.made if each.concept == "role"]
        who = self.words.chance.choice(("Organisation", "Role", "Who", "Partner", ""))
        places = [self.left + at for at in range(1, len(title.cells) + 1)]
        self.laid.header_row = self._put({self.left: who, **dict(zip(places, title.cells, strict=True))})
        for each in roles:
            cells = {self.left: each.header, **dict(zip(places, each.cells, strict=True))}
            self.laid.records.append(self._put(cells))
        tasks = (Made("title", str(cell), frozenset({"Activities.title"}), []) for cell in title.cells)
        self.laid.columns = dict(zip(places, tasks, strict=True))

    def _put(self, cells: dict[int, object]) -> int:
        row: list[object] = [""] * max(cells, default=0)
        for column, cell in cells.items():
            row[column - 1] = cell
        self.laid.rows.append(row)
        return len(self.laid.rows)

    def _blank(self) -> None:
        self.laid.rows.append([])

    def _above(self) -> None:
        words, last = self.words, self.places[-1]
        if {"title_above", "wide_title"} & self.wanted:
            row = self._put({self.left: words.text_of("titles", self.kind)})
            if "wide_title" in self.wanted:
                self.laid.merged.append(Box(row, self.left, row, last))
        if "labels_above" in self.wanted:
            self._put({self.left: "Date:", self.left + 1: "12 May 2025"})
            self._put({self.left: "Prepared by:", self.left + 1: "Security team"})
        if "legend_above" in self.wanted:
            self._legend(self.left)
        if "far_start" in self.wanted:
            self._blank()
        if "blank_rows_above" in self.wanted or "legend_above" in self.wanted:
            self._blank()
            self._blank()

    def _legend(self, column: int) -> None:
        for line in contents()["legends"].get(self.kind, {}).get("en", ()):
            self._put({column + at: cell for at, cell in enumerate(line)})

    def _header(self) -> None:
        self._part()
        groups = [each.group for each in self.made]
        has_groups = any(groups)
        if "third_header_row" in self.wanted and has_groups:
            self._put({self.left: words_of_parts(self.words)[0], self.places[-1]: words_of_parts(self.words)[-1]})
        if has_groups:
            row = len(self.laid.rows) + 1
            cells: dict[int, object] = {}
            at = 0
            for group, members in groupby(groups):
                size = len(list(members))
                if group:
                    cells[self.places[at]] = group
                    if "unmerged_groups" not in self.wanted and size > 1:
                        self.laid.merged.append(Box(row, self.places[at], row, self.places[at + size - 1]))
                at += size
            self._put(cells)
        texts = [self._shown(each) for each in self.made]
        if "numbered_headers" in self.wanted:
            texts = [f"{at}. {one}" if one else "" for at, one in enumerate(texts, 1)]
        if "blank_head" in self.wanted:
            texts[self._blank_at()] = ""
        if "heads_merged_down" in self.wanted and has_groups:
            upper = self.laid.rows[-1]
            upper += [""] * (self.places[-1] - len(upper))
            for place, each, text in zip(self.places, self.made, texts, strict=True):
                if not each.group:
                    upper[place - 1] = text
                    self.laid.merged.append(Box(len(self.laid.rows), place, len(self.laid.rows) + 1, place))
            self.laid.header_row = self._put(
                {place: one for place, one, each in zip(self.places, texts, self.made, strict=True) if each.group}
            )
        elif "header_over_two_rows" in self.wanted and not has_groups and len(texts) > 3:
            main = next(
                (at for at, each in enumerate(self.made) if each.concept in ("description", "title", "text")), 0
            )
            self._put(
                {place: one for at, (place, one) in enumerate(zip(self.places, texts, strict=True)) if at != main}
            )
            self.laid.header_row = self._put({self.places[main]: texts[main]})
        else:
            self.laid.header_row = self._put(dict(zip(self.places, texts, strict=True)))
        self.laid.columns = dict(zip(self.places, self.made, strict=True))

    def _blank_at(self) -> int:
        """The column whose header is missing: often that of the tasks, or of the measures."""
        concepts = [each.concept for each in self.made]
        wanted = [at for at, concept in enumerate(concepts) if concept in ("title", "measures", "category", "line")]
        return wanted[0] if wanted else len(concepts) - 1

    def _part(self) -> None:
        """Groups that only say of which part of the work a column is: what it is, how bad, what is done, by whom."""
        if "parts_above" not in self.wanted or self.kind != "risk_register" or any(each.group for each in self.made):
            return
        parts = words_of_parts(self.words)
        of = {concept: at for at, concepts in enumerate(contents()["parts"]["of"]) for concept in concepts}
        for each in self.made:
            each.group = parts[of[each.concept]] if each.concept in of else ""

    def _shown(self, each: Made) -> str:
        text = each.header
        if "two_languages" in self.wanted and each.concept != "role" and text:
            words = Words(self.words.chance, "ar", self.words.is_held)
            text = f"{text} - {words.header(self.kind, each.concept)}"
        if "bilingual_headers" in self.wanted and each.concept in headers()[self.kind] and text:
            words = Words(self.words.chance, self.words.chance.choice(("fr", "es", "pt")), self.words.is_held)
            other = words.header(self.kind, each.concept).replace(" (1-5)", "")  # not every scale is one
            text = self.words.chance.choice(("{0} / {1}", "{0} - {1}", "{0}\n{1}", "{0} ({1})")).format(text, other)
        if "marked_headers" in self.wanted and text:
            text = self.words.chance.choice((f"{text}*", f"{text}:", f"{text} (required)", text))
        if "line_breaks" in self.wanted:
            text = text.replace(" ", "\n", 1)
        return text.upper() if "upper_case_headers" in self.wanted else text

    def _below_header(self) -> None:
        if "column_letters_row" in self.wanted:
            self._put({place: f"({at})" for at, place in enumerate(self.places, 1)})
        if "units_row" in self.wanted:
            units = {"likelihood": "1-5", "impact": "1-5", "score": "L x I", "unit_cost": "USD", "total": "USD"}
            cells: dict[int, object] = {
                place: units[each.concept]
                for place, each in zip(self.places, self.made, strict=True)
                if each.concept in units
            }
            self._put(cells or {self.left: ""})
        if "tags_row" in self.wanted:
            self._put({place: f"#{each.concept}" for place, each in zip(self.places, self.made, strict=True)})
        if "guidance_row" in self.wanted and self.kind in ("risk_register", "indicators"):
            self._put(
                {place: f"[Enter the {each.concept}]" for place, each in zip(self.places, self.made, strict=True)}
            )

    def _records(self) -> None:
        count = len(self.made[0].cells)
        every = max(2, -(-count // max(1, len(self.sections)))) if self.sections else count + 1
        totals = self.kind == "budget" and "total_below" in self.wanted
        started = 0
        for at in range(count):
            if self.sections and at % every == 0:
                if at and totals:
                    self._total(started, at, self.sections[at // every - 1])
                started = at
                self._heading(self.sections[at // every])
            if "blocks_titled" in self.wanted and at == count // 2 and count > 7:
                self._blank()
                self._put({self.left: self.words.text("places")})
                self._put(dict(zip(self.places, (self._shown(each) for each in self.made), strict=True)))
            if at and "blank_rows_between" in self.wanted and at % 5 == 0:
                self._blank()
            if "header_again" in self.wanted and at == count // 2 and count > 7:
                self._put({place: self.made[n].header for n, place in enumerate(self.places)})
            cells = {place: self._cell(each.cells[at]) for place, each in zip(self.places, self.made, strict=True)}
            self.laid.records.append(self._put(cells))
        if totals:
            self._total(0, count, "")
        if "merged_downwards" in self.wanted:
            self._merge_downwards()

    def _cell(self, cell: object) -> object:
        """A cell as it stands: days also as texts."""
        return cell.strftime("%d %b %Y") if "days_as_text" in self.wanted and isinstance(cell, datetime) else cell

    def _heading(self, text: str) -> None:
        place = next(
            (
                p
                for p, each in zip(self.places, self.made, strict=True)
                if each.concept in ("description", "title", "text")
            ),
            self.left,
        )
        self._put({place if self.words.chance.random() < 0.5 else self.left: text})

    def _total(self, first: int, last: int, of: str) -> None:
        total = next((each for each in self.made if each.concept == "total"), None)
        if total is None:
            return
        place = self.places[self.made.index(total)]
        name = f"{contents()['total_of'].get(self.words.language, 'Total')} {of}" if of else self.words.text("totals")
        amounts = [cell for cell in total.cells[first:last] if isinstance(cell, (int, float))]
        self._put({self.left: name, place: sum(amounts)})

    def _merge_downwards(self) -> None:
        """Runs of the same category become one merged cell, its value in the first row alone."""
        for place, each in zip(self.places, self.made, strict=True):
            if each.concept in ("category", "element", "phase") and self.laid.records:
                rows = self.laid.records
                for one, other in zip(rows[::2], rows[1::2], strict=False):
                    same = self.laid.rows[one - 1][place - 1] == self.laid.rows[other - 1][place - 1]
                    if other == one + 1 and same:
                        self.laid.rows[other - 1][place - 1] = ""
                        self.laid.merged.append(Box(one, place, other, place))

    def _after(self) -> None:
        left, wanted = self.left, self.wanted
        last = self.laid.records[-1]
        if "numbered_blanks" in wanted and self.made[0].concept in ("id", "activity", "line"):
            for number in range(len(self.laid.records) + 1, len(self.laid.records) + 6):
                self._put({left: number})
        if "note_right_below" in wanted:
            self._put({left: "* agreed by all at the meeting of the committee"})
        if "note_below" in wanted:
            self._blank()
            self._put({left: "Note: agreed at the meeting of the steering group"})
        if "signature_below" in wanted:
            self._blank()
            self._put({left: "Approved by:", left + 2: "Date:"})
        if "legend_below" in wanted:
            self._blank()
            self._legend(left)
        if "legend_beside" in wanted:
            for at, line in enumerate(contents()["legends"].get(self.kind, {}).get("en", ())):
                row = self.laid.rows[self.laid.records[0] - 1 + at] if self.laid.records[0] + at <= last else None
                if row is not None:
                    row += [""] * (self.places[-1] + 2 - len(row)) + list(line)
        if "second_list_below" in wanted:
            self._blank()
            self._blank()
            self._put({left: "Contacts of the team"})
            self._put({left: "Contact", left + 1: "Telephone", left + 2: "Town"})
            self._put({left: "Duty officer", left + 1: "555 0101", left + 2: "Northvale"})
            self._put({left: "Radio room", left + 1: "555 0102", left + 2: "Lakeside"})
        if "list_beside" in wanted:
            start = self.places[-1] + 4
            for at, line in enumerate((("Town", "Radio"), ("Northvale", "Ch 3"), ("Lakeside", "Ch 5"))):
                row = self.laid.rows[self.laid.header_row - 1 + at]
                row += [""] * (start - 1 - len(row)) + list(line)
