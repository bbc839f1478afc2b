"""A text of a rating cell as a step of a scale."""

from __future__ import annotations

import re
from functools import cache, lru_cache

from pipeline.adopt.compared_words import KEPT, plain, texts_of, words_of
from pipeline.adopt.lexicon import scale_letters, word_codes, word_set
from schemas.yaml_file import package_data

STEPS = 5  # of a scale of ours
MOST_STEPS = 10  # of others
_FEWEST_STEPS = 3  # that a text names
_LONGEST_TIME = 3  # words: per calendar year
_LONGEST_PAIR = 50  # letters of a step in two languages
# A number and its word: "3 - Medium". A number after it is a range, or a share: "2-3", "3/5".
_NUMBERED = re.compile(r"^(\d{1,2})(?:\.0)?\s*(?:[-–—:=.)(/]|\s)\s*([^\W\d].*)$", re.DOTALL)
_REASON = re.compile(r"^([^,;:.(–—-]{1,24})(?:(?<!\d)[,;:.]|[,;:.](?!\d)|\s[-–—(])\s*(\S.*)$", re.DOTALL)
_WITH_SCORE = re.compile(
    r"^(?:\d{1,3}\s*[-–—:/(\s]\s*(?P<after>[^\W\d]{1,20}(?: [^\W\d]+)?)\)?"
    r"|(?P<before>[^\W\d]{3,20}(?: [^\W\d]+)?)\s*\(\d{1,3}\))\W*$"
)
_LETTERED = re.compile(r"^(?:[GV]\s?([1-9])|[LC]([1-5]))$")
_NUMBER_BEHIND = re.compile(r"^([^\W\d][^\d(]{1,24}?)\s*[-–—:=(\s]\s*([1-5])\)?$")  # Likely - 4, Likely (4), Likely=4
_OF_STEPS = re.compile(r"^[^\w]*([1-9])\s*/\s*([45])$")
# "P1 - High": a priority, of which the first is the highest. "B - Likely": the place of a step in its scale.
_CODED = re.compile(r"^(?:[PS]\d|[A-F])\s*[-–—:.)]\s*(?=[^\W\d]{3})")
_IF = re.compile(r"^(\w+(?: \w+)?) ((?:if|when|while|si|quand|tant|mientras|cuando|se|quando|enquanto) .+)$", re.DOTALL)
_EXPLAINED = re.compile(r"^([^\W\d][^:=]{0,20}?)\s*[:=]\s*\S.+$", re.DOTALL)  # Low: up to 7
# A sign that only colours the number beside it, 🔴 5, 4 🟠, and what makes a key of it: 4️⃣.
_COLOURED = re.compile(r"^[\u2600-\u27bf\u2b00-\u2bff\U0001f300-\U0001faff]\ufe0f?\s*(?=\d)")
_COLOURED_BEHIND = re.compile(r"(?<=\d)\s*[\u2600-\u27bf\u2b00-\u2bff\U0001f300-\U0001faff]\ufe0f?$")
_KEY = re.compile(r"(?<=\d)\ufe0f?\u20e3")
_BETWEEN_STEPS, _TWO = re.compile(r"\s*/\s*|\s+[-–—]\s+|\s+(?:to|à|bis|الى)\s+"), 2
_OUTLINE = re.compile(r"^\d{1,2}(?:[.)]|(?:\.\d{1,2})+\.?)\s+[^\W\d]")


@lru_cache(KEPT)
def step_of(text: str, scale: str) -> int | None:
    """The step from 1 to 5 that a text means on a scale (likelihood, impact), or the number it is; None for no step.

    "3 - Medium" and "Medium (3)" are the number 3.
    """
    bare = bare_step(text)
    if re.fullmatch(r"\d{1,2}(?:\.0)?", bare):
        number = int(float(bare))
        return number if number <= MOST_STEPS else None
    word = plain(bare)
    codes = word_codes(scale)
    if word in codes:
        return int(codes[word])
    match = _NUMBERED.match(bare)
    if match and int(match[1]) <= MOST_STEPS and len(match[2]) <= 40 and not _counts_time(match):
        return int(match[1])
    match = re.search(r"\((\d)\)\s*$", bare)
    if match and len(bare) <= 30:
        return int(match[1])
    if word in scale_letters():
        return scale_letters()[word]
    words = [one for one in word.split() if one not in _fillers()]
    shorter = " ".join(words)
    if shorter and shorter != word and shorter in codes:
        return int(codes[shorter])
    # The same step twice: in two languages, or in two words for it.
    parts = texts_of(bare) if len(bare) <= _LONGEST_PAIR and not any(map(str.isdigit, bare)) else []
    steps = {step_of(part, scale) for part in parts} if len(parts) > 1 else set()
    return steps.pop() if len(steps) == 1 else None


