"""The one thread that speaks with Excel: looks which workbook is in front, and does what is asked, one after the other.

Excel's objects belong to the thread that got them; the window only gets texts and numbers, as events.
"""

from __future__ import annotations

import sys
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from importlib import import_module
from pathlib import Path
from queue import Empty, SimpleQueue
from threading import Thread
from typing import TYPE_CHECKING, Any

from pipeline.excel.panel.attached import Front, any_app, book_of, front
from schemas.wording.text import text

if TYPE_CHECKING:
    from pipeline.excel.buttons.actions import Answer
    from pipeline.excel.panel.topics import FirstTopics

LOOKS_EVERY = (
    2.0 if sys.platform == "darwin" else 1.0
)  # seconds, while nothing is asked; macOS starts two programs for it


@dataclass(frozen=True)
class Told:
    """What is being done now; "" for nothing."""

    text: str


@dataclass(frozen=True)
class Ready:
    """All that the buttons use is loaded; `missing` says in words what is not there."""

    missing: str = ""


@dataclass(frozen=True)
class Ended:
    """What was asked is done: what came of it, and after a run what to discuss first."""

    says: str
    is_mistake: bool = False
    topics: FirstTopics | None = None


@dataclass(frozen=True)
class Made:
    """A new workbook was made and `says` so, or `refused` says why not."""

    says: str = ""
    refused: str = ""


Event = Told | Ready | Ended | Made | Front
Task = Callable[[], Event]


class Worker:
    """The thread and its two queues: of tasks, and of events."""

    def __init__(self) -> None:
        self.events: SimpleQueue[Event] = SimpleQueue()
        self._tasks: SimpleQueue[Task | None] = SimpleQueue()
        self._thread = Thread(target=self._work, name="excel")
        self._front: Front | None = None

    def start(self) -> None:
        """Begin to load what is needed, and to look."""
        self._thread.start()

    def press(self, button: str, front: Front) -> None:
        """Do what a button does in the workbook that is shown as in front; an Ended event follows."""
        self._tasks.put(lambda: _pressed(button, front))

    def make(self, file: Path, title: str, partners: list[str]) -> None:
        """Make a new workbook and open it; a Made event follows."""
        self._tasks.put(lambda: _made(file, title, partners))

    def close(self) -> None:
        """End once all that was asked is done, and wait for it."""
        self._tasks.put(None)
        self._thread.join()

    def _work(self) -> None:
        from pipeline.excel.session.app_state import listener

        listener.set(lambda said: self.events.put(Told(said)))
        self.events.put(self._load())
        while True:
            try:
                task = self._tasks.get(timeout=LOOKS_EVERY)
            except Empty:
                self._look()
                continue
            if task is None:
                return
            came = task()
            self._look()  # a new workbook comes to the front: what is said of it comes after that
            self.events.put(came)

    def _load(self) -> Ready:
        """Look first, which needs little; then load the rest, so that no click waits for it."""
        from pipeline.excel.addin.preload import USED
        from pipeline.excel.session import native

        try:
            native.tame()
            self._look()
            for name in (*USED, "pipeline.excel.buttons.actions", "pipeline.excel.panel.topics"):
                import_module(name)
        except ImportError as problem:
            return Ready(text("excel.missing", name=problem.name))
        return Ready()

    def _look(self) -> None:
        found = front(self._front)
        if found is not None and found != self._front:
            self._front = found
            self.events.put(found)


def _pressed(button: str, front: Front) -> Ended:
    from pipeline.excel.buttons import actions
    from pipeline.excel.buttons.guard import attempt
    from pipeline.excel.panel.topics import first_topics

    def work(book: Any) -> Answer | None:
        do: Callable[[Any], Answer] = getattr(actions, button)
        return do(book) if book is not None else None

    done = attempt(lambda: book_of(front), work)
    if done.mistake:
        return Ended(done.mistake, is_mistake=True)
    if done.came is None:
        return Ended(text("panel.gone", name=front.name), is_mistake=True)
    return Ended(done.came.says, topics=first_topics(done.came.outcome) if button == "run" else None)


def _made(file: Path, title: str, partners: list[str]) -> Made:
    from pipeline.excel.buttons.create import make
    from pipeline.excel.buttons.guard import in_words
    from pipeline.run.new_arrangement import CreateError

    try:
        make(file, title, partners)
    except CreateError as problem:
        return Made(refused=str(problem))
    except Exception as mistake:  # the last fence before people
        return Made(refused=in_words(mistake))
    with suppress(Exception):  # made it is; an Excel that is busy or gone is no reason to say otherwise
        any_app().books.open(str(file))
        return Made(text("excel.new_made", name=file.name))
    return Made(text("panel.new.there_is", path=file))
