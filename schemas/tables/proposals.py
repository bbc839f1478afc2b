"""Proposals: what the copies say otherwise, for the partners to answer together (guide, step 2)."""

from __future__ import annotations

from dataclasses import dataclass

from schemas.fields import column
from schemas.row import Row
from schemas.spec import Table


@dataclass(frozen=True, kw_only=True, slots=True)
class Proposal(Row):
    """One proposal a row: another value, a new row, or what a party wrote in the Proposals of its copy."""

    partner: str = column("partner", owner="us", key=True, width=11)
    table: str = column("text", owner="us", key=True, width=13)
    row_id: str = column("text", owner="us", key=True, width=11)
    column_name: str = column("text", owner="us", key=True, width=20)
    here: str = column("text", owner="us", width=38)
    in_the_copy: str = column("text", owner="us", key=True, width=38)
    why: str = column("text", owner="us", width=30)
    accept: str = column("word", vocabulary="yes_no", width=10)
    stamp: str = column("text", owner="us", hidden=True, width=10)


@dataclass(frozen=True, kw_only=True, slots=True)
class ProposalInCopy(Row):
    """One proposal of a party, as it writes it into its copy."""

    table: str = column("text", width=16)
    row_id: str = column("text", width=14)
    what: str = column("text", width=56)
    why: str = column("text", width=44)


TABLE = Table(Proposal, name="Proposals", place=195, role="output", optional=True)
IN_A_COPY = Table(ProposalInCopy, name="Proposals", place=195, role="input")
