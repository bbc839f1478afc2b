"""Properties that are computed when first asked for and then kept."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Generic, TypeVar, overload

Value = TypeVar("Value")
Owner = TypeVar("Owner")


class once(Generic[Value]):  # noqa: N801 - reads as a decorator
    """A property of a class that is decorated with `keeps`; only for objects that one thread works on."""

    def __init__(self, work: Callable[[Any], Value]) -> None:
        self.work = work

    @overload
    def __get__(self, instance: None, owner: type) -> once[Value]: ...

    @overload
    def __get__(self, instance: object, owner: type) -> Value: ...

    def __get__(self, instance: object | None, owner: type) -> once[Value] | Value:
        return self if instance is None else self.work(instance)


def keeps(cls: type[Owner]) -> type[Owner]:
    """The dataclass `cls` with slots for its fields and for each property that is computed `once`.

    A slot that is still empty is filled when it is asked for. A register of 20,000 risks asks for 400,000 such values,
    which would take twice the room in a dict for each risk, and twice the time with `functools.cached_property`.
    """
    works = {name: one.work for name, one in vars(cls).items() if isinstance(one, once)}
    fields: dict[str, object] = getattr(cls, "__dataclass_fields__")  # noqa: B009 - which mypy does not know of here

    def fill(self: object, name: str) -> object:
        if name not in works:
            raise AttributeError(name)
        value = works[name](self)
        object.__setattr__(self, name, value)
        return value

    gone = {*works, *fields, "__dict__", "__weakref__"}
    body = {name: value for name, value in vars(cls).items() if name not in gone}
    return type(cls.__name__, cls.__bases__, body | {"__slots__": (*fields, *works), "__getattr__": fill})
