"""The rows below a header read: which are records, which belong to the record above, and what the others are."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from functools import cached_property
from statistics import median

from pipeline.adopt.compared_words import plain
from pipeline.adopt.lexicon import is_name_label, word_codes
from pipeline.adopt.recognise.heads.head_rows import is_numbering
from pipeline.adopt.recognise.rows.body import Body, Shape, is_rated, reason
from pipeline.adopt.recognise.rows.usual import are_headers, id_form, is_rating, last_like_others
from pipeline.adopt.recognise.scales.scale_word import explains_step, lists_steps
from pipeline.adopt.row_words import (
    are_codes_in_brackets,
    asks,
    explains_rating,
    is_choice,
    is_crosses,
    is_placeholder,
    is_total,
    starts_legend,
    sums_up,
    tells_what_to_enter,
)
from pipeline.adopt.source.sheet import SourceSheet, is_broken, is_empty, number_of, shown

_ASKED = 2  # rows of guidance, at most
_LONGEST_STEP = 40  # letters of the word for a step; more is a sentence


def read_body(sheet: SourceSheet, first: int, last: int, shape: Shape) -> Body:
    """The rows `first` to `last` of a sheet, told apart."""
    return _Reader(sheet, shape, first, last).body


class _Reader:
    def __init__(self, sheet: SourceSheet, shape: Shape, first: int, last: int) -> None:
        self.sheet, self.shape = sheet, shape
        self.body = Body()
        self._rows = [row for row in range(first, min(last, len(sheet.rows)) + 1) if sheet.filled[row - 1]]
        inside = set(shape.columns)
        # Most rows fill the same columns.
        own = {filled: [column for column in filled if column in inside] for filled in set(sheet.filled)}
        self._own = {row: own[sheet.filled[row - 1]] for row in self._rows}
        self._main = {row: self._main_text(row) for row in self._rows}
        counts = [len(self._own[row]) for row in self._rows if self._main[row]]
        self._usual = median(counts) if counts else 0
        self._ended = False
        self._before = first - 1
        self._valid = self._ratings_are_valid()
        self._last = self._last_like_others()
        for at, row in enumerate(self._rows):
            why = self._why_left(row, at)
            if not why:
                self.body.carried.append(row)
            elif why == "continued":
                self.body.continued.add(row)
                self.body.carried.append(row)
            else:
                self.body.left[row] = reason(why)
                if why == "heading":
                    self.body.headings[row] = self._title(row)
            self._before = row

    def _last_like_others(self) -> int:
        """The last row of the table: below it and a gap stands nothing that fills its columns as its records do."""
        records = [row for row in self._rows if self._main[row]]
        return last_like_others(self.sheet, self._rows, records, self.shape.columns, self.shape.headers)

    def _why_ended(self, row: int) -> str:
        own = self._own[row]
        if not own:
            return "beside"
        if starts_legend(self.sheet.first_text(row, self._own[row])):
            return "legend"
        return "note" if len(own) == 1 else "another"

    def _main_text(self, row: int) -> str:
        for column in self.shape.main:
            cell = self.sheet.at(row, column)
            is_text = number_of(cell) is None or (len(self.shape.main) == 1 and len(shown(cell)) > 6)
            if not is_empty(cell) and not is_broken(cell) and is_text:
                return shown(cell)
        return ""

    def _title(self, row: int) -> str:
        """What a heading is called: its words, not the number before them."""
        words = [shown(self.sheet.at(row, column)) for column in self._own[row] if column not in self.shape.ids]
        return next((one for one in words if any(map(str.isalpha, one))), self.sheet.first_text(row, self._own[row]))

    def _filled_in(self, row: int, columns: Iterable[int]) -> list[int]:
        return [column for column in columns if not is_empty(self.sheet.at(row, column))]

    def _ratings_are_valid(self) -> bool:
        """Whether the rating cells of most rows are ratings: only then a row with others is none."""
        cells = [shown(self.sheet.at(row, c)) for row in self._rows for c in self._filled_in(row, self.shape.ratings)]
        return bool(cells) and sum(map(is_rating, cells)) >= 0.7 * len(cells)

    def _why_left(self, row: int, at: int) -> str:
        if self._ended:
            return "after"
        if row > self._last:
            self._ended = True
            return self._why_ended(row)
        own = self._own[row]
        if not own:
            return "beside"
        main = self._main[row]
        texts = [shown(self.sheet.at(row, column)) for column in own]
        if why := self._for_readers(row, at, own, texts):
            return why
        if not main:
            return self._without_main(row, own)
        if at <= 2 and self._is_guidance(row, texts):
            return "guidance"
        rest = [column for column in own if column not in self.shape.main]
        if not rest and len([c for c in own if c in self.shape.main]) < 2:
            return self._alone(row, at)
        is_step = self.shape.is_rated and self._is_scale(main) and not self._good_ratings(row)
        has_answer = self.shape.is_answered and self._says_as_others(row)  # The key hangs in its box: yes
        if is_step or (len(own) <= 3 and starts_legend(self.sheet.first_text(row, self._own[row])) and not has_answer):
            return "legend"
        after_gap = row - self._before > 1 and bool(self.body.carried)
        if after_gap and self._looks_like_another(row, own):
            self._ended = True
            return "another"
        if len(own) <= 2 and self._usual >= 5 and not self._like_other_ids(row) and not self._says_as_others(row):
            return "heading"
        if after_gap and self._valid and self._bad_ratings(row):
            return "another"
        return ""

    def _for_readers(self, row: int, at: int, own: Sequence[int], texts: Sequence[str]) -> str:
        """What a row is that tells readers or machines about the others, or sums them up; "" for none of it."""
        if self.shape.explained and self._is_legend(row, own):
            return "legend"
        if at <= 2 and is_numbering(self.sheet, row):
            return "numbering"
        tags = [one for one in texts if one[:1] == "#" and len(one) > 2 and not one[1].isdigit()]
        if tags and 2 * len(tags) >= len(texts):
            return "tags"
        if are_headers(texts, self.shape.headers):
            return "header_again"
        is_short = 2 * len(own) <= max(self._usual, 4)
        if self.body.carried and is_name_label(texts[0]) and self._bad_ratings(row):
            self._ended = True
            return "note"
        explained = explains_step(self._main[row]) and sum(explains_step(text) for text in texts) > 1
        if self.body.carried and (explained or (is_short and any(map(explains_rating, texts)))):
            self._ended = True
            return "legend"
        if self._is_total(row, own):
            return "total"
        return ""

    def _is_legend(self, row: int, own: Sequence[int]) -> bool:
        """Whether nothing stands in a row but a legend that explains the table, with its title perhaps."""
        rest = [column for column in own if (row, column) not in self.shape.explained]
        return len(rest) < len(own) and (not rest or (rest == own[:1] and len(own) > 1))

    def _is_total(self, row: int, own: Sequence[int]) -> bool:
        beside = [self.sheet.at(row, column) for column in own[1:]]
        # A dash is none, and a share is one: 31 %.
        are_numbers = all(not plain(shown(one)) or number_of(shown(one).rstrip(" %")) is not None for one in beside)
        if are_numbers and sums_up(self._main[row] or self.sheet.first_text(row, self._own[row])):
            return True
        of_line = self._filled_in(row, self.shape.own)
        if of_line and len(of_line) == len(self.shape.own):
            return False  # a total station, with its price: the sum of all that is counted has none
        if row in self.sheet.sum_rows:
            return True
        if not self.shape.has_sums or len(own) > max(4, self._usual) or self._filled_in(row, self.shape.ratings):
            return False
        naming = [column for column in own if column <= max(self.shape.main, default=0)] or own[:1]
        return any(is_total(shown(self.sheet.at(row, column))) for column in naming)

    def _without_main(self, row: int, own: Sequence[int]) -> str:
        follows = row - self._before == 1 and self._before in self.body.carried
        is_more = bool(self._filled_in(row, self.shape.more)) and not self._filled_in(row, self.shape.ids)
        first = self.sheet.first_text(row, self._own[row])
        explains = starts_legend(first)
        is_below = explains and [*own] == [*self.shape.columns][:1]  # in the first column alone
        if follows and is_more and not is_below and not is_rated(self.sheet, row, self.shape):
            return "continued"
        if explains:
            return "legend"
        if len(own) == 1 and first:
            return "heading" if self.shape.columns.index(own[0]) <= 2 else "note"
        return "no_text" if set(own) - set(self.shape.ids) else "id_only"

    def _alone(self, row: int, at: int) -> str:
        """A row with nothing but its main text: a heading above records, or a note below them."""
        if starts_legend(self.sheet.first_text(row, self._own[row])):
            return "legend"
        if self._are_questions and asks(self._main[row]):
            return ""  # nobody's answer yet, or one without a tick
        if self._is_merged_into(row):
            return ""
        following = self._rows[at + 1] if at + 1 < len(self._rows) else 0
        if following and following - row <= 1 and len(self._own[following]) > 1:
            is_after_gap = row - self._before > 1 and bool(self.body.carried)
            if is_after_gap and self._looks_like_another(following, self._own[following]):
                self._ended = True
                return "another"
            return "heading"
        return "note"

    def _is_merged_into(self, row: int) -> bool:
        """Whether a cell of the record above is merged down over the row: another of the duties of whom it names."""
        areas = (self.sheet.owners.get((row, column)) for column in self.shape.columns)
        return any(area and area.top < row and area.top in self.body.carried for area in areas)

    @cached_property
    def _are_questions(self) -> bool:
        """Whether most rows ask something, and none is rated by likelihood and impact."""
        asking = [asks(self._main[row]) for row in self._rows if self._main[row] and len(self._own[row]) > 1]
        return not self.shape.ratings and sum(asking) > max(_ASKED, 0.6 * len(asking))

    def _is_guidance(self, row: int, texts: Sequence[str]) -> bool:
        questions = sum(map(asks, texts))
        is_asking = self.shape.ratings and questions >= max(2, 0.5 * len(texts))
        if (is_asking or any(map(lists_steps, texts))) and len(texts) > 1 and not self._good_ratings(row):
            return True
        bad = self._bad_ratings(row)
        asking = [one for one in texts if self._asks_for_something(one) or is_choice(one)]
        if tells_what_to_enter(texts, asking) or (asking and bad and not self._good_ratings(row)):
            return True
        return (
            bad
            and self._valid
            and sum(len(one) > 30 for one in texts) >= 0.5 * len(texts)
            and not self._good_ratings(row)
        )

    def _asks_for_something(self, text: str) -> bool:
        if self._holds_codes and are_codes_in_brackets(text):
            return False
        return is_placeholder(text) and not (is_crosses(text) and self._holds_crosses)

    @cached_property
    def _holds_codes(self) -> bool:
        """Whether one row after another holds codes in brackets: nobody asks for something so often."""
        return self._stand_often(are_codes_in_brackets)

    @cached_property
    def _holds_crosses(self) -> bool:
        """Whether one row after another holds several crosses: they are steps."""
        return self._stand_often(is_crosses)

    def _stand_often(self, are_such: Callable[[str], bool]) -> bool:
        of_rows = ([shown(self.sheet.at(row, column)) for column in self._own[row]] for row in self._rows[: _ASKED + 3])
        return sum(any(map(are_such, texts)) for texts in of_rows) > _ASKED

    def _bad_ratings(self, row: int) -> bool:
        return any(not is_rating(shown(self.sheet.at(row, c))) for c in self._filled_in(row, self.shape.ratings))

    def _good_ratings(self, row: int) -> bool:
        return any(is_rating(shown(self.sheet.at(row, c))) for c in self._filled_in(row, self.shape.ratings))

    @staticmethod
    def _is_scale(main: str) -> bool:
        if len(main) > _LONGEST_STEP:
            return False
        word = plain(main)
        return word in word_codes("likelihood") or word in word_codes("impact") or word.isdigit()

    def _like_other_ids(self, row: int) -> bool:
        """Whether the row has an id, and one of the form of those above or below."""
        forms = [
            id_form(shown(self.sheet.at(other, c)))
            for other in self._rows
            for c in self._filled_in(other, self.shape.ids)
            if other != row and len(self._own[other]) > 2
        ]
        own = [id_form(shown(self.sheet.at(row, c))) for c in self._filled_in(row, self.shape.ids)]
        return bool(own) and own[0] in forms

    def _says_as_others(self, row: int) -> bool:
        """Whether a row says beside its main text what other rows say in the same column: a status, an owner."""
        beside = [column for column in self._own[row] if column > max(self.shape.main)]
        return any(self._said[column, shown(self.sheet.at(row, column))] > 1 for column in beside)

    @cached_property
    def _said(self) -> Counter[tuple[int, str]]:
        cells = ((column, self.sheet.at(row, column)) for row in self._rows for column in self._own[row])
        return Counter((column, shown(cell)) for column, cell in cells if number_of(cell) is None)

    def _looks_like_another(self, row: int, own: Sequence[int]) -> bool:
        """Whether a row below a gap is the header of another list in the same columns."""
        if not self._valid and self.shape.ratings:
            return False
        rated = self._filled_in(row, self.shape.ratings)
        texts = [self.sheet.at(row, column) for column in own]
        return (
            len(own) >= 2 and bool(rated) and self._bad_ratings(row) and not self._good_ratings(row)
            and all(isinstance(cell, str) and len(cell) <= 40 for cell in texts)
        )  # fmt: skip
