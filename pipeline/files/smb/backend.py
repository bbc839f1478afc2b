"""A share, through smbprotocol, without being mounted: the same promises as a drive of this machine."""

from __future__ import annotations

import errno
from collections.abc import Hashable, Iterator, Sequence
from contextlib import AbstractContextManager, suppress
from pathlib import Path
from typing import Any

import smbclient

from pipeline.files.backend import Entry, Status, TooLargeError
from pipeline.files.smb.access import give_rights
from pipeline.files.smb.entries import Listed, known
from pipeline.files.smb.errors import is_sharing
from pipeline.files.smb.path import SmbPath
from pipeline.files.smb.session import Sessions

# Others may read, write, rename and delete a file while it is read here: nobody is kept from working.
_SHARED = "rwd"


class SmbDrive:
    """All shares of all servers."""

    def __init__(self) -> None:
        self._sessions = Sessions()

    def reachable(self, path: Path) -> Path:
        """As Drive says; a server takes 32,000 letters."""
        return path

    def real(self, path: Path, *, strict: bool = False) -> Path:
        """As Drive says; links on a share are the server's own affair."""
        if strict:
            self.status(path)
        return path

    def identity(self, folder: Path) -> Hashable:
        """As Drive says."""
        said = self._asked(folder, follow=True)
        # Servers whose drives number nothing say 0.
        share = tuple(part.casefold() for part in _smb(folder).parts[1:3])
        return (share, said.st_dev, said.st_ino) if said.st_ino else folder

    def above(self, folder: Path) -> Sequence[Path]:
        """As Drive says; on the share only."""
        return [above for above in _smb(folder).parents if _smb(above).is_on_share]

    def status(self, path: Path, *, follow: bool = True) -> Status:
        """As Drive says."""
        said = self._asked(path, follow)
        return known(said.st_mode, said.st_size, said.st_mtime_ns // 1000, said.st_file_attributes)

    def entries(self, folder: Path, like: str = "*") -> Iterator[Entry]:
        """As Drive says; size and time of each file come with the listing."""
        with self._at(folder) as given, smbclient.scandir(_smb(folder).unc, search_pattern=like, **given) as found:
            listed = [(entry.name, entry.smb_info) for entry in found]
        for name, said in listed:
            yield Listed(name, said, lambda name=name: self.status(folder / name))  # type: ignore[misc]

    def read(self, path: Path, most: int) -> bytes:
        """As Drive says."""
        with self._at(path) as given, self._open(path, "rb", _SHARED, given) as file:
            if file.fd.end_of_file > most:
                raise TooLargeError(file.fd.end_of_file)
            data: bytes = file.readall()
        return data

    def is_writable(self, path: Path) -> bool:
        """As Drive says. Marks and rights are asked before it is asked who has the file open."""
        try:
            self.try_writing(path)
        except IsADirectoryError:
            return True  # the mark means nothing on folders; their rights show when a file is made
        except OSError as problem:
            return is_sharing(problem)
        return True

    def try_writing(self, path: Path) -> None:
        """As Drive says."""
        with self._at(path) as given, self._open(path, "r+b", _SHARED, given):
            pass

    def is_held(self, paths: Sequence[Path]) -> bool:
        """As Drive says; who keeps a file open on a share is seen by trying to write."""
        return False

    def create(self, path: Path, data: bytes, mode: int) -> None:
        """As Drive says; rights are those that the folder hands down."""
        with self._at(path) as given, self._open(path, "xb", None, given) as file:
            rest = memoryview(data)
            while rest:
                rest = rest[file.write(rest) :]
            file.flush()

    def take_after(self, fresh: Path, target: Path) -> None:
        """As Drive says."""
        with suppress(OSError), self._at(target) as given:
            give_rights(_smb(fresh).unc, _smb(target).unc, given)

    def replace(self, fresh: Path, target: Path) -> None:
        """As Drive says."""
        try:
            with self._at(target) as given:
                smbclient.replace(_smb(fresh).unc, _smb(target).unc, **given)
        except OSError as problem:
            # The answer may be lost after the server did it: then the new file has its name no more.
            if problem.errno != errno.ESTALE or not self._has_moved(fresh):
                raise

    def exchange(self, fresh: Path, target: Path) -> bool:
        """As Drive says: the protocol has no such step."""
        return False

    def appear(self, fresh: Path, path: Path) -> None:
        """As Drive says."""
        with self._at(path) as given:
            smbclient.rename(_smb(fresh).unc, _smb(path).unc, **given)

    def remove(self, path: Path) -> None:
        """As Drive says."""
        with self._at(path) as given:
            smbclient.remove(_smb(path).unc, **given)

    def make_last(self, folder: Path) -> None:
        """As Drive says; it is the server's own affair."""

    def _has_moved(self, fresh: Path) -> bool:
        try:
            self.status(fresh)
        except FileNotFoundError:
            return True
        except OSError:
            return False
        return False

    def _asked(self, path: Path, follow: bool) -> Any:
        with self._at(path) as given:
            return smbclient.stat(_smb(path).unc, follow_symlinks=follow, **given)

    def _at(self, path: Path) -> AbstractContextManager[dict[str, Any]]:
        return self._sessions.signed_in(_smb(path))

    def _open(self, path: Path, mode: str, shared: str | None, given: dict[str, Any]) -> Any:
        return smbclient.open_file(_smb(path).unc, mode=mode, buffering=0, share_access=shared, **given)


def _smb(path: Path) -> SmbPath:
    if not isinstance(path, SmbPath):
        raise TypeError(path)
    return path
