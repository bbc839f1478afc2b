"""The garbage collector is held while a workbook is worked through, and only then."""

from __future__ import annotations

import gc

import pytest

from pipeline.run.workbook.gc_pause import uncollected


def test_it_is_on_again_afterwards_even_after_a_failure() -> None:
    def fails() -> None:
        assert not gc.isenabled()
        raise KeyError

    with pytest.raises(KeyError):
        uncollected()(fails)()
    assert gc.isenabled()


def test_who_had_switched_it_off_finds_it_off() -> None:
    gc.disable()
    try:
        with uncollected():
            pass
        assert not gc.isenabled()
    finally:
        gc.enable()


def test_a_decorated_function_holds_it_on_every_call() -> None:
    asked = uncollected()(gc.isenabled)
    assert [asked(), asked()] == [False, False]
