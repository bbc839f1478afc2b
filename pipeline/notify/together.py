"""Several things done at once, each bounded in time, so that no server can hold up a run."""

from __future__ import annotations

import time
from collections.abc import Callable, Mapping
from threading import Thread

from pipeline.notify.not_sent import NotSent
from pipeline.run.mistake import kind_and_place

SECONDS = 10.0


def together(steps: Mapping[str, Callable[[], None]], seconds: float = SECONDS) -> list[str]:
    """Do all the steps, by what they are called; a sentence for each that did not get there in time or at all."""
    said: dict[str, str] = {}
    threads = {name: Thread(target=_try, args=(name, step, said), daemon=True) for name, step in steps.items()}
    end = time.monotonic() + seconds
    for thread in threads.values():
        thread.start()
    for name, thread in threads.items():
        thread.join(max(0.0, end - time.monotonic()))
        if thread.is_alive():
            said[name] = f"it took longer than {seconds:g} seconds"
    return [f"{name}: {said[name]}." for name in steps if said.get(name)]


def _try(name: str, step: Callable[[], None], said: dict[str, str]) -> None:
    try:
        step()
    except NotSent as problem:
        said[name] = str(problem)
    except Exception as mistake:
        said[name] = f"Concord itself made a mistake ({kind_and_place(mistake)}); please report it"
