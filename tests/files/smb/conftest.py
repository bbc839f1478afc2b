"""A file server for the tests of one process, and a folder on it for each test."""

from __future__ import annotations

import re
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from pipeline.files import backends
from tests.files.smb.samba import PASSWORD, USER, Server


@pytest.fixture(scope="session")
def shared_server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """One for all tests that leave it running. Programs of the system are looked for first: see `place`."""
    server = Server(tmp_path_factory.mktemp("samba"))
    yield server
    server.kill()


@pytest.fixture
def signed_in(monkeypatch: pytest.MonkeyPatch, shared_server: Server) -> Server:
    """The server, with its user name and password in the environment, and no connection left over."""
    monkeypatch.setenv("CONCORD_SMB_USER", USER)
    monkeypatch.setenv("CONCORD_SMB_PASSWORD", PASSWORD)
    backends._shares.cache_clear()
    return shared_server


@pytest.fixture
def folder(signed_in: Server, request: pytest.FixtureRequest) -> Iterator[Path]:
    """A folder on the share, as the server's own drive has it."""
    folder = signed_in.root / re.sub(r"\W", "_", request.node.name)[:60]
    folder.mkdir()
    yield folder
    shutil.rmtree(folder)
