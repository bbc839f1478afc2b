"""LibreOffice as the other program that people open and save their workbooks with."""

from __future__ import annotations

import subprocess
from collections.abc import Sequence
from pathlib import Path


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
