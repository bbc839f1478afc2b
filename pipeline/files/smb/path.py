"""Addresses on a share, `smb://server/share/folder/name`, as paths."""

from __future__ import annotations

import posixpath
from pathlib import Path, PurePath, PurePosixPath
from typing import NoReturn

from schemas.wording.text import text

SCHEME = "smb:"
PORT = 445


class AddressError(ValueError):
    """A text is no address on a share; says what is written instead, and never repeats the text."""


class SmbPath(Path, PurePosixPath):
    """An address on a share. It stands wherever a path does; what reads or writes asks its drive.

    Inside it is `//server/share/folder/name`. The operating system never gets it: it would look for that on this
    computer.
    """

    __slots__ = ()

    def __new__(cls, *segments: str | PurePath) -> SmbPath:
        """Not as Path does, which looks at the operating system."""
        return PurePath.__new__(cls, *segments)

    @classmethod
    def parsed(cls, address: str) -> SmbPath:
        """The address in a text that begins with `smb:`. Raises AddressError."""
        names = address[len(SCHEME) :].replace("\\", "/").lstrip("/").split("/")
        server, share = names[0], names[1] if len(names) > 1 else ""
        if "@" in server + share:
            raise AddressError(text("files.share.no_secrets"))
        host, colon, port = server.partition(":")
        if colon and not (port.isdecimal() and 0 < int(port) < 1 << 16):
            # What stands there may be a password: a name that was meant for the address's beginning.
            raise AddressError(text("files.share.no_port"))
        below = posixpath.normpath("/" + "/".join(names[2:])).lstrip("/")
        if not host or share in ("", ".", ".."):
            raise AddressError(text("files.share.no_share"))
        return cls(f"//{server.lower()}/{share}", below)

    def __str__(self) -> str:
        inside = super().__str__()
        return SCHEME + inside if inside.startswith("//") else inside

    def __fspath__(self) -> NoReturn:
        raise TypeError(text("files.share.not_here", address=self))

    @property
    def server(self) -> str:
        """The server's name, without the port."""
        return self.parts[1].partition(":")[0]

    @property
    def port(self) -> int:
        """The port that the server answers on."""
        return int(self.parts[1].partition(":")[2] or PORT)

    @property
    def is_on_share(self) -> bool:
        """Whether it names a share or something on it; what is above a share cannot be opened."""
        return len(self.parts) > 2

    @property
    def unc(self) -> str:
        """As network programs write it, without the port."""
        return "\\\\" + "\\".join((self.server, *self.parts[2:]))

    def absolute(self) -> SmbPath:
        """It always is."""
        return self

    def exists(self, **_: bool) -> bool:
        """Whether there is anything."""
        from pipeline.files.backends import exists

        return exists(self)

    def is_dir(self, **_: bool) -> bool:
        """Whether it is a folder, as far as the server answers."""
        from stat import S_ISDIR

        from pipeline.files.backends import drive_of

        try:
            return S_ISDIR(drive_of(self).status(self).st_mode)
        except OSError:
            return False
