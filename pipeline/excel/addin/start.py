"""What the macros in Excel start: Python hands over to Concord, and keeps what is to be told where it cannot.

`concord excel install` puts this text beside the settings of this user, with a call of `main` below it. It uses nothing
but the standard library, because Concord itself may be what is missing.
"""

from __future__ import annotations

import os
import subprocess
import sys
import traceback
import warnings
from pathlib import Path

NOTE = "start.log"  # beside this file, in UTF-16, which Windows' own objects can read to a macro
TOLD, COULD_NOT = 70, 71  # exit codes: the note is meant for people; Concord could not begin. Any other: it was ended
_MAC_SAYS = """on run given
    try
        if application "Microsoft Excel" is running then tell application "Microsoft Excel" to set status bar to false
    end try
    display alert (item 1 of given) message (item 2 of given)
end run"""


def main(source: str, title: str, could_not: str, language: str = "en") -> int:
    """Press the button that the macro names on the command line. `source` is Concord's folder, "" if it is installed;
    `language` is the one of the tab.

    0: Concord has shown what came of it. TOLD: what it says stands in the note. COULD_NOT: the note has
    the details. On macOS, where no macro waits for the end, both are shown here, with `could_not` before the details.
    """
    note = Path(__file__).resolve().with_name(NOTE)
    os.chdir(note.parent)  # Excel's current folder is often that of a workbook
    sys.path[:] = [source, *filter(None, sys.path)] if source else list(filter(None, sys.path))
    warnings.simplefilter("ignore")
    code, says = _press(sys.argv[1], note, language)
    if code and sys.platform == "darwin":
        shown = says if code == TOLD else f"{could_not}\n{note}"
        subprocess.run(["/usr/bin/osascript", "-e", _MAC_SAYS, title, shown], check=False)
    return code


def _press(given: str, note: Path, language: str) -> tuple[int, str]:
    code, says = 0, ""
    with note.open("w", encoding="utf-16", errors="backslashreplace") as log:
        sys.stderr = log
        try:
            from pipeline.excel import button
            from schemas.wording.languages import speaking

            with speaking(language):
                button.press(given)
        except SystemExit as end:  # Excel could not show it
            code, says = TOLD, str(end.code)
            log.seek(0)
            log.truncate()
            log.write(says)
        except BaseException:  # whatever it is, nobody sees the standard error of a process without a window
            code = COULD_NOT
            traceback.print_exc()
        finally:
            sys.stderr = sys.__stderr__
    return code, says
