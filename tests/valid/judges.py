"""Two that judge a workbook without Excel: the Open XML SDK of its maker, and our own lint for what that leaves out."""

from __future__ import annotations

import json
import os
import subprocess
from collections import Counter
from pathlib import Path

from pipeline.xlsx.lint.workbook_lint import lint

VALIDATOR = "ooxml-validator"
_ENVIRONMENT = {**os.environ, "DOTNET_TieredPGO": "0"}  # it runs too short to gain by it
# Excel may offer to repair what either of them finds: one sentence each, so often.
Faults = Counter[str]


def validated(file: Path) -> Faults:
    """What the validator says of a file. Raises AssertionError where it could not look at it."""
    told = subprocess.run([VALIDATOR, str(file)], capture_output=True, text=True, check=False, env=_ENVIRONMENT)
    assert told.returncode in (0, 1), told.stderr
    found = json.loads(told.stdout)
    assert found["ok"] is not bool(found["errors"])
    for error in found["errors"]:
        assert error["errorType"] != "Exception", error["description"]
    return Faults(f"{error['path']}: {error['description']}" for error in found["errors"])


def linted(file: Path) -> Faults:
    """What our own lint says of a file."""
    return Faults(lint(file.read_bytes()))
