"""Modules that workbooks and schedules of users name: they keep their paths, whatever moves."""

from __future__ import annotations

from importlib import import_module
from importlib.resources import files

from pipeline.schedule.job import STARTER


def test_what_the_macros_call_is_where_they_look_for_it() -> None:
    macros = [file.read_text("utf-8") for file in files("pipeline.excel.addin").joinpath("vba").iterdir()]
    assert any("from pipeline.excel import button" in text for text in macros)
    assert import_module("pipeline.excel.button")


def test_what_schedules_start_is_where_they_look_for_it() -> None:
    assert STARTER == "pipeline.schedule.started"
    assert callable(import_module(STARTER).main)
