"""What watched runs need: a folder of workbooks, a folder for state, a server that takes messages."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from pathlib import Path

import pytest

from pipeline.notify import tell
from pipeline.notify.tell import run_side_by_side
from tests.notify.servers import Web, web_server
from tests.notify.watched import SECRET
from tests.run.made import workbook


@pytest.fixture(autouse=True)
def no_haste(monkeypatch: pytest.MonkeyPatch) -> None:
    """A server that is there has all the time that this machine takes."""
    monkeypatch.setattr(tell, "SECONDS", 3600.0)
    monkeypatch.setattr(tell, "run_side_by_side", partial(run_side_by_side, seconds=3600.0))


@pytest.fixture
def state(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("CONCORD_STATE", str(tmp_path / "state"))
    (tmp_path / "state").mkdir()
    return tmp_path / "state"


@pytest.fixture
def web(monkeypatch: pytest.MonkeyPatch) -> Iterator[Web]:
    """A server that gets a message at /hook and pings at /ping; both addresses hold a secret."""
    with web_server(Web()) as web:
        monkeypatch.setenv("HOOK", f"{web.url}/hook?sig={SECRET}")
        monkeypatch.setenv("PING", f"{web.url}/ping/{SECRET}")
        yield web


@pytest.fixture
def folder(tmp_path: Path, state: Path) -> Path:
    """Two workbooks; what is remembered of them lies in `state`."""
    folder = tmp_path / "shared"
    folder.mkdir()
    for name in ("clinic", "school"):
        workbook(folder, f"{name}.xlsx", id=f"CA-{name}")
    return folder
