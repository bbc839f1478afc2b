"""How many saves are lost when a person saves again and again while runs replace the workbook.

    python -m benchmarks.racing_saves [SAVES]

A person (a process of its own) saves SAVES versions as fast as it can, in the two ways in which
programs save; runs read the workbook and replace it, one after the other without a pause. So nearly
every save falls into a run, many into its last moment. A save is lost when a run put results of an
earlier version in its place. Both ways of replacing are tried: files that change places, and, as on
drives that cannot do that, one that takes the place of the other.
"""

from __future__ import annotations

import multiprocessing
import random
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable
from hashlib import sha256
from multiprocessing.synchronize import Event
from pathlib import Path
from typing import Any

from pipeline.files import rename_exchange
from pipeline.files.atomic_replace import ReplaceError, SavedMeanwhileError, replace_whole
from pipeline.files.read import ReadError, read_bytes

SAVES = 5_000
BULK = 8_000  # bytes a version, as a small workbook
THEIRS, OURS = b"theirs", b"ours"


def version(whose: bytes, number: int) -> bytes:
    """A version of the workbook: the person's own, or ours made from it."""
    return b"%s %08d " % (whose, number) + b"." * BULK


def told(content: bytes) -> tuple[bytes, int] | None:
    """Whose version the content is and of which number; None where it is not whole."""
    for whose in (THEIRS, OURS):
        if content.startswith(whose + b" ") and len(content) == len(version(whose, 0)):
            number = int(content.split(b" ", 2)[1])
            return (whose, number) if content == version(whose, number) else None
    return None


def anew(book: Path, content: bytes) -> None:
    """As Excel and LibreOffice save: a new file takes the name."""
    other = book.with_name("12345678")
    other.write_bytes(content)
    other.replace(book)


def in_place(book: Path, content: bytes) -> None:
    """As simple programs save: into the very file."""
    with book.open("wb") as file:
        file.write(content)


def person(book: Path, save: Callable[[Path, bytes], None], saves: int, over: Event, counts: Any) -> None:
    """Save version after version; before each, see what became of the last one."""
    chance = random.Random(1)
    for number in range(1, saves + 1):
        save(book, version(THEIRS, number))
        time.sleep(chance.random() * 0.002)
        what = became(book, number)
        if what == "lost":
            # Results that came too late stand there for a moment before the save is put back.
            time.sleep(0.05)
            what = became(book, number)
        counts.put(what)
    over.set()


def became(book: Path, number: int) -> str:
    """What became of the last save: it stands, is in our results, is lost; or the file is not whole."""
    try:
        found = told(read_bytes(book))
    except ReadError:
        return "gone"
    if found is None:
        return "not whole"
    return "kept" if found[1] == number else "lost"


def race(folder: Path, save: Callable[[Path, bytes], None], saves: int) -> tuple[Counter[str], Counter[str]]:
    """What became of the saves, and of the runs."""
    book = folder / "book.xlsx"
    book.write_bytes(version(THEIRS, 0))
    over = multiprocessing.Event()
    counts: multiprocessing.SimpleQueue[str] = multiprocessing.SimpleQueue()
    process = multiprocessing.Process(target=person, args=(book, save, saves, over, counts))
    process.start()
    runs: Counter[str] = Counter()
    came: Counter[str] = Counter()
    while not over.is_set():
        runs[run(book)] += 1
        while not counts.empty():
            came[counts.get()] += 1
    while not counts.empty():
        came[counts.get()] += 1
    process.join()
    assert [entry.name for entry in folder.iterdir()] == [book.name]
    return came, runs


def run(book: Path) -> str:
    """One run over the workbook: read, and put results made from it in its place."""
    try:
        present = read_bytes(book)
        found = told(present)
        if found is None:  # caught in the middle of a save into the file: a real run refuses it as damaged
            return "waited"
        replace_whole(book, version(OURS, found[1]), sha256(present).hexdigest())
    except SavedMeanwhileError:
        return "gave way"
    except (ReplaceError, ReadError):
        return "refused"
    return "replaced"


def main(saves: int = SAVES) -> None:
    """Print a table of all four races."""
    multiprocessing.set_start_method("fork" if sys.platform == "linux" else "spawn")
    print(f"{saves:,} saves each{'':21}{'lost':>6}{'not whole':>11}   runs")
    real = rename_exchange._call
    for how, call in (("change places", real), ("takes the place", lambda: None)):
        rename_exchange._call = call  # type: ignore[assignment]
        for what, save in (("a new file", anew), ("in place", in_place)):
            with tempfile.TemporaryDirectory() as folder:
                came, runs = race(Path(folder), save, saves)
            made = ", ".join(f"{count:,} {word}" for word, count in sorted(runs.items()))
            print(f"{how:16} saved as {what:12}{came['lost']:6}{came['not whole'] + came['gone']:11}   {made}")
            assert sum(came.values()) == saves


if __name__ == "__main__":
    main(*map(int, sys.argv[1:]))
