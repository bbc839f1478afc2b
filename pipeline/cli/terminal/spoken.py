"""In which language the terminal speaks: as asked, else as the system does, else English."""

from __future__ import annotations

import itertools
import os
from collections.abc import Sequence

from schemas.wording.languages import DEFAULT, languages

OPTION = "--language"
VARIABLE = "CONCORD_LANGUAGE"


def terminal_language(arguments: Sequence[str]) -> str:
    """The code of a shipped language; looked for before the command is known, so that its help is in it, too."""
    return next((code for given in _wishes(arguments) if (code := given[:2].lower()) in languages()), DEFAULT)


def _wishes(arguments: Sequence[str]) -> list[str]:
    """What was asked for, the strongest wish first."""
    values = [given.partition("=")[2] for given in arguments if given.startswith(f"{OPTION}=")]
    values += [value for option, value in itertools.pairwise(arguments) if option == OPTION]
    named = [os.environ.get(name, "") for name in (VARIABLE, "LC_ALL", "LC_MESSAGES", "LANG")]
    # A language that is asked for by the system holds whether or not it is one of ours: behind it no other counts.
    return [*values, *[name for name in named if name][:1], *([] if any(named) else [_of_windows()])]


def _of_windows() -> str:
    """The language of Windows' own windows, as `fr_FR`; "" elsewhere, where the environment says it."""
    if os.name != "nt":
        return ""
    import ctypes
    import locale

    return locale.windows_locale.get(ctypes.windll.kernel32.GetUserDefaultUILanguage(), "")  # type: ignore[attr-defined,unused-ignore]
