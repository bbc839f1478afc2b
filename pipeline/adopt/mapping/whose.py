"""Whose a column is of which each partner has its own: ratings, roles."""

from __future__ import annotations

from collections.abc import Mapping

from pipeline.adopt.compared_words import plain
from pipeline.adopt.proposal import NOTHING, ROLE, ColumnProposal, Proposal
from schemas.fields import Column
from schemas.spec import table as table_named
from schemas.wording.text import text

# What stands there of a rating that is the one's whose view the file holds: another organisation's file with the same
# headers needs no new answer.
VIEW = "--as"


def headed(proposal: Proposal) -> Mapping[str, str]:
    """By the name, as compared, of each organisation that heads a column: the partner that it is, or is proposed to be.

    In cells the same name is the same partner, and not the one whose view the file holds.
    """
    columns = (column for table in proposal.used for column in table.columns if column.target == ROLE)
    found = ((plain(column.header), column.partner or column.proposed_partner) for column in columns)
    return {name: code for name, code in found if code}


def is_by_partner(target: str | None) -> bool:
    """Whether each partner has a column of its own for this target."""
    column = _column(target)
    return bool(column and column.per_partner)


def _column(target: str | None) -> Column | None:
    table, _, name = (target or "").partition(".")
    return table_named(table).by_name.get(name) if table and name else None


def raters(proposal: Proposal) -> set[str]:
    """The partners to whom somebody gave columns that only parties have: ratings."""
    columns = (column for table in proposal.used for column in table.columns)
    return {column.partner for column in columns if column.partner and _is_of_parties(column.target)}


def _is_of_parties(target: str | None) -> bool:
    column = _column(target)
    return bool(column and column.parties_only)


def whose(column: ColumnProposal) -> str:
    """The partner of a column as the mapping shows it; "" where its cells are nobody's in particular."""
    if not is_by_partner(column.target):
        return ""
    return column.partner or column.proposed_partner or ("" if column.target == ROLE else VIEW)


def take_partner(column: ColumnProposal, code: str) -> None:
    """Let a column be this partner's; nobody's, where the code means nothing."""
    column.ask = False
    if code == NOTHING:
        column.target, column.words, column.why = None, None, text("adopt.left.nothing")
    else:
        column.partner, column.why = code, ""


def settle_partner(column: ColumnProposal) -> None:
    """Let a rating that is asked about no more be the partner's that was proposed."""
    if column.target != ROLE and is_by_partner(column.target) and not column.ask:
        column.partner = column.partner or column.proposed_partner or None


def answer_partner(column: ColumnProposal, said: str, known: Mapping[str, str]) -> None:
    """Give a column to the partner that a person wrote beside it; of a rating all else that is open stays asked.

    `known` are codes by name or code as compared.
    """
    if not said or not is_by_partner(column.target):
        return
    code = said if said == NOTHING else known.get(plain(said), said)
    if column.target == ROLE or code == NOTHING:
        take_partner(column, code)
    else:
        column.partner = code
        if column.proposed_partner:  # whose it is was all that was asked
            column.ask, column.why = False, ""
