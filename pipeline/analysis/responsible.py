"""Who answers for an action of the plan: the partners agreed on, else those proposed (docs/rules.md, Action plan)."""

from __future__ import annotations

from collections.abc import Iterable

from pipeline.domain.arrangement import Action, Arrangement
from schemas.vocabulary import compared, means_all_parties


def agreed(arrangement: Arrangement, action: Action) -> tuple[str, ...]:
    """The partners agreed on, by code; `All parties` are all of them. None where nobody is, or it cannot be read."""
    return named(arrangement, action.agreed_responsible)


def responsible_for(arrangement: Arrangement, action: Action) -> tuple[str, ...]:
    """The partners agreed on, else those proposed; none for all parties that are only proposed."""
    if action.blank("agreed_responsible"):
        return proposed(arrangement, action.proposed_responsible)
    return agreed(arrangement, action)


def proposed(arrangement: Arrangement, said: str) -> tuple[str, ...]:
    """The codes in a proposal as the plan shows it."""
    return tuple(code for part in said.split(",") if (code := part.strip()) in arrangement.by_code)


def named(arrangement: Arrangement, said: Iterable[str]) -> tuple[str, ...]:
    """Partners named by code or by their name; what is neither stays as it is written (PAR-06).

    Who may be a party counts among all parties, so that nobody is taken to answer alone because a cell cannot be read.
    """
    everybody = [one.partner for one in arrangement.partners if one.is_party or "party" in one.unknown]
    found: list[str] = []
    for part in said:
        key = compared(part)
        code = arrangement.code_by_name.get(key)
        found += everybody if code is None and means_all_parties(part) else [code or part]
    return tuple(dict.fromkeys(found))
