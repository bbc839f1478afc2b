"""Partners named by their name, and "all parties": read as codes wherever a partner is asked for."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from pipeline.reading.coerce.lists import parts_of
from pipeline.reading.content import Content
from schemas.fields import CODE_PATTERN
from schemas.vocabulary import compared, means_all_parties

_CODE = re.compile(CODE_PATTERN)


@dataclass(frozen=True)
class PartnerNames:
    """What the partners of a workbook are called: `codes` by code and name as compared, and who are `parties`."""

    codes: Mapping[str, str] = field(default_factory=dict)
    parties: tuple[str, ...] = ()
    longest: int = 1  # in parts of a list: a name may have commas

    @classmethod
    def of(cls, partners: Content) -> PartnerNames:
        """As the table Partners has them; a name that two of them bear names nobody."""
        rows = list(zip(*(partners.values.get(key, ()) for key in ("partner", "name", "party")), strict=False))
        known = [(str(code), parts_of(name), party) for code, name, party in rows if _CODE.match(str(code or ""))]
        bearers: dict[str, set[str]] = {}
        for code, name, _ in known:
            bearers.setdefault(compared(",".join(name)), set()).add(code)
        codes = {name: min(those) for name, those in bearers.items() if name and len(those) == 1}
        codes |= {compared(code): code for code, _, _ in known}
        parties = tuple(dict.fromkeys(code for code, _, party in known if party == "yes"))
        return cls(codes, parties, max((len(name) for _, name, _ in known), default=1))

    def one(self, given: str) -> str:
        """The code of a partner named by its code or name; what is neither stays as it is."""
        return self.codes.get(compared(given)) or self.codes.get(compared(",".join(parts_of(given))), given)

    def several(self, parts: Sequence[str]) -> tuple[str, ...]:
        """The codes of those named in a list, in which "all parties" are all of them."""
        found: list[str] = []
        at = 0
        while at < len(parts):
            taken = self._at(parts, at)
            code = self.codes.get(taken[0])
            found += self.parties if not code and means_all_parties(parts[at]) else [code or parts[at]]
            at += taken[1]
        return tuple(dict.fromkeys(found))

    def _at(self, parts: Sequence[str], at: int) -> tuple[str, int]:
        """The longest name that stands from a part on, as compared, and how many parts it takes."""
        for count in range(min(self.longest, len(parts) - at), 1, -1):
            key = compared(",".join(parts[at : at + count]))
            if key in self.codes:
                return key, count
        return compared(parts[at]), 1


def read_names(read: Content, names: PartnerNames) -> None:
    """Let the cells that name partners hold their codes."""
    for head in read.heads.ours:
        if head.column.is_key or head.column.owner != "people" or head.column.kind not in ("partner", "partners"):
            continue
        values = read.values[head.key]
        known: dict[object, object] = {
            value: names.several(value) if isinstance(value, tuple) else names.one(str(value))
            for value in set(values)
            if value
        }
        read.values[head.key] = [known.get(value, value) for value in values]
