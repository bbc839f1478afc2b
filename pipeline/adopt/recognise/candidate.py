"""A header with the cells below it: what is weighed before a table is one of ours."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

from pipeline.adopt.compared_words import Tokens, bracketed, parts_of, plain, tokens
from pipeline.adopt.kind_words import asks_who, says_existing
from pipeline.adopt.legend import Legend
from pipeline.adopt.lexicon import Match, lexicon, phase_words, without_times, word_codes
from pipeline.adopt.recognise.answers.listed_answers import legends_supposed
from pipeline.adopt.recognise.heads.head import Head
from pipeline.adopt.recognise.heads.head_column import HeadColumn
from pipeline.adopt.recognise.heads.head_rows import ROWS_SEARCHED, begins_section, is_numbering
from pipeline.adopt.recognise.heads.head_words import lines_alike
from pipeline.adopt.recognise.profile import LOOKED_AT, Profile
from pipeline.adopt.recognise.rows.foreign_header import explains_numbers, is_foreign_header
from pipeline.adopt.recognise.rows.texts_above import texts_above, title_in
from pipeline.adopt.recognise.rows.usual import are_headers, last_like_others
from pipeline.adopt.row_words import is_total, sums_up, tells_what_to_enter
from pipeline.adopt.source.sheet import Cell, SourceSheet, is_empty, shown

PROFILED_ROWS = 1000  # weighed: what stands in more of them tells no more
_OF_WORDS = 0.2  # of the cells of a column of words differ from each other, at most
COMPARED_ROWS = 300  # in which products are looked for
_TAGGED = 2  # rows of tags or of guidance, at most
_QUALIFIED = 0.75  # how sure a header is of which a word is not known: it is asked about
_PART = 0.95  # how sure a part of a header is, compared with the whole
_IN_LONG, _LITTLE = 5, 0.5  # one word of more than these is a little part: Notes on what was found, and why / source
THIN = 0.02  # between two meanings that are equally likely
YES_OR_NO = frozenset({"present", "absent"})  # what the words for these answers mean
SURE, LIKELY = 0.78, 0.55  # from which on a column is carried, or proposed and asked


@dataclass(frozen=True)
class Candidate:
    """A possible table: its header, the rows below it up to `last`, and what names it."""

    sheet: SourceSheet
    file: str
    head: Head
    last: int

    @property
    def first(self) -> int:
        """The first row below the header, and below whatever of it is merged further down."""
        return 1 + max([self.head.last_row, *map(self._bottom_of, self.head.columns)])

    def _bottom_of(self, column: HeadColumn) -> int:
        area = self.sheet.owners.get((self.head.last_row, column.column))
        is_header = area is not None and area.top in self.head.rows[:-1]  # from the last row down: a group of records
        return area.bottom if area and is_header else self.head.last_row

    def compared(self, column: int) -> list[Cell]:
        """The cells of a column below the header, as many as products are looked for in."""
        last = min(self.last, self.first + COMPARED_ROWS)
        return [self.sheet.at(row, column) for row in range(self.first, last + 1)]

    @cached_property
    def columns(self) -> tuple[HeadColumn, ...]:
        """Its columns with a header, and filled ones without between and beside them."""
        there = {each.column: each for each in self.head.columns}
        for column in range(max(1, self.head.left - 2), self.head.right + 3):
            if column not in there and self._is_filled(column):
                there[column] = HeadColumn(column, "")
        ordered = sorted(there.items())
        # Beside the table only what touches it.
        return tuple(each for column, each in ordered if self._touches(column, there))

    def _is_filled(self, column: int) -> bool:
        rows = range(self.first, min(self.last, self.first + PROFILED_ROWS) + 1)
        records = [row for row in rows if self._in_head(row)]
        count = sum(not is_empty(self.sheet.at(row, column)) for row in records)
        return count >= max(1, 0.3 * len(records))

    def _in_head(self, row: int) -> bool:
        filled = self.sheet.filled[row - 1] if row <= len(self.sheet.filled) else ()
        return bisect_right(filled, self.head.right) - bisect_left(filled, self.head.left) >= 2

    def _touches(self, column: int, there: dict[int, HeadColumn]) -> bool:
        if self.head.left <= column <= self.head.right:
            return True
        step = 1 if column < self.head.left else -1
        edge = self.head.left if step == 1 else self.head.right
        return all(one in there for one in range(column, edge, step))

    @cached_property
    def profiles(self) -> dict[int, Profile]:
        """What the cells of each column are."""
        wanted = self._records

        def profile(column: HeadColumn) -> Profile:
            legends = [one for one in self.sheet.legends if not self._is_own(one, column.column)]
            cells = [self.sheet.at(row, column.column) for row in wanted]
            legends += legends_supposed(column.header, cells)
            return Profile.of(
                [*cells, *self._words_below(column.column, cells)], f"{column.header} {column.group}", legends
            )

        return {each.column: profile(each) for each in self.columns}

    def _words_below(self, column: int, cells: Sequence[Cell]) -> Iterator[Cell]:
        """What stands in a column of few words only below the rows that are weighed, each of these texts once."""
        if not self._rows_below:
            return
        known = set(map(shown, cells))
        if len(known) > _OF_WORDS * len(cells):
            return
        for row in self._rows_below:
            cell = self.sheet.at(row, column)
            if (said := shown(cell)) not in known:
                known.add(said)
                yield cell
                if len(known) > LOOKED_AT:
                    return

    @cached_property
    def _rows_below(self) -> list[int]:
        """The rows of a long list that are not weighed."""
        rows = range(self.first + PROFILED_ROWS + 1, min(self.last, len(self.sheet.rows)) + 1)
        return [row for row in rows if self._in_head(row)]

    def _is_own(self, legend: Legend, column: int) -> bool:
        """Whether what looks like a legend is made of this very column: its terms are the column's cells themselves."""
        rows = {row for row, one in legend.cells if one == column}
        return (
            legend.is_rows
            and any(row > self.head.last_row for row in rows)
            and any(row in self._wanted for row in rows)
        )

    @cached_property
    def _wanted(self) -> frozenset[int]:
        return frozenset(self._records)

    @cached_property
    def explained(self) -> frozenset[tuple[int, int]]:
        """The cells of the legends that explain its columns."""
        legends = (profile.legend for profile in self.profiles.values() if profile.legend)
        return frozenset(cell for legend in legends for cell in legend.cells)

    @cached_property
    def _records(self) -> list[int]:
        """The rows that are likely records: no guidance, no tags, no other list below a gap."""
        rows = range(self.first, min(self.last, self.first + PROFILED_ROWS, len(self.sheet.rows)) + 1)
        there = [row for row in rows if self.sheet.filled[row - 1]]
        wanted = [row for row in there if self._in_head(row) and not self._is_for_readers(row)]
        last = last_like_others(self.sheet, there, wanted, [each.column for each in self.columns], self.header_words)
        return [row for row in wanted if row <= last]

    def _is_for_readers(self, row: int) -> bool:
        """Whether a row tells people, or machines, what stands around it: guidance, tags, a sum, the header again."""
        if row == self.first and explains_numbers(self.sheet, row, self._inside):
            return True
        if row in self.sheet.sum_rows or (row < self.first + 3 and is_numbering(self.sheet, row)):
            return True
        texts = self._texts(row)
        if any(sums_up(text) and not is_total(text) for text in texts[:2]):
            return True  # a sum of amounts is looked for among them
        if are_headers(texts, self.header_words):
            return True
        if row >= self.first + 3:
            return False
        return (self._are_tags(row) or tells_what_to_enter(texts)) and not self._is_tagged_throughout

    def _texts(self, row: int) -> list[str]:
        filled = self.sheet.filled[row - 1] if row <= len(self.sheet.filled) else ()
        return [str(self.sheet.at(row, column)).strip() for column in filled]

    def _are_tags(self, row: int) -> bool:
        """Whether half of the texts of a row are tags, or stand in brackets."""
        texts = self._texts(row)
        return bool(texts) and sum(text[:1] in "[<{(#" for text in texts) >= 0.5 * len(texts)

    @cached_property
    def _is_tagged_throughout(self) -> bool:
        """Whether one row after another has such texts: they are what the records hold."""
        return sum(map(self._are_tags, range(self.first, self.first + 2 * _TAGGED))) > _TAGGED

    @cached_property
    def _headers(self) -> frozenset[str]:
        return frozenset(plain(each.header) for each in self.head.columns if each.header)

    @cached_property
    def header_words(self) -> frozenset[str]:
        """Its headers as compared with cells: a row of them is the header once more, however it is decorated.

        So is one right below it in a language of which nobody knows the words.
        """
        own = self._headers | {" ".join(each.words) for each in self.head.columns if each.header}
        rows = (*self.told_again, *self._sections)
        again = {plain(shown(self.sheet.at(row, column))) for row in rows for column in self._inside}
        return (own | again) - {""}  # a header that is a sign alone: §

    @cached_property
    def _sections(self) -> list[int]:
        """The rows that say the header once more, each with the name of its section."""
        headers = {each.column: each.header for each in self.head.columns}
        rows = range(self.first, min(self.last, self.first + ROWS_SEARCHED, len(self.sheet.rows)) + 1)
        return [row for row in rows if self.sheet.filled[row - 1] and begins_section(self.sheet, row, headers)]

    @cached_property
    def told_again(self) -> tuple[int, ...]:
        """The row right below the header that says it once more, most likely: it is asked about."""
        return (self.first,) if is_foreign_header(self.sheet, self.first, self._inside) else ()

    @property
    def _inside(self) -> list[int]:
        return [each.column for each in self.head.columns]

    @cached_property
    def names(self) -> tuple[str, ...]:
        """What names the table: the file, the sheet, and the texts right above the header."""
        return (self.sheet.name, *(text for row in self._above for text in row))

    @cached_property
    def _above(self) -> list[list[str]]:
        return texts_above(self.sheet, self.head.rows[0])

    @cached_property
    def title(self) -> str:
        """What the table is called: the nearest text above it that names it, else the sheet."""
        return title_in(self._above) or self.sheet.name

    def meanings(
        self, kind: str, column: HeadColumn, read_as: Profile | None = None
    ) -> Iterator[tuple[str, float, str]]:  # fmt: skip
        """What a column may be: concept, how sure (header and values together), and the phase its header names."""
        profile = read_as or self.profiles[column.column]
        phase = phase_of(column.words) or phase_of(bracketed(column.header)) or phase_of(tokens(column.group))
        best: dict[str, float] = {}
        parts = () if _are_answers(column.words) else (*parts_of(column.header), *lines_alike(column.header))
        for words in dict.fromkeys((column.words, without_phase(column.words), without_times(column.words), *parts)):
            for match in lexicon(kind).matches(words)[:6]:
                whole = 1.0 if words not in parts else _PART if _IN_LONG * len(words) >= len(column.words) else _LITTLE
                sure = match.score * _fit(profile, match) * whole
                best[match.concept.name] = max(best.get(match.concept.name, 0.0), sure)
        if max(best.values(), default=0.0) < LIKELY:
            before_comma = tokens(column.header.partition(",")[0]) if "," in column.header else ()
            known = lexicon(kind).known_part(column.words)
            for match in lexicon(kind).matches(before_comma) or lexicon(kind).matches(known):
                if match.score == 1 and profile.count:
                    best[match.concept.name] = _QUALIFIED * _fit(profile, match)
        if "measures" in best and says_existing(column.header):  # Measures (existing)
            best["existing_measures"] = best.pop("measures")
        for name, sure in sorted(best.items(), key=lambda item: -item[1]):
            yield name, sure, phase


