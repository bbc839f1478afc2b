"""The machines of a Dask cluster at work: each item on one of them, in a process that only that item can end.

dask, because a worker that is lost costs nothing but time with it, and because its scheduler and workers
are what administrators already run. It is loaded only where a cluster was asked for.
"""

from __future__ import annotations

import logging
import re
import secrets
import time
import warnings
from collections.abc import Callable, Iterator, Mapping, Sequence
from concurrent.futures import CancelledError, Executor, Future
from contextlib import contextmanager, suppress
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from pipeline import __version__
from pipeline.printable import without_passwords
from pipeline.run.batch.bounded import flow
from pipeline.run.batch.workers import Item, Limits, Result, WorkerError
from pipeline.run.cluster.worker import About, about, one, over
from pipeline.run.state.fingerprint import program
from schemas.wording.text import joined_first, text

if TYPE_CHECKING:
    from distributed import Client

ADDRESS = re.compile(r"(tcp|tls)://[^\s/@]+:\d{1,5}")
ANSWERS_WITHIN = 15.0
# So long (s) a cluster may be without any worker before it counts as lost: workers are restarted within seconds.
PATIENCE = 60.0
COUNTED_EVERY = 5.0
NAMED = 5


class ClusterError(Exception):
    """The cluster cannot be used; the text says why and what to do."""


class Cluster:
    """A cluster that answers and whose workers are as they must be."""

    def __init__(self, client: Client, address: str, patience: float = PATIENCE) -> None:
        self._client = client
        self._address = address
        self._patience = patience
        self._run = secrets.token_hex(8)
        self._threads: Mapping[str, int] = {}
        self._counted = self._seen = time.monotonic()

    def each(
        self, task: Callable[[Item], Result], items: Sequence[Item], limits: Limits
    ) -> Iterator[tuple[int, Result | Exception]]:
        """As `pipeline.run.batch.workers.each`; what was not done when the cluster was lost comes as WorkerError."""
        left = set(range(len(items)))
        self._count()
        executor = self._client.get_executor(pure=False)
        try:
            submit = partial(self._submit, executor, task, limits)
            for place, came in flow(submit, items, lambda: 2 * self._places(), self._look):
                result = self._came(came)
                left.discard(place)
                yield place, result
        except WorkerError as lost:
            yield from ((place, lost) for place in sorted(left))
        finally:
            with suppress(Exception):  # nobody waits for what is still being done
                executor.shutdown(wait=False)

    def close(self) -> None:
        """Let the workers put away what they had for this run."""
        with suppress(Exception):  # a cluster that is gone needs no tidying
            self._client.run(over, self._run, on_error="ignore")

    def _submit(
        self, executor: Executor, task: Callable[[Item], Result], limits: Limits, item: Item
    ) -> Future[Result | Exception]:
        places = max(self._threads.values(), default=1)
        try:
            return executor.submit(one, self._run, places, task, item, limits)
        except (OSError, RuntimeError) as problem:  # a client that has given up its scheduler
            raise self._lost() from problem

    def _came(self, came: Result | Exception) -> Result | Exception:
        if isinstance(came, CancelledError):
            raise self._lost()
        if type(came).__name__ == "KilledWorker":
            from pebble import ProcessExpired

            return ProcessExpired(text("run.cluster.worker_ended"), code=None, pid=None)
        if isinstance(came, ImportError) or "deserialization" in str(came):
            raise WorkerError(text("run.cluster.stranger", version=__version__, address=self._address))
        return came

    def _places(self) -> int:
        if time.monotonic() - self._counted > COUNTED_EVERY:
            self._count()
        return max(1, sum(self._threads.values()))

    def _look(self) -> None:
        """Raise WorkerError where no worker has been there for long."""
        self._count()
        if time.monotonic() - self._seen > self._patience:
            raise self._lost()

    def _count(self) -> None:
        self._counted = time.monotonic()
        self._threads = {}
        with suppress(OSError, RuntimeError):  # TimeoutError is an OSError
            self._threads = self._client.nthreads()
        if self._threads:
            self._seen = time.monotonic()

    def _lost(self) -> WorkerError:
        return WorkerError(text("run.cluster.lost", address=self._address))


@contextmanager
def connected(address: str, files: Sequence[tuple[Path, int]], patience: float = PATIENCE) -> Iterator[Cluster]:
    """The cluster whose scheduler listens at `address`; `files` (path, bytes) are what its workers must see, too.

    Raises ClusterError where it does not answer, or where its workers are not as they must be.
    """
    client = _client(address)
    try:
        _refuse_unfit(client, address, files)
        cluster = Cluster(client, address, patience)
        try:
            yield cluster
        finally:
            cluster.close()
    finally:
        with suppress(Exception):
            client.close(timeout=2)


def _client(address: str) -> Client:
    if not ADDRESS.fullmatch(address):
        raise ClusterError(text("run.cluster.no_address", address=without_passwords(address)))
    try:
        from distributed import Client
        from distributed.security import Security
    except ImportError:
        raise ClusterError(text("run.cluster.no_dask")) from None
    # Asked first: a client that cannot even begin would hang while it is taken away.
    if address.startswith("tls:") and not Security().get_connection_args("client").get("ssl_context"):
        raise ClusterError(text("run.cluster.no_certificate", address=address))
    logging.getLogger("distributed").setLevel(logging.CRITICAL)  # what matters of it is said in our words
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # other versions of packages: judged by ourselves
            return Client(address, timeout=ANSWERS_WITHIN, set_as_default=False, name="concord")
    except (OSError, ValueError, TypeError, RuntimeError) as problem:
        raise ClusterError(text("run.cluster.no_answer", address=address, problem=_first_line(problem))) from None


def _refuse_unfit(client: Client, address: str, files: Sequence[tuple[Path, int]]) -> None:
    """Raise ClusterError unless all workers have this very Concord and see the same files."""
    try:
        answers = client.run(about, list(files), on_error="return")
    except Exception as problem:
        said = text("run.cluster.silent_workers", address=address, problem=_first_line(problem))
        raise ClusterError(said) from None
    if not answers:
        raise ClusterError(text("run.cluster.no_workers", address=address))
    known = {where: answer for where, answer in answers.items() if isinstance(answer, About)}
    strange = [where for where in answers if where not in known or known[where].program != program()]
    if strange:
        raise ClusterError(
            text(
                "run.cluster.other_version", count=len(strange), of=len(answers), address=address,
                version=__version__, names=joined_first(strange, NAMED),
            )
        )  # fmt: skip
    blind = [answer for answer in known.values() if answer.unseen]
    if blind:
        hosts = joined_first(sorted({answer.host for answer in blind}), NAMED)
        raise ClusterError(
            text(
                "run.cluster.blind", count=len(blind), of=len(answers), address=address, hosts=hosts,
                file=blind[0].unseen[0],
            )
        )  # fmt: skip


def _first_line(problem: BaseException) -> str:
    return (str(problem).strip() or type(problem).__name__).splitlines()[0].rstrip(".")
