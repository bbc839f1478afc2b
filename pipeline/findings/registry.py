"""Finding the rules: each file in pipeline/rules registers its function by id."""

from __future__ import annotations

import pkgutil
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import cache
from importlib import import_module
from typing import TYPE_CHECKING

from pipeline.domain.finding import OPTIONAL_TABLES, Observation

if TYPE_CHECKING:
    from pipeline.analysis.assessment import Assessment

Look = Callable[["Assessment"], Iterable[Observation]]

PACKAGE = "pipeline.rules"
# PLAN rules look at the agreed plan, OBS rules at what the others found: they come last.
ORDER = ("ARR", "PAR", "RSK", "ACT", "IND", "BUD", "PLAN", "EXIT", "VIEW", *OPTIONAL_TABLES, "OBS")


@dataclass(frozen=True, slots=True)
class Rule:
    """A registered rule: its id, its function, the tables it reads, and where its findings are shown."""

    id: str
    look: Look
    reads: tuple[str, ...]
    shown_in: str

    @property
    def order(self) -> tuple[int, str]:
        """Where it stands in docs/rules.md."""
        return ORDER.index(self.id.partition("-")[0]), self.id


_registered: dict[str, Rule] = {}


def rule(id: str, *, reads: tuple[str, ...], shown_in: str = "Gaps") -> Callable[[Look], Look]:
    """Register the decorated function as rule `id`.

    `reads` names every input table whose cells the rule depends on: while one of those cells cannot
    be understood, an action of this rule is not called resolved.
    """

    def register(look: Look) -> Look:
        if id in _registered:
            raise ValueError(f"two rules are called {id}")
        _registered[id] = Rule(id, look, reads, shown_in)
        return look

    return register


@cache
def rules() -> dict[str, Rule]:
    """All rules by id, in the order of docs/rules.md."""
    package = import_module(PACKAGE)
    for module in pkgutil.iter_modules(package.__path__):
        import_module(f"{package.__name__}.{module.name}")
    return {found.id: found for found in sorted(_registered.values(), key=lambda found: found.order)}
