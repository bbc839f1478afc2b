"""Lines of the trace between carrying and writing: packed, as a long register has tens of thousands of them."""

from __future__ import annotations

import pickle
import zlib
from collections.abc import Collection, Iterator, Sequence

_TOGETHER = 2_000  # lines, packed at once and column by column: what stands in several of them takes room once
_FASTEST = 1  # of zlib's levels


class PackedLines(Collection[Sequence[object]]):
    """Rows of a table in the order in which they are added; iterating unpacks a few of them at a time."""

    def __init__(self) -> None:
        self._packed: list[bytes] = []
        self._last: list[Sequence[object]] = []

    def add(self, line: Sequence[object]) -> None:
        """Take a line of texts, numbers and days."""
        self._last.append(line)
        if len(self._last) == _TOGETHER:
            columns = tuple(zip(*self._last, strict=True))
            self._packed.append(zlib.compress(pickle.dumps(columns), _FASTEST))
            self._last.clear()

    def __len__(self) -> int:
        return len(self._packed) * _TOGETHER + len(self._last)

    def __iter__(self) -> Iterator[Sequence[object]]:
        for packed in self._packed:
            columns = pickle.loads(zlib.decompress(packed))  # our own bytes, of this very process
            yield from zip(*columns, strict=True)
        yield from self._last

    def __contains__(self, line: object) -> bool:
        return any(line == each for each in self)