def _fit(profile: Profile, match: Match) -> float:
    """How well the cells of a column go with what its header may mean: a header alone counts for a third."""
    return 0.35 + 0.65 * min(1.0, profile.fit(match.concept.values) / 0.75)


def _are_answers(words: Tokens) -> bool:
    """Whether a header says only which answers stand below it: Yes / No."""
    return len(words) == len(YES_OR_NO) and {word_codes("rating").get(word) for word in words} == YES_OR_NO


def sure_of(kind: str, found: Sequence[tuple[str, float, str]]) -> float:
    """How sure the first of these meanings is: not quite, where another one with a place of its own is as likely."""
    _, sure, _ = found[0]
    concepts = lexicon(kind).concepts
    places = {concepts[name].target for name, other, _ in found if other > sure - THIN}
    return min(sure, SURE - THIN) if len(places - {None}) > 1 else sure


def phase_of(words: Tokens) -> str:
    """The phase that words of a header name, "" for none."""
    found = {phase_words()[word] for word in words if word in phase_words()}
    return found.pop() if len(found) == 1 else ""


def without_phase(words: Tokens) -> Tokens:
    """The words of a header without those that name a phase; who is the target asks for no owner."""
    rest = tuple(word for word in words if word not in phase_words())
    return words if not rest or (len(rest) == 1 and asks_who(rest[0])) else rest
