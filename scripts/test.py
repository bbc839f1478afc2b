"""Sets Concord up and passes its tests: `python scripts/test.py [--deep] [pytest arguments]`.

Without arguments it also checks style (ruff) and types (mypy), and that generated files are current. `--deep` gives
each property (hypothesis) many random examples instead of the same few: hours for the whole suite.
"""

from __future__ import annotations

import os
import subprocess
import sys
from typing import Any

from environment import ROOT, ready

CHECKS = (
    ("style", ["-m", "ruff", "check", "."]),
    ("format", ["-m", "ruff", "format", "--check", "."]),
    ("templates are current", ["scripts/build_templates.py", "--check"]),
    ("samples are current", ["scripts/build_samples.py", "--check"]),
    ("reference is current", ["scripts/build_reference.py", "--check"]),
    # What is gathered once is compiled: workers of pytest gather in half the time.
    ("tests can be gathered", ["-m", "pytest", "--collect-only", "-qq"]),
)
# Types take a minute of one core, beside the tests. Scripts call each other by bare names, so they are looked at by
# themselves: in seconds, with what the others left.
TYPES = (
    ("types", ["-m", "mypy", "pipeline", "schemas", "tests", "benchmarks"]),
    ("types of scripts", ["-m", "mypy"]),
)
COMPILED = ("pipeline", "schemas")
# Modules are compiled once, whatever this machine sets for others: workers and tests start hundreds of processes.
ENVIRONMENT = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}


def checked(python: str, checks: tuple[tuple[str, list[str]], ...]) -> int:
    """Do these checks at once, say what each that was not passed says, and give the number of the first of them."""
    caught: dict[str, Any] = {"stdout": subprocess.PIPE, "stderr": subprocess.STDOUT, "text": True}
    running = [
        (name, subprocess.Popen([python, *command], cwd=ROOT, env=ENVIRONMENT, **caught)) for name, command in checks
    ]
    codes = []
    for name, process in running:
        print(f"Concord: {name} ...", file=sys.stderr, flush=True)
        said, _ = process.communicate()
        codes.append(process.returncode)
        if process.returncode:
            print(said, file=sys.stderr, end="", flush=True)
    return next((code for code in codes if code), 0)


def tested(python: str, chance: list[str]) -> int:
    """All the tests, and the types beside them; where those are not right, the tests are broken off."""
    # A fifth of the time a test only waits for a browser, an office program, a worker: one worker more than there are
    # cores uses it. Tests of one group stay together: they share what takes long to make (tests/conftest.py).
    workers = min(5, (os.cpu_count() or 1) + 1)
    command = [python, "-m", "pytest", "-n", str(workers), "--dist", "loadgroup", *chance]
    with subprocess.Popen(command, cwd=ROOT, env=ENVIRONMENT) as tests:
        for one in TYPES:
            if code := checked(python, (one,)):
                tests.terminate()
                return code
        return tests.wait()


def main(arguments: list[str]) -> int:
    """Run the checks and the tests; the number of the first that did not pass, 0 when all did."""
    python = str(ready(development=True))
    chance = ["--hypothesis-profile", "deep"] if "--deep" in arguments else []
    arguments = [given for given in arguments if given != "--deep"]
    subprocess.run([python, "-m", "compileall", "-q", *COMPILED], cwd=ROOT, check=False)
    if not arguments:
        return checked(python, CHECKS) or tested(python, chance)
    command = [python, "-m", "pytest", *chance, *arguments]
    return subprocess.run(command, cwd=ROOT, env=ENVIRONMENT, check=False).returncode


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
