"""For whom a page is made, and so what it may show."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from pipeline.domain.arrangement import Arrangement, Risk

PARTIES = "parties"
OUTSIDE = "outside"


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
    def suffix(self) -> str:
        """What a file name says about it: a page for others must never take the place of one for the parties."""
        return ending(self.partner or self.kind)


def ending(text: str) -> str:
    """What the name of a page's file ends in, for the audience that `text` names (codes are in capitals)."""
    wanted = text.strip()
    if wanted.lower() == PARTIES:
        return ""
    return f"-{wanted.lower() if wanted.lower() == OUTSIDE else wanted.upper()}"


def audience(text: str, arrangement: Arrangement) -> Audience:
    """The audience that `text` names: `parties`, `outside` or a party's code.

    Raises NotForThemError for a code that is not a partner here, and for an organisation that does not
    sign: rows for the parties only must not reach it.
    """
    wanted = text.strip()
    if wanted.lower() == PARTIES:
        return Audience("parties")
    if wanted.lower() == OUTSIDE:
        return Audience("outside")
    partner = next((item for item in arrangement.partners if item.partner.casefold() == wanted.casefold()), None)
    if partner is None:
        codes = ", ".join(item.partner for item in arrangement.parties) or "none"
        raise NotForThemError(f"{text!r} is not a partner of this arrangement. The parties are: {codes}.")
    if not partner.is_party:
        raise NotForThemError(
            f"{partner.partner} is not a party to this arrangement, and some rows are for the parties only. "
            "Use --audience outside for it."
        )
    return Audience("partner", partner.partner)


def for_all(risk: Risk) -> bool:
    """Whether a row may be shown to others. Empty and unreadable count as for the parties only."""
    return risk.sharing == "all"
