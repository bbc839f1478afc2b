"""What every new workbook begins with: an id of its own, and the partners as they were typed."""

from __future__ import annotations

import uuid

from schemas.wording.text import text


class CreateError(Exception):
    """No workbook was made; the text says why and what to do."""


class NotMadeError(CreateError):
    """What was asked for was understood; the old workbook cannot be read, or the drive is in the way."""


def new_id() -> str:
    """An arrangement id that no other workbook has."""
    return f"CA-{uuid.uuid4().hex[:12].upper()}"


def partner_given(given: str, option: str = "--partner") -> tuple[str, str]:
    """The code and the name in a text like `REDC=Red Crossing`. Raises CreateError."""
    code, equals, name = given.partition("=")
    if not equals or not name.strip():
        raise CreateError(text("run.create.no_partner", option=option, given=given))
    return code.strip(), name.strip()
