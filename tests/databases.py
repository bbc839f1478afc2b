"""The databases that the tests of the history run on: SQLite, and PostgreSQL where it is installed."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest


@pytest.fixture(scope="session")
def postgres_server() -> Iterator[str]:
    """The URL of a PostgreSQL server of our own, as an ordinary user, reached through a socket.

    Its folder is not one of pytest's: another session of pytest closes those to all other users.
    """
    pytest.importorskip("psycopg")
    programs = Path(os.path.realpath(shutil.which("postgres") or "")).parent
    as_user: dict[str, Any] = {"user": "nobody", "extra_groups": []} if os.geteuid() == 0 else {}
    with tempfile.TemporaryDirectory(prefix="concord-postgres-") as place:
        folder, log = Path(place), Path(place, "log")
        if as_user:
            shutil.chown(folder, "nobody")
        made = subprocess.run(
            [programs / "initdb", "-D", folder / "data", "-U", "concord", "-A", "trust", "--no-sync"],
            capture_output=True, cwd="/", check=False, **as_user,
        )  # fmt: skip
        if made.returncode:
            pytest.skip(f"PostgreSQL cannot be set up here: {made.stderr.decode(errors='replace')[-200:]}")
        with log.open("w") as said:
            options = ["-k", str(folder), "-c", "listen_addresses=", "-c", "fsync=off"]
            server = subprocess.Popen(
                [programs / "postgres", "-D", folder / "data", *options],
                stdout=said, stderr=said, cwd="/", start_new_session=True, **as_user,
            )  # fmt: skip
        while "ready to accept connections" not in log.read_text():
            assert server.poll() is None, log.read_text()
            time.sleep(0.01)
        yield f"postgresql+psycopg://concord@/postgres?host={folder}"
        assert server.poll() is None, log.read_text()
        server.send_signal(signal.SIGINT)
        server.wait()


@pytest.fixture
def postgres(postgres_server: str) -> str:
    """The URL of a PostgreSQL database: one serves all tests of a process, and each begins with nothing in it."""
    import psycopg

    with psycopg.connect(postgres_server.replace("+psycopg", "")) as connection:
        connection.execute("drop schema public cascade")
        connection.execute("create schema public")
    return postgres_server


@pytest.fixture(params=["sqlite", pytest.param("postgres", marks=pytest.mark.system("postgres"))])
def url(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """The address of an empty database."""
    if request.param == "sqlite":
        return f"sqlite:///{tmp_path / 'history.sqlite3'}"
    return str(request.getfixturevalue("postgres"))
