"""A column whose values are made when they are asked for: of a long register thousands are sentences and links."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import Generic, TypeVar, overload

from schemas.wording.languages import language, speaking

From = TypeVar("From")
To = TypeVar("To")
_TOGETHER = 1_000  # values; more at once would only take memory


class MadeColumn(Sequence[To], Generic[From, To]):
    """What `make` makes of some of the values `of`, one of each, in the language in force where the column was made."""

    def __init__(self, of: Sequence[From], make: Callable[[Sequence[From]], Sequence[To]]) -> None:
        self._of, self._make, self._language = of, make, language()

    def __len__(self) -> int:
        return len(self._of)

    @overload
    def __getitem__(self, at: int) -> To: ...
    @overload
    def __getitem__(self, at: slice) -> Sequence[To]: ...
    def __getitem__(self, at: int | slice) -> To | Sequence[To]:
        with speaking(self._language):
            return self._make(self._of[at]) if isinstance(at, slice) else self._make([self._of[at]])[0]

    def __iter__(self) -> Iterator[To]:
        for at in range(0, len(self), _TOGETHER):
            yield from self[at : at + _TOGETHER]

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Sequence) and list(self) == list(other)

    __hash__ = None  # type: ignore[assignment]
