"""Where on this machine Concord keeps what it remembers."""

from __future__ import annotations

import os
from collections.abc import Iterable
from pathlib import Path

from pipeline.store.private import make_contents_private

VARIABLE = "CONCORD_STATE"
# What lies in it in folders.
FOLDERS = ("backups", "beside", "schedule", "before-run", "reports")


def state_folder() -> Path:
    """The folder for state, made where it is not there; the environment may name another. Raises OSError.

    What is ours in it is for its owner alone, also where it stood there before.
    """
    folder = state_path()
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    make_contents_private(folder)
    return folder


def state_path() -> Path:
    """Where the folder for state is, or would be."""
    given = os.environ.get(VARIABLE)
    if given:
        return Path(given)
    from platformdirs import user_state_path

    return user_state_path("concord", appauthor=False)


def not_for_runs(searched: Iterable[Path]) -> list[Path]:
    """The folders of ours in which no run looks for workbooks; what lies there are copies of them.

    People may name any folder for state: in one that is searched itself, their workbooks are found.
    """
    state = Path(os.path.realpath(state_path()))
    real = {Path(os.path.realpath(folder)) for folder in searched}
    if real.isdisjoint((state, *state.parents)):
        return []
    ours = [state / name for name in FOLDERS]
    return ours if state in real else [state, *ours]
