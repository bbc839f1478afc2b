"""The pages that people read, cut into what the tests look at."""

from __future__ import annotations

import re
import shlex
from functools import cache
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
DOCS = ROOT / "docs"
README = ROOT / "README.md"
GUIDE = sorted((DOCS / "guide").glob("*.md"))
CONFIG = DOCS / "config.md"
WRITTEN = [README, *GUIDE, CONFIG]  # by hand; the others are made by scripts/build_reference.py

_HEADING = re.compile(r"^#{1,6} +(.+?) *$", re.MULTILINE)
_BLOCK = re.compile(r"^```(\w*)\n(.*?)^```", re.MULTILINE | re.DOTALL)
_STARTS = (["concord"], ["python", "scripts/run.py"])


@cache
def text(page: Path) -> str:
    """The page as it stands."""
    return page.read_text(encoding="utf-8")


def guide() -> str:
    """All pages of the guide, one after another."""
    return "\n".join(map(text, GUIDE))


def section(page: Path, heading: str) -> str:
    """What stands below a heading of the second level, up to the next one."""
    parts = re.split(r"^## ", text(page), flags=re.MULTILINE)
    return next(part for part in parts if part.startswith(f"{heading}\n"))


def blocks(page: Path, kind: str) -> list[str]:
    """The fenced blocks marked with `kind`; "" for those that are not marked."""
    return [body for marked, body in _BLOCK.findall(text(page)) if marked == kind]


def links(page: Path) -> list[str]:
    """Where the links and pictures of a page lead."""
    return re.findall(r"\]\(([^)\s]+)\)", text(page))


def anchors(page: Path) -> set[str]:
    """The anchors of a page's headings, as code hosts make them."""
    return {re.sub(r"[^\w\- ]", "", heading.lower()).replace(" ", "-") for heading in _HEADING.findall(text(page))}


def commands(page: Path) -> list[list[str]]:
    """The arguments of every `concord` command shown in a block of a page."""
    lines = "\n".join(blocks(page, "")).replace("\\\n", " ").splitlines()
    words = [shlex.split(line) for line in lines]
    return [word[len(start) :] for word in words for start in _STARTS if word[: len(start)] == start and word != start]
