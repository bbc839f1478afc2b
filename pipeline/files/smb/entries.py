"""A name in a folder of a share, with what the listing says of it."""

from __future__ import annotations

import stat
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import Any, NamedTuple

from pipeline.files.backend import Status

_READ_ONLY, _FOLDER, _LEADS_ELSEWHERE = 0x1, 0x10, 0x400
_LINK = 0xA000000C  # IO_REPARSE_TAG_SYMLINK
_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)


class Known(NamedTuple):
    """A status as Drive says; `st_file_attributes` as Windows has them."""

    st_mode: int
    st_size: int
    st_mtime: float
    st_mtime_ns: int
    st_file_attributes: int


def known(mode: int, size: int, changed: int, attributes: int) -> Known:
    """A status; `changed` in microseconds: a listing has no more, and all ways of asking must say the same."""
    return Known(mode, size, changed / 1e6, changed * 1000, attributes)


class Listed:
    """An entry as Drive says; only a link is looked up once more."""

    def __init__(self, name: str, said: Any, led_to: Callable[[], Status]) -> None:
        self.name = name
        self._said = said
        self._led_to = led_to

    def is_symlink(self) -> bool:
        """Whether it is a link; a listing gives its kind in the place of another size."""
        return bool(self._said.file_attributes & _LEADS_ELSEWHERE) and self._said.ea_size == _LINK

    def is_dir(self) -> bool:
        """Whether it is a folder, or a link that leads to one. Raises OSError for a link that leads nowhere."""
        return stat.S_ISDIR(self.stat().st_mode)

    def stat(self) -> Status:
        """Its status. Raises OSError for a link that leads nowhere."""
        if self.is_symlink():
            return self._led_to()
        attributes = self._said.file_attributes
        mode = stat.S_IFDIR | 0o111 if attributes & _FOLDER else stat.S_IFREG
        rights = 0o444 if attributes & _READ_ONLY else 0o666
        since = self._said.last_write_time.replace(tzinfo=UTC) - _EPOCH
        return known(mode | rights, self._said.end_of_file, since // timedelta(microseconds=1), attributes)
