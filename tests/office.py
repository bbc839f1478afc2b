"""The other programs that people open and save their workbooks with: LibreOffice, gnumeric, a JavaScript library."""

from __future__ import annotations

import io
import json
import os
import subprocess
import zipfile
from collections.abc import Sequence
from pathlib import Path

import pytest

from schemas.spec import FORMATTED_ROWS

# Where .ci/run puts the library.
EXCELJS = Path(__file__).parents[1] / ".venv-npm" / "exceljs-4.4.0" / "node_modules"
_SAVE = """
const book = new (require("exceljs").Workbook)();
const [from, to, typed] = process.argv.slice(1);
book.xlsx.readFile(from).then(() => {
  for (const [sheet, cell, value] of JSON.parse(typed)) book.getWorksheet(sheet).getCell(cell).value = value;
  return book.xlsx.writeFile(to);
}).catch(fault => { console.error(fault); process.exit(1); });
"""


def with_short_ranges(file: Path) -> bytes:
    """The workbook, whose drop-downs and colours end where its tables do not reach.

    gnumeric and exceljs take every cell down to where these end as one of its own: hundreds of thousands of empty ones,
    which show nothing more and take half a minute.
    """
    out = io.BytesIO()
    with zipfile.ZipFile(file) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        for part in old.namelist():
            end = b"%d" % FORMATTED_ROWS if part.startswith("xl/worksheets/") else b"200"
            new.writestr(part, old.read(part).replace(end, b"200"))
    return out.getvalue()


def saved_by_exceljs(file: Path, to: Path, typed: Sequence[tuple[str, str, object]] = ()) -> Path:
    """The file, read and saved by the JavaScript library exceljs; skips the test where that is not installed.

    `typed` are cells that it fills: sheet, address, value.
    """
    if not (EXCELJS / "exceljs").is_dir():
        pytest.skip("needs exceljs, which is not installed here")
    environment = {**os.environ, "NODE_PATH": str(EXCELJS)}
    to.write_bytes(with_short_ranges(file))
    command = ["node", "-e", _SAVE, str(to), str(to), json.dumps(typed)]
    subprocess.run(command, check=True, capture_output=True, env=environment)
    return to


def saved_by_gnumeric(file: Path, to: Path) -> Path:
    """The file, opened and saved by gnumeric (`ssconvert`)."""
    short = to.with_name(f"short {file.name}")
    short.write_bytes(with_short_ranges(file))
    subprocess.run(
        ["ssconvert", "--export-type=Gnumeric_Excel:xlsx2", str(short), str(to)], check=True, capture_output=True
    )
    return to


class LibreOffice:
    """LibreOffice without a screen, with one profile for all its uses: to make one takes longer than to save a file."""

    def __init__(self, profile: Path) -> None:
        self._home = f"-env:UserInstallation={profile.as_uri()}"

    def saved(self, file: Path, folder: Path, kind: str = "xlsx") -> Path:
        """The file, opened and saved as `kind` into the folder."""
        self.save([file], folder, kind)
        return folder / f"{file.stem}.{kind}"

    def save(self, files: Sequence[Path], folder: Path, kind: str = "xlsx") -> None:
        """All the files, opened and saved as `kind` into the folder, with one start of the program."""
        subprocess.run(
            ["soffice", self._home, "--headless", "--convert-to", kind, "--outdir", str(folder), *map(str, files)],
            check=True, capture_output=True,
        )  # fmt: skip
