"""The few things a run asks of a drive. Whatever goes wrong there is an OSError, on every kind of drive."""

from __future__ import annotations

from collections.abc import Hashable, Iterator, Sequence
from pathlib import Path
from typing import Protocol


class Status(Protocol):
    """What is known of a file without opening it, in the form of os.stat_result: bytes, and times since 1970."""

    @property
    def st_mode(self) -> int: ...  # noqa: D102 (as os.stat_result)

    @property
    def st_size(self) -> int: ...  # noqa: D102

    @property
    def st_mtime(self) -> float: ...  # noqa: D102

    @property
    def st_mtime_ns(self) -> int: ...  # noqa: D102


class Entry(Protocol):
    """One name in a folder, in the form of os.DirEntry; its status often comes with the listing."""

    @property
    def name(self) -> str: ...  # noqa: D102 (as os.DirEntry)

    def is_dir(self) -> bool: ...  # noqa: D102

    def is_symlink(self) -> bool: ...  # noqa: D102

    def stat(self) -> Status: ...  # noqa: D102


class NotAFileError(Exception):
    """There is something else than a file, a pipe for instance: opening it could wait for ever."""


class TooLargeError(Exception):
    """The file holds more than was asked for; `size` in bytes, as far as it was counted."""

    def __init__(self, size: int) -> None:
        super().__init__(f"{size} bytes")
        self.size = size

    def __reduce__(self) -> tuple[type[TooLargeError], tuple[int]]:
        return type(self), (self.size,)  # it comes out of workers


class DriveError(OSError):
    """Trouble that a drive has words of its own for: one sentence without full stop, what happened and what to do."""

    def __init__(self, number: int, words: str) -> None:
        super().__init__(number, words)
        self.words = words

    def __reduce__(self) -> tuple[type[DriveError], tuple[int, str]]:
        return type(self), (self.errno or 0, self.words)


class Drive(Protocol):
    """A drive with files; each call raises OSError where the drive refuses or does not answer."""

    def reachable(self, path: Path) -> Path:
        """The path in a form that the drive takes, however long it is."""
        ...

    def real(self, path: Path, *, strict: bool = False) -> Path:
        """The one path of a file or folder, without links; `strict`: it must be there."""
        ...

    def identity(self, folder: Path) -> Hashable:
        """What all ways to one folder have in common."""
        ...

    def above(self, folder: Path) -> Sequence[Path]:
        """The folders that a folder lies in, nearest first, without links."""
        ...

    def status(self, path: Path, *, follow: bool = True) -> Status:
        """What is known of a file or folder; of a link itself where `follow` is False."""
        ...

    def entries(self, folder: Path, like: str = "*") -> Iterator[Entry]:
        """The names in a folder, in no order; those not `like` what is wanted (`*` and `?`) may be left out."""
        ...

    def read(self, path: Path, most: int) -> bytes:
        """All of a file, whoever else has it open. Raises TooLargeError beyond `most` bytes, and NotAFileError."""
        ...

    def is_writable(self, path: Path) -> bool:
        """Whether rights and marks allow to write; who has it open does not matter."""
        ...

    def try_writing(self, path: Path) -> None:
        """Open the file for writing and close it again, unchanged; another program's lock on it is EBUSY."""
        ...

    def is_held(self, paths: Sequence[Path]) -> bool:
        """Whether another program is seen to have one of the files open for writing, as far as the system tells."""
        ...

    def create(self, path: Path, data: bytes, mode: int) -> None:
        """Make a new file with this content, safely on the drive; `mode` are its rights where the drive knows such."""
        ...

    def take_after(self, fresh: Path, target: Path) -> None:
        """Give the new file the owner, the rights and the attributes of the old one, as far as allowed."""
        ...

    def replace(self, fresh: Path, target: Path) -> None:
        """Put one file in the place of another of the same folder, in one step."""
        ...

    def exchange(self, fresh: Path, target: Path) -> bool:
        """Let two files of one folder change places in one step; False, and nothing done, where that cannot be."""
        ...

    def appear(self, fresh: Path, path: Path) -> None:
        """Give a file another name in one step that fails where there is a file already."""
        ...

    def remove(self, path: Path) -> None:
        """Delete a file."""
        ...

    def make_last(self, folder: Path) -> None:
        """Make a replacement in a folder outlast a power cut, where drives need to be told. Never raises.

        The replacement has happened by now: an error here must not read as if it had not.
        """
        ...
