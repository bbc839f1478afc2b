"""Making the first press of a button as quick as the others.

Some ways of installing packages compile nothing, and the first press would compile all of it, three times as long as
all the rest takes.
"""

from __future__ import annotations

import compileall
from importlib import import_module
from importlib.util import find_spec
from pathlib import Path

PACKAGES = ("pipeline", "schemas")
USED = (
    "xlwings",
    "pipeline.excel.buttons.page",
    "pipeline.excel.buttons.process",
    "pipeline.excel.writer.rewrite",
    "pipeline.run.create",
)


def make_ready() -> None:
    """Let Python compile, once and for all, what the buttons use; where it may not write, nothing is different.

    Raises ImportError, with the name of what is missing, where a button could not begin either.
    """
    for name in PACKAGES:
        found = find_spec(name)
        for folder in (found.submodule_search_locations or ()) if found else ():
            compileall.compile_dir(Path(folder), quiet=2)
    for name in USED:
        import_module(name)
