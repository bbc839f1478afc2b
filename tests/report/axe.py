"""What axe-core, a widely used checker of accessibility, has to say about a page in the browser."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from importlib.resources import files
from pathlib import Path

import pytest

from tests.chance import every
from tests.report.browser import Browser

# Run on a page as it is: DevTools may run a script where the page's own policy lets nobody.
_RUN = """axe.run(document, {resultTypes: ['violations']}).then(found => found.violations.map(
    one => one.id + ': ' + one.nodes.slice(0, 3).map(node => node.html.slice(0, 160)).join(' | ')))"""

WIDTHS = (360, 768, 1280)
SCHEMES = ("light", "dark")
# In such an order that every seventh meets each width and each scheme.
WINDOWS = ((360, "light"), (768, "dark"), (1280, "light"), (360, "dark"), (768, "light"), (1280, "dark"))


def looks(names: Sequence[str]) -> list[tuple[str, int, str]]:
    """Pages, each at some widths and in some scheme, so that all widths and both are met; all of them on demand."""
    return every(7, [(name, *window) for name in names for window in WINDOWS])


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
