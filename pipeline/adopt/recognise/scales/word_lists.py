"""What the words of a column mean: the steps of a scale, the codes of a list, and what is asked about them."""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Callable, Mapping, Sequence

from pipeline.adopt.compared_words import plain, plain_or_mark, texts_of
from pipeline.adopt.legend import Legend
from pipeline.adopt.lexicon import word_codes
from pipeline.adopt.proposal import WordList
from pipeline.adopt.recognise.profile import ANSWERS, LOOKED_AT, Profile, answer_and_remark
from pipeline.adopt.recognise.scales.known_scales import SPREAD, OfFive, Reading, is_known, readings
from pipeline.adopt.recognise.scales.scale import DOUBLED, Scale, are_doubled, word_of
from pipeline.adopt.recognise.scales.scale_word import (
    MOST_STEPS,
    STEPS,
    bare_step,
    step_of,
    steps_stated,
    word_and_reason,
)
from pipeline.adopt.source.sheet import number_of
from schemas.wording.text import text

_MOSTLY, _NEARLY_ALL = 0.6, 0.8  # shares of cells
_LONGEST_STEP, _MOST_WORDS = 14, 6
_THREE = 3  # steps, whose words are the ends and the middle of five
_ENOUGH = 4  # rated cells that say where a scale ends
_BEFORE_REMARK = re.compile(r"([^\W\d_][^,;:()–—]{0,23}?)\s*(?:[,;:(]|\s[-–—]\s)\s*\S")  # In progress (since May)
_PER_CENT = re.compile(r"^\D{0,2}\d+(?:[.,]\d+)?\s*%$")


def rating_words(profile: Profile, scale: str, shared: Scale, alike: Sequence[Profile] = ()) -> WordList | str:
    """The steps that the cells of a rating column mean; where they are no rating, the reason (a key) instead.

    `alike` are the other columns of the same scale, now and residual: a word means the same in all of them.
    """
    words = WordList(counts=dict(profile.counts))
    if are_doubled(profile):
        words.map |= {cell: DOUBLED[number] for cell in profile.counts if (number := number_of(cell)) is not None}
        ask_all(words, text("adopt.why.other_steps", count=len(DOUBLED)))
        return words
    if why := _why_no_rating(profile):
        return why
    cells = {cell for one in (profile, *alike) for cell in one.counts}
    together = frozenset(map(plain, cells))
    is_part = _is_part(profile, scale)
    steps = _steps(profile, scale, together, words, is_part=is_part)
    if profile.count and not steps and not _may_be_steps(profile):
        return "share" if all(cell.endswith("%") for cell in profile.counts) else "text"
    if profile.legend and profile.legend.is_turned_round and any(cell[:1].isdigit() for cell in steps):
        words.map |= {cell: str(step) for cell, step in steps.items()}
        ask_all(words, text("adopt.why.turned_round"))
    else:
        worded = {cell: profile.step_beside(cell, scale, together) for cell in cells if not _is_numbered(cell)}
        known = [] if profile.legend and profile.legend.steps else _known_readings(worded, scale, shared)
        if known and len(worded) == len(cells):
            _lay_as_known(words, known, shared)
        else:
            _lay(words, steps, shared, profile.legend, {step for step in worded.values() if step}, _numbers(alike))
    if is_part and any(step_of(cell, scale) is None for cell in steps):
        ask_all(words, words.why or text("adopt.why.other_steps", count=len(set(steps.values()))))
    if words.unmapped:
        words.ask, words.why = True, words.why or text("adopt.why.unknown_words")
    return words


def _numbers(profiles: Sequence[Profile]) -> Counter[int]:
    """The numbers of these columns, each with how often it stands there."""
    return Counter(int(number) for one in profiles for number in one.numbers)


def _known_readings(worded: Mapping[str, int | None], scale: str, shared: Scale) -> list[Reading]:
    """What known scales say of the words in cells; of those that are no step, only what such a scale has counts.

    One scale may serve for both ratings: it is then one that has the words of both.
    """
    said = {cell: word_of(cell) for cell in worded}
    own = {word for cell, word in said.items() if worded[cell] or step_of(word, scale) or is_known(word, scale)}
    if not own:
        return []
    of_five = shared.of_five(own)
    return readings(own.union(*shared.words), scale, of_five) or readings(own, scale, of_five)


def _lay_as_known(words: WordList, known: Sequence[Reading], shared: Scale) -> None:
    """Take words as known scales have them; where these do not agree, or nothing says five steps, it is asked.

    Many a scale that nobody knows has four steps of a known one with five: words of such scales only, or all five
    words, are needed as well.
    """
    first = known[0]
    own = {cell: word for cell in words.counts if (word := word_of(cell)) in first.steps}
    words.map |= {cell: str(first.steps[word]) for cell, word in own.items()}
    words.unmapped = [cell for cell in words.unmapped if cell not in own]
    agree = all(reading.steps[word] == first.steps[word] for reading in known for word in own.values())
    used = {*first.steps}
    says_five = len(used) == STEPS or shared.has_five_words(used) or shared.of_five(used) is not OfFive.UNKNOWN
    if agree and says_five and any(reading.is_sure for reading in known):
        return
    if first.size == STEPS:  # of other scales too, some of them with fewer steps
        ask_all(words, text("adopt.why.several_scales"))
    elif first.size == _THREE:
        ask_all(words, text("adopt.why.three_words"))
    else:
        ask_all(words, text("adopt.why.other_steps", count=first.size))


