"""How much of tables in layouts of others `concord adopt` recognises, on made-up ones with the truth beside.

`python -m benchmarks.adopt [CASES] [--held] [--show] [--forget SALT]` recognises so many files of each kind and
prints: tables found, columns right of those proposed (precision) and of those there (recall), what is wrong and was
not asked about, records neither carried nor named, questions a table, and tables found in files that hold none.
`--held` takes the half of the words and layouts that nobody looks at who writes the rules; `--show` prints what went
wrong: never both. `--forget` takes a third of the spellings, told by a digest with the SALT, out of schemas/adopt
first: how rules do with headers that they do not know shows in the half that may be looked at.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator, Mapping
from hashlib import sha256
from typing import Any

from benchmarks.layouts.cases import KINDS, case, stranger
from benchmarks.layouts.judge import Figures, judge
from pipeline.adopt import lexicon
from pipeline.adopt.recognise.recognise import recognise

CASES = 200
FORGOTTEN = 85  # of 256 spellings


def forget(salt: str) -> None:
    """Take a third of all spellings out of what `concord adopt` knows; before anything was recognised."""
    every = lexicon._spellings

    def known(entry: Mapping[str, Any]) -> Iterator[str]:
        return (one for one in every(entry) if sha256(f"{salt}|{one}".encode()).digest()[0] >= FORGOTTEN)

    lexicon._spellings = known


def measured(kind: str, count: int, *, is_held: bool) -> Figures:
    """The figures over so many made-up files of a kind."""
    figures = Figures()
    for seed in range(count):
        made = case(kind, seed, is_held=is_held)
        judge(figures, made, recognise(made.book))
    return figures


def strangers(count: int) -> Figures:
    """The figures over files that hold nothing of ours."""
    figures = Figures()
    for seed in range(count):
        made = stranger(seed)
        judge(figures, made, recognise(made.book))
    return figures


def _line(kind: str, figures: Figures) -> str:
    return (
        f"{kind:16} found {figures.found_share:6.1%}  precision {figures.precision:6.1%}  "
        f"recall {figures.recall:6.1%}  "
        f"wrong and not asked {len(figures.wrong_unasked):4}  lost {len(figures.lost):3}  "
        f"not carried {len(figures.not_carried):4} and extra {len(figures.extra):4} of {figures.records:5} records  "
        f"questions {figures.mean_questions:4.1f}  other tables {len(figures.strangers):3}"
    )


def main(count: int, *, is_held: bool, show: bool) -> None:
    """Print a line a kind."""
    for kind in KINDS:
        figures = measured(kind, count, is_held=is_held)
        print(_line(kind, figures), flush=True)
        if show and not is_held:
            for name in ("missed", "wrong_unasked", "missing_columns", "lost", "not_carried", "extra", "strangers"):
                for one in getattr(figures, name)[:40]:
                    print(f"  {name}: {one}")
    none = strangers(count)
    print(f"files with none of ours: {len(none.strangers)} tables found in {count}", *none.strangers[:20], sep="\n  ")


if __name__ == "__main__":
    if "--forget" in sys.argv:
        forget(sys.argv[sys.argv.index("--forget") + 1])
    numbers = [int(word) for word in sys.argv[1:] if word.isdigit()]
    main(numbers[0] if numbers else CASES, is_held="--held" in sys.argv, show="--show" in sys.argv)
