"""Where somebody has deleted a sheet, a newer version of the source is told so, and the rest of it is taken over."""

from __future__ import annotations

from pathlib import Path

from schemas.wording.text import text
from tests.adopt.registers import Said, once_adopted, rows_of, saved
from tests.adopt.update.test_newer_version import FIRST, HEADERS, NEWER, again
from tests.loading import loaded


def second_version(folder: Path, sheet: str) -> tuple[Said, Path]:
    """A newer register adopted into a workbook that has lost a sheet."""
    old, new = once_adopted(folder, "register.xlsx", (HEADERS, *FIRST)), folder / "new.xlsx"
    book = loaded(new.read_bytes())
    del book[sheet]
    book.save(new)
    saved(old, [HEADERS, *NEWER])
    return again(old), new


def test_what_belongs_on_a_deleted_sheet_is_left_and_said(tmp_path: Path) -> None:
    said, new = second_version(tmp_path, "Risks")
    assert said.exit_code == 0
    words = text("adopt.update.no_table", table="Risks", file="register.xlsx")
    assert words in " ".join(said.output.split())
    left = [row["value"] for row in rows_of(new, "Left") if row["reason"].endswith("Risks any more")]
    assert {"The river floods", "Guards"} <= set(left)


def test_without_the_sheet_of_partners_nothing_is_changed(tmp_path: Path) -> None:
    said, new = second_version(tmp_path, "Partners")
    assert said.exit_code == 1
    assert text("writer.file.no_table", table="Partners") in " ".join(said.output.split())
    assert {row["Risk"] for row in rows_of(new, "Risks")} == {"R1", "R2", "R3"}
