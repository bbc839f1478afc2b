"""The files and folders that a command is given: paths, addresses on shares, and patterns."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from pipeline.cli.terminal.meant import not_there
from schemas.wording.text import text

if TYPE_CHECKING:
    from click.shell_completion import CompletionItem

# What a drive says of a path that nobody has made, in the words of `in_words`.
_MISTYPED = frozenset({"gone", "name_too_long"})


class Workbooks(click.ParamType[tuple[Path, ...]]):
    """A file or folder that is there, or a pattern that matches some; gives all that is meant."""

    @property
    def name(self) -> str:  # type: ignore[override]  # as the library's own kinds have it
        """What it is called in messages."""
        return text("click.path")

    def convert(
        self, value: str | tuple[Path, ...], param: click.Parameter | None, ctx: click.Context | None
    ) -> tuple[Path, ...]:
        """The paths that a text means; whatever is wrong with it is a usage error."""
        if not isinstance(value, str):
            return value
        from pipeline.files.backends import exists
        from pipeline.files.patterns import is_pattern

        path = _path(value)
        if is_pattern(path) and not exists(path):
            return self._matching(path, param, ctx)
        _refuse_what_cannot_be_seen(path)
        return (_whole(path),)

    def shell_complete(self, ctx: click.Context, param: click.Parameter, incomplete: str) -> list[CompletionItem]:
        """What the shell offers: its own files and folders."""
        return click.Path().shell_complete(ctx, param, incomplete)

    def _matching(self, pattern: Path, param: click.Parameter | None, ctx: click.Context | None) -> tuple[Path, ...]:
        from pipeline.files.patterns import matching
        from pipeline.run.batch.discover import is_candidate, is_folder

        try:
            found = [path for path in matching(pattern) if is_candidate(path.name) or is_folder(path)]
        except OSError as problem:
            if not _is_mistyped(pattern, problem):
                raise _cannot_look(pattern, problem) from None
            found = []
        if not found:
            self.fail(text("cli.paths.matches_nothing", pattern=pattern), param, ctx)
        meant = set(found)
        # A folder is searched with all below it: what was found there, too, needs no mention.
        return tuple(_whole(path) for path in found if not meant.intersection(path.parents))


class NamedPath(click.Path):
    """A path of the library's kind, named in the language in force where it is not what it should be."""

    @property
    def name(self) -> str:  # the library sets it once
        """What it is called in messages."""
        if self.file_okay and self.dir_okay:
            return text("click.path")
        return text("click.file" if self.file_okay else "click.directory")

    @name.setter
    def name(self, _: str) -> None:
        """What it may be says it."""


class Workbook(NamedPath):
    """One workbook, by its path or its address on a share."""

    def __init__(self, *, exists: bool = False) -> None:
        super().__init__(exists=exists, dir_okay=False, path_type=Path)

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> Any:
        """The path that a text means; whatever is wrong with it is a usage error."""
        from pipeline.files.smb.path import SmbPath

        path = _path(str(value))
        if self.exists:
            _refuse_what_cannot_be_seen(path)
        return path if isinstance(path, SmbPath) else super().convert(value, param, ctx)


class FileHere(NamedPath):
    """A file of this computer that is there: settings, thresholds."""

    def __init__(self) -> None:
        super().__init__(dir_okay=False, path_type=Path)

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> Any:
        """The file's path; one that leads nowhere is a usage error that names the nearest."""
        path = Path(value)
        try:
            is_there = path.exists()
        except (OSError, ValueError):
            is_there = False
        if not is_there:
            raise click.UsageError(not_there(path))
        return super().convert(value, param, ctx)


class FolderHere(NamedPath):
    """A folder of this computer, or one that it has mounted."""

    def __init__(self) -> None:
        super().__init__(file_okay=False, path_type=Path)

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> Any:
        """The folder's path; an address on a share is a usage error, not the name of a folder."""
        from pipeline.files.smb.path import SmbPath

        if isinstance(_path(str(value)), SmbPath):
            self.fail(text("cli.paths.not_here"), param, ctx)
        return super().convert(value, param, ctx)


def _path(given: str) -> Path:
    """The path in a text. Raises click.UsageError for an address that cannot be meant."""
    from pipeline.files.backends import as_path
    from pipeline.files.smb.path import AddressError

    try:
        return as_path(given)
    except AddressError as problem:
        raise click.UsageError(str(problem)) from None


def _whole(path: Path) -> Path:
    """The path from the root on: the current folder itself may be gone before the run is over."""
    try:
        return path.absolute()
    except OSError:
        return path


def _refuse_what_cannot_be_seen(path: Path) -> None:
    """Raise click.UsageError for what is not there, ClickException where the drive or the server is the matter."""
    from pipeline.files.backends import drive_of

    try:
        drive_of(path).status(path)
    except ValueError:  # a name that no drive takes
        raise click.UsageError(not_there(path)) from None
    except OSError as problem:
        if _is_mistyped(path, problem):
            raise click.UsageError(not_there(path)) from None
        raise _cannot_look(path, problem) from None


def _is_mistyped(path: Path, problem: OSError) -> bool:
    from pipeline.files.errors import in_words

    return in_words(problem, path.name, str(path.parent))[0] in _MISTYPED


def _cannot_look(path: Path, problem: OSError) -> click.ClickException:
    from pipeline.files.errors import in_words

    return click.ClickException(text("cli.paths.cannot_look", what=in_words(problem, path.name, str(path.parent))[1]))


def merged_paths(_: click.Context, __: click.Parameter, given: tuple[tuple[Path, ...], ...]) -> tuple[Path, ...]:
    """All paths of all arguments."""
    return tuple(path for paths in given for path in paths)
