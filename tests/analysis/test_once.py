"""A value that is computed when first asked for."""

from __future__ import annotations

from dataclasses import dataclass

from pipeline.analysis.once import keeps, once

asked: list[int] = []


@keeps
@dataclass(frozen=True)
class Square:
    side: int

    @once
    def area(self) -> int:
        """How large it is."""
        asked.append(self.side)
        return self.side**2


def test_it_is_computed_once_for_each_object_even_a_frozen_one() -> None:
    asked.clear()
    two, three = Square(2), Square(3)
    assert [two.area, three.area, two.area, three.area] == [4, 9, 4, 9]
    assert asked == [2, 3]


def test_it_does_not_count_when_objects_are_compared() -> None:
    seen = Square(4)
    assert seen.area == 16
    assert seen == Square(4)


def test_it_takes_no_dict_for_each_object() -> None:
    assert not hasattr(Square(4), "__dict__")
