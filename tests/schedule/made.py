"""Jobs for the tests."""

from __future__ import annotations

import sys
from typing import Any

from pipeline.schedule.job import Job
from pipeline.schedule.when import When

ODD = "/srv/100% 'q\" $HOME ${X} $(Arg0) \\ %TEMP% \\% é ; # ~25 & <b>"


def job(**more: Any) -> Job:
    """At 06:30 from Monday to Friday, one folder, this interpreter."""
    given: dict[str, Any] = {
        "name": "partners", "when": When.read(["06:30"], "mon-fri"), "paths": ("/srv/partners",),
        "python": sys.executable,
    }  # fmt: skip
    return Job(**{**given, **more})
