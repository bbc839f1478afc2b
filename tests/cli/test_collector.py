"""Python's garbage collector: libraries are no garbage, and are not looked through again and again."""

from __future__ import annotations

import gc

import pytest

from pipeline.cli.main import GARBAGE, concord, main


def test_the_collector_seldom_looks_through_what_a_command_loads(monkeypatch: pytest.MonkeyPatch) -> None:
    before, asked = gc.get_threshold(), []
    gc.set_threshold(700)
    monkeypatch.setattr(concord, "main", lambda *_, **__: asked.append(gc.get_threshold()[0]))
    try:
        with pytest.raises(SystemExit):
            main(["rules"])
    finally:
        gc.set_threshold(*before)
    assert asked == [GARBAGE]
