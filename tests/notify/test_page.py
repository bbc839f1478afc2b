"""What the page on shared drives says of messages is what the program accepts."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from pipeline.notify import settings
from pipeline.notify.settings import read_settings
from tests.docs.pages import DOCS, blocks, section

PAGE = DOCS / "shared-drives.md"


def test_the_example_on_the_page_is_understood(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (example,) = [block for block in blocks(PAGE, "yaml") if "smtp:" in block]
    (tmp_path / "notify.yaml").write_text(example, encoding="utf-8")
    for name in ("CONCORD_SMTP_PASSWORD", "CONCORD_TEAMS_URL", "CONCORD_PING_URL"):
        monkeypatch.setenv(name, "https://example.org")
    read = read_settings(tmp_path / "notify.yaml")
    assert read.smtp is not None
    assert read.ping is not None
    assert [hook.format for hook in read.webhooks] == ["teams"]


def test_every_key_and_every_word_is_on_the_page() -> None:
    page = section(PAGE, "Messages and logs")
    named = set(re.findall(r"[a-z_]+", page))
    known = {*settings._KEYS, *settings._SMTP_KEYS, *settings._WEBHOOK_KEYS, *settings.WHEN, *settings.FORMATS}
    assert known | set(settings.PORTS) <= named
    assert {settings.FILE, settings.SECRETS} <= set(re.findall(r"`([\w.]+)`", page))
