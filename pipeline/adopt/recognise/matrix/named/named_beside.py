"""Columns beside those of roles that name who leads or helps: Task | Lead agency | City | Utility, with marks."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from pipeline.adopt.proposal import NOTHING, ORGANISATION, TableProposal
from pipeline.adopt.recognise.candidate import Candidate
from pipeline.adopt.recognise.matrix.heads.role_heads import RoleHead, role_heads
from pipeline.adopt.recognise.matrix.named.columns import may_stand_below
from pipeline.adopt.recognise.matrix.named.partners import KnownNames, named_partners
from schemas.wording.text import text

_KEPT = ("Activities.title", "Activities.activity", "Activities.role")


def take_named_beside(candidate: Candidate, table: TableProposal, codes: Mapping[str, str], viewer: str) -> None:
    """Let those be named in a matrix whom a column names below a header that certainly is a role."""
    heads = _heads(candidate, table)
    if not heads:
        return
    found = named_partners(candidate.sheet, table.carried, heads, KnownNames(codes, viewer))
    table.columns = [
        replace(
            each, target=ORGANISATION, role=heads[each.column].role, ask=False, words=found.words[each.column],
            why=text(f"adopt.why.named_role.{heads[each.column].role}"), holds_names=found.may_be_persons,
            samples=() if found.may_be_persons else each.samples,
        )
        if each.column in heads
        else each
        for each in table.columns
    ]  # fmt: skip


def _heads(candidate: Candidate, table: TableProposal) -> dict[int, RoleHead]:
    free = {each.column: each.header for each in table.columns if each.target not in _KEPT and each.header}
    found = role_heads(free)
    return {
        column: head
        for column, head in found.items()
        if not head.is_unsure
        and head.role != NOTHING
        and candidate.profiles[column].count
        and may_stand_below(head, candidate.profiles[column])
    }
