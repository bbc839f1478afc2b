"""The rating columns of a register: which is with the measures that exist, which after those that are planned."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from pipeline.adopt.compared_words import tokens
from pipeline.adopt.lexicon import lexicon, word_set
from pipeline.adopt.proposal import WordList
from pipeline.adopt.recognise.profile import Profile
from pipeline.adopt.recognise.scales.scale import Scale
from pipeline.adopt.recognise.scales.word_lists import rating_words
from schemas.wording.text import text

_LETTERS = 2  # that stand for a word
_CLEAR = 0.78  # how surely a header is a name of the rating: degree of severity, not severity and spread


@dataclass(frozen=True)
class Rating:
    """A column of likelihood or impact, and the phase that header and group name ("" for none)."""

    of: str
    column: int
    phase: str
    profile: Profile
    header: str = ""

    @property
    def key(self) -> tuple[str, int]:
        """What tells it from the others: two ratings may stand in one column."""
        return self.of, self.column


@dataclass
class Placed:
    """Where a rating column goes, and what is asked of it."""

    target: str | None = None
    ask: bool = False
    why: str = ""
    words: WordList | None = None


def place_ratings(ratings: Sequence[Rating], controls: Sequence[int], shared: Scale) -> list[Placed]:
    """The places of rating columns in their order; `controls` are columns of existing measures.

    `shared` is the scale of all rating columns of the register, those of other organisations included.
    """
    placed = {rating.key: Placed() for rating in ratings}
    words: dict[tuple[str, int], WordList | str] = {}
    for rating in ratings:
        alike = [other.profile for other in ratings if other.of == rating.of and other is not rating]
        words[rating.key] = rating_words(rating.profile, rating.of, shared, alike)
    usable = {
        of: [r for r in ratings if r.of == of and isinstance(words[r.key], WordList)] for of in ("likelihood", "impact")
    }
    usable["likelihood"] = _overall(usable["likelihood"], placed)
    if _are_kinds(usable["impact"], usable["likelihood"]):
        _place_first(usable.pop("impact"), placed)
    for of, columns in usable.items():
        _by_phase(of, columns, controls, placed)
    for rating in ratings:
        found, place = words[rating.key], placed[rating.key]
        if isinstance(found, str):
            reason = "product" if found == "text" and not rating.profile.has_words else found
            place.target, place.why = None, text(f"adopt.no_rating.{reason}")
            if reason == "text" and rating.of == "impact":
                place.target, place.why = "Risks.consequence", text("adopt.why.by_values")
        elif place.target:
            place.words = found
    return [placed[rating.key] for rating in ratings]


def _are_kinds(impacts: Sequence[Rating], likelihoods: Sequence[Rating]) -> bool:
    """Whether there are impacts on several things, each called something else, and one likelihood."""
    is_plain = not any(rating.phase for rating in (*impacts, *likelihoods))
    return is_plain and len(likelihoods) == 1 < len(impacts) and len({one.header for one in impacts}) == len(impacts)


def _overall(likelihoods: list[Rating], placed: dict[tuple[str, int], Placed]) -> list[Rating]:
    """The one of several likelihoods that is called the overall one: the others are parts of it, and are left."""
    whole = [one for one in likelihoods if _is_overall(one)]
    if len(whole) != 1 or len(likelihoods) == 1 or any(one.phase for one in likelihoods):
        return likelihoods
    for other in likelihoods:
        if other is not whole[0]:
            placed[other.key] = Placed(None, False, text("adopt.why.twice", other=whole[0].header))
    return whole


def _is_overall(rating: Rating) -> bool:
    return bool(word_set("whole_words") & {*tokens(rating.header)})


def _is_named(rating: Rating) -> bool:
    """Whether a header is a name of the rating in words, and not by letters alone."""
    words = tokens(rating.header)
    found = lexicon("risk_register").matches(words) if any(len(word) > _LETTERS for word in words) else ()
    return any(match.concept.name == rating.of and match.score >= _CLEAR for match in found)


def _place_first(impacts: Sequence[Rating], placed: dict[tuple[str, int], Placed]) -> None:
    """Propose the overall one of several impacts, else the first, and ask: ours is one."""
    named = next(filter(_is_named, impacts), impacts[0])
    first = next(filter(_is_overall, impacts), named)
    others = [one for one in impacts if one is not first]
    placed[first.key] = Placed("Risks.impact", True, text("adopt.why.twice", other=others[0].header))
    for other in others:
        placed[other.key] = Placed(None, False, text("adopt.why.twice", other=first.header))


def _by_phase(
    of: str, ratings: Sequence[Rating], controls: Sequence[int], placed: dict[tuple[str, int], Placed]
) -> None:
    """The places of the columns of likelihood, or of impact."""
    now, later = f"Risks.{of}", f"Risks.residual_{of}"
    by = {phase: [r for r in ratings if r.phase == phase] for phase in ("", "current", "inherent", "residual")}
    if len(ratings) == 1:
        (only,) = ratings
        unsure = only.phase in ("inherent", "residual")
        placed[only.key] = Placed(now, unsure, text("adopt.why.phase") if unsure else "")
        return
    present = by["current"] or by[""]
    if present:
        placed[present[0].key] = Placed(now)
        rest = [*by["residual"], *present[1:]]
        ask = (bool(present[1:]) and not by["residual"]) or _between(present[0], by["residual"], controls)
        for number, rating in enumerate(rest):
            if number == 0:
                why = text("adopt.why.order") if not by["residual"] else text("adopt.why.phase") if ask else ""
                placed[rating.key] = Placed(later, ask, why)
                if ask:
                    placed[present[0].key] = Placed(now, True, why)
            else:
                placed[rating.key] = Placed(None, False, text("adopt.why.phase_other"))
        for rating in by["inherent"]:
            placed[rating.key] = Placed(None, False, text("adopt.why.phase_other"))
        return
    why = text("adopt.why.phase")
    for phase, target in (("inherent", now), ("residual", later)):
        for number, rating in enumerate(by[phase]):
            placed[rating.key] = Placed(None if number else target, True, why)
    if by["inherent"] and by["residual"] and _between(by["inherent"][0], by["residual"], controls):
        # Measures that exist stand between: the rating after them is ours.
        placed[by["inherent"][0].key] = Placed(None, True, why)
        placed[by["residual"][0].key] = Placed(now, True, why)
        for rating in by["residual"][1:2]:
            placed[rating.key] = Placed(later, True, why)  # what is aimed at, behind what remains today


def _between(first: Rating, later: Sequence[Rating], controls: Sequence[int]) -> bool:
    return bool(later) and any(first.column < column < later[0].column for column in controls)
