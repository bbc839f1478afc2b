"""A new workbook from what the macro asked for."""

from __future__ import annotations

import re
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from schemas.wording.text import text


def new_workbook(app: Any, title: str, partners: str, place: str) -> str:
    """Make the workbook `place` and open it; says so, or why not. `partners`: CODE=Name, a semicolon between them."""
    from pipeline.run.create import CreateError

    file = Path(place)
    given = [part.strip() for part in re.split(r"[;\n]", partners) if part.strip()]
    try:
        make(file, title, given)
    except CreateError as problem:
        return str(problem)
    app.books.open(str(file))
    return text("excel.new_made", name=file.name)


def make(file: Path, title: str, partners: Sequence[str]) -> None:
    """Make the workbook; `partners` are texts like `REDC=Red Crossing`. Raises CreateError."""
    from pipeline.excel.addin.vba_project import button_macro
    from pipeline.run.create import create

    create(file, title=title, partners=partners, catalogues=(), old=None, button=button_macro)


def decoded(answer: str) -> str:
    """The text that the macro's `Coded` made this of: `_` and four figures stand for a unit of UTF-16."""
    units = re.sub(r"_([0-9A-F]{4})", lambda unit: chr(int(unit[1], 16)), answer)
    return units.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")