@lru_cache(KEPT)
def bare_step(text: str) -> str:
    """A step without what stands around it: the 3 of G3 (gravity), V3, L3 (likelihood), C3, 3/4, ⚫ 3/4, 🟠 3."""
    bare = _CODED.sub("", _COLOURED_BEHIND.sub("", _COLOURED.sub("", _KEY.sub("", text.strip()))))
    match = _LETTERED.match(bare) or _OF_STEPS.match(bare)
    if match:
        return match[1] or match[2]
    behind = _NUMBER_BEHIND.match(bare)
    is_word = behind and any(plain(behind[1]) in word_codes(scale) for scale in ("likelihood", "impact"))
    return behind[2] if behind and is_word else bare


def number_and_word(text: str) -> tuple[int, str] | None:
    """The number of a step and its word, where a cell says both: 3 - Possible, Possible (3)."""
    bare = text.strip()
    if before := _NUMBERED.match(bare):
        return int(before[1]), before[2]
    behind = _NUMBER_BEHIND.match(bare)
    return (int(behind[2]), behind[1]) if behind else None


def steps_stated(text: str) -> int:
    """Of how many steps a cell says that its scale is: 3/4; 0 where it says nothing."""
    match = _OF_STEPS.match(text.strip())
    return int(match[2]) if match else 0


@lru_cache(KEPT)
def level_in(text: str) -> int | None:
    """The step of the level in a cell that says a number, or a mark, with it: 10-M, Critical (25), 15 HIGH, Low ✓."""
    bare = text.strip()
    match = _WITH_SCORE.match(bare)
    words = [part for part in (match["after"] or match["before"] if match else bare,) if part]
    if not words or (not match and plain(bare) == bare.casefold()):
        return None
    word = plain(words[0])
    return scale_letters().get(word) or next(
        (int(codes[word]) for codes in map(word_codes, ("impact", "likelihood")) if word in codes), None
    )


def _counts_time(numbered: re.Match[str]) -> bool:
    """Whether the number counts what stands right behind it: 4 h, 2 weeks, 3 par an; not 3 - Month."""
    words = words_of(numbered[2])
    is_behind = not numbered.string[numbered.end(1) : numbered.start(2)].strip()
    return is_behind and 0 < len(words) <= _LONGEST_TIME and words[-1] in word_set("unit_of_time_words")


@cache
def _fillers() -> frozenset[str]:
    return frozenset(package_data("adopt/words.yaml")["fillers"])


@lru_cache(KEPT)
def is_range(text: str, scale: str) -> bool:
    """Whether a cell says two steps of a scale, and none between them: Low - medium."""
    parts = [part.strip() for part in _BETWEEN_STEPS.split(text.strip())]
    steps = {step_of(part, scale) for part in parts if not any(map(str.isdigit, part))}
    return len(parts) == _TWO == len(steps) and None not in steps


def word_and_reason(text: str, scale: str) -> tuple[str, str] | None:
    """The word and the rest of a cell like "Low, as the road is guarded"; None where no word of the scale leads."""
    match = _REASON.match(text.strip()) or _IF.match(text.strip())
    if match and _OUTLINE.match(text.strip()):
        return None  # "1. Students": the place of a text among others
    if match and step_of(match[1], scale) is not None and len(match[2]) > 3 and not is_range(text, scale):
        return match[1].strip(), match[2].rstrip(") ").strip()
    return None


def lists_steps(text: str) -> bool:
    """Whether a text names the steps of a scale, of which one is to be chosen: High / Medium / Low."""
    parts = [part.strip() for part in text.split("/")]
    return len(parts) >= _FEWEST_STEPS and all(step_of(part, "impact") or step_of(part, "likelihood") for part in parts)


def explains_step(text: str) -> bool:
    """Whether a text says what a step of a scale means: Low: up to 7."""
    match = _EXPLAINED.match(text)
    return match is not None and any(step_of(match[1], scale) is not None for scale in ("impact", "likelihood"))
