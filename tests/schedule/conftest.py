"""Programs that stand in for those of the operating systems, and record how they are called."""

from __future__ import annotations

from pathlib import Path

import pytest

# `refuses` holds patterns: a call that fits one is refused, as the real program would.
PLAIN = """#!/bin/sh
printf '%s\\n' "$*" >> "$0.calls"
if [ -f "$0.refuses" ] && printf '%s' "$*" | grep -q -f "$0.refuses"; then echo 'not today' >&2; exit 1; fi
"""
CRONTAB = (
    PLAIN
    + """
case "$1" in
-l) if [ -f "$0.table" ]; then cat "$0.table"; else echo 'no crontab for me' >&2; exit 1; fi ;;
-r) rm -f "$0.table" ;;
-) cat > "$0.table" ;;
esac
"""
)
SCHTASKS = (
    PLAIN
    + """
case "$1" in
/create) cp "$5" "$0.xml" ;;
/delete) rm "$0.xml" ;;
/query) if [ "$2" = /tn ]; then [ -f "$0.xml" ] || exit 1; fi
        if [ "$4" = /fo ]; then printf '"Aufgabe","23.11.2026 06:30:00","Bereit"\\r\\n'; fi ;;
esac
"""
)
LAUNCHCTL = (
    PLAIN
    + """
case "$1" in
bootstrap) touch "$0.on" ;;
bootout) rm "$0.on" ;;
print) case "$2" in */*/*) [ -f "$0.on" ] ;; esac ;;
esac
"""
)
TEXTS = {"crontab": CRONTAB, "schtasks": SCHTASKS, "launchctl": LAUNCHCTL}


class Program:
    """One that stands in; `table` is what a crontab holds."""

    def __init__(self, folder: Path, name: str) -> None:
        self.path = folder / name
        self.path.write_text(TEXTS.get(name, PLAIN))
        self.path.chmod(0o755)

    def beside(self, ending: str) -> Path:
        return self.path.with_name(f"{self.path.name}.{ending}")

    @property
    def calls(self) -> list[str]:
        return self.beside("calls").read_text().splitlines() if self.beside("calls").exists() else []

    def refuses(self, *patterns: str) -> None:
        self.beside("refuses").write_text("".join(f"{pattern}\n" for pattern in patterns))

    @property
    def table(self) -> str:
        return self.beside("table").read_text() if self.beside("table").exists() else ""


class Programs:
    """All of them in one folder that is searched first."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def __call__(self, name: str) -> Program:
        return Program(self.folder, name)


@pytest.fixture
def programs(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Programs:
    folder = tmp_path / "programs"
    folder.mkdir()
    monkeypatch.setenv("PATH", f"{folder}:/usr/bin:/bin")
    return Programs(folder)


@pytest.fixture
def state(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder for state of this test's own, and no other variable of ours."""
    import os

    for name in [name for name in os.environ if name.startswith("CONCORD_")]:
        monkeypatch.delenv(name)
    monkeypatch.setenv("CONCORD_STATE", str(tmp_path / "state"))
    return tmp_path / "state"
