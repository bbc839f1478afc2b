"""One header and its words: without its number or what explains it; letters of months among those beside it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache, lru_cache

from pipeline.adopt.compared_words import KEPT, LONGEST_HEADER, Tokens, tokens
from pipeline.adopt.legend import Legend
from pipeline.adopt.lexicon import is_header
from pipeline.reading.coerce.months import letters_of_months, letters_of_weekdays
from schemas.vocabulary import normal

# 0–3, (1-5), Y/N
_RANGE = re.compile(
    r"[(\[]?\s*(?:\d{1,3}\s*(?:[-–—/]|\bto\b|\bà\b|\ba\b|\bbis\b)\s*\d{1,3}\s*%?|\w{1,3}(?:\s*/\s*\w{1,3})+)\s*[)\]]?"
)
# "2. Risk", "(b) Risk", "4.1 Risk"
_ENUMERATED = re.compile(r"^\s*\(?(?:\d{1,2}(?:\.\d{1,2})+[.)]?|(?:\d{1,2}|[a-z])[.)])\s+(?=[^\W\d])")
# "Done ✓", and signs of a note: "Impact *10"
_BEHIND = re.compile(r"(?<=\w)(?:\s+[✓✔☑✅]|\s*\*\s?\d{1,2}|(?<=\w{4})[¹²³⁴-⁹])\s*$")
_BROKEN = re.compile(r"([^\W\d_]{3,})(?:-\s*|\u00ad\s*)([^\W\d_]{2,})")
# "OWNER Person who manages it", "Owner\nThe person who ...", "Owner: the person who ..."
_EXPLAINED = (
    re.compile(r"([A-ZÀ-Þ]{2}[A-ZÀ-Þ &/]*?)\s+([A-ZÀ-Þ][a-zß-ÿ].*)", re.DOTALL),
    re.compile(r"([^\n:]+)(?:\n|:\s)\s*(\S.*)", re.DOTALL),
)
_EXPLANATION = 3  # words, at least
_FEWEST = 3  # columns of a table beside a legend
_FEWEST_LETTERS, _FEWEST_DAYS = 4, 5  # beside each other that are months, or days: of these a working week
_TIME = ("month",)  # what such a letter means


@dataclass(frozen=True, slots=True)
class HeadColumn:
    """One header: its column from 1, its own text, that of the group above it, what it means by those beside it."""

    column: int
    header: str
    group: str = ""
    means: Tokens = ()

    @property
    def words(self) -> Tokens:
        """The header's words as compared."""
        return self.means or header_words(self.header)

    @property
    def with_group(self) -> str:
        """The header behind that of its group."""
        return f"{self.group} {self.header}".strip()

    @property
    def bare(self) -> str:
        """The header without the number that it has among the others."""
        return bare_header(self.header)


def bare_header(text: str) -> str:
    """A header without the number that it has among the others; a longer text than any header as it stands."""
    if len(text) > LONGEST_HEADER:
        return text
    return _BROKEN.sub(_unbroken, _ENUMERATED.sub("", _BEHIND.sub("", text)))


def _unbroken(broken: re.Match[str]) -> str:
    """A word that a hyphen breaks at the end of a line, where only its halves together are a header: Likeli-hood."""
    whole = f"{broken[1]}{broken[2]}"
    halves = any(is_header(tokens(half)) for half in broken.groups())
    return whole if is_header(tokens(whole)) and not halves else broken[0]


@lru_cache(KEPT)
def header_words(text: str) -> Tokens:
    """The words of a header, without what explains it behind or below it: OWNER Person who manages the risk."""
    bare = bare_header(text)
    words = tokens(bare)
    if len(words) <= _EXPLANATION or is_header(words):
        return words
    found = (pattern.fullmatch(bare) for pattern in _EXPLAINED)
    names = (tokens(one[1]) for one in found if one and len(one[2].split()) >= _EXPLANATION)
    return next(filter(is_header, names), words)


def parts_apart(columns: Sequence[HeadColumn]) -> list[list[HeadColumn]]:
    """The columns of a header, apart where an empty one stands between."""
    parts: list[list[HeadColumn]] = []
    for each in columns:
        if parts and each.column == parts[-1][-1].column + 1:
            parts[-1].append(each)
        else:
            parts.append([each])
    return parts


def without_legend(columns: Sequence[HeadColumn], row: int, legends: Iterable[Legend]) -> Sequence[HeadColumn]:
    """The columns of a header in `row` without those of a legend behind an empty one: a scale beside it."""
    cells = {cell for legend in legends for cell in legend.cells}
    first, *others = parts_apart(columns)
    if len(first) < _FEWEST or any((row, each.column) in cells for each in first):
        return columns
    kept = [part for part in others if not all((row, each.column) in cells for each in part)]
    return [each for part in (first, *kept) for each in part]


def says_range(text: str) -> bool:
    """Whether what stands below a header only says which answers may be given: 0–3, (1-5), Y/N."""
    return bool(_RANGE.fullmatch(text))


def with_range(column: HeadColumn, ranges: Mapping[int, str]) -> HeadColumn:
    """The header with the answers that may be given below it."""
    said = ranges.get(column.column, "").strip("()[] ")
    return HeadColumn(column.column, f"{column.header} ({said})", column.group) if said else column


def with_month_letters(columns: Sequence[HeadColumn]) -> tuple[HeadColumn, ...]:
    """The columns of a header, of which letters of months or days say a time, and nothing else: F is no frequency."""
    found = letters_of_time({each.column: each.header for each in columns})
    return tuple(replace(each, means=_TIME) if each.column in found else each for each in columns)


def letters_of_time(headers: Mapping[int, str]) -> frozenset[int]:
    """The columns of headers that are letters of months or days, one after the other, in any shipped language."""
    found: set[int] = set()
    for run in _runs(headers):
        letters = "".join(normal(headers[column]) for column in run)
        is_part = len(run) >= _FEWEST_LETTERS and any(letters in year for year in _years())
        if is_part or (len(run) >= _FEWEST_DAYS and any(letters in week for week in _weeks())):
            found.update(run)
    return frozenset(found)


def _runs(headers: Mapping[int, str]) -> Iterator[list[int]]:
    """Columns of single letters, as far as nothing else stands between them."""
    run: list[int] = []
    for column in sorted(headers):
        if len(header := headers[column].strip()) == 1 and header.isalpha():
            run.append(column)
        elif header and run:
            yield run
            run = []
    yield run


@cache
def _years() -> frozenset[str]:
    """The letters of two years, so that one may begin in any month."""
    return frozenset(2 * "".join(letters) for letters in letters_of_months())


@cache
def _weeks() -> frozenset[str]:
    return frozenset(2 * "".join(letters) for letters in letters_of_weekdays())
