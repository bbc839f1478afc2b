"""Who does the work: workers, which can be ended where they take too much; this process only to show our mistakes."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

from pipeline.run.batch.workers import Item, Limits, Result, Workers, can_start


class Crew:
    """Does a task for each item, in workers or `here`, where no limits hold; used in a `with`."""

    def __init__(self, limits: Limits, here: bool) -> None:
        self._here = here
        self._workers = Workers(limits)

    def __enter__(self) -> Crew:
        return self

    def __exit__(self, *_: object) -> None:
        self._workers.stop()

    def each(self, task: Callable[[Item], Result], items: Sequence[Item]) -> Iterator[tuple[Item, Result | Exception]]:
        """Each item with its result, or with what ended it."""
        # Where no process can be started at all, what is wrong there shows at the work itself.
        if not self._here and can_start():
            yield from ((items[place], result) for place, result in self._workers.each(task, items))
            return
        for item in items:
            try:
                yield item, task(item)
            except MemoryError as problem:
                yield item, problem
