"""The files and folders that a command is given: paths, addresses on shares, and patterns."""

from __future__ import annotations

from pathlib import Path

import click

MATCHES_NOTHING = (
    "Nothing matches {pattern}. `*` and `?` stand for letters of a name, `**` for any folders; check the folder "
    "that they begin in."
)


class Workbooks(click.ParamType[tuple[Path, ...]]):
    """A file or folder that is there, or a pattern that matches some; gives all that is meant."""

    name = "path"

    def convert(
        self, value: str | tuple[Path, ...], param: click.Parameter | None, ctx: click.Context | None
    ) -> tuple[Path, ...]:
        """The paths that a text means; whatever is wrong with it is a usage error."""
        if not isinstance(value, str):
            return value
        from pipeline.drive.of import as_path, exists
        from pipeline.drive.pattern import is_pattern
        from pipeline.drive.smb.path import AddressError, SmbPath

        try:
            path = as_path(value)
        except AddressError as problem:
            self.fail(str(problem), param, ctx)
        if is_pattern(path) and not exists(path):
            return self._matching(path, param, ctx)
        if isinstance(path, SmbPath):
            _refuse_what_cannot_be_seen(path)
            return (path,)
        return (click.Path(exists=True, path_type=Path).convert(value, param, ctx),)

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