def _why_no_rating(profile: Profile) -> str:
    """Why most numbers of a column are no steps, a key; "" where they may be."""
    numbers = [number for number in map(number_of, profile.counts) if number is not None]
    if profile.count and len(profile.numbers) >= _MOSTLY * profile.count:
        beyond = sum(number > MOST_STEPS for number in profile.numbers)
        if any(number > MOST_STEPS for number in numbers) and beyond > max(1, 0.05 * profile.count):
            return "product"
        if sum(not number.is_integer() for number in profile.numbers) > 0.3 * len(profile.numbers):
            return "share"
    return "share" if percent_share(profile) >= _MOSTLY else ""


def _steps(
    profile: Profile, scale: str, together: frozenset[str], words: WordList, *, is_part: bool
) -> dict[str, int]:  # fmt: skip
    """The step of each cell that is one; `words` gets those that are none, and the reasons behind steps."""
    steps: dict[str, int] = {}
    of_steps = _share_of_steps(profile) >= _MOSTLY
    strange = _strange_letters(profile, scale)
    for cell in profile.counts:
        step = (is_part and step_of(cell, scale)) or profile.step_beside(cell, scale, together)
        if cell in strange or (steps_stated(cell) and not of_steps):
            step = None  # a range, or a share, among numbers
        if step is None and (found := word_and_reason(cell, scale)):
            step = profile.step(found[0], scale)
            words.rests[cell] = found[1]
        if step is None:
            words.unmapped.append(cell)
        else:
            steps[cell] = step
    return steps


def percent_share(profile: Profile) -> float:
    """Which share of the cells is a text of per cent: 60 %."""
    return sum(many for cell, many in profile.counts.items() if _PER_CENT.match(cell)) / max(profile.count, 1)


def _strange_letters(profile: Profile, scale: str) -> list[str]:
    """The single letters of a column in which one is no step: among A, B and C the B is no low (baixa)."""
    letters = [cell for cell in profile.counts if len(cell.strip()) == 1 and cell.strip().isalpha()]
    return letters if any(profile.step(cell, scale) is None for cell in letters) else []


def _share_of_steps(profile: Profile) -> float:
    """Which share of the cells says of how many steps it is one: 3/4."""
    return sum(many for cell, many in profile.counts.items() if steps_stated(cell)) / max(profile.count, 1)


def _may_be_steps(profile: Profile) -> bool:
    """Whether a few short texts stand there again and again, which may be words of a scale that nobody knows."""
    if profile.mean_length <= 1 and profile.step_share < _MOSTLY:
        return True  # A, B, C, of which a person knows where they begin
    is_short = profile.mean_length <= _LONGEST_STEP and not profile.number_share
    return is_short and len(profile.counts) <= _MOST_WORDS and len(profile.counts) < profile.count


def _is_part(profile: Profile, scale: str) -> bool:
    """Whether the legend explains fewer steps than ours, and cells are steps of which it says nothing."""
    legend = profile.legend
    if not legend or not legend.is_scale or legend.has_five_steps or legend.is_turned_round:
        return False
    return any(plain(cell) not in legend.says and step_of(cell, scale) for cell in profile.counts)


def _is_numbered(cell: str) -> bool:
    return bare_step(cell)[:1].isdigit()


def _lay(
    words: WordList, steps: dict[str, int], shared: Scale, legend: Legend | None, used: set[int], beside: Counter[int]
) -> None:
    """Lay the steps that a column uses over ours, and say what is not certain; `used` by words of all columns alike.

    `beside` are the numbers of those.
    """
    numeric = {cell: step for cell, step in steps.items() if _is_numbered(cell)}
    worded = {cell: step for cell, step in steps.items() if cell not in numeric}
    if numeric:
        _lay_numbers(words, numeric, shared, legend, beside)
    if worded:
        _lay_words(words, worded, shared, legend, used | {*worded.values()}, has_numbers=bool(numeric))


