"""What `concord adopt` loads: a new workbook needs none of the packages with which a run validates."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

from tests.adopt.registers import saved

ROOT = Path(__file__).parents[3]
HEAVY = "pandas numpy pandera openpyxl sqlalchemy"
LINES = [
    ("ID", "Risk description", "Likelihood", "Impact", "Mitigation"),
    ("1", "Convoy is attacked on the road", 3, 5, "Two vehicles"),
    ("2", "Office is flooded in spring", 4, 2, "Sandbags"),
    ("3", "Staff are detained at the border", 1, 4, "Letters"),
]


def test_a_new_workbook_is_built_without_the_packages_of_validation(tmp_path: Path) -> None:
    old = saved(tmp_path / "register.xlsx", LINES)
    asked = ["adopt", str(old), "--to", str(tmp_path / "new.xlsx"), "--as", "REDC=Red Crossing", "--accept"]
    program = (
        "import sys\nfrom pipeline.cli.main import main\n"
        f"try: main({asked!r})\nexcept SystemExit: pass\n"
        f"print([name for name in '{HEAVY}'.split() if name in sys.modules], file=sys.stderr)"
    )
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, cwd=ROOT, check=True)
    assert (tmp_path / "new.xlsx").exists()
    assert done.stderr.strip() == "[]"
