"""Gathers the licence texts of all that is in the standalone folder: `python licences.py FOLDER` in its environment."""

from __future__ import annotations

import sys
import sysconfig
from collections.abc import Iterator
from importlib.metadata import Distribution, distributions
from pathlib import Path

# Not in the folder: they only build it.
TOOLS = frozenset({"pip", "setuptools", "altgraph", "pyinstaller-hooks-contrib", "wheel"})
NAMES = ("licen", "copying", "notice", "authors")


def texts(package: Distribution) -> Iterator[tuple[str, str]]:
    """The files of a package that say under which terms it may be handed on: name and text."""
    for path in package.files or ():
        is_named_so = path.name.lower().startswith(NAMES) and path.suffix.lower() not in (".py", ".pyc")
        of_whole = path.parts[0].endswith(".dist-info") or len(path.parts) == 2
        if path.suffix != ".pyc" and ((is_named_so and of_whole) or path.parts[1:2] == ("licenses",)):
            file = Path(str(path.locate()))
            if file.is_file():
                yield path.name, file.read_text(encoding="utf-8", errors="replace")


def named(package: Distribution) -> str:
    """The licence as the package itself names it."""
    told = package.metadata.json
    classes = [line.rpartition(" :: ")[2] for line in told.get("classifier", ()) if line.startswith("License ::")]
    return str(told.get("license_expression") or ", ".join(classes) or told.get("license", "")).split("\n")[0]


def of_python() -> Iterator[tuple[str, str]]:
    """Python's own licence, and where it is found that of Tcl/Tk, which draws the panel."""
    for folder in (Path(sysconfig.get_path("stdlib")), Path(sys.base_prefix)):
        for name in ("LICENSE.txt", "LICENSE"):
            if (folder / name).is_file():
                yield "python.txt", (folder / name).read_text(encoding="utf-8", errors="replace")
                break
    for name in ("tcl", "tk"):
        file = Path(sys.base_prefix) / "tcl" / f"{name}8.6" / "license.terms"
        if file.is_file():
            yield f"{name}.txt", file.read_text(encoding="utf-8", errors="replace")
    debian = Path("/usr/share/doc/libtk8.6/copyright")
    if debian.is_file():
        yield "tcl-tk.txt", debian.read_text(encoding="utf-8", errors="replace")


def main(target: Path) -> None:
    """Write the texts, and a list that names each package, its version, its licence and its files."""
    target.mkdir(parents=True, exist_ok=True)
    lines, without = [], []
    for name, text in of_python():
        (target / name).write_text(text, encoding="utf-8")
    found = {package.name.lower(): package for package in distributions() if package.name.lower() not in TOOLS}
    for name, package in sorted(found.items()):
        written = []
        for at, (file, text) in enumerate(texts(package)):
            place = target / f"{name}-{package.version}" / (file if file not in written else f"{at} {file}")
            place.parent.mkdir(exist_ok=True)
            place.write_text(text, encoding="utf-8")
            written.append(place.name)
        lines.append(f"{name} {package.version}: {named(package)} ({', '.join(written)})")
        if not written:
            without.append(name)
    (target / "LIST.txt").write_text("\n".join(lines) + "\n", encoding="utf-8")
    if without:
        sys.exit(f"no licence text was found of: {', '.join(without)}")
    print(f"{len(lines)} packages, their licences in {target}")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
