"""The files and folders that a command is given: paths, addresses on shares, and patterns."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

if TYPE_CHECKING:
    from click.shell_completion import CompletionItem

MATCHES_NOTHING = (
    "Nothing matches {pattern}. `*` and `?` stand for letters of a name, `**` for any folders; check the folder "
    "that they begin in."
)
NOT_HERE = "Reports go into a folder of this computer, or one that it has mounted; copy them to the share from there."


class Workbooks(click.ParamType[tuple[Path, ...]]):
    """A file or folder that is there, or a pattern that matches some; gives all that is meant."""

    name = "path"

    def convert(
        self, value: str | tuple[Path, ...], param: click.Parameter | None, ctx: click.Context | None
    ) -> tuple[Path, ...]:
        """The paths that a text means; whatever is wrong with it is a usage error."""
        if not isinstance(value, str):
            return value
        from pipeline.drive.of import exists
        from pipeline.drive.pattern import is_pattern
        from pipeline.drive.smb.path import SmbPath

        path = _path(value)
        if is_pattern(path) and not exists(path):
            return self._matching(path, param, ctx)
        if isinstance(path, SmbPath):
            _refuse_what_cannot_be_seen(path)
            return (path,)
        return (click.Path(exists=True, path_type=Path).convert(value, param, ctx),)

    def shell_complete(self, ctx: click.Context, param: click.Parameter, incomplete: str) -> list[CompletionItem]:
        """What the shell offers: its own files and folders."""
        return click.Path().shell_complete(ctx, param, incomplete)

    def _matching(self, pattern: Path, param: click.Parameter | None, ctx: click.Context | None) -> tuple[Path, ...]:
        from pipeline.drive.pattern import matching
        from pipeline.run.discover import is_candidate

        try:
            found = [path for path in matching(pattern) if is_candidate(path.name) or path.is_dir()]
        except (FileNotFoundError, NotADirectoryError):
            found = []
        except OSError as problem:
            raise _cannot_look(pattern, problem) from None
        if not found:
            self.fail(MATCHES_NOTHING.format(pattern=pattern), param, ctx)
        meant = set(found)
        # A folder is searched with all below it: what was found there, too, needs no mention.
        return tuple(path for path in found if not meant.intersection(path.parents))


class Workbook(click.Path):
    """One workbook, by its path or its address on a share."""

    def __init__(self, *, exists: bool = False) -> None:
        super().__init__(exists=exists, dir_okay=False, path_type=Path)

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> Any:
        """The path that a text means; whatever is wrong with it is a usage error."""
        from pipeline.drive.smb.path import SmbPath

        path = _path(str(value))
        if not isinstance(path, SmbPath):
            return super().convert(value, param, ctx)
        if self.exists:
            _refuse_what_cannot_be_seen(path)
        return path


class FolderHere(click.Path):
    """A folder of this computer, or one that it has mounted."""

    def __init__(self) -> None:
        super().__init__(file_okay=False, path_type=Path)

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> Any:
        """The folder's path; an address on a share is a usage error, not the name of a folder."""
        from pipeline.drive.smb.path import SmbPath

        if isinstance(_path(str(value)), SmbPath):
            self.fail(NOT_HERE, param, ctx)
        return super().convert(value, param, ctx)


def _path(text: str) -> Path:
    """The path in a text. Raises click.UsageError for an address that cannot be meant."""
    from pipeline.drive.of import as_path
    from pipeline.drive.smb.path import AddressError

    try:
        return as_path(text)
    except AddressError as problem:
        raise click.UsageError(str(problem)) from None


def _refuse_what_cannot_be_seen(path: Path) -> None:
    """Raise click.UsageError for what is not there, click.ClickException where the server is the matter."""
    from pipeline.drive.of import drive_of

    try:
        drive_of(path).status(path)
    except FileNotFoundError:
        raise click.UsageError(f"{path} is not there. Check the address.") from None
    except OSError as problem:
        raise _cannot_look(path, problem) from None


def _cannot_look(path: Path, problem: OSError) -> click.ClickException:
    from pipeline.door.trouble import in_words

    return click.ClickException(f"{in_words(problem, path.name, str(path.parent))[1]}, then run again.")


def together(_: click.Context, __: click.Parameter, given: tuple[tuple[Path, ...], ...]) -> tuple[Path, ...]:
    """All paths of all arguments."""
    return tuple(path for paths in given for path in paths)
