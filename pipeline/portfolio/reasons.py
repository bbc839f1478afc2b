"""Why a workbook was not read, as others may be told."""

from __future__ import annotations

from pipeline.portfolio.partnership import Partnership
from pipeline.portfolio.words import words


def why_unread(one: Partnership) -> str:
    """One sentence or two; who has a workbook open, and where the drive lies, stays here."""
    said = words()["unread"]
    if one.status in ("open", "failed"):
        return str(said[one.status])
    folder = str(one.path.parent)
    return one.reason.replace(f"{folder}/", "").replace(f"{folder}\\", "").replace(folder, "…")
