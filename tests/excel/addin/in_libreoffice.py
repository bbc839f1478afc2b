"""Run by the system's own Python: call macros of a workbook in LibreOffice, without a screen.

`in_libreoffice.py WORKBOOK PROFILE CALLS` prints a JSON list of what each call gave; CALLS is a JSON list of
[module, macro, argument, ...]. LibreOffice compiles all modules before the first call, and calls nothing if it cannot.
"""

import json
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

import uno
from com.sun.star.beans import PropertyValue
from com.sun.star.connection import NoConnectException


def given(name: str, value: Any) -> Any:
    """A setting as LibreOffice takes it."""
    one = PropertyValue()
    one.Name, one.Value = name, value
    return one


def connected(office: Any, pipe: Any) -> Any:
    """LibreOffice's desktop, once it answers."""
    local = uno.getComponentContext()
    resolver = local.ServiceManager.createInstanceWithContext("com.sun.star.bridge.UnoUrlResolver", local)
    while office.poll() is None:
        try:
            there = resolver.resolve(f"uno:pipe,name={pipe};urp;StarOffice.ComponentContext")
        except NoConnectException:
            time.sleep(0.2)
        else:
            return there.ServiceManager.createInstanceWithContext("com.sun.star.frame.Desktop", there)
    sys.exit("LibreOffice has ended instead of answering")


def main(path: Path, profile: str, calls: Any) -> None:
    """Open, call, close."""
    pipe = "concord" + "".join(letter for letter in profile if letter.isalnum())[-40:]
    home = f"-env:UserInstallation=file://{profile}"
    accept = f"--accept=pipe,name={pipe};urp;"
    office = subprocess.Popen(["soffice", home, "--headless", "--norestore", "--nologo", accept])
    try:
        desktop = connected(office, pipe)
        settings = (given("Hidden", True), given("MacroExecutionMode", 4))
        document = desktop.loadComponentFromURL(f"file://{path}", "_blank", 0, settings)
        scripts = document.getScriptProvider()
        gave = []
        for module, macro, *arguments in calls:
            place = f"vnd.sun.star.script:VBAProject.{module}.{macro}?language=Basic&location=document"
            gave.append(scripts.getScript(place).invoke(tuple(arguments), (), ())[0])
        print(json.dumps(gave))
        document.close(True)
        desktop.terminate()
    finally:
        office.terminate()
        office.wait()


if __name__ == "__main__":
    main(Path(sys.argv[1]), sys.argv[2], json.loads(sys.argv[3]))
