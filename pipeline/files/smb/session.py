"""One connection a server in each process, made when it is first needed and anew when it was lost."""

from __future__ import annotations

import errno
import logging
import os
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from typing import Any

import smbclient
from smbprotocol.exceptions import SMBAuthenticationError, SMBException, SMBOSError, SMBResponseException

from pipeline.files.backend import DriveError, NotAFileError, TooLargeError
from pipeline.files.smb.credentials import Credentials, CredentialsError, credentials
from pipeline.files.smb.errors import as_os_error, connection_lost, is_lost
from pipeline.files.smb.path import SmbPath
from schemas.wording.text import text

# Seconds: so long a server may take to answer a call, and to answer at all.
ANSWERS_WITHIN, SILENT_FOR = 15, 30
# Their logs name users and would stand between the messages for people.
for _name in ("smbprotocol", "smbclient", "spnego"):
    logging.getLogger(_name).addHandler(logging.NullHandler())
    logging.getLogger(_name).propagate = False
# A server that does not even answer whether it is there is given up after twice this; the library has 600 s.
os.environ.setdefault("SMB_EXPERIMENTAL_TRANSPORT_RECEIVE_TIMEOUT", str(SILENT_FOR))


class Sessions:
    """The connections of this process. Threads may share it."""

    def __init__(self) -> None:
        self._connections: dict[str, Any] = {}
        self._in_vain_until: dict[str, float] = {}
        self._lock = threading.Lock()

    @contextmanager
    def signed_in(self, path: SmbPath) -> Iterator[dict[str, Any]]:
        """What the calls inside must be given to reach the server of `path`; whatever goes wrong is an OSError."""
        with self._lock:
            given = self._ready(path)
        try:
            yield given
        except (DriveError, NotAFileError, TooLargeError):
            raise
        except SMBOSError as problem:
            raise self._told(path, problem.ntstatus) from problem
        except SMBResponseException as problem:
            raise self._told(path, problem.status) from problem
        except (SMBException, OSError, ValueError) as problem:  # a socket that broke, an answer cut short
            self.forget(path)
            raise connection_lost() from problem

    def forget(self, path: SmbPath) -> None:
        """Let go of the connection to the server of `path`; the next call makes a new one."""
        with self._lock:
            connection = self._connections.pop(_key(path), None)
        if connection is not None:
            with suppress(Exception):  # it may be broken in any way
                connection.disconnect(close=False)

    def _told(self, path: SmbPath, status: int) -> OSError:
        if is_lost(status):
            self.forget(path)
        return as_os_error(status)

    def _ready(self, path: SmbPath) -> dict[str, Any]:
        who = _who()
        given = {
            "username": who.user, "password": who.password, "port": path.port, "connection_cache": self._connections,
            "connection_timeout": ANSWERS_WITHIN,
        }  # fmt: skip
        connection = self._connections.get(_key(path))
        if connection is not None and connection.transport.connected and connection.session_table:
            return given
        begun = time.monotonic()
        if begun < self._in_vain_until.get(_key(path), 0.0):
            raise _unreachable(path)
        try:
            smbclient.register_session(path.server, **given)
        except (SMBAuthenticationError, SMBResponseException) as problem:
            self._connections.pop(_key(path), None)
            raise _not_let_in(path, who) from problem
        except (SMBException, OSError, ValueError) as problem:
            self._connections.pop(_key(path), None)
            # Many workbooks wait for one server: not each of them for as long as this one did.
            self._in_vain_until[_key(path)] = 2 * time.monotonic() - begun
            raise _unreachable(path) from problem
        return given


def _key(path: SmbPath) -> str:
    return f"{path.server.lower()}:{path.port}"  # as the library calls its connections


def _who() -> Credentials:
    try:
        return credentials(os.environ)
    except CredentialsError as problem:
        raise DriveError(errno.EACCES, str(problem)) from problem


def _unreachable(path: SmbPath) -> DriveError:
    return DriveError(errno.EHOSTUNREACH, text("files.share.silent", server=path.server, port=path.port))


def _not_let_in(path: SmbPath, who: Credentials) -> DriveError:
    sentence = "files.share.not_let_in" if who.user is None else "files.share.not_accepted"
    return DriveError(errno.EACCES, text(sentence, server=path.server))
