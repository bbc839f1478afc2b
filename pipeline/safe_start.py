"""No code and no program is ever taken from the current folder: it may be a share that strangers write to.

`pipeline` calls this before it loads anything else, so it holds in every process that has Concord in it, workers
included. At its top it may import only what Python itself has loaded by then: even `__future__` is a file.
"""

import os
import sys

_ROOT = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))  # noqa: PTH100, PTH120 (see above)
_PYTHONS_OWN = os.path.dirname(os.__file__)  # noqa: PTH120
_PACKAGES = ("site-packages", "dist-packages")


def shut_out_current_folder() -> None:
    """Take the current folder from where Python and the system look for code, here and in all that is started."""
    sys.path[:] = [entry for entry in sys.path if not _is_here(entry)]
    # Python that is started with -c or -m would put its own current folder first.
    os.environ["PYTHONSAFEPATH"] = "1"
    os.environ["NODEFAULTCURRENTDIRECTORYINEXEPATH"] = "1"  # for programs, on Windows, where capitals do not matter
    for name in ("PYTHONPATH", "PATH"):
        if os.environ.get(name):
            os.environ[name] = os.pathsep.join(_whole(os.environ[name].split(os.pathsep)))


def program(name: str) -> str:
    """The path of a program that the system finds by `name`, never one of the current folder; "" where there is none.

    As `shutil.which`, which on Windows looks there first, and elsewhere where PATH has an empty entry.
    """
    import shutil

    endings = os.environ.get("PATHEXT", ".COM;.EXE;.BAT;.CMD").split(";") if sys.platform == "win32" else []
    for folder in _whole(os.environ.get("PATH", os.defpath).split(os.pathsep)):
        for ending in [*endings, ""]:
            if found := shutil.which(os.path.join(folder, name + ending)):  # noqa: PTH118 (as text)
                return found
    return ""


def _whole(folders: list[str]) -> list[str]:
    """Those that do not depend on the current folder; an empty one would stand for it."""
    return [folder for folder in folders if os.path.isabs(folder)]  # noqa: PTH117 (as text)


def _is_here(entry: str) -> bool:
    """Whether a place on Python's path is the current folder, and none where Python or this program lives."""
    if not os.path.isabs(entry):  # noqa: PTH117 (see above)
        return True
    try:
        here, place = os.path.realpath(os.getcwd()), os.path.realpath(entry)  # noqa: PTH109 (see above)
    except OSError:  # the current folder is gone
        return False
    if place != here or place == os.path.realpath(_ROOT):
        return False
    return not (os.path.basename(place) in _PACKAGES or (place + os.sep).startswith(_PYTHONS_OWN + os.sep))  # noqa: PTH119
