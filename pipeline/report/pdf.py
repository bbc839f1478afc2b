"""Printing a page as PDF through a browser that is installed; the page itself needs none of this."""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
from pathlib import Path

from pipeline.safe_start import program
from schemas.wording.text import text

_NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome", "msedge", "microsoft-edge")
_USUAL = {
    "win32": (
        r"Google\Chrome\Application\chrome.exe", r"Microsoft\Edge\Application\msedge.exe",
        r"Chromium\Application\chrome.exe",
    ),
    "darwin": (
        "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
        "/Applications/Microsoft Edge.app/Contents/MacOS/Microsoft Edge",
        "/Applications/Chromium.app/Contents/MacOS/Chromium",
    ),
}  # fmt: skip
_QUIET = (
    "--headless", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
    "--disable-component-update", "--disable-sync", "--disable-extensions", "--no-pdf-header-footer",
)  # fmt: skip
SECONDS = 120
# The choice of a partnership's page that prints more than the brief for the meeting.
EVERYTHING = "#print-all"


def browser() -> str:
    """The path of an installed Chromium, Chrome or Edge; "" where there is none."""
    for name in _NAMES:
        if found := program(name):
            return found
    roots = [os.environ.get(name, "") for name in ("PROGRAMFILES", "PROGRAMFILES(X86)", "LOCALAPPDATA")]
    places = _USUAL.get(sys.platform, ())
    candidates = [Path(root) / place for root in roots if root for place in places] or [Path(place) for place in places]
    return next((str(path) for path in candidates if path.is_file()), "")


def pdf_of(program: str, page: Path) -> tuple[bytes, str]:
    """The whole `page` as printed with the browser `program`, or no bytes and a sentence that says why not."""
    data = b""
    with tempfile.TemporaryDirectory(prefix="concord-pdf-") as profile:
        target = Path(profile) / "page.pdf"
        command = [
            program,
            *_QUIET,
            *_rootless(),
            f"--user-data-dir={profile}",
            f"--print-to-pdf={target.absolute()}",
            page.resolve().as_uri() + EVERYTHING,
        ]
        try:
            # It stands in a folder of its own: Windows loads libraries from where a program stands.
            ran = subprocess.run(command, cwd=profile, capture_output=True, timeout=SECONDS, check=False)
            data = b"" if ran.returncode else target.read_bytes()
        except (OSError, subprocess.TimeoutExpired):
            data = b""
    return data, "" if data else text("report.pdf.not_printed", browser=Path(program).name, page=page.name)


def _rootless() -> tuple[str, ...]:
    """Chromium refuses its sandbox to the administrator of a Linux machine; the page is ours and runs no script."""
    is_root = sys.platform == "linux" and os.geteuid() == 0
    return ("--no-sandbox",) if is_root else ()
