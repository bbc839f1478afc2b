"""Which states of the action plan stand, and with which status the date of an action can pass (PLAN-03)."""

from __future__ import annotations

from pipeline.domain.arrangement import Action
from schemas.vocabulary import vocabulary

STANDING = ("new", "open", "reopened", "waiting")
# As people set it: there is nothing left to do.
FINISHED = frozenset({"done", "verified", "cancelled"})
NOT_OVERDUE = FINISHED | {"on_hold"}


def stands(action: Action) -> bool:
    """Whether something is still left of an action; a row of people's own has no state and stands."""
    return action.state in ("", *STANDING)


def can_be_overdue(status: str) -> bool:
    """Whether the date of an action can pass with this status as people set it, a code, "" for none.

    Other words than ours may say that it is done: of them nothing is said until somebody has chosen one of ours.
    """
    return not status or (status in vocabulary("action_status").codes and status not in NOT_OVERDUE)
