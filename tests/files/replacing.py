"""What the chaos tests run: replace argv[1] by the content of argv[2], if it still is the content of argv[3]."""

from __future__ import annotations

import sys
from hashlib import sha256
from pathlib import Path

from pipeline.files.atomic_replace import ReplaceError, replace_whole, write_new

if __name__ == "__main__":
    path, fresh, present = (Path(given) for given in sys.argv[1:4])
    try:
        if present.exists():
            replace_whole(path, fresh.read_bytes(), sha256(present.read_bytes()).hexdigest())
        else:
            write_new(path, fresh.read_bytes())
    except ReplaceError as problem:
        print(problem.reason, problem, file=sys.stderr)
        sys.exit(3)
