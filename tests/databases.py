"""The databases that the tests of the history run on: SQLite, and PostgreSQL where it is installed."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest


@pytest.fixture(scope="session")
def postgres(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The URL of a PostgreSQL server of our own, as an ordinary user, reached through a socket."""
    pytest.importorskip("psycopg")
    folder = tmp_path_factory.mktemp("pg", numbered=False)
    programs = Path(os.path.realpath(shutil.which("postgres") or "")).parent
    as_user: dict[str, Any] = {"user": "nobody", "extra_groups": []} if os.geteuid() == 0 else {}
    if as_user:
        shutil.chown(folder, "nobody")
        for above in (folder, *folder.parents):
            if not above.stat().st_mode & 0o001:
                above.chmod(above.stat().st_mode | 0o011)
    made = subprocess.run(
        [programs / "initdb", "-D", folder / "data", "-U", "concord", "-A", "trust", "--no-sync"],
        capture_output=True, cwd="/", check=False, **as_user,
    )  # fmt: skip
    if made.returncode:
        pytest.skip(f"PostgreSQL cannot be set up here: {made.stderr.decode(errors='replace')[-200:]}")
    server = subprocess.Popen(
        [programs / "postgres", "-D", folder / "data", "-k", folder, "-c", "listen_addresses=", "-c", "fsync=off"],
        stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True, cwd="/", **as_user,
    )  # fmt: skip
    assert server.stderr is not None
    said = []
    for line in server.stderr:
        said.append(line)
        if "ready to accept connections" in line:
            break
    else:
        pytest.fail(f"PostgreSQL ended before it was ready: {''.join(said)}")
    yield f"postgresql+psycopg://concord@/postgres?host={folder}"
    server.send_signal(signal.SIGINT)
    server.communicate()


@pytest.fixture(params=["sqlite", pytest.param("postgres", marks=pytest.mark.system("postgres"))])
def url(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """The address of an empty database."""
    if request.param == "sqlite":
        return f"sqlite:///{tmp_path / 'history.sqlite3'}"
    server = str(request.getfixturevalue("postgres"))
    _empty(server)
    return server


def _empty(server: str) -> None:
    """One server serves all tests of a process: each begins with nothing in it."""
    import psycopg

    with psycopg.connect(server.replace("+psycopg", "")) as connection:
        connection.execute("drop schema public cascade")
        connection.execute("create schema public")
