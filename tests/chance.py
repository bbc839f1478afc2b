"""How much of the suite is left to chance: the profiles of hypothesis, and how many examples a property is given.

`concord` tries the same few examples each time, so that a run says the same on every machine; `deep` tries many
others each time (`scripts/test.py --deep`). What either finds is shrunk to the smallest example.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import TypeVar

from hypothesis import settings

T = TypeVar("T")
EXAMPLES = 40
FEWER = 0.2  # of them each time: what a fault needs to be met is mostly met early
DEEPER = 25  # times as many on demand


def register() -> None:
    """Make the profiles known. Machines differ in speed: none has a deadline."""
    settings.register_profile("concord", max_examples=int(EXAMPLES * FEWER), deadline=None, derandomize=True)
    settings.register_profile("deep", max_examples=EXAMPLES * DEEPER, deadline=None, print_blob=True)


def examples(usual: int) -> int:
    """For a property that needs more or fewer examples than others, where the usual number is EXAMPLES."""
    return max(1, usual * settings().max_examples // EXAMPLES)


def every(nth: int, cases: Iterable[T]) -> list[T]:
    """Each `nth` of cases that take long and of which a fault is mostly met by any; all of them on demand."""
    return list(cases)[:: 1 if settings().max_examples > EXAMPLES else nth]


def strikes(usual: int) -> int:
    """At how many of its calls to the system a program is struck: at all of them (0) on demand."""
    return 0 if settings().max_examples > EXAMPLES else usual
