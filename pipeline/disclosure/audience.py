"""For whom a page, a list or a message is made, and so what it may hold."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final, Literal

from schemas.alike import did_you_mean
from schemas.wording.text import joined
from schemas.wording.text import text as sentence

if TYPE_CHECKING:
    from pipeline.domain.arrangement import Arrangement

PARTIES: Final = "parties"
OUTSIDE: Final = "outside"
# With all rows, or without those that the parties keep between themselves.
Edition = Literal["parties", "outside"]


class NotForThemError(Exception):
    """No page can be made for the audience asked for; the message says why and what to do."""


@dataclass(frozen=True, slots=True)
class Audience:
    """`kind`: the parties together, one of them, or others. `partner`: the code of the one, else ""."""

    kind: Literal["parties", "partner", "outside"]
    partner: str = ""

    @property
    def is_outside(self) -> bool:
        """Whether only what may be shown to others belongs on the page."""
        return self.kind == "outside"

    @property
    def name(self) -> str:
        """As `named` has it."""
        return self.partner.upper() or self.kind

    @property
    def reader(self) -> str:
        """The one reader of a copy as people call it; the name is a word that a command takes."""
        return reader_called(self.name)


def named(text: str) -> str:
    """The one name of the audience that `text` means: `parties`, `outside`, or a partner's code in capitals."""
    wanted = text.strip()
    return wanted.lower() if wanted.lower() in (PARTIES, OUTSIDE) else wanted.upper()


def reader_called(name: str) -> str:
    """Who reads what is made for an audience of this name: a code, or others."""
    return sentence("disclosure.others") if name == OUTSIDE else name


def suffix(text: str) -> str:
    """What the name of a page beside a workbook ends in, "" for the parties."""
    return "" if named(text) == PARTIES else f"-{named(text)}"


def audience(text: str, arrangement: Arrangement) -> Audience:
    """The audience that `text` names: `parties`, `outside` or a party's code.

    Raises NotForThemError for a code that is not a partner here, and for an organisation that does not
    sign: rows for the parties only must not reach it.
    """
    wanted = named(text)
    if wanted == PARTIES:
        return Audience("parties")
    if wanted == OUTSIDE:
        return Audience("outside")
    partner = next((item for item in arrangement.partners if named(item.partner) == wanted), None)
    if partner is None:
        parties = [item.partner for item in arrangement.parties]
        meant = did_you_mean(text, [PARTIES, OUTSIDE, *parties])
        codes = joined(parties) or sentence("disclosure.no_parties")
        raise NotForThemError(sentence("disclosure.no_partner", given=text, meant=meant, codes=codes))
    if not partner.is_party:
        raise NotForThemError(sentence("disclosure.no_party", partner=partner.partner))
    return Audience("partner", partner.partner)


def is_admitted(text: str, parties: Collection[str]) -> bool:
    """Whether there is a page for this audience where `parties` are the codes of those that sign."""
    return named(text) in (PARTIES, OUTSIDE) or named(text) in {named(code) for code in parties}


def edition(text: str, parties: Collection[str]) -> Edition:
    """What the audience is told of an arrangement with these parties: a stranger to it gets what is for others."""
    return OUTSIDE if named(text) == OUTSIDE or not is_admitted(text, parties) else PARTIES
