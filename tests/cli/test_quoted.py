"""A file as it is typed into the command that is to be typed next."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from pipeline.cli.terminal.quoted import quoted


@pytest.mark.skipif(os.name == "nt", reason="as a shell of Unix takes it")
@pytest.mark.parametrize(
    ("file", "typed"),
    [("a.xlsx", "a.xlsx"), ("my a.xlsx", "'my a.xlsx'"), ("-d.xlsx", "./-d.xlsx"), ("out/-d.xlsx", "out/-d.xlsx")],
)
def test_it_is_taken_for_a_name_and_for_no_option(file: str, typed: str) -> None:
    assert quoted(Path(file)) == typed
