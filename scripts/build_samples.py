"""Build workbooks/samples/ from workbooks/sources/, or (--check) say whether what is there is current.

The samples show what the product is for; nothing reads them at run time. Everybody in them is invented.
"""

from __future__ import annotations

import argparse
import sys
from datetime import date
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
SAMPLES = ROOT / "workbooks" / "samples"
sys.path[:0] = [str(ROOT), str(ROOT / "scripts")]

from sample_mess import build_mess  # noqa: E402
from sample_plan import worked_on  # noqa: E402
from sample_sources import load  # noqa: E402

from pipeline.template.build import build  # noqa: E402
from pipeline.template.same_workbook import same_content  # noqa: E402
from schemas.wording.languages import DEFAULT, languages, speaking  # noqa: E402

TODAY = date(2026, 11, 22)  # what is due or overdue in the sources is so on this day
FROM_TEMPLATE = (
    "two-organisations", "energy-supply-network", "four-partner-consortium", "well-run", "aid-before-its-end",
    "island-energy",
)  # fmt: skip
# Small ones as people of another language keep them, in a folder of their own.
IN_LANGUAGES = tuple(f"two-organisations.{code}" for code in languages() if code != DEFAULT)
MESSY = "as-people-leave-them"


def samples() -> dict[str, bytes]:
    """The bytes of every sample by file name."""
    built = {f"{name}.xlsx": _filled_in(name) for name in FROM_TEMPLATE}
    built |= {f"languages/{name}.xlsx": _filled_in(name) for name in IN_LANGUAGES}
    return {**built, f"{MESSY}.xlsx": build_mess(MESSY, TODAY)}


def _filled_in(name: str) -> bytes:
    source = load(name, TODAY)
    with speaking(source.language):
        data = build(source.new)
    return worked_on(data, source.plan) if source.plan else data


def outdated() -> list[str]:
    """The names of samples that are missing, not ours, or differ from what their sources give."""
    wanted = samples()
    strangers = sorted(path.name for path in SAMPLES.glob("*.xls*") if path.name not in wanted)
    return [name for name, data in wanted.items() if not _current(SAMPLES / name, data)] + strangers


def _current(path: Path, data: bytes) -> bool:
    return path.is_file() and same_content(path.read_bytes(), data)


def main(arguments: list[str] | None = None) -> int:
    """Write the samples, or check them; 1 when they are not current."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--check", action="store_true", help="change nothing; fail when a sample is not current")
    if parser.parse_args(arguments).check:
        names = outdated()
        for name in names:
            print(f"workbooks/samples/{name} is not current. Run: python scripts/build_samples.py")
        return 1 if names else 0
    (SAMPLES / "languages").mkdir(parents=True, exist_ok=True)
    for name, data in samples().items():
        if not _current(SAMPLES / name, data):
            (SAMPLES / name).write_bytes(data)
        print(f"workbooks/samples/{name}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
