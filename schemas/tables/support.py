"""Support: what one partner gives another, so that what is absent here and in place there is shared (guide, capacity)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from schemas.fields import ID_PATTERN, column
from schemas.row import Row
from schemas.spec import Table


@dataclass(frozen=True, kw_only=True, slots=True)
class Support(Row):
    """One piece of support a row: about an indicator or an element, for one partner, by others."""

    support: str = column("id", required=True, key=True, pattern=ID_PATTERN, width=10)
    what: str = column("text", width=40)
    about: str = column("text", width=20)
    receiver: str = column("partner", width=11)
    by: tuple[str, ...] = column("partners", width=16)
    kind: str = column("word", vocabulary="support_kind", width=15)
    lasts_after_end: str = column("word", vocabulary="lasts", width=16)
    agreed_on: date | None = column("date", width=13)
    done_on: date | None = column("date", width=13)


TABLE = Table(
    Support, name="Support", place=78, frozen_through="what", role="input", optional=True, bundles=("aid",),
    area="SUP",
)  # fmt: skip
