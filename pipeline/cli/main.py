"""The command `concord`: its commands by name, each loaded only when it is called.

Exit codes: 0 all well; 1 the run itself failed, the only named workbook was refused, or --strict met
cell errors; 2 usage; 3 finished, but some workbooks need attention; 11 another run is in progress;
130 interrupted.
"""

from __future__ import annotations

import atexit
import gc
import io
import os
import sys
from contextlib import suppress
from importlib import import_module
from shutil import get_terminal_size
from typing import TYPE_CHECKING, Any

import click

from pipeline import __version__
from pipeline.cli.help import Group, Option
from pipeline.cli.machines.completion import VARIABLE
from pipeline.cli.terminal import click_words
from pipeline.cli.terminal.spoken import terminal_language
from pipeline.cli.terminal.typed import as_typed, called, wrapped
from pipeline.printable import message
from schemas.alike import did_you_mean
from schemas.wording.languages import speaking
from schemas.wording.text import text

if TYPE_CHECKING:
    from click.shell_completion import CompletionItem

COMMANDS = {
    "new": "new",
    "adopt": "adopt",
    "check": "check",
    "run": "run",
    "report": "report",
    "split": "split",
    "join": "join",
    "share": "share",
    "review": "meeting.review",
    "excel": "excel",
    "restore": "restore",
    "history": "history",
    "notify": "notify",
    "schedule": "schedule",
    "unschedule": "unschedule",
    "status": "status",
    "rules": "rules",
    "schema": "machines.schema",
    "completion": "machines.completion",
}
INTERRUPTED = 130
# So many new values until Python's garbage collector looks for cycles (by itself 700): libraries are hundreds of
# thousands of values without any, through which it would look a hundred times while they are loaded.
GARBAGE = 50_000


class Commands(Group):
    """A group that imports the module of a command when it is asked for."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """The commands, in the order people need them."""
        return list(COMMANDS)

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """The list of the commands; none of them is loaded for it."""
        with formatter.section(text("commands.heading")):
            formatter.write_dl([(name, text(f"commands.{name}.short")) for name in COMMANDS])

    def get_command(self, ctx: click.Context, name: str) -> click.Command | None:
        """The command called `name`, None where there is none."""
        if name not in COMMANDS:
            return None
        command: click.Command = import_module(f"pipeline.cli.{COMMANDS[name]}").command
        return command

    def shell_complete(self, ctx: click.Context, incomplete: str) -> list[CompletionItem]:
        """What a shell offers: commands with what each is for, none of them loaded, and options."""
        from click.shell_completion import CompletionItem

        named = [name for name in COMMANDS if name.startswith(incomplete)]
        offered = [CompletionItem(name, help=text(f"commands.{name}.short")) for name in named]
        return [*offered, *click.Command.shell_complete(self, ctx, incomplete)]

    def invoke(self, ctx: click.Context) -> Any:
        """Carry out a command; what prevents it is said so that nothing in it steers a terminal or is a secret."""
        try:
            return super().invoke(ctx)
        except click.exceptions.NoArgsIsHelpError:
            raise  # it shows the help, line by line
        except click.ClickException as problem:
            setattr(problem, "message", as_typed(message(problem.message)))  # noqa: B010 (for the library it is final)
            raise

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """The command that is called; of one that there is none of, what was probably meant."""
        if not ctx.resilient_parsing and self.get_command(ctx, args[0]) is None and not args[0].startswith("-"):
            raise click.UsageError(text("cli.no_command", found=args[0], meant=did_you_mean(args[0], COMMANDS)), ctx)
        return super().resolve_command(ctx, args)


@click.group(
    cls=Commands,
    help="commands.concord",
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
)
@click.version_option(
    __version__, prog_name="concord", cls=Option, message="%(prog)s %(version)s", help="commands.options.version"
)
def concord() -> None:
    """The command itself, which has the others."""


def main(arguments: list[str] | None = None) -> None:
    """Run the command line and exit with one of the codes above; never shows a traceback for bad input."""
    if isinstance(sys.stdout, io.TextIOWrapper):
        # A file's name may hold letters that this terminal does not know, or bytes that are no text.
        sys.stdout.reconfigure(errors="replace")
    gc.set_threshold(GARBAGE)
    atexit.register(gc.freeze)  # nor would any of it come of looking once more as the process ends
    with speaking(terminal_language(sys.argv[1:] if arguments is None else arguments)):
        _main(arguments)


def _main(arguments: list[str] | None) -> None:
    try:
        result = concord.main(arguments, prog_name=called(), complete_var=VARIABLE, standalone_mode=False)
    except (click.Abort, KeyboardInterrupt):
        click.echo(text("cli.interrupted"), err=True)
        # Interrupted while a text was executed (dataclasses do so as they are imported), `python -m` would
        # end by the signal whatever is said here; the next text makes Python forget that.
        exec("")
        sys.exit(INTERRUPTED)
    except click.ClickException as problem:
        if sys.stderr.isatty() and not isinstance(problem, click.exceptions.NoArgsIsHelpError):
            # "Error: " stands before its first line, as click says it.
            before = click_words.said("Error: {message}").partition("{")[0]
            said = wrapped(f"{before}{problem.message}", get_terminal_size().columns).removeprefix(before)
            setattr(problem, "message", said)  # noqa: B010 (as above)
        problem.show()
        sys.exit(problem.exit_code)
    except BrokenPipeError:
        sys.stderr.close()
        sys.exit(0)
    except OSError as problem:
        if problem.filename is not None:
            raise  # of a file of ours: nobody foresaw it
        _say_that_nothing_can_be_shown(problem)
        sys.exit(1)
    sys.exit(result if isinstance(result, int) else 0)


def _say_that_nothing_can_be_shown(problem: OSError) -> None:
    """Say why the output was not taken, as by a full drive; what was not taken is not tried again when Python ends."""
    with suppress(OSError, ValueError):  # there is no such file where a test or a program takes the output
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    with suppress(OSError):
        click.echo(text("cli.no_output", problem=problem.strerror), err=True)


if __name__ == "__main__":
    main()
