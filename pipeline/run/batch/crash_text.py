"""Our own mistakes in words; never with the text of an exception, which may quote a cell or a secret."""

from __future__ import annotations

import traceback
from pathlib import Path

from schemas.wording.text import text

CAUSES = 5


def kind_and_place(mistake: BaseException) -> str:
    """Its kind, and where in our code it came up."""
    frames = traceback.extract_tb(mistake.__traceback__)
    kind = type(mistake).__name__
    if not frames:
        return kind
    return text("run.mistake_at", kind=kind, file=Path(frames[-1].filename).name, line=frames[-1].lineno)


def traceback_of(mistake: BaseException) -> str:
    """The traceback without the exceptions' own texts, that of what caused it below."""
    parts: list[str] = []
    at: BaseException | None = mistake
    while at is not None and len(parts) < CAUSES:
        frames = "".join(traceback.format_tb(at.__traceback__)).rstrip()
        parts.append(f"{frames}\n{type(at).__module__}.{type(at).__qualname__}".lstrip("\n"))
        at = at.__cause__ or (None if at.__suppress_context__ else at.__context__)
    return "\nwhich came of\n".join(parts)
