"""Build workbooks/templates/ from schemas/, or (--check) say whether what is there is current.

The templates are examples to look at and to copy; `concord new` builds its own in memory.
"""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
TEMPLATES = ROOT / "workbooks" / "templates"
sys.path.insert(0, str(ROOT))

from pipeline.template.build import NewWorkbook, build  # noqa: E402
from pipeline.template.catalogues import catalogue_rows  # noqa: E402
from pipeline.template.same_workbook import same_content  # noqa: E402


def _partners(count: int) -> tuple[tuple[str, str], ...]:
    return tuple((f"P{number}", f"Partner {number}") for number in range(1, count + 1))


def templates() -> dict[str, NewWorkbook]:
    """What each template is built from, by file name."""
    review = catalogue_rows(["joint_review"])
    return {
        "two-partners.xlsx": NewWorkbook(
            title="Our partnership", partners=_partners(2), arrangement_id="template-two-partners"
        ),
        "two-partners-joint-review.xlsx": NewWorkbook(
            title="Our partnership", partners=_partners(2), arrangement_id="template-joint-review", catalogue=review
        ),
        "four-partners-joint-review.xlsx": NewWorkbook(
            title="Our partnership", partners=_partners(4), arrangement_id="template-four-partners", catalogue=review
        ),
    }


def outdated() -> list[str]:
    """The names of templates that are missing, not ours, or differ from what schemas/ gives."""
    wanted = templates()
    strangers = sorted(path.name for path in TEMPLATES.glob("*.xls*") if path.name not in wanted)
    stale = [name for name, new in wanted.items() if not _current(TEMPLATES / name, build(new))]
    return stale + strangers


def _current(path: Path, data: bytes) -> bool:
    return path.is_file() and same_content(path.read_bytes(), data)


def main(arguments: list[str] | None = None) -> int:
    """Write the templates, or check them; 1 when they are not current."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--check", action="store_true", help="change nothing; fail when a template is not current")
    if parser.parse_args(arguments).check:
        names = outdated()
        for name in names:
            print(f"workbooks/templates/{name} is not current. Run: python scripts/build_templates.py")
        return 1 if names else 0
    TEMPLATES.mkdir(parents=True, exist_ok=True)
    for name, new in templates().items():
        if not _current(TEMPLATES / name, data := build(new)):
            (TEMPLATES / name).write_bytes(data)
        print(f"workbooks/templates/{name}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
