"""Runs that leave reports in a folder, as the command does it, without history and without anything on screen."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from pipeline.cli.session import _with_reports_left
from pipeline.run.batch.batch import Manner, Told
from pipeline.run.batch.options import Options
from pipeline.run.result import RunResult
from pipeline.run.run import Request, carry_out
from tests.run.made import DAY, PARTNERS, RISKS, data

PARTIES_ONLY = "Staff cut off"  # the description of the risk that is withdrawn
SHARED = {"Risks": [{**RISKS[0], "sharing": "All"}, RISKS[1]]}
WITHDRAWN = {"Risks": [{**RISKS[0], "sharing": "Parties"}, RISKS[1]]}


def left(
    *paths: Path, out: Path | None = None, said: list[str] | None = None, force: bool = False, **more: Any
) -> RunResult:
    """A run over the paths; what it has to say goes to `said`."""
    options = Options(**{"today": DAY, "out": out, **more})
    request = Request(paths=paths, options=options, manner=Manner(), force=force)
    ended = carry_out(request, _silent, print)
    return _with_reports_left(ended, request, (said if said is not None else []).append)


def put(folder: Path, name: str, values: Mapping[str, Sequence[Mapping[str, Any]]] | None = None, id: str = "") -> Path:
    """A workbook in `folder` as somebody saves it, with an id that goes with its name."""
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / name
    path.write_bytes(data(values or SHARED, id or f"CA-{name}"))
    return path


def signing(*codes: str) -> dict[str, Sequence[Mapping[str, Any]]]:
    """The rows of a workbook that these partners sign."""
    partners = [
        {"partner": code, "name": name, "party": "Yes" if code in codes else "No"} for code, name in PARTNERS
    ]  # fmt: skip
    return {**SHARED, "Partners": partners}


def files(out: Path) -> list[str]:
    """The reports in a folder, those of the whole run left aside."""
    return sorted(path.name for path in out.iterdir() if path.stem not in (".concord-reports", "portfolio"))


def text(file: Path) -> str:
    """What a report holds."""
    return file.read_text(encoding="utf-8")


@contextmanager
def _silent(_: int) -> Iterator[Told]:
    yield lambda report: None
