"""A real mouse click on the Run button, in LibreOffice on a screen of its own."""

from __future__ import annotations

import os
import subprocess
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest

from tests.excel.pressed import handed_over
from tests.excel.stubbed import stubbed

SCREEN = f":{100 + os.getpid() % 800}"  # another run on this machine has another
BUTTON = (0xEC, 0xE9, 0xD8)  # the colour LibreOffice gives it
PATIENCE = 60.0  # seconds
_ITEM = '<item oor:path="/org.openoffice.{}"><prop oor:name="{}" oor:op="fuse"><value>{}</value></prop></item>'
_SETTINGS = (
    '<?xml version="1.0"?><oor:items xmlns:oor="http://openoffice.org/2001/registry">'
    + _ITEM.format("Office.Common/Security/Scripting", "MacroSecurityLevel", 0)
    + _ITEM.format("Office.Common/Misc", "ShowTipOfTheDay", "false")
    + _ITEM.format("Office.Common/Misc", "FirstRun", "false")
    + "</oor:items>"
)


@contextmanager
def running(*command: str, **environment: str) -> Iterator[None]:
    """A program, ended afterwards."""
    program = subprocess.Popen(
        command, env=os.environ | environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    )
    try:
        yield
    finally:
        program.terminate()
        program.wait(timeout=20)


def awaited(look: Callable[[], Any]) -> Any:
    """What `look` finds, once it finds something."""
    end = time.monotonic() + PATIENCE
    while time.monotonic() < end:
        found = look()
        if found is not None:
            return found
        time.sleep(0.3)
    # A busy machine may never draw the window: that says nothing about the button.
    pytest.skip(f"LibreOffice did not answer within {PATIENCE:g} seconds on this machine")


_seen: dict[str, list[tuple[int, int]]] = {}


def button() -> tuple[int, int] | None:
    """Where the button is on the screen; None if it is not there yet."""
    from PIL import ImageGrab

    try:
        picture = ImageGrab.grab(xdisplay=SCREEN).convert("RGB")
    except OSError:
        return None
    width, _ = picture.size
    places = [(at % width, at // width) for at, colour in enumerate(picture.get_flattened_data()) if colour == BUTTON]
    if len(places) < 1000 or places != _seen.get("places"):
        _seen["places"] = places  # it stands still once it has been seen twice
        return None
    return sum(x for x, _ in places) // len(places), sum(y for _, y in places) // len(places)


@pytest.mark.system("soffice", "Xvfb", "xdotool")
def test_a_click_on_the_button_hands_the_command_to_python(tmp_path: Path) -> None:
    noted = tmp_path / "noted.txt"
    path = stubbed(tmp_path, noted)
    profile = tmp_path / "profile" / "user"
    profile.mkdir(parents=True)
    (profile / "registrymodifications.xcu").write_text(_SETTINGS, encoding="utf-8")
    home = f"-env:UserInstallation=file://{profile.parent}"

    def handed() -> str | None:
        return noted.read_text(encoding="utf-8").strip() or None if noted.exists() else None

    with (
        running("Xvfb", SCREEN, "-screen", "0", "1400x900x24"),
        running("soffice", home, "--norestore", "--nologo", "--calc", str(path), DISPLAY=SCREEN),
    ):
        x, y = awaited(button)

        def clicked() -> str | None:
            """Click, as a person does again while nothing happens: a window that still settles in may miss one."""
            click = ["xdotool", "mousemove", str(x), str(y), "click", "1"]
            subprocess.run(click, check=True, env=os.environ | {"DISPLAY": SCREEN})
            time.sleep(2)
            return handed()

        assert awaited(clicked) == handed_over("run")
