"""Organisations that the answers to a file's questions make partners: by which code, and under which name."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from pipeline.adopt.proposal import NOTHING, ORGANISATION, ROLE, ColumnProposal, Proposal
from pipeline.adopt.recognise.matrix.named.in_cells import is_own_post
from pipeline.adopt.recognise.organisations import may_be_person


def new_partners(proposals: Iterable[Proposal], partners: Mapping[str, str]) -> dict[str, str]:
    """Organisations that have a code by now and are no partners yet: by code, under the name found."""
    named: dict[str, str] = {}
    for column in _columns(proposals):
        for code, name in _named(column):
            if code not in partners and code != NOTHING:
                named.setdefault(code, name)
    return named


def all_codes(proposals: Iterable[Proposal], partners: Mapping[str, str]) -> set[str]:
    """The codes of all partners, with those of the organisations that wait for an answer."""
    proposals = list(proposals)
    codes = {*partners, *new_partners(proposals, partners)}
    for column in _columns(proposals):
        if column.words and column.target == ORGANISATION:
            codes |= {column.words.proposed.get(word, word) for word in column.words.unmapped}
        if column.is_whose_asked or (column.ask and column.proposed_partner):
            codes.add(column.proposed_partner or column.header)
    return codes - {NOTHING}


def _columns(proposals: Iterable[Proposal]) -> Iterator[ColumnProposal]:
    return (column for proposal in proposals for table in proposal.used for column in table.columns)


def _named(column: ColumnProposal) -> Iterator[tuple[str, str]]:
    """The codes that a column and its words were given, each with the name of the organisation."""
    if column.partner:
        head = column.header if column.target == ROLE else column.group if column.proposed_partner else ""
        # What may be a person's name is copied nowhere.
        yield column.partner, column.partner if not head or may_be_person(head) else head
    if column.words and column.target and column.target.endswith((".owner", ".held_by")):
        yield from ((code, code) for code in column.words.map.values())
    if column.words and column.target == ORGANISATION:
        yield from ((code, code if _is_hidden(column, name) else name) for name, code in column.words.map.items())


def _is_hidden(column: ColumnProposal, name: str) -> bool:
    """Whether a name is that of a post, or may be a person's: a partner made of it is known by the code alone."""
    is_person = may_be_person(name) or bool(column.words and column.words.proposed.get(name) == NOTHING)
    return column.holds_names and (is_person or is_own_post(name))
