"""A new workbook from what the macro asked for."""

from __future__ import annotations

import re
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from pipeline.excel.addin.folders import LONGEST_PATH
from schemas.wording.text import text


def new_workbook(app: Any, title: str, partners: str, place: str) -> str:
    """Make the workbook `place` and open it; says so, or why not. `partners`: CODE=Name, a semicolon between them."""
    from pipeline.run.new_arrangement import CreateError

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
    from pipeline.run.create import Wanted, create
    from pipeline.run.new_arrangement import CreateError

    if (length := len(str(file))) > LONGEST_PATH:
        raise CreateError(text("excel.place_too_long", length=length, longest=LONGEST_PATH))
    create(file, Wanted(title=title, partners=partners, button=button_macro))
