"""Sets Concord up and passes its tests: `python scripts/test.py [pytest arguments]`.

Without arguments it also checks style (ruff) and types (mypy), and that generated files are current.
"""

from __future__ import annotations

import os
import subprocess
import sys

from environment import ROOT, ready

CHECKS = (
    ("style", ["-m", "ruff", "check", "."]),
    ("format", ["-m", "ruff", "format", "--check", "."]),
    ("types", ["-m", "mypy"]),
    ("templates are current", ["scripts/build_templates.py", "--check"]),
    ("samples are current", ["scripts/build_samples.py", "--check"]),
    ("reference is current", ["scripts/build_reference.py", "--check"]),
)


def main(arguments: list[str]) -> int:
    """Run the checks and the tests; the number of the first that did not pass, 0 when all did."""
    python = str(ready(development=True))
    if not arguments:
        for name, command in CHECKS:
            print(f"Concord: {name} ...", file=sys.stderr, flush=True)
            code = subprocess.run([python, *command], cwd=ROOT, check=False).returncode
            if code:
                return code
    workers = ["-n", str(min(4, os.cpu_count() or 1))] if not arguments else []
    return subprocess.run([python, "-m", "pytest", *workers, *arguments], cwd=ROOT, check=False).returncode


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
