"""Who does what in a matrix: the roles that cells of others mean, letters, pairs of letters, words and marks."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache, lru_cache

from pipeline.adopt.compared_words import KEPT, SYMBOLS, code, plain, word_file
from pipeline.adopt.lexicon import word_codes, word_set
from pipeline.adopt.proposal import NOTHING, WordList
from pipeline.adopt.recognise.profile import Profile
from pipeline.adopt.recognise.scales.word_lists import mapped
from schemas.wording.text import text

_BETWEEN = re.compile(r"[/,;&()+\[\]|\n]|\s+(?:et|and|y|e|und|-)\s+|\s{2,}")
# A letter, or two, with a word about it: C (approves), A/R (budget only).
_LETTERS_FIRST = re.compile(r"([A-Za-z](?:\s?[/,&+]\s?[A-Za-z])?)\s*[(\[].*[^\W\d_]{2}.*[)\]]", re.DOTALL)
# A letter with several words behind it: R in his absence.
_LETTER_THEN_WORDS = re.compile(r"([^\W\d_])\s+[^\W\d_]{2,}\s[^\W\d_].*")
# A word with a remark behind it: Owns (with the police).
_WORD_FIRST = re.compile(r"([^\W\d_]{3,}(?: [^\W\d_]+)?)\s*\([^()]*\)")
# A word with how much it is for: supports > 10 000 USD, approves up to 500.
_LIMIT = re.compile(r"(?:[<>≤≥]=?|([^\W\d]+(?:\s[^\W\d]+)?))\s*[^\w\s]?\s*\d[\d.,' ]*\s?(?:[^\W\d]{1,4}|[^\w\s])?")
_WORD_THEN_LIMIT = re.compile(
    r"([^\W\d_]{3,}(?: [^\W\d_]+)??)\s*(?:[<>≤≥]=?\s*|\s([^\W\d_]+(?: [^\W\d_]+){0,2})\s+)\d.*"
)
# A mark with a remark behind it: ✓ (ward), ✓ acceptance.
_MARK_FIRST = re.compile(r"([^\w\s()\[\]]|[xX])\ufe0f?\s*\([^()]*\)|([✓✔✅☑])\ufe0f?\s+[^\W\d_].{1,30}")
_RIGHTS = re.compile(r"(?=[A-Z]*U)(?=[A-Z]*R)[CRUD]{3,4}\b")  # CRUD, CRU, RUD
LEADS = "L"
Said = tuple[tuple[str, str], ...]  # roles by what stands for them, as a legend says
# What weighs more where an organisation has several roles: it leads, takes part, supports, could take part.
STRENGTH = (LEADS, "P", "S", "X", NOTHING)
MARKS = frozenset({"x", "1", "yes", "si", "oui", "sim"})
_TICKS = ("ü", "þ", "✅", "☑", "✔", "✓")  # the first two as the letters of Wingdings read in other fonts
LONGEST = 28
_NO = frozenset("-–—/❌✗✘☐⬜")
_FIRST_LETTERS = frozenset("raci")
_LIGHTS = frozenset("rayg")  # red, amber or yellow, green


@lru_cache(KEPT)
def role_of(cell: str, said: Said = ()) -> str | None:
    """The role that a cell means, the strongest of several; None where it is no role. `said`: what a legend says."""
    if letters_first := _LETTERS_FIRST.fullmatch(cell):
        cell = letters_first[1]
    cell = _without_limit(cell)
    is_id = not said and sum(map(str.isdigit, cell)) > 1 and not is_mark(cell)  # ✓ (58 %) is none
    if not cell or len(cell) > LONGEST or is_id:
        return None
    codes = {**word_codes("role"), **dict(said)} if said else word_codes("role")
    if said and code(cell) in dict(said):
        return dict(said)[code(cell)]
    if (remarked := _LETTER_THEN_WORDS.fullmatch(cell)) and code(remarked[1]) in dict(said):
        return dict(said)[code(remarked[1])]
    whole = plain(cell)
    if is_mark(cell):
        return "S" if _is_bracketed(cell) else "P"
    if whole in codes:
        return codes[whole]
    if not whole:
        return NOTHING if set(cell.strip("\ufe0f ")) <= _NO else None
    parts = [plain(part) for part in _BETWEEN.split(cell)]
    found = [codes.get(part) for part in parts if part]
    if not found or None in found:
        letters = whole.replace(" ", "")
        # "RA", "R A C": letters without anything between.
        is_each_once = len(set(letters)) == len(letters)  # II and III are numbers
        if 1 < len(letters) <= 4 and is_each_once and cell.strip().isupper() and set(letters) <= {*_FIRST_LETTERS, "s"}:
            found = [codes[letter] for letter in letters]
        elif remarked := _WORD_FIRST.fullmatch(cell):
            return codes.get(plain(remarked[1]))
        else:
            return None
    return strongest([code for code in found if code is not None])


def _without_limit(cell: str) -> str:
    """A cell without how much it is for, where that stands behind a word: supports > 10 000 USD."""
    found = _WORD_THEN_LIMIT.fullmatch(cell)
    return found[1] if found and (not found[2] or plain(found[2]) in _limits()) else cell


def is_limit(cell: str) -> bool:
    """Whether a cell says nothing but up to how much somebody may decide: > 1,000, up to 500 EUR."""
    found = _LIMIT.fullmatch(cell)
    return found is not None and (not found[1] or plain(found[1]) in _limits())


@cache
def _limits() -> frozenset[str]:
    return frozenset(map(plain, word_file("role_heads")["limits"]))


def are_rights(cell: str) -> bool:
    """Whether a cell says what somebody may do to data: create, read, update, delete."""
    return bool(_RIGHTS.match(cell))


def are_lights(cells: Iterable[str]) -> bool:
    """Whether letters are those of a traffic light, red, amber and green, and not roles."""
    letters = {plain(cell) for cell in cells if any(map(str.isalpha, cell))}
    return "g" in letters and letters <= _LIGHTS


def is_acronym_of_roles(cell: str) -> bool:
    """Whether a text has the letters of roles alone and may be the name of an organisation all the same: IRC."""
    bare = cell.strip()
    return bare.isalpha() and bare.isupper() and len(bare) > 1 and set(bare.lower()) <= _FIRST_LETTERS | {"s"}


def is_mark(cell: str) -> bool:
    """Whether a cell holds nothing but a mark, and perhaps a remark: it says that somebody takes part, not how."""
    if marked := _MARK_FIRST.fullmatch(cell.strip()):
        cell = marked[1] or marked[2]
    is_symbol = bool(code(cell)) and set(code(cell)) <= set(SYMBOLS)
    return plain(cell) in MARKS or is_symbol or cell.strip() in _TICKS


def _is_bracketed(cell: str) -> bool:
    """Whether a mark stands in brackets: somebody helps."""
    bare = cell.strip()
    return bare[:1] in "([" and bare[-1:] in ")]"


def strongest(codes: list[str]) -> str:
    """The role that weighs most."""
    return min(codes, key=STRENGTH.index)


@lru_cache(KEPT)
def is_responsible(cell: str, said: Said = ()) -> bool:
    """Whether a cell says that somebody does the work (R), who leads where nobody answers for it."""
    if dict(said).get("r", "P") != "P":
        return False  # R, as in: review
    parts = {plain(part) for part in _BETWEEN.split(cell)}
    return bool(parts & word_set("doing_words"))


def letters_of(cell: str) -> list[str]:
    """The letters that a cell holds, as compared: two of R/W."""
    return [letter for part in _BETWEEN.split(cell) if (letter := plain(part))]


def is_telling(cell: str, said: Said = ()) -> bool:
    """Whether a cell speaks for a matrix of roles, and is not merely an answer or a mark."""
    if code(cell) in dict(said):
        return True
    is_said = role_of(cell) is not None and not is_mark(cell)
    return is_said and plain(cell) not in _weak() | MARKS and bool(plain(cell))


@cache
def _weak() -> frozenset[str]:
    """Answers, which are no roles unless real ones stand beside them."""
    return frozenset(map(plain, word_file("role_heads")["weak"]))


def role_words(profile: Profile, said: Said = ()) -> WordList:
    """The roles that the cells of a column mean; `said`: what a legend says."""
    return mapped(profile, lambda cell: role_of(cell, said), text("adopt.why.unknown_roles"))