def _lay_numbers(
    words: WordList, numeric: dict[str, int], shared: Scale, legend: Legend | None, beside: Counter[int]
) -> None:
    """Take numbers of one to five as they stand, and lay others over five steps."""
    own = Counter[int]()
    for cell, step in numeric.items():
        own[step] += words.counts[cell]
    most = max(own)
    is_of_three = most == _THREE and own.total() >= _ENOUGH  # beside an index, or a scale of ten
    if shared.highest > STEPS and not is_of_three:
        words.map |= {cell: str(math.ceil(step / 2)) for cell, step in numeric.items() if step}
        ask_all(words, text("adopt.why.ten_steps"))
    elif shared.highest == STEPS or shared.says_five:
        words.map |= {cell: str(step) for cell, step in numeric.items() if 0 < step <= STEPS}
        words.unmapped += [cell for cell, step in numeric.items() if step > STEPS]
        if why := shared.disagreement(legend, own, beside):
            ask_all(words, why)
    else:
        most = max(int(most if shared.highest > STEPS else shared.highest), 1)
        spread = dict(enumerate(SPREAD.get(max(most, 3), SPREAD[3]), 1))
        words.map |= {cell: str(spread[step]) for cell, step in numeric.items() if step in spread}
        words.unmapped += [cell for cell, step in numeric.items() if step and step not in spread]
        ask_all(words, text("adopt.why.fewer_numbers", highest=most))
    words.unmapped += [cell for cell, step in numeric.items() if not step]


def _lay_words(
    words: WordList, worded: dict[str, int], shared: Scale, legend: Legend | None, used: set[int], *, has_numbers: bool
) -> None:
    """Take words of five steps as they are known, and lay others over five."""
    is_short = bool(legend and legend.is_scale and not legend.has_five_steps and len(legend.items) in (3, 4))
    has_five = not is_short and (shared.has_five_words(worded) or bool(legend and legend.has_five_steps))
    is_middle = not is_short and used == {3} and shared.is_five_elsewhere
    goes_on = not has_five and not is_short and shared.goes_on_with(map(word_of, worded))
    if has_five or is_middle or (has_numbers and not words.ask):
        words.map |= {cell: str(step) for cell, step in worded.items()}
    elif not goes_on and used <= {2, 3, 4} and (len(used) == 3 or not shared.is_five_elsewhere):
        stretched = {2: "1", 3: "3", 4: "5"}
        words.map |= {cell: stretched[step] for cell, step in worded.items()}
        ask_all(words, text("adopt.why.three_words"))
    else:
        words.map |= {cell: str(step) for cell, step in worded.items()}
        ask_all(words, text("adopt.why.other_steps", count=len(used)))


def ask_all(words: WordList, why: str) -> None:
    """Ask about every word of a list, not only about those that nobody knows."""
    words.ask, words.asks_all, words.why = True, True, why


def listed_words(profile: Profile, vocabulary: str) -> WordList:
    """The codes that the words of a column mean, of a vocabulary of ours."""
    codes = word_codes(vocabulary)

    def code_of(cell: str) -> str | None:
        return profile.code(cell, vocabulary) or _only_one(cell, codes)

    words = mapped(profile, code_of, text("adopt.why.unknown_words"))
    words.proposed = {cell: code for cell in words.unmapped if (code := _code_before_remark(cell, codes))}
    if vocabulary == ANSWERS:
        more = [cell for cell in words.map if plain_or_mark(cell) not in codes]
        words.rests |= {cell: parts[1] for cell in more if (parts := answer_and_remark(cell))}
    return words


def _only_one(cell: str, codes: Mapping[str, str]) -> str | None:
    """The code of a cell in which several words stand that all mean the same ("Accept / tolerate", "Open - مفتوح")."""
    pieces = re.split(r"[/,;&()+]|\band\b|\bor\b", cell)
    parts = [plain(part) for piece in pieces for part in texts_of(piece)]
    found = {codes.get(part) for part in parts}
    return found.pop() if len(parts) > 1 and len(found) == 1 else None


def _code_before_remark(cell: str, codes: Mapping[str, str]) -> str | None:
    """The code of the word that a cell begins with, where more follows in brackets or behind a mark."""
    match = _BEFORE_REMARK.match(cell.strip())
    return codes.get(plain(match[1])) if match else None


def begins_with_answers(profile: Profile) -> bool:
    """Whether nearly each cell is an answer, or begins with one: Yes, since May."""
    codes, often = word_codes(ANSWERS), profile.counts.most_common(LOOKED_AT)
    found = sum(many for cell, many in often if profile.code(cell, ANSWERS) or _code_before_remark(cell, codes))
    return found >= _NEARLY_ALL * max(sum(many for _, many in often), 1)


def owner_words(profile: Profile, known: dict[str, str]) -> WordList:
    """Which partner each owner means; `known` are codes by name or code as compared."""
    return mapped(profile, lambda cell: known.get(plain(cell)), text("adopt.why.who"))


def mapped(profile: Profile, code_of: Callable[[str], str | None], why: str) -> WordList:
    """Every cell with its code; where some have none, `why` says what is asked about them."""
    words = WordList(counts=dict(profile.counts))
    for cell in profile.counts:
        code = code_of(cell)
        if code is None:
            words.unmapped.append(cell)
        else:
            words.map[cell] = code
    if words.unmapped:
        words.ask, words.why = True, why
    return words
