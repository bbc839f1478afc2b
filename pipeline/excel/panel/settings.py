"""What the panel remembers for this user: whether it is kept in front of all windows."""

from __future__ import annotations

import json
from contextlib import suppress

from pipeline.excel.addin.folders import state_folder

NAME = "panel.json"


def keeps_in_front() -> bool:
    """Whether the window is kept in front; yes until somebody says no."""
    with suppress(OSError, ValueError, AttributeError):
        return bool(json.loads((state_folder() / NAME).read_text(encoding="utf-8")).get("in_front", True))
    return True


def remember_in_front(is_wanted: bool) -> None:
    """Remember it; where nothing can be written, the next start asks anew by showing it in front."""
    with suppress(OSError):
        (state_folder() / NAME).write_text(json.dumps({"in_front": is_wanted}), encoding="utf-8")
