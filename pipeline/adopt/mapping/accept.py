"""`--accept`: every proposal is taken as it stands, and marked as assumed."""

from __future__ import annotations

from pipeline.adopt.compared_words import plain
from pipeline.adopt.mapping.whose import headed, settle_partner, take_partner
from pipeline.adopt.proposal import NOTHING, Proposal


def accept(proposal: Proposal, viewer: str) -> int:
    """Take every proposal as it stands, marked as assumed; gives how many were."""
    count, heads = 0, headed(proposal)
    for table in list(proposal.used):
        if table.ask:
            table.ask, table.is_assumed, count = False, True, count + 1
            if table.is_summary:
                table.is_used = False  # what it sums up is there
                continue
        count += bool(table.doubtful)
        table.doubtful = {}
        for column in table.columns:
            if column.is_whose_asked:
                take_partner(column, column.proposed_partner or viewer)
                column.is_assumed, count = True, count + 1
            if column.ask:
                column.ask, column.is_assumed, count = False, True, count + 1
            settle_partner(column)
            if column.words and column.words.ask:
                if column.target == "Risks.owner" and viewer:
                    column.words.map |= {word: heads.get(plain(word), viewer) for word in column.words.unmapped}
                column.words.map |= column.words.proposed
                column.words.ask, column.is_assumed, count = False, True, count + 1
        for fill in table.fills:
            if fill.ask and fill.is_offer:
                fill.ask, fill.value, fill.copy_of = False, NOTHING, ""  # nobody agreed to it yet
            elif fill.ask:
                fill.ask, fill.is_assumed, count = False, True, count + 1
    return count


def accept_pairs(proposal: Proposal) -> int:
    """Take what is proposed of pairs, marked as assumed; gives 1 where something is.

    Rows with the id of one that is there are the same; others stay two until somebody says that they are one.
    """
    for pair in proposal.pairs:
        if pair.ask and pair.has_same_id:
            pair.is_same = pair.is_assumed = True
        pair.ask = False
    return int(any(pair.is_assumed for pair in proposal.pairs))
