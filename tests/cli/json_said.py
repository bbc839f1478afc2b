"""What a command printed with --json, held against the shipped JSON Schema."""

from __future__ import annotations

import json
from typing import Any

from jsonschema import Draft202012Validator

from schemas.json_shape import schema_text

VALIDATOR = Draft202012Validator(json.loads(schema_text()))
Said = dict[str, Any]


def said(text: str) -> Said:
    """The one JSON object in a text, which has the shape that the schema describes."""
    content: Said = json.loads(text)
    VALIDATOR.validate(content)
    return content
