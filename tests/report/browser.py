"""A headless Chromium driven through its pipe: pages as people get them, without a driver to install."""

from __future__ import annotations

import base64
import itertools
import json
import os
import re
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest

_FLAGS = (
    "--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run",
    "--disable-background-networking", "--disable-component-update", "--disable-sync", "--remote-debugging-pipe",
    "--hide-scrollbars",
)  # fmt: skip


class Browser:
    """One tab. `heard` are the events since the last visit."""

    def __init__(self, to: int, back: int) -> None:
        self._to = os.fdopen(to, "wb", buffering=0)
        self._back = os.fdopen(back, "rb", buffering=0)
        self._come = [b""]
        self._numbers = itertools.count(1)
        self._session = ""
        self.heard: list[dict[str, Any]] = []
        target = self.call("Target.createTarget", url="about:blank")["targetId"]
        self._session = self.call("Target.attachToTarget", targetId=target, flatten=True)["sessionId"]
        for domain in ("Page", "Runtime", "Log", "Network"):
            self.call(f"{domain}.enable")

    def call(self, method: str, **parameters: Any) -> dict[str, Any]:
        """Send a command and wait for its result. Raises RuntimeError when the browser refuses it."""
        number = next(self._numbers)
        message = {"id": number, "method": method, "params": parameters}
        if self._session:
            message["sessionId"] = self._session
        self._to.write(json.dumps(message).encode() + b"\0")
        while (answer := self._next()).get("id") != number:
            self.heard.append(answer)
        if "error" in answer:
            raise RuntimeError(f"{method}: {answer['error']}")
        result: dict[str, Any] = answer["result"]
        return result

    def _next(self) -> dict[str, Any]:
        while b"\0" not in self._come[-1]:  # what has come before holds none
            come = self._back.read(1 << 16)
            if not come:
                raise RuntimeError("the browser has gone")
            self._come.append(come)
        end, _, rest = self._come.pop().partition(b"\0")
        message: dict[str, Any] = json.loads(b"".join([*self._come, end]))
        self._come = [rest]
        return message

    def widen(self, width: int, height: int = 900) -> None:
        """Show pages from now on, the open one too, in a window of this width in pixels."""
        self.call("Emulation.setDeviceMetricsOverride", width=width, height=height, deviceScaleFactor=1, mobile=False)

    def visit(self, page: Path, width: int) -> None:
        """Open a page at a width in pixels and wait until it is there."""
        self.widen(width)
        self.heard.clear()
        self.call("Page.navigate", url=page.as_uri())
        while not any(event.get("method") == "Page.loadEventFired" for event in self.heard):
            self.heard.append(self._next())

    def prefer(self, scheme: str) -> None:
        """Show pages from now on as on a `light` or a `dark` screen."""
        self.call("Emulation.setEmulatedMedia", media="", features=[{"name": "prefers-color-scheme", "value": scheme}])

    def printed_pages(self) -> int:
        """How many sheets of paper the page takes, of the size that it asks for."""
        data = self.call("Page.printToPDF", preferCSSPageSize=True, printBackground=True)["data"]
        return len(re.findall(rb"/Type\s*/Page\b", base64.b64decode(data)))

    def ask(self, expression: str) -> Any:
        """The value of an expression on the page."""
        given = self.call("Runtime.evaluate", expression=expression, returnByValue=True, awaitPromise=True)
        if "exceptionDetails" in given:
            raise RuntimeError(str(given["exceptionDetails"]))
        return given["result"].get("value")

    def complaints(self) -> list[dict[str, Any]]:
        """What the page put on the console, was refused, or had to say as an exception."""
        wanted = ("Log.entryAdded", "Runtime.consoleAPICalled", "Runtime.exceptionThrown")
        return [event for event in self.heard if event.get("method") in wanted]

    def requests(self) -> list[str]:
        """The addresses that the page asked for, itself left out."""
        sent = [
            event["params"]["request"]["url"]
            for event in self.heard
            if event.get("method") == "Network.requestWillBeSent"
        ]
        return [address for address in sent if not address.startswith("data:")][1:]


@contextmanager
def chromium(profile: Path) -> Iterator[Browser]:
    """A browser with a fresh profile, closed again afterwards."""
    there, to = os.pipe()
    back, here = os.pipe()

    def wire() -> None:
        # Commands come in on descriptor 3, answers go out on 4; high up first, so that neither is overwritten.
        commands, answers = os.dup2(there, 98), os.dup2(here, 99)
        os.dup2(commands, 3)
        os.dup2(answers, 4)

    process = subprocess.Popen(
        ["chromium", *_FLAGS, f"--user-data-dir={profile}"], pass_fds=(3, 4), preexec_fn=wire, stderr=subprocess.DEVNULL
    )
    os.close(there)
    os.close(here)
    try:
        yield Browser(to, back)
    finally:
        process.terminate()
        process.wait()


@pytest.fixture(scope="session")
def tab(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Browser]:
    """The tab of a browser that is started once: tests that use it are in the group `chromium`."""
    with chromium(tmp_path_factory.mktemp("profile")) as opened:
        yield opened
