"""What is to be put into a workbook, or beside it, and what became of that."""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple

from pipeline.run.workbook.outcome import Status


@dataclass(frozen=True, slots=True)
class Change:
    """What a workbook held when it was read, and what is to stand there instead, or `beside` it in a copy."""

    old: bytes
    new: bytes
    beside: bool = False


class Done(NamedTuple):
    """What became of the file, and the reason where it was not written."""

    status: Status
    reason: str = ""
