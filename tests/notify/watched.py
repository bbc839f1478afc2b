"""Runs that are watched, and what is left of them."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from click.testing import CliRunner, Result

from pipeline.cli.main import concord
from pipeline.run.observe.last_run import FILE
from tests.cli.test_commands import TODAY
from tests.notify.servers import Web

SECRET = "signature-of-ours"
LOG = "concord.log"


def settings(state: Path, text: str = "when: change\nwebhooks: [{url_from: HOOK}]") -> None:
    (state / "notify.yaml").write_text(text, encoding="utf-8")


def run(folder: Path, *more: object) -> Result:
    """A run over the folder; `return_value` is the exit code of the process."""
    arguments = ["run", str(folder), "--settle", "0", *TODAY, *map(str, more)]
    return CliRunner().invoke(concord, arguments, standalone_mode=False)


def messages(web: Web) -> list[str]:
    """The texts that arrived since the last look."""
    texts = [json.loads(body)["text"] for path, _, body in web.got if path.startswith("/hook")]
    web.got.clear()
    return texts


def log(state: Path) -> str:
    return (state / LOG).read_text(encoding="utf-8")


def last_run(state: Path) -> dict[str, Any]:
    """What the file about the last run says."""
    said: dict[str, Any] = json.loads((state / FILE).read_text(encoding="utf-8"))
    return said
