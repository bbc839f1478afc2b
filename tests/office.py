"""LibreOffice as the other program that people open and save their workbooks with."""

from __future__ import annotations

import subprocess
from pathlib import Path


class LibreOffice:
    """LibreOffice without a screen, with one profile for all its uses: to make one takes longer than to save a file."""

    def __init__(self, profile: Path) -> None:
        self._home = f"-env:UserInstallation={profile.as_uri()}"

    def saved(self, file: Path, folder: Path, kind: str = "xlsx") -> Path:
        """The file, opened and saved as `kind` into the folder."""
        subprocess.run(
            ["soffice", self._home, "--headless", "--convert-to", kind, "--outdir", str(folder), str(file)],
            check=True, capture_output=True,
        )  # fmt: skip
        return folder / f"{file.stem}.{kind}"
