"""The scales as they ship: what holds until the parties put a step in words of their own."""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

from schemas.vocabulary import vocabulary
from schemas.wording.text import text

STEPS = (1, 2, 3, 4, 5)


class StepWords(NamedTuple):
    """A step of a scale in words."""

    name: str
    meaning: str


Scales = Mapping[str, Mapping[int, StepWords]]


def shipped_scales() -> Scales:
    """Every step of each scale, by the scale's code and the number, in the language in force."""
    return {
        scale: {
            step: StepWords(text(f"scales.{scale}.{step}.name"), text(f"scales.{scale}.{step}.meaning"))
            for step in STEPS
        }
        for scale in vocabulary("scale").codes
    }
