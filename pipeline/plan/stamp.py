"""The stamp: what we last wrote in a row, so that what people write over it is recognised.

`action=#1f… area=RSK state=open …`: one entry a column, ordered by name, so that a stamp of an older
version, which knows fewer columns, still says all it knew. Short plain values stand for themselves,
which lets a run restore them; longer ones are digested.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from hashlib import sha256

from pipeline.plan.shape import plain_text
from schemas.vocabulary import compared

_STAMP = re.compile(r"[a-z_]+=\S*( [a-z_]+=\S*)*")
_SHORT = re.compile(r"[A-Za-z0-9.-]*")
_LONGEST = 10  # letters that stand for themselves


def short_or_digest(text: str) -> str:
    """The mark of a canonical text: itself when short and plain, else eight digits of its digest."""
    return text if len(text) <= _LONGEST and _SHORT.fullmatch(text) else digest(text)


class Marks(dict[object, str]):
    """The mark of each value of ours, made once: a column has few different ones, row after row.

    Values that are equal have one mark, as 3 and 3.0 should; no column of ours holds a truth value, which equals 1.
    """

    def __missing__(self, value: object) -> str:
        mark = self[value] = short_or_digest(plain_text(value))
        return mark


def digest(text: str) -> str:
    """Eight digits that stand for a text without telling it, be it short: a copy for others may hide what it says."""
    return "#" + sha256(text.encode("utf-8", "surrogatepass")).hexdigest()[:8]


def owner_mark(action: str) -> str:
    """The mark that ties a stamp to its row's action, so that a stamp copied elsewhere does not count."""
    return digest(compared(action))


def is_stamp(text: str) -> bool:
    """Whether a text is a stamp at all; anything else was typed by somebody."""
    return bool(_STAMP.fullmatch(text))


def parse(text: str, action: str) -> Mapping[str, str]:
    """The entries of a stamp; none when it is missing, damaged or belongs to another action."""
    if not is_stamp(text):
        return {}
    entries = dict(part.split("=", 1) for part in text.split(" "))
    return entries if entries.get("action") == owner_mark(action) else {}


def join(entries: Mapping[str, str]) -> str:
    """A stamp's text from its entries."""
    return " ".join([f"{name}={entries[name]}" for name in sorted(entries)])
