"""Whoever waits is told what goes on, and nothing of that stays in what is said."""

from __future__ import annotations

import io

import pytest

from pipeline.cli.terminal.progress import Line, of_workbooks, waiting


class Clock:
    """A clock that goes as the test says."""

    def __init__(self) -> None:
        self.now = 0.0

    def __call__(self) -> float:
        return self.now


def line_after(seconds: float, *, count: int = 0, done: int = 0) -> tuple[Line, io.StringIO]:
    stream, clock = io.StringIO(), Clock()
    line = Line("Working", stream, clock)
    line.count, line.done, clock.now = count, done, seconds
    line.draw()
    return line, stream


def test_a_short_wait_is_silent() -> None:
    assert line_after(1.9)[1].getvalue() == ""


def test_a_longer_one_says_what_goes_on_and_since_when() -> None:
    assert line_after(63)[1].getvalue() == "\rWorking ... 1 min 3 s"


def test_of_many_it_says_how_many_are_done_and_guesses_only_when_enough_are() -> None:
    assert line_after(10, count=40, done=9)[1].getvalue() == "\rWorking [#####...................] 9 of 40, 10 s"
    assert line_after(10, count=40, done=10)[1].getvalue().endswith("10 of 40, 10 s, about 30 s left")


def test_what_is_said_next_begins_on_an_empty_line() -> None:
    line, stream = line_after(5)
    line.clear()
    line.clear()
    assert stream.getvalue() == "\rWorking ... 5 s\r               \r"


def test_where_nobody_sees_it_nothing_is_written(capsys: pytest.CaptureFixture[str]) -> None:
    with waiting("Working") as line, of_workbooks(3) as told:
        told(None)  # type: ignore[arg-type]
        line.clear()
    assert capsys.readouterr() == ("", "")
