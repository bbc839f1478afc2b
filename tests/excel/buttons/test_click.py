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

from tests.excel.noted import SCRIPT, noted_by

BUTTON = (0xEC, 0xE9, 0xD8)  # the colour LibreOffice gives it
_ITEM = '<item oor:path="/org.openoffice.{}"><prop oor:name="{}" oor:op="fuse"><value>{}</value></prop></item>'
_SETTINGS = (
    '<?xml version="1.0"?><oor:items xmlns:oor="http://openoffice.org/2001/registry">'
    + _ITEM.format("Office.Common/Security/Scripting", "MacroSecurityLevel", 0)
    + _ITEM.format("Office.Common/Misc", "ShowTipOfTheDay", "false")
    + _ITEM.format("Office.Common/Misc", "FirstRun", "false")
    + "</oor:items>"
)


@contextmanager
def screen() -> Iterator[str]:
    """A screen that nobody sees, by its name: a number that is free on this machine."""
    told, tells = os.pipe()
    command = ["Xvfb", "-displayfd", str(tells), "-noreset", "-screen", "0", "1400x900x24"]
    with os.fdopen(told) as answer, ended(subprocess.Popen(command, pass_fds=(tells,), stderr=subprocess.DEVNULL)):
        os.close(tells)
        yield f":{int(answer.readline())}"


@contextmanager
def running(*command: str, **environment: str) -> Iterator[subprocess.Popen[bytes]]:
    """A program, ended afterwards."""
    program = subprocess.Popen(
        command, env=os.environ | environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    )
    with ended(program):
        yield program


@contextmanager
def ended(program: subprocess.Popen[bytes]) -> Iterator[None]:
    """The program is ended afterwards."""
    try:
        yield
    finally:
        program.terminate()
        program.wait()


def awaited(look: Callable[[], Any], program: subprocess.Popen[bytes]) -> Any:
    """What `look` finds, once it finds something; the program that makes it is at work until then."""
    while (found := look()) is None:
        assert program.poll() is None
        time.sleep(0.1)
    return found


_seen: dict[str, list[tuple[int, int]]] = {}


def button(display: str) -> tuple[int, int] | None:
    """Where the button is on the screen; None if it is not there yet."""
    from PIL import ImageGrab

    try:
        picture = ImageGrab.grab(xdisplay=display).convert("RGB")
    except OSError:
        return None
    width, _ = picture.size
    places = [(at % width, at // width) for at, colour in enumerate(picture.get_flattened_data()) if colour == BUTTON]
    if len(places) < 1000 or places != _seen.get("places"):
        _seen["places"] = places  # it stands still once it has been seen twice
        return None
    return sum(x for x, _ in places) // len(places), sum(y for _, y in places) // len(places)


@pytest.mark.system("soffice", "Xvfb", "xdotool")
def test_a_click_on_the_button_of_the_workbook_as_built_starts_python(tmp_path: Path) -> None:
    noted = tmp_path / "noted.txt"
    path = noted_by(noted, tmp_path)
    profile = tmp_path / "profile" / "user"
    profile.mkdir(parents=True)
    (profile / "registrymodifications.xcu").write_text(_SETTINGS, encoding="utf-8")
    home = f"-env:UserInstallation=file://{profile.parent}"

    def handed() -> str | None:
        return noted.read_text(encoding="utf-8").strip() or None if noted.exists() else None

    with (
        screen() as display,
        running("soffice", home, "--norestore", "--nologo", "--calc", str(path), DISPLAY=display) as office,
    ):
        x, y = awaited(lambda: button(display), office)

        def clicked() -> str | None:
            """Click, as a person does again while nothing happens: a window that still settles in may miss one."""
            click = ["xdotool", "mousemove", str(x), str(y), "click", "1"]
            subprocess.run(click, check=True, env=os.environ | {"DISPLAY": display})
            for _ in range(20):
                if handed() is None:
                    time.sleep(0.1)
            return handed()

        assert awaited(clicked, office) == f"{SCRIPT} clinic_002Exlsm||run"
