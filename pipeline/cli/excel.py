"""`concord excel`: the Concord tab in Excel, put there, taken away, looked after."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

import click

from pipeline.cli.help import Command, Group, option
from pipeline.cli.terminal.progress import waiting
from pipeline.cli.terminal.typed import echo
from schemas.wording.languages import languages, speaking
from schemas.wording.text import text

if TYPE_CHECKING:
    from pipeline.excel.addin.items import Item

ATTENTION = 3


@click.group("excel", cls=Group, help="commands.excel")
def command() -> None:
    """Put the Concord tab into Excel for this user; no administrator rights are needed."""


@command.command("install", cls=Command, help="commands.excel.install")
@option("--print", "only_print", is_flag=True, help="commands.excel.install.options.print")
def install(only_print: bool) -> None:
    """Put the add-in and its settings in place."""
    from pipeline.excel.addin.install import InstallError
    from pipeline.excel.addin.install import install as put

    if only_print:
        _print(_items(elsewhere=True))
        return
    items = _items()
    try:
        put(items)
    except InstallError as problem:
        raise click.ClickException(str(problem)) from None
    for item in items:
        echo(text("cli.excel.wrote", what=item.title, path=item.path))
    _make_ready()
    echo(text("cli.excel.start_anew"))


@command.command("remove", cls=Command, help="commands.excel.remove")
def remove() -> None:
    """Take the add-in and its settings away again; workbooks are not touched."""
    from pipeline.excel.addin.install import InstallError
    from pipeline.excel.addin.install import remove as take

    try:
        gone = take(_items())
    except InstallError as problem:
        raise click.ClickException(str(problem)) from None
    for path in gone:
        echo(text("cli.excel.removed", path=path))
    if not gone:
        echo(text("cli.excel.nothing_to_remove"))


@command.command("status", cls=Command, help="commands.excel.status")
def status() -> int:
    """Say whether Excel will find this Concord, and what is missing if not."""
    items = _items()
    missing = _missing(items)
    for item in items:
        echo(text("cli.excel.is_there", what=item.title, path=item.path))
    for sentence in missing:
        echo(sentence)
    echo(text("cli.excel.missing") if missing else text("cli.excel.in_place", python=sys.executable))
    return ATTENTION if missing else 0


def _missing(items: list[Item]) -> list[str]:
    """What is missing, one sentence each; a tab in another language is as good as one in this."""
    from pipeline.excel.addin.install import lacks

    if missing := list(lacks(items)):
        for code in languages():
            with speaking(code):
                if not list(lacks(_items())):
                    return []
    return missing


@command.command("panel", cls=Command, help="commands.excel.panel")
def panel() -> None:
    """Show the panel beside Excel until it is closed."""
    try:
        import tkinter

        from pipeline.excel.panel.panel import show
    except ImportError as problem:
        if (problem.name or "").rpartition(".")[2] not in ("tkinter", "_tkinter"):
            raise
        raise click.ClickException(text("panel.no_tkinter")) from None
    try:
        show()
    except tkinter.TclError as problem:
        raise click.ClickException(text("panel.no_screen", problem=problem)) from None


def _items(elsewhere: bool = False) -> list[Item]:
    """The files for this machine; with `elsewhere` those for Windows where there is no Excel."""
    from pipeline.excel.addin.items import WINDOWS, here, items
    from pipeline.excel.addin.vba_project import VbaBuildError

    try:
        return here()
    except LookupError:
        if elsewhere:
            return items(WINDOWS, r"%USERPROFILE%\concord\Scripts\python.exe")
        raise click.ClickException(text("cli.excel.no_excel")) from None
    except VbaBuildError as problem:
        raise click.ClickException(str(problem)) from None


def _make_ready() -> None:
    """Let the first press of a button be as quick as the others, or say what it would lack."""
    from pipeline.excel.addin.preload import make_ready

    try:
        with waiting(text("cli.progress.excel")):
            make_ready()
    except ImportError as problem:
        raise click.ClickException(text("excel.missing", name=problem.name)) from None


def _print(items: list[Item]) -> None:
    for item in items:
        echo(text("cli.excel.printed", path=item.path, what=item.title, size=len(item.data)))
        for line in item.shows.splitlines():
            click.echo(f"    {line}")
