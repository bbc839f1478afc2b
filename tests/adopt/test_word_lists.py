"""The lists of words by which the tables of others are recognised: whoever adds one sees whether it is there."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest

from schemas.yaml_file import parse

FOLDER = Path(__file__).parents[2] / "schemas" / "adopt"
FILES = sorted(FOLDER.rglob("*.yaml"))
SCALES = FOLDER / "scales.yaml"  # a scale may name two of its steps alike


@pytest.mark.parametrize("path", [path for path in FILES if path != SCALES], ids=lambda path: path.stem)
def test_no_word_stands_twice_in_a_list(path: Path) -> None:
    lists = lists_in(parse(path.read_text(encoding="utf-8"), path.name), "")
    twice = {place: [word for word, many in Counter(words).items() if many > 1] for place, words in lists}
    assert {place: words for place, words in twice.items() if words} == {}


def lists_in(given: object, place: str) -> Iterator[tuple[str, list[str]]]:
    """Each list of words with the keys that lead to it."""
    if isinstance(given, dict):
        for key, value in given.items():
            yield from lists_in(value, f"{place}.{key}")
    elif isinstance(given, list) and all(isinstance(one, str) for one in given):
        yield place, given
