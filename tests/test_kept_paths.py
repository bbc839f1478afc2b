"""Modules that workbooks and schedules of users name: they keep their paths, whatever moves."""

from __future__ import annotations

from importlib import import_module
from importlib.resources import files

from pipeline.schedule.job import STARTER


def test_what_the_macros_call_is_where_they_look_for_it() -> None:
    starter = files("pipeline.excel.addin").joinpath("start.py").read_text("utf-8")  # copied beside users' settings
    assert "from pipeline.excel import button" in starter
    assert callable(import_module("pipeline.excel.button").press)


def test_what_schedules_start_is_where_they_look_for_it() -> None:
    assert STARTER == "pipeline.schedule.started"
    assert callable(import_module(STARTER).main)
