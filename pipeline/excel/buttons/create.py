"""A new workbook from what the macro asked for."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

from pipeline.excel.addin.folders import LONGEST_PATH
from schemas.wording.text import text


def new_workbook(app: Any, title: str, partners: str, place: str) -> str:
    """Make the workbook `place` and open it; says so, or why not. `partners`: CODE=Name, a semicolon between them."""
    from pipeline.excel.addin.vba_project import button_macro
    from pipeline.run.create import CreateError, create

    file = Path(place)
    if len(place) > LONGEST_PATH:
        return text("excel.place_too_long", length=len(place), longest=LONGEST_PATH)
    given = [part.strip() for part in re.split(r"[;\n]", partners) if part.strip()]
    try:
        create(file, title=title, partners=given, catalogues=(), old=None, button=button_macro)
    except CreateError as problem:
        return str(problem)
    app.books.open(str(file))
    return text("excel.new_made", name=file.name)
