"""Asking for what a new workbook needs, in Excel's own boxes."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

from pipeline.excel import native
from schemas.wording import excel

_TEXT = 2  # the kind of answer that Excel's input box takes
_FILTER = "Excel workbook (*.xlsx), *.xlsx, Excel workbook with a Run button (*.xlsm), *.xlsm"


def new_workbook(app: Any) -> str | None:
    """Ask for a title, the partners and a place; make the workbook and open it. None if people thought better of it."""
    words = excel()
    if native.on_mac():
        return words["new_mac"]
    title = _asked(app, words["new_title"])
    partners = _asked(app, words["new_partners"]) if title else None
    name = app.api.GetSaveAsFilename(f"{_plain(title)}.xlsx", _FILTER) if title and partners else None
    if not isinstance(name, str):
        return None
    from pipeline.run.create import CannotCreate, create

    assert title is not None
    assert partners is not None
    file = Path(name)
    try:
        given = [part.strip() for part in re.split(r"[;\n]", partners) if part.strip()]
        create(file, title=title, partners=given, catalogues=(), old=None)
    except CannotCreate as problem:
        return str(problem)
    app.books.open(str(file))
    return words["new_made"].format(name=file.name)


def _asked(app: Any, question: str) -> str | None:
    answer = app.api.InputBox(question, excel()["title"], "", Type=_TEXT)
    return answer.strip() or None if isinstance(answer, str) else None


def _plain(name: str) -> str:
    return re.sub(r'[<>:"/\\|?*\x00-\x1f]', " ", name).strip(" .") or excel()["title"]
