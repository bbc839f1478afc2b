"""The warm Python becomes any command that is asked for, as a Python that starts anew would."""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from pathlib import Path

import pytest

from tests.files.warm import Warm


@pytest.fixture(scope="module")
def own() -> Iterator[Warm]:
    """One of these tests alone: what they load stays out of what others are watched for."""
    own = Warm()
    yield own
    own.stop()


@pytest.mark.parametrize(
    ("argv", "code", "said"),
    [
        (["script.py"], 4, "['script.py']\n"),
        (["script.py", "--check"], 4, "['script.py', '--check']\n"),
        (["-c", "import sys; print(sys.argv); sys.exit(4)"], 4, "['-c']\n"),
        (["-c", "print(1)"], 0, "1\n"),
        (["is_not_there.py"], 1, ""),
    ],
)
def test_it_does_what_it_is_asked_for(own: Warm, tmp_path: Path, argv: Sequence[str], code: int, said: str) -> None:
    (tmp_path / "script.py").write_text("import sys\nprint(sys.argv)\nsys.exit(4)\n", encoding="utf-8")
    done = own.done(argv, tmp_path, os.environ)
    assert (done.returncode, done.stdout) == (code, said), done.stderr
