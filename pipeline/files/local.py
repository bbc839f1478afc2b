"""The drives of this machine and those that it has mounted: what the operating system does, and nothing else."""

from __future__ import annotations

import contextlib
import errno
import os
import stat
from collections.abc import Hashable, Iterator, Sequence
from pathlib import Path

from pipeline.files.backend import NotAFileError, TooLargeError
from pipeline.files.long_path import reachable

# A folder on a drive that knows no second name for a file cannot make one appear whole in a single step.
_NO_LINKS = {errno.EPERM, errno.ENOTSUP, errno.EOPNOTSUPP, errno.ENOSYS, errno.EMLINK, errno.EACCES, errno.EINVAL}


class LocalDrive:
    """All that has an ordinary path."""

    def reachable(self, path: Path) -> Path:
        """As Drive says."""
        return reachable(path)

    def real(self, path: Path, *, strict: bool = False) -> Path:
        """As Drive says."""
        try:
            return Path(os.path.realpath(path, strict=strict))
        except OSError:
            if strict:
                raise
            return path  # the current folder itself is gone

    def identity(self, folder: Path) -> Hashable:
        """As Drive says."""
        return self.real(folder)

    def above(self, folder: Path) -> Sequence[Path]:
        """As Drive says."""
        return self.real(folder).parents

    def status(self, path: Path, *, follow: bool = True) -> os.stat_result:
        """As Drive says."""
        return path.stat() if follow else path.lstat()

    def entries(self, folder: Path, like: str = "*") -> Iterator[os.DirEntry[str]]:
        """As Drive says."""
        with os.scandir(folder) as entries:
            yield from entries

    def read(self, path: Path, most: int) -> bytes:
        """As Drive says."""
        # Asked before opening: opening a pipe would wait for ever.
        if not stat.S_ISREG(path.stat().st_mode):
            raise NotAFileError(path.name)
        with path.open("rb") as file:
            size = os.fstat(file.fileno()).st_size
            if size > most:
                raise TooLargeError(size)
            data = file.read(size + 1)
            if len(data) > size:  # it is still growing
                data += file.read(most + 1 - len(data))
        if len(data) > most:
            raise TooLargeError(len(data))
        return data

    def is_writable(self, path: Path) -> bool:
        """As Drive says."""
        return os.access(path, os.W_OK)

    def try_writing(self, path: Path) -> None:
        """As Drive says."""
        from pipeline.files.holders import is_locked

        with path.open("r+b") as file:
            if is_locked(file.fileno()):
                raise OSError(errno.EBUSY, os.strerror(errno.EBUSY))

    def is_held(self, paths: Sequence[Path]) -> bool:
        """As Drive says."""
        from pipeline.files.holders import is_open_elsewhere

        return is_open_elsewhere(paths)

    def create(self, path: Path, data: bytes, mode: int) -> None:
        """As Drive says."""
        number = os.open(path, os.O_CREAT | os.O_EXCL | os.O_WRONLY | getattr(os, "O_BINARY", 0), mode)
        with os.fdopen(number, "wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())

    def take_after(self, fresh: Path, target: Path) -> None:
        """As Drive says."""
        status = target.stat()
        if hasattr(os, "chown"):
            with contextlib.suppress(OSError):
                os.chown(fresh, status.st_uid, status.st_gid)
        if hasattr(os, "listxattr"):
            with contextlib.suppress(OSError):
                for name in os.listxattr(target):
                    with contextlib.suppress(OSError):
                        os.setxattr(fresh, name, os.getxattr(target, name))
        # Drives without rights of their own (FAT, some network drives) refuse to set what is already so.
        if stat.S_IMODE(fresh.stat().st_mode) != stat.S_IMODE(status.st_mode):
            fresh.chmod(stat.S_IMODE(status.st_mode))

    def replace(self, fresh: Path, target: Path) -> None:
        """As Drive says."""
        os.replace(fresh, target)  # noqa: PTH105 (tests put faults here)

    def exchange(self, fresh: Path, target: Path) -> bool:
        """As Drive says."""
        from pipeline.files.rename_exchange import exchange  # loaded only where something is written

        return exchange(fresh, target)

    def appear(self, fresh: Path, path: Path) -> None:
        """As Drive says."""
        if os.name == "nt":
            os.rename(fresh, path)  # noqa: PTH104 (Windows refuses an existing name; tests put faults here)
            return
        try:
            os.link(fresh, path)
            return
        except OSError as problem:
            if problem.errno not in _NO_LINKS:
                raise
        os.close(os.open(path, os.O_CREAT | os.O_EXCL | os.O_WRONLY))  # takes the name, or finds it taken
        try:
            os.replace(fresh, path)  # noqa: PTH105 (as above)
        except BaseException:
            with contextlib.suppress(OSError):
                path.unlink()
            raise

    def remove(self, path: Path) -> None:
        """As Drive says."""
        path.unlink()

    def make_last(self, folder: Path) -> None:
        """As Drive says; where folders cannot be synced (Windows, some drives) nothing is lost but time."""
        if os.name == "nt":
            return
        with contextlib.suppress(OSError):
            number = os.open(folder, os.O_RDONLY)
            try:
                os.fsync(number)
            finally:
                os.close(number)
