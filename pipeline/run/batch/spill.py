"""What is kept of many workbooks until the run is over: on the drive, not in memory."""

from __future__ import annotations

import tempfile
from contextlib import suppress
from dataclasses import dataclass
from typing import BinaryIO


@dataclass(frozen=True, slots=True)
class Spilled:
    """Bytes in a temporary file of this process, which goes when nothing is in it that anybody needs."""

    _file: BinaryIO
    _start: int
    _size: int

    def __bytes__(self) -> bytes:
        self._file.seek(self._start)
        return self._file.read(self._size)


class Spill:
    """A temporary file to put bytes into; where none can be made, or it is full, they stay in memory."""

    def __init__(self) -> None:
        self._file: BinaryIO | None = None
        self._end = 0

    def put(self, data: bytes | Spilled) -> bytes | Spilled:
        """The bytes in the form in which they are kept."""
        if isinstance(data, Spilled):
            return data
        with suppress(OSError):
            # Unnamed, so that nothing is left of what people wrote when the process is killed.
            file = self._file = self._file or tempfile.TemporaryFile(buffering=0)  # noqa: SIM115 (as long as any of it)
            file.seek(self._end)
            if file.write(data) == len(data):
                self._end += len(data)
                return Spilled(file, self._end - len(data), len(data))
        return data
