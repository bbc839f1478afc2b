"""Channels as rules ask of them: who can warn whom, and which parties must be able to (docs/rules.md)."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import permutations

from pipeline.analysis.assessment import Assessment
from pipeline.domain.arrangement import Activity
from schemas.tables.channels import Channel


def channels(assessment: Assessment) -> tuple[Channel, ...]:
    """All channels, in the order of the rows; none where the workbook has no such sheet."""
    return assessment.arrangement.rows_of(Channel)


def must_reach(assessment: Assessment) -> dict[tuple[str, str], list[Activity]]:
    """By sender and receiver, parties both, the response leaves that they share."""
    parties = frozenset(assessment.arrangement.party_codes)
    found: dict[tuple[str, str], list[Activity]] = {}
    for leaf in assessment.tree.leaves:
        if leaf.phase == "response":
            for pair in permutations([code for code in leaf.participants if code in parties], 2):
                found.setdefault(pair, []).append(leaf)
    return found


def may_warn(assessment: Assessment) -> Iterator[tuple[str, str]]:
    """Who can warn whom, or may be able to where a cell of a channel cannot be understood."""
    every = assessment.arrangement.party_codes
    for channel in channels(assessment):
        if channel.what == "alert" or "what" in channel.unknown:
            senders = every if "from_partner" in channel.unknown else channel.from_partner
            receivers = every if "to" in channel.unknown else channel.to
            yield from ((one, other) for one in senders for other in receivers)
