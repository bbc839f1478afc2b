"""Legends in the text of one cell: "H = High = 4; M = Medium = 3", signs, numbers or letters in order."""

from __future__ import annotations

import re
from string import ascii_uppercase

from pipeline.adopt.compared_words import SYMBOLS, code, plain
from pipeline.adopt.legend import STEPS, Item, Legend
from pipeline.adopt.lexicon import word_set
from pipeline.adopt.recognise.scales.scale_word import step_of

_FEWEST, _IN_ORDER = 2, 3  # items; of those in order
LONGEST_TERM, LONGEST_MEANING = 24, 160
_LONGEST_TITLE = 40
_SAYS = re.compile(r"\s*(?:=|:|→|\s[-–—]\s)\s*")
# Where the next code begins: after a mark, or before a short word that an equals sign or a colon follows.
_BETWEEN = re.compile(
    r"\s*[;,،؛·|\n•/]\s*(?=[^\s,;]{1,24}(?:\s[^\s,;=]{1,16}){0,2}\s*(?:=|:|→|\s[-–—]\s))|\s{2,}|\s*[;؛|\n•]\s*"
    r"|\.\s+(?=[^\W\d_]{1,2}\s*[=:])"  # or where a sentence ends
)
_TITLED = re.compile(r"^([^=:,;|]{2,40}?)\s*:\s*(?=\S.*(?:=|\s[-–—]\s))", re.DOTALL)
_IN_BRACKETS = re.compile(r"([^=:,;|()\[\]]{2,80}?)\s*[(\[]\s*([^()\[\]]*[=:→][^()\[\]]*)[)\]]\s*", re.DOTALL)
_NUMBERED = re.compile(r"(?:^|[\s,;(])(\d{1,2})\s*(?:[-–—.)]\s*)?([^\W\d_][^\d,;()]{1,40}?)(?=[\s,;)]*(?:\d{1,2}\b|$))")
_LETTERED = re.compile(
    r"(?:^|[\s,;(])([A-F]|I{1,3}|IV|V)\s*(?:[-–—.)=:]\s*|\s)([^\W\d_][^,;()]{2,40}?)(?=[,;)]|\.?\s*$)"
)
_SPOKEN = re.compile(r"(?:^|[\s,;:/(])([^\W\d_])\s+([^\W\d_][^,;:/()=.]{2,30}?)(?=\s*(?:[,;/).]|$))")
_ENDS = re.compile(r"^\W*([A-Z])\s*[-–—=:]?\s+(\D{3,30}?)\s+(\w{1,7})\s+([A-Z])\s*[-–—=:]?\s+(\D{3,30})$")
_ROMAN = ("I", "II", "III", "IV", "V")
_MARK = f"{SYMBOLS}✓✔"
_SIGN_FIRST = re.compile(rf"([{SYMBOLS}]{{1,2}}(?=\s*)|[A-Z]{{1,2}}(?=\s{{2}}))\s*([^\W\d_][^{SYMBOLS}=:;]{{2,60}})")
_OF_SYMBOLS = re.compile(rf"([{_MARK}]+)\s*[=:–-]?\s*([^\W\d][^{_MARK};,|\n]{{1,60}}?)(?=\s*(?:[{_MARK};,|\n]|$))")


def items_in(cell: str) -> tuple[str, list[Item]]:
    """The title and the items of a text; none where it is no legend."""
    bracketed = _IN_BRACKETS.fullmatch(cell)
    title, rest = (bracketed[1], bracketed[2]) if bracketed else ("", cell)
    if titled := _TITLED.match(rest):
        title, rest = title or titled[1], rest[titled.end() :]
    if "=" in rest or "→" in rest or rest.count(":") >= _FEWEST or len(re.findall(r"\s[-–—]\s", rest)) >= _FEWEST:
        found = [item for part in _BETWEEN.split(rest) if (item := item_in(part))]
        if found and ("=" in rest or len(found) >= _FEWEST):
            return title, found
    symbols = [Item(symbol, (word,)) for symbol, word in _OF_SYMBOLS.findall(rest)]
    if len(symbols) >= _FEWEST:
        return title, symbols
    numbered = [Item(number, (word.strip(" -–—.:="),)) for number, word in _NUMBERED.findall(rest)]
    steps = [int(item.term) for item in numbered]
    if len(steps) >= _IN_ORDER and steps in ([*range(1, len(steps) + 1)], [*range(len(steps), 0, -1)]):
        return title, numbered
    spoken = [Item(letter, (word,)) for letter, word in _SPOKEN.findall(rest)]
    if len(spoken) >= _FEWEST and Legend("", tuple(spoken), frozenset()).says_roles:
        return title, spoken  # M main, A assists
    return _in_order(cell)


def _in_order(cell: str) -> tuple[str, list[Item]]:
    """The title and the items of a text that names letters or Roman numbers in order: A rare, B unlikely, C likely.

    Or only the first and the last of five: A very unlikely to E very likely.
    """
    before, colon, behind = cell.partition(":")
    title, rest = (before.strip(), behind) if colon and len(before) <= _LONGEST_TITLE else ("", cell)
    items = [Item(term, (word.strip(" -–—.:="),)) for term, word in _LETTERED.findall(rest)]
    terms = [item.term for item in items]
    if len(terms) >= _IN_ORDER and any(terms == list(order[: len(terms)]) for order in (ascii_uppercase, _ROMAN)):
        return title, items
    ends = _ENDS.match(rest)
    if ends and word_set("range_words") & {plain(ends[3])} and ord(ends[4]) - ord(ends[1]) == STEPS - 1:
        letters = ascii_uppercase[ord(ends[1]) - ord("A") :][:STEPS]
        numbers = range(1, STEPS + 1) if _step(ends[2]) < _step(ends[5]) else range(STEPS, 0, -1)
        return title, [Item(letter, (str(number),)) for letter, number in zip(letters, numbers, strict=True)]
    return "", []


def _step(words: str) -> int:
    """The step that words mean on either scale, 0 where they mean none."""
    return next(filter(None, (step_of(words.strip(" .;"), scale) for scale in ("likelihood", "impact"))), 0)


def item_behind_sign(text: str) -> Item | None:
    """A symbol, or a letter before a wide gap, and what it means right behind it: ● responsible; None for another."""
    found = _SIGN_FIRST.fullmatch(text.strip())
    return Item(found[1], (found[2].strip(" ."),)) if found else None


def item_in(part: str) -> Item | None:
    """A term and what is said of it behind a sign; None where a text is no such thing."""
    term, *says = (one.strip(" .") for one in _SAYS.split(part.strip(), maxsplit=2))
    says = [one for one in says if one]
    if not term or not says or len(term) > LONGEST_TERM or not code(term) or plain(term) in word_set("blank_words"):
        return None
    return Item(term, tuple(one[:LONGEST_MEANING] for one in says))
