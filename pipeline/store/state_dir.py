"""Where on this machine Concord keeps what it remembers."""

from __future__ import annotations

import os
from pathlib import Path

from pipeline.store.private import make_contents_private

VARIABLE = "CONCORD_STATE"


def state_folder() -> Path:
    """The folder for state, made where it is not there; the environment may name another. Raises OSError.

    What is ours in it is for its owner alone, also where it stood there before.
    """
    given = os.environ.get(VARIABLE)
    if given:
        folder = Path(given)
    else:
        from platformdirs import user_state_path

        folder = user_state_path("concord", appauthor=False)
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    make_contents_private(folder)
    return folder
