"""A real file server for tests: Samba on this machine's own address, run by whoever runs the tests."""

from __future__ import annotations

import os
import pwd
import signal
import socket
import subprocess
import time
from hashlib import sha256
from pathlib import Path
from typing import Any

import smbclient

from pipeline.files.smb.path import SmbPath

SHARE = "partners"
# Looked for in everything a run leaves: no other text holds them.
USER, PASSWORD = "zk7-unlikely-user", "Zk7-unlikely-Pw%x"
_CONF = """[global]
 server role = standalone server
 smb ports = {port}
 interfaces = lo
 bind interfaces only = yes
 disable netbios = yes
 passdb backend = tdbsam:{state}/passdb.tdb
 private dir = {state}
 lock directory = {state}
 state directory = {state}
 cache directory = {state}
 pid directory = {state}
 ncalrpc dir = {state}/ncalrpc
 log file = {state}/log
 load printers = no
 printcap name = /dev/null
 kernel oplocks = no
 username map = {state}/users
[{share}]
 path = {root}
 read only = no
 strict locking = yes
"""


class Server:
    """A server with one share, whose files lie in `root`. It can be killed and started again on its port."""

    def __init__(self, folder: Path) -> None:
        self.root = folder / "share"
        self.root.mkdir()
        self.port = _free_port()
        self._conf = folder / "smb.conf"
        self._process: subprocess.Popen[bytes] | None = None
        state = folder / "state"
        state.mkdir(mode=0o700)
        self._conf.write_text(_CONF.format(port=self.port, state=state, share=SHARE, root=self.root))
        user = pwd.getpwuid(os.getuid()).pw_name
        (state / "users").write_text(f"{user} = {USER}\n")
        subprocess.run(
            ["pdbedit", "-s", str(self._conf), "-a", "-t", "-u", user], check=True, capture_output=True,
            input=f"{PASSWORD}\n{PASSWORD}\n".encode(),
        )  # fmt: skip
        self.start()

    def address(self, path: Path) -> SmbPath:
        """The address of a file or folder below `root`."""
        return SmbPath.parsed(f"smb://127.0.0.1:{self.port}/{SHARE}/{path.relative_to(self.root).as_posix()}")

    def opened(self, path: Path, shared: str | None) -> Any:
        """A file below `root` as another program has it open, sharing with others what is said (`r`: as Excel)."""
        return smbclient.open_file(
            self.address(path).unc, mode="r+b", share_access=shared, buffering=0, port=self.port,
            username=USER, password=PASSWORD, connection_cache={},
        )  # fmt: skip

    def start(self) -> None:
        """Start it, and wait until it answers."""
        # A session of its own: the server makes a process a connection, and all go together.
        self._process = subprocess.Popen(
            ["smbd", "-s", str(self._conf), "-F", "--no-process-group"], start_new_session=True,
            stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, stdin=subprocess.DEVNULL,
        )  # fmt: skip
        while self._process.poll() is None:
            with socket.socket() as asked:
                if asked.connect_ex(("127.0.0.1", self.port)) == 0:
                    return
            time.sleep(0.02)
        raise RuntimeError("the file server ended instead of answering")

    def kill(self) -> None:
        """End it at once, without a word to those who are connected."""
        if self._process:
            os.killpg(self._process.pid, signal.SIGKILL)
            self._process.wait()
            self._process = None


def names(folder: Path) -> list[str]:
    """What lies in a folder."""
    return sorted(entry.name for entry in folder.iterdir())


def digest(content: bytes) -> str:
    """By what a content is known again."""
    return sha256(content).hexdigest()


def _free_port() -> int:
    with socket.socket() as asked:
        asked.bind(("127.0.0.1", 0))
        port: int = asked.getsockname()[1]
        return port
