"""The words of other people's tables (schemas/adopt): which header means what, which word which code."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, cached_property, lru_cache
from typing import Any

from pipeline.adopt.compared_words import (
    KEPT,
    SHORTEST_STEM,
    Tokens,
    is_slip,
    is_year,
    plain,
    plain_or_mark,
    stems,
    tokens,
    word_file,
    words_of,
)
from schemas.spec import our_headers
from schemas.vocabulary import vocabularies

_NO_LANGUAGES = ("target", "values")  # of an entry: where it goes, and what its cells hold
_SIGN = 2  # letters of the sign of a currency, at most
_LONG = 8  # letters of a word in which a slip is looked for
_MISSPELT = 0.77  # how sure a header is in which a word has a letter too many or too few: it is asked about
_IN_OTHER_WORDS = 0.9  # how sure the words of a spelling are in another order or with other endings


@dataclass(frozen=True, slots=True)
class Concept:
    """What a column may mean: its name, our column (none where there is no place), and what its cells hold."""

    name: str
    target: str | None
    values: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Match:
    """A header that may mean a concept; `score` from 0 to 1."""

    concept: Concept
    score: float


@dataclass(frozen=True, slots=True)
class _Phrase:
    words: Tokens
    is_whole: bool
    concept: Concept


class Lexicon:
    """The headers of one kind of table."""

    def __init__(self, concepts: Mapping[str, Mapping[str, Any]]) -> None:
        self.concepts = {
            name: Concept(name, entry.get("target"), tuple(entry["values"])) for name, entry in concepts.items()
        }
        self._whole: dict[Tokens, list[Concept]] = {}
        self._within: dict[str, list[_Phrase]] = {}
        self._alike: dict[frozenset[str], list[Concept]] = {}
        for name, entry in concepts.items():
            for spelling in _spellings(entry):
                self._add(spelling, self.concepts[name])
        for concept in self.concepts.values():
            for header in our_headers(concept.target) if concept.target else ():
                if tokens(header) not in self._whole:
                    self._add(f"={header}", concept)
        self._known: dict[Tokens, tuple[Match, ...]] = {}

    def _add(self, spelling: str, concept: Concept) -> None:
        words = tokens(spelling.removeprefix("="))
        self._whole.setdefault(words, []).append(concept)
        if len(words) > 1 or (words and len(words[0]) > SHORTEST_STEM):
            self._alike.setdefault(stems(words), []).append(concept)
        # A question of which only "what" is left means nothing within a longer one.
        if not spelling.startswith("=") and words and not (len(words) == 1 < len(spelling.split()) - 1):
            self._within.setdefault(words[0], []).append(_Phrase(words, False, concept))

    @property
    def spelled(self) -> Mapping[Tokens, Sequence[Concept]]:
        """Every spelling with the concepts that it means."""
        return self._whole

    def matches(self, words: Tokens) -> tuple[Match, ...]:
        """What a header of these words may mean, the likeliest first; each concept once."""
        if words not in self._known:
            self._known[words] = self._matches(words)
        return self._known[words]

    def known_part(self, words: Tokens) -> Tokens:
        """Those words that a spelling has, where they are several and not all: identified (fraud) risk.

        What is not known must not say when: a grading after control is no control.
        """
        known = tuple(word for word in words if word in self._spoken)
        says_when = any(word in phase_words() for word in words if word not in self._spoken)
        if 1 < len(known) < len(words) and not says_when:
            return known
        bare = tuple(word for word in words if word not in word_set("qualifier_words"))
        return bare if len(bare) == 1 < len(words) else ()

    @cached_property
    def _spoken(self) -> frozenset[str]:
        return frozenset(word for words in self._whole for word in words)

    def _matches(self, words: Tokens) -> tuple[Match, ...]:
        best: dict[Concept, float] = dict.fromkeys(self._whole.get(words, ()), 1.0)
        for at, word in enumerate(words):
            for phrase in self._within.get(word, ()):
                size = len(phrase.words)
                if words[at : at + size] == phrase.words and size < len(words):
                    # The last word of a header is its noun ("impact description" describes), and more of it says more.
                    score = 0.5 + 0.38 * size / len(words) + (0.1 if at + size == len(words) else 0.0)
                    best[phrase.concept] = max(best.get(phrase.concept, 0.0), score)
        if not best and len(words) == 1 and (other := self._respelt(words)) in self._whole:
            return tuple(Match(match.concept, _MISSPELT * match.score) for match in self.matches(other))
        if max(best.values(), default=0.0) < _IN_OTHER_WORDS:
            for concept in self._alike.get(stems(words), ()):
                best[concept] = _IN_OTHER_WORDS
        if not best and (other := self._respelt(words)) != words:
            return tuple(Match(match.concept, _MISSPELT * match.score) for match in self.matches(other))
        ranked = sorted(best.items(), key=lambda item: -item[1])
        return tuple(Match(concept, score) for concept, score in ranked)

    def _respelt(self, words: Tokens) -> Tokens:
        """The words with each long one that no spelling has as the known word of which it is a slip: indentified."""
        return tuple(word if word in self._long or len(word) < _LONG else self._meant(word) for word in words)

    def _meant(self, word: str) -> str:
        alike = (
            one for size in range(len(word) - 1, len(word) + 2) for one in self._long_from.get((word[0], size), ())
        )
        return next((known for known in alike if is_slip(word, known)), word)

    @cached_property
    def _long(self) -> frozenset[str]:
        return frozenset(word for words in self._whole for word in words if len(word) >= _LONG - 1)

    @cached_property
    def _long_from(self) -> Mapping[tuple[str, int], Sequence[str]]:
        """The long words by their first letter and their length."""
        found: dict[tuple[str, int], list[str]] = {}
        for word in sorted(self._long):
            found.setdefault((word[0], len(word)), []).append(word)
        return found


def _spellings(entry: Mapping[str, Any]) -> Iterator[str]:
    """The words of an entry in every language."""
    for language, texts in entry.items():
        if language not in _NO_LANGUAGES:
            yield from texts


@cache
def lexicon(kind: str) -> Lexicon:
    """The headers of risk_register, activity_matrix, who_does_what, indicators or budget."""
    if kind == "risk_register":
        return Lexicon(word_file("registers")["concepts"])
    return Lexicon(word_file("others")[kind])


@cache
def is_header(words: Tokens) -> bool:
    """Whether words are, as they stand, a header of a table that is known, or of a list of persons or things."""
    kinds = ("risk_register", "activity_matrix", "who_does_what", "indicators", "budget")
    return any(words in lexicon(kind).spelled for kind in kinds) or words in _other_headers()


@cache
def _other_headers() -> frozenset[Tokens]:
    strange = (text for texts in word_file("tables")["strange"].values() for text in texts)
    return frozenset(tokens(text.removeprefix("=")) for text in strange)


@cache
def phase_words() -> Mapping[str, str]:
    """Words that say of which rating a header speaks: inherent, residual or current, by word."""
    phases = word_file("registers")["phases"]
    return {word: phase for phase, entry in phases.items() for text in _spellings(entry) for word in tokens(text)}


@cache
def existence_words() -> frozenset[str]:
    """Words by which measures are said to be there already."""
    return frozenset(word for text in _spellings(word_file("registers")["exist"]) for word in tokens(text))


@cache
def planned_words() -> frozenset[str]:
    """Words by which measures are said to be still to come."""
    return frozenset(word for text in _spellings(word_file("registers")["planned"]) for word in tokens(text))


@cache
def group_concepts() -> Mapping[Tokens, str]:
    """What a group above headers speaks of, by its words."""
    groups = word_file("registers")["groups"]
    return {tokens(text): name for name, entry in groups.items() for text in _spellings(entry)}


def group_of(text: str) -> str:
    """What a group above headers speaks of, "" for nothing that is known."""
    return group_concepts().get(tokens(text), "") if text else ""


@cache
def word_set(name: str) -> frozenset[str]:
    """A list of words of schemas/adopt/tables.yaml, as compared: risk_words, generic, log_entries."""
    return frozenset(word for text in word_file("tables")[name] for word in words_of(text))


@lru_cache(KEPT)
def is_name_label(label: str) -> bool:
    """Whether a name of a person may follow: Approved by, Prepared by, Contact."""
    return tokens(label) in phrases("name_labels", "")


@cache
def word_codes(vocabulary: str) -> Mapping[str, str]:
    """The codes that words of others mean, by the word as compared: likelihood, impact, role, rating, ..."""
    found: dict[str, str] = {}
    for code, spellings in word_file("words")[vocabulary].items():
        for spelling in spellings:
            found.setdefault(plain_or_mark(spelling), str(code))
    if vocabulary in vocabularies():
        for spelling, code in vocabularies()[vocabulary].spelled().items():
            # Ours win, but for roles: in the matrices of others C and S are not our letters.
            if vocabulary != "role":
                found[plain(spelling)] = code
    return found


@cache
def scale_letters() -> Mapping[str, int]:
    """The steps of a scale by their letters."""
    letters: dict[str, int] = word_file("words")["letters"]
    return letters


@cache
def rating_letters() -> Mapping[str, frozenset[str]]:
    """The letters that stand for likelihood, and for impact."""
    return {rating: frozenset(letters) for rating, letters in word_file("words")["rating_letters"].items()}


@cache
def lower_beside() -> Mapping[str, frozenset[str]]:
    """Words of the highest step that are one lower beside one of those, all as compared."""
    return _beside("lower_beside")


@cache
def higher_beside() -> Mapping[str, frozenset[str]]:
    """Words of the lowest step that are one higher beside one of those, all as compared."""
    return _beside("higher_beside")


@cache
def words_of_five(which: str) -> frozenset[str]:
    """Words of scales of five steps: those that `only` they have, or of their `middle`: minor, major."""
    return frozenset(map(plain, word_file("words")["of_five"][which]))


@cache
def level_signs() -> frozenset[str]:
    """Signs that stand for a level by their colour."""
    return frozenset(word_file("tables")["level_signs"])


def _beside(name: str) -> Mapping[str, frozenset[str]]:
    given: Mapping[str, list[str]] = word_file("words")[name]
    return {plain(word): frozenset(map(plain, words)) for word, words in given.items()}


@cache
def phrases(section: str, key: str) -> tuple[Tokens, ...]:
    """Phrases of a section of schemas/adopt/tables.yaml, as compared; of a `key` within it, where that has some."""
    data = word_file("tables")[section]
    return tuple(filter(None, (tokens(text.removeprefix("=")) for text in (data[key] if key else data))))


def without_times(words: Tokens) -> Tokens:
    """The words of a header without the year that it is for, 2007 budget; of a total nothing else: total 1st half."""
    rest = tuple(word for word in words if not is_year(word)) or words
    behind = rest[1:]
    is_total = rest[0] in word_set("whole_words") if behind else False
    is_of_time = any(word in word_set("time_words") for word in behind) and all(
        word.isdecimal() or len(word) <= _SIGN or word in word_set("time_words") for word in behind
    )
    return rest[:1] if is_total and is_of_time else rest
