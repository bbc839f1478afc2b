"""Build the Excel add-in from its text sources: `python scripts/build_addin.py [FILE]`.

`concord excel install` builds and places it by itself; this is for those who hand it out in another way.
"""

from __future__ import annotations

import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))


def main() -> int:
    """Write the add-in to FILE, or into outputs/."""
    from pipeline.excel.addin.build import NAME, build
    from pipeline.excel.addin.vba_project import VbaBuildError

    file = Path(sys.argv[1]) if len(sys.argv) > 1 else ROOT / "outputs" / NAME
    try:
        data = build()
    except VbaBuildError as problem:
        print(problem, file=sys.stderr)
        return 1
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_bytes(data)
    print(f"Wrote {file}.")
    return 0


if __name__ == "__main__":
    sys.exit(main())
