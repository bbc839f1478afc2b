"""What is known of a folder from before: its runs, and what stood in its workbooks after the last of them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any


@dataclass(frozen=True)
class Past:
    """`runs` over the folder, oldest first, each with its numbers over all workbooks; `of` one workbook, by path.

    `last` is the run before this one, "" where there is none, `day` its day. `before` holds the findings
    and actions that stood after it, by path, of the workbooks that may have changed since; `then` are
    the ids of the workbooks that were read in it, by path.
    """

    runs: tuple[Mapping[str, Any], ...] = ()
    of: Mapping[str, Sequence[int]] = field(default_factory=dict)
    last: str = ""
    day: str = ""
    before: Mapping[str, Mapping[str, Any]] = field(default_factory=dict)
    then: Mapping[str, str] = field(default_factory=dict)


NO_PAST = Past()
