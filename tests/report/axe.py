"""What axe-core, a widely used checker of accessibility, has to say about a page in the browser."""

from __future__ import annotations

from functools import cache
from importlib.resources import files
from pathlib import Path

import pytest

from tests.report.browser import Browser

# Run on a page as it is: DevTools may run a script where the page's own policy lets nobody.
_RUN = """axe.run(document, {resultTypes: ['violations']}).then(found => found.violations.map(
    one => one.id + ': ' + one.nodes.slice(0, 3).map(node => node.html.slice(0, 160)).join(' | ')))"""


@cache
def _source() -> str:
    pytest.importorskip("axe_core_python")
    return files("axe_core_python").joinpath("axe.min.js").read_text(encoding="utf-8")


def violations(tab: Browser, page: Path, width: int = 1280) -> list[str]:
    """Each rule of axe-core that the page does not keep, with the first places; folded details are opened."""
    tab.visit(page, width)
    tab.ask("document.querySelectorAll('details').forEach(one => { one.open = true })")
    tab.ask(_source() + "\n;null")
    found: list[str] = tab.ask(_RUN)
    return found
