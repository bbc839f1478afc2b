"""Strict reading of a group of settings: what is not known, not there or not allowed is said with its key."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TypeVar

from schemas.wording.text import joined, text
from schemas.yaml_file import DataError

Value = TypeVar("Value")
# The value as it is meant; None where what is given is not understood.
Fit = Callable[[object], Value | None]
_MISSING = object()


class Section:
    """The keys of one group of settings; `where` is how messages call it, "" for the whole file.

    What was given is shown in a message only where it cannot be a secret written in the wrong place.
    """

    def __init__(self, file: str, where: str, given: object, known: Sequence[str]) -> None:
        self._file, self._where = file, where
        allowed = joined(known)
        if not isinstance(given, dict):
            place = where or text("notify.settings.the_file")
            raise DataError(text("notify.settings.no_keys", file=file, place=place, allowed=allowed))
        for key in given:
            if key not in known:
                raise DataError(
                    text("notify.settings.unknown_key", file=file, key=self.name(str(key)), allowed=allowed)
                )
        self._given = given

    def name(self, key: str) -> str:
        """The key as messages call it."""
        return f"{self._where}.{key}" if self._where else key

    def has(self, key: str) -> bool:
        """Whether the key is there."""
        return key in self._given

    def raw(self, key: str) -> object:
        """What is given, None for nothing."""
        return self._given.get(key)

    def take(self, key: str, fit: Fit[Value], allowed: str, default: object = _MISSING) -> Value:
        """The value of a key as `fit` understands it. Raises DataError naming what is allowed."""
        given = self._given.get(key, default)
        if given is _MISSING:
            raise DataError(text("notify.settings.no_key", file=self._file, key=self.name(key), allowed=allowed))
        value = fit(given)
        if value is None:
            raise DataError(text("notify.settings.no_value", file=self._file, key=self.name(key), allowed=allowed))
        return value

    def refuse(self, key: str, sentence: str, **values: object) -> DataError:
        """The refusal of a key for a reason that has to do with others; `sentence` is the key of its words."""
        return DataError(text(sentence, file=self._file, key=self.name(key), **values))
