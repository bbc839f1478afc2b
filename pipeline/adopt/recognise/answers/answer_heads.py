"""Headers of columns in which answers or levels are ticked: Yes, C - Not in place, Partly (5), 2 Basic, Tested."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from functools import cache
from itertools import pairwise

from pipeline.adopt.compared_words import plain, stem, word_file, words_of
from pipeline.adopt.lexicon import word_codes, word_set
from pipeline.adopt.row_words import is_total
from pipeline.adopt.source.sheet import SourceSheet, is_empty, shown

# What stands before the answer in a header, and the points that it brings behind it: A In place, 1 - Weak, Yes (10).
_LABEL = re.compile(r"^\s*[(\[]?(?:[A-Ha-h]|\d{1,2})[)\].:]?\s*(?:[-–—=:]\s*|\s)(?=[^\W\d_])")
_POINTS = re.compile(
    r"(?<=[^\W\d_])[\s(\[=:]+\d{1,3}(?:\s*(?:%|pts?\.?|points?|puntos?|pontos?|punkte?|نقطة|نقاط))?\s*[)\]]?\s*$"
)
_BEHIND = re.compile(r"\s*[(\[][^()\[\]]*[)\]]\s*$")  # In place (✓)
_BETWEEN = re.compile(r"\s*/\s*|\s+(?:or|ou|oder|o|أو)\s+", re.IGNORECASE)
_EXPLAINED = re.compile(r"\s+[-–—=]\s+|\s*:\s+")
MARKS = frozenset({"x", "1", "v", "o", "ok", "true", "✓", "✔", "√", "χ", "х", "■", "●", "+"})
BOXES = frozenset("✓✔√☑✅☐□▢")  # headers of a single column that is ticked
FEWEST, _FEWEST_ROWS = 2, 3  # answers; rows below a header
_MOSTLY, _LOOKED_AT = 0.9, 60  # of the cells; rows
_TICKS, _CROSSES = "✓✔√", "✗✘✕✖"
_SIGNS = frozenset(_TICKS + _CROSSES)
_MOST_WORDS = 5
_FEWEST_STEPS, _HIGHEST, _DIGITS = 3, 10, 3
_RANGE = re.compile(
    r"\s*(?P<sign>[<>≤≥])?\s*=?\s*(?P<first>\d{1,3}(?:[.,]\d)?)\s*%?"
    r"(?:\s*(?:-|–|—|à|a|to|bis|al|до|إلى)\s*(?P<last>\d{1,3}(?:[.,]\d)?)\s*%?)?\s*"
)
_WHOLES = (5, 10, 20, 100)  # at which ranges of points or of shares end


def answer_in(header: str, codes: Mapping[str, str]) -> str | None:
    """What the header of ticked answers means, as it stands, without its label, or without the points behind it."""
    bare = _LABEL.sub("", header)
    said = (header, bare, _POINTS.sub("", header), _POINTS.sub("", bare), _BEHIND.sub("", bare))
    found = next((codes[word] for word in map(plain, said) if word in codes), None)
    split = [plain(part) for part in _BETWEEN.split(bare)]
    parts = {codes.get(part) for part in split} if found is None and len(split) > 1 else set()
    colour = plain(_EXPLAINED.split(bare)[0])  # Red - not in place
    found = found or (parts.pop() if len(parts) == 1 else None)  # Yes / Sí, Compliant or Yes
    return found or (codes.get(colour) if colour in colour_codes() else None)


def told_apart(texts: Iterable[str]) -> Mapping[str, str]:
    """What short texts mean of which one says of another that it is not so, or partly: Tested, Not tested."""
    texts = list(texts)
    found: dict[frozenset[str], dict[str, str]] = {}
    if {*_CROSSES} & {*texts}:
        found[frozenset(_TICKS)] = {one: "absent" if one in _CROSSES else "present" for one in texts if one in _SIGNS}
    for text in texts:
        words = words_of(text)
        if not 0 < len(words) <= _MOST_WORDS:
            continue
        marks = {"absent": word_set("not_words"), "partial": word_set("partly_words")}
        code = next((code for code, known in marks.items() if known & {*words}), "present")
        said = word_set("not_words") | word_set("partly_words") | word_set("fully_words") | word_set("auxiliary_words")
        what = frozenset(stem(word) for word in words if word not in said)
        if what:
            found.setdefault(what, {})[text] = code
    return {text: code for codes in found.values() if len({*codes.values()}) > 1 for text, code in codes.items()}


def letters_listed(texts: Sequence[str]) -> Mapping[str, str]:
    """What letters mean that only together are answers: C, NC and NA; by text."""
    for answers in word_file("words")["answers_listed"]:
        found = {one: answers[plain(one)] for one in texts if plain(one) in answers}
        if {"present", "absent"} <= {*found.values()}:
            return found
    return {}


def steps_counted(texts: Sequence[str]) -> Mapping[str, str]:
    """What numbers mean that count up or down from the lowest step of a scale: nothing, all, and partly between."""
    numbers = [int(one) for one in texts if one.strip().isdecimal() and len(one.strip()) <= _DIGITS]
    lowest, highest = min(numbers, default=0), max(numbers, default=0)
    if len(numbers) < max(_FEWEST_STEPS, len(texts)) or lowest > 1 or highest > _HIGHEST:
        return {}
    counts = [*range(lowest, highest + 1)]
    if numbers not in (counts, counts[::-1]):
        return {}
    ends = {lowest: "absent", highest: "present"}
    return {one: ends.get(int(one), "partial") for one in texts}


def ranges_counted(texts: Sequence[str]) -> Mapping[str, str]:
    """What shares mean that go up or down without a gap, as steps do: 0-25, 26-50, 51-100; < 50 %, 50-80 %, > 80 %."""
    found = {text: one for text in texts if (one := _range(text))}
    rising = sorted(found.values())
    goes_on = all(0 <= below[0] - above[1] <= 1 for above, below in pairwise(rising))
    if len(rising) < _FEWEST_STEPS or [*found.values()] not in (rising, rising[::-1]) or not goes_on:
        return {}
    if rising[0][0] > 1 or rising[-1][1] not in _WHOLES:
        return {}
    ends = {rising[0]: "absent", rising[-1]: "present"}
    return {text: ends.get(one, "partial") for text, one in found.items()}


def are_points_of_answers(points: Sequence[float | None]) -> bool:
    """Whether numbers go up or down without one twice, from or to nothing: the points of answers beside each other."""
    known = [one for one in points if one is not None]
    is_even = known in (sorted({*known}), sorted({*known}, reverse=True))
    return _FEWEST_STEPS <= len(known) == len(points) and is_even and min(known) == 0 and max(known) <= _WHOLES[-1]


def _range(text: str) -> tuple[float, float] | None:
    """From which to which number of a hundred, or of one to five, a header goes; None where it is no range."""
    if not (match := _RANGE.fullmatch(text)):
        return None
    sign, first, last = match["sign"], *(float((match[one] or "0").replace(",", ".")) for one in ("first", "last"))
    if sign:
        return (0.0, first) if sign in "<≤" else (first, 100.0)
    return (first, last) if match["last"] and first < last else None


def are_answers(texts: Sequence[str]) -> bool:
    """Whether each of these texts is an answer or a level, and two at least differ."""
    listed = {**told_apart(texts), **letters_listed(texts)}
    codes = [answer_in(one, _codes()) or listed.get(one) for one in texts]
    return None not in codes and len({*codes}) > 1


def names_ticked(sheet: SourceSheet, row: int, headers: Mapping[int, str]) -> bool:
    """Whether headers beside each other are different answers (Yes and No, Low and High), or one is ✓; with marks."""
    boxes = [column for column, header in headers.items() if header.strip() in BOXES]
    if len(boxes) == 1 and are_ticked(sheet, row, boxes):
        return True
    listed = {**told_apart(headers.values()), **letters_listed([*headers.values()])}
    codes = {column: answer_in(header, _codes()) or listed.get(header) for column, header in headers.items()}
    beside = [(left, right) for left, right in pairwise(sorted(codes)) if right == left + 1]
    found = {one for pair in beside if len({codes[at] for at in pair} - {None}) > 1 for one in pair}
    return bool(found) and are_ticked(sheet, row, sorted(found))


def are_ticked(sheet: SourceSheet, head: int, columns: Sequence[int]) -> bool:
    """Whether nothing but marks stands below: an answer typed there would be a record of an odd kind.

    So it is where only what stands below a gap is no mark: another table.
    """
    last = min(len(sheet.rows), head + _LOOKED_AT)
    gap = next((row for row in range(head + _FEWEST_ROWS + 1, last + 1) if not sheet.filled[row - 1]), last + 1)
    return _are_marks(sheet, range(head + 1, last + 1), columns) or (
        gap <= last and _are_marks(sheet, range(head + 1, gap), columns)
    )


def _are_marks(sheet: SourceSheet, rows: range, columns: Sequence[int]) -> bool:
    rated = [row for row in rows if row not in sheet.sum_rows and not _begins_with_total(sheet, row)]
    cells = [sheet.at(row, column) for row in rated for column in columns]
    filled = [plain(shown(cell)) for cell in cells if not is_empty(cell)]
    return len(filled) >= FEWEST and sum(one in MARKS or not one for one in filled) >= _MOSTLY * len(filled)


def _begins_with_total(sheet: SourceSheet, row: int) -> bool:
    """Whether a row says that it counts the marks above it: Total ticks."""
    return any(is_total(shown(sheet.at(row, column))) for column in sheet.filled[row - 1][:1])


def are_marks(cells: Iterable[str]) -> bool:
    """Whether nothing stands in cells but marks and dashes."""
    return all(plain(cell) in MARKS or not plain(cell) for cell in cells)


@cache
def answer_codes() -> Mapping[str, str]:
    """What the headers of ticked answers mean: beside Y and N, P is most likely partly."""
    return {**_of("answers_ticked"), **word_codes("rating")}


@cache
def level_codes() -> Mapping[str, str]:
    """The answers that words for levels stand for, which are always asked about."""
    return {**colour_codes(), **_of("levels_ticked"), **_of("maturity_rated")}


@cache
def colour_codes() -> Mapping[str, str]:
    """The answers that the colours of lights stand for: red, amber and green."""
    return {word: code for word, code in _of("colours_rated").items() if word}


def _of(name: str) -> Mapping[str, str]:
    return {plain(word): code for code, words in word_file("words")[name].items() for word in words}


@cache
def _codes() -> Mapping[str, str]:
    return {**level_codes(), **answer_codes()}
