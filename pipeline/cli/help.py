"""Commands and options whose help stands in schemas/wording/en/commands.yaml; it is looked up when it is shown."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, TypeVar

import click

from schemas.wording.text import text

Decorated = TypeVar("Decorated", bound=Callable[..., Any] | click.Command)


class _Explained(click.Command):
    """A command whose `help` is the key of its section, which says `short` and `about`."""

    _section: str | None

    @property
    def help(self) -> str | None:
        """What stands above its options."""
        return text(f"{self._section}.about") if self._section else None

    @help.setter
    def help(self, section: str | None) -> None:
        self._section = section

    @property
    def short_help(self) -> str | None:
        """What stands in the list of commands."""
        return text(f"{self._section}.short") if self._section else None

    @short_help.setter
    def short_help(self, _: str | None) -> None:
        """The section says it."""


class Command(_Explained):
    """A command that is explained by a section of commands.yaml."""


class Group(_Explained, click.Group):
    """The same of a command that has commands of its own."""


class Option(click.Option):
    """An option whose `help` is the key of its sentence."""

    _sentence: str | None

    @property
    def help(self) -> str | None:
        """What stands beside it."""
        return text(self._sentence) if self._sentence else None

    @help.setter
    def help(self, sentence: str | None) -> None:
        self._sentence = sentence


def option(*names: str, help: str, **attributes: Any) -> Callable[[Decorated], Decorated]:
    """An option of a command; `help` is the key of its sentence."""
    return click.option(*names, cls=Option, help=help, **attributes)
