"""Commands and options whose help stands in schemas/wording/en/commands.yaml; it is looked up when it is shown."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from typing import Any, TypeVar

import click

from pipeline.cli.terminal import click_words
from pipeline.cli.terminal.spoken import OPTION
from schemas.wording.direction import bare
from schemas.wording.languages import languages
from schemas.wording.text import text

click_words.speak()

_IN_NAME = re.compile(r"(?<=\w)-(?=\w)")
_IN_BRACKETS = re.compile(r"\[(?:[^][]|\[[^][]*\])*\]")
_HYPHEN, _SPACE = "\u2011", "\0"  # while lines are broken, for those at which none is
Decorated = TypeVar("Decorated", bound=Callable[..., Any] | click.Command)


class _Lines(click.HelpFormatter):
    """Lines that are broken in no name such as NAME-review.xlsx and in no argument such as [FILE [NUMBER]]."""

    def write(self, string: str) -> None:
        """Put lines down, what was held together as people type it."""
        super().write(string.replace(_HYPHEN, "-").replace(_SPACE, " "))

    def write_usage(self, prog: str, args: str = "", prefix: str | None = None) -> None:
        """The first line: how the command is called."""
        super().write_usage(prog, _IN_BRACKETS.sub(lambda found: found[0].replace(" ", _SPACE), args), prefix)

    def write_text(self, text: str) -> None:
        """What stands above the options."""
        super().write_text(_held(text))

    def write_dl(self, rows: Iterable[tuple[str, str]], col_max: int = 30, col_spacing: int = 2) -> None:
        """Options or commands, each with what it is for."""
        super().write_dl([(name, _held(about)) for name, about in rows], col_max, col_spacing)


def _held(text: str) -> str:
    return _IN_NAME.sub(_HYPHEN, text)


class _Context(click.Context):
    formatter_class = _Lines


class _Explained(click.Command):
    """A command whose `help` is the key of its section, which says `short` and `about`."""

    context_class = _Context
    _section: str | None

    @property
    def help(self) -> str | None:
        """What stands above its options."""
        return bare(text(f"{self._section}.about")) if self._section else None

    @help.setter
    def help(self, section: str | None) -> None:
        self._section = section

    @property
    def short_help(self) -> str | None:
        """What stands in the list of commands."""
        return bare(text(f"{self._section}.short")) if self._section else None

    @short_help.setter
    def short_help(self, _: str | None) -> None:
        """The section says it."""


class Option(click.Option):
    """An option whose `help` is the key of its sentence."""

    _sentence: str | None

    @property
    def help(self) -> str | None:
        """What stands beside it."""
        return bare(text(self._sentence)) if self._sentence else None

    @help.setter
    def help(self, sentence: str | None) -> None:
        self._sentence = sentence


class _Speaking(_Explained):
    """Every command takes `--language`: where it makes nothing in that language, the terminal alone speaks it."""

    def __init__(self, *args: Any, **attributes: Any) -> None:
        super().__init__(*args, **attributes)
        if not any(parameter.name == "language" for parameter in self.params):
            self.params.append(language_of_terminal())

    def format_help(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """The help, `--help` in it: the library keeps that option with the words in which it was first made."""
        shown = self.get_help_option(ctx)
        if shown is not None:
            shown.help = text("click.show_help")
        super().format_help(ctx, formatter)


class Command(_Speaking):
    """A command that is explained by a section of commands.yaml."""


class Group(_Speaking, click.Group):
    """The same of a command that has commands of its own."""


def language_of_terminal() -> Option:
    """The option by which the terminal was made to speak a language before the command began (`terminal.spoken`)."""
    return Option(
        [OPTION], type=click.Choice(languages()), expose_value=False, is_eager=True, help="commands.options.language"
    )


def option(*names: str, help: str, **attributes: Any) -> Callable[[Decorated], Decorated]:
    """An option of a command; `help` is the key of its sentence."""
    return click.option(*names, cls=Option, help=help, **attributes)
